//! The record of what mattered: written down, shown, written to a signed file, and checked.

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use crate::privacy::Seal;
use crate::signature;
use callside_core::audit::{AuditLine, Deed, NewLine, Reference};
use callside_core::event::AgentName;
use callside_core::ids::CallKey;
use callside_core::phone;
use callside_store::{AuditRow, ChainHash, hex, link};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Version of the form of an exported audit.
const VERSION: u32 = 1;
/// Lines that are read at once.
const ROWS: u32 = 1000;

/// First line of a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    callside_audit: u32,
    /// Ed25519 public key of the machine, base64.
    key: String,
    /// What the first line follows from, where older ones have had their term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cut: Option<Cut>,
}

/// The lines that were cut off: as many, and the hash of the last of them. The last [`Deed::AuditCut`] of the file says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cut {
    lines: i64,
    hash: String,
}

impl Cut {
    /// What a line says about it, if it does.
    fn of(what: &Deed) -> Option<Self> {
        match what {
            Deed::AuditCut { lines, hash } => Some(Self { lines: *lines, hash: hash.clone() }),
            _ => None,
        }
    }
}

/// Last line of a file: signs the hash of all lines, and with it every one of them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Foot {
    lines: i64,
    hash: String,
    signature: String,
}

/// A line in a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Linked {
    line: AuditLine,
    hash: String,
}

/// An audit that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Lines.
    pub lines: i64,
    /// Lines before them that had their term and were cut off.
    pub cut: i64,
    /// Ed25519 public key of who signed it, base64.
    pub key: String,
}

/// Why a file is not a whole audit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuditFault {
    /// It is something else.
    #[error("this file is not an audit of Callside")]
    NotOne,
    /// A newer Callside wrote it.
    #[error("a newer Callside wrote this audit")]
    Newer,
    /// A line was changed, removed or put in: the first one that does not follow from those before it.
    #[error("the chain is broken at line {line} of the file, where entry {seq} should stand")]
    Broken {
        /// Line of the file, from 1.
        line: usize,
        /// Place in the chain that was expected.
        seq: i64,
    },
    /// Lines are missing at the beginning, and no line says that they were cut off; or one says so of lines that are there.
    #[error("what is missing at the beginning is not what an entry says was cut off")]
    OtherCut,
    /// Lines at the end were cut off.
    #[error("the end of the file is missing")]
    NoEnd,
    /// The signature is not of these lines.
    #[error("the chain is whole, but the signature does not fit it")]
    Unsigned,
}

impl Inner {
    /// Gives what became of writes its lines, then adds others. One at a time, so that the order is that of time.
    async fn write_lines(&self, lines: Vec<NewLine>) -> Result<(), FlowError> {
        let _turn = self.auditing.lock().await;
        let seal = self.seal();
        let actor = self.org().identity.as_ref().map(|me| seal.user(me.user.as_str()));
        let waiting = self.store.waiting_deeds().await?;
        let through = waiting.last().map(|deed| deed.id);
        if lines.is_empty() && through.is_none() {
            return Ok(());
        }
        let settled = waiting.into_iter().filter_map(|deed| {
            let what = Deed::of_entry(deed.entry, &deed.state)?;
            let about = deed.e164.map(|e164| seal.number(&e164));
            Some(NewLine { at: deed.at, actor: actor.clone(), what, about })
        });
        let all = settled.chain(lines).collect();
        Ok(self.store.append_audit(all, through).await?)
    }

    /// Gives what became of writes its lines.
    pub(crate) async fn write_down(&self) -> Result<(), FlowError> {
        self.write_lines(Vec::new()).await
    }

    /// Lets go of lines that were older than a moment, in their turn. Says how many.
    pub(crate) async fn cut_audit(&self, before: Timestamp) -> Result<u64, FlowError> {
        let _turn = self.auditing.lock().await;
        Ok(self.store.cut_audit(before, self.now()).await?)
    }

    /// Records a deed of whoever is signed in.
    async fn record(&self, what: Deed, about: Option<Reference>) -> Result<(), FlowError> {
        // Who was here before is known, and not who failed to get in.
        let nobody = matches!(what, Deed::SignInFailed { .. });
        let me = self.org().identity.clone().filter(|_| !nobody);
        let actor = me.map(|me| self.seal().user(me.user.as_str()));
        self.write_lines(vec![NewLine { at: self.now(), actor, what, about }]).await
    }

    /// The same for what must not fail because of it: a failure is logged.
    pub(crate) async fn record_quietly(&self, what: Deed, about: Option<Reference>) {
        if let Err(error) = self.record(what, about).await {
            tracing::error!(%error, "a line of the audit could not be written");
        }
    }
}

impl Companion {
    /// Records a deed of whoever is signed in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record(&self, what: Deed, about: Option<Reference>) -> Result<(), FlowError> {
        self.inner.record(what, about).await
    }

    /// The same for what must not fail because of it: a failure is logged.
    pub async fn record_quietly(&self, what: Deed, about: Option<Reference>) {
        self.inner.record_quietly(what, about).await;
    }

    /// Gives what became of writes its lines, so that nothing is missing from what is read next.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_down(&self) -> Result<(), FlowError> {
        self.inner.write_down().await
    }

    /// Lines before a place (`None`: the newest) that name somebody, or all of them; newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit(
        &self,
        before: Option<i64>,
        naming: Option<&Reference>,
        rows: u32,
    ) -> Result<Vec<AuditLine>, FlowError> {
        self.write_down().await?;
        Ok(self.inner.store.audit_before(before, naming, rows).await?.into_iter().map(|row| row.line).collect())
    }

    /// The reference to the number of a call, where it has one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reference_of(&self, call: &CallKey) -> Result<Option<Reference>, FlowError> {
        let call = self.inner.store.call(call).await?;
        let typed = call.as_ref().and_then(callside_core::call::Call::customer_number);
        let line = typed.map(|typed| phone::read(typed, self.preferences().home()));
        Ok(line.and_then(|line| Some(self.seal().number(line.number()?.e164()))))
    }

    /// The agent of a call, where one is known.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agent_of(&self, call: &CallKey) -> Result<Option<AgentName>, FlowError> {
        Ok(self.inner.store.call(call).await?.and_then(|call| call.agent().cloned()))
    }

    /// The whole audit as a signed file: JSON lines, see docs/guide/privacy.md. That it was written is its last entry.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_file(&self) -> Result<String, FlowError> {
        self.record(Deed::AuditExported, None).await?;
        let mut rows: Vec<AuditRow> = Vec::new();
        loop {
            let after = rows.last().map_or(0, |row| row.line.seq);
            let more = self.inner.store.audit_after(after, ROWS).await?;
            if more.is_empty() {
                break;
            }
            rows.extend(more);
        }
        Ok(file(&rows, &self.seal()))
    }
}

fn file(rows: &[AuditRow], seal: &Seal) -> String {
    let cut = rows.iter().rev().find_map(|row| Cut::of(&row.line.what));
    let mut text = format!("{}\n", json(&Head { callside_audit: VERSION, key: seal.public_key(), cut }));
    for row in rows {
        // The line's own text: exactly what was hashed.
        text.push_str(&format!("{{\"line\":{},\"hash\":\"{}\"}}\n", row.text, hex(&row.hash)));
    }
    let hash = hex(&rows.last().map(|row| row.hash).unwrap_or_default());
    let signature = seal.sign(&hash);
    let lines = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    text.push_str(&format!("{}\n", json(&Foot { lines, hash, signature })));
    text
}

/// Checks a file: every line follows from the one before, none is missing, and the end is signed.
///
/// # Errors
/// [`AuditFault`], with the first broken line.
pub fn check_audit(text: &str) -> Result<Checked, AuditFault> {
    let mut lines = text.lines().enumerate();
    let (_, first) = lines.next().ok_or(AuditFault::NotOne)?;
    let version: serde_json::Value = serde_json::from_str(first).map_err(|_| AuditFault::NotOne)?;
    match version["callside_audit"].as_u64() {
        None => return Err(AuditFault::NotOne),
        Some(version) if version > u64::from(VERSION) => return Err(AuditFault::Newer),
        Some(_) => {}
    }
    let head: Head = serde_json::from_value(version).map_err(|_| AuditFault::NotOne)?;
    let before = head.cut.as_ref().map_or(0, |cut| cut.lines);
    let mut hash = match &head.cut {
        Some(cut) => of_hex(&cut.hash).filter(|_| cut.lines > 0).ok_or(AuditFault::NotOne)?,
        None => ChainHash::default(),
    };
    let mut seq = before;
    // Lines say themselves how many were cut before them; the last one that does must mean what the head says.
    let mut said = None;
    for (at, text) in lines {
        if let Ok(foot) = serde_json::from_str::<Foot>(text) {
            let whole = foot.lines == seq - before && foot.hash == hex(&hash);
            return match signature::verify(&head.key, &foot.hash, Some(&foot.signature)) {
                Ok(()) if whole && said != head.cut => Err(AuditFault::OtherCut),
                Ok(()) if whole => Ok(Checked { lines: foot.lines, cut: before, key: head.key }),
                // Signed, and of other lines: the last ones are not those that it had.
                Ok(()) => Err(AuditFault::Broken { line: at + 1, seq: seq + 1 }),
                Err(_) => Err(AuditFault::Unsigned),
            };
        }
        let broken = AuditFault::Broken { line: at + 1, seq: seq + 1 };
        let linked: Linked = serde_json::from_str(text).map_err(|_| broken.clone())?;
        hash = link(&hash, &json(&linked.line));
        seq += 1;
        if linked.line.seq != seq || linked.hash != hex(&hash) {
            return Err(broken);
        }
        said = Cut::of(&linked.line.what).or(said);
    }
    Err(AuditFault::NoEnd)
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The hash that a text of 64 lower-case hex digits stands for.
fn of_hex(text: &str) -> Option<ChainHash> {
    let mut hash = ChainHash::default();
    for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    (hex(&hash) == text).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: i64) -> Vec<AuditRow> {
        let mut hash = ChainHash::default();
        (1..=count)
            .map(|seq| {
                let at = jiff::Timestamp::from_second(1_700_000_000 + seq).unwrap();
                let what = Deed::WriteSent { entry: seq };
                let line = NewLine { at, actor: None, what, about: None }.at_place(seq);
                let text = json(&line);
                hash = link(&hash, &text);
                AuditRow { text, line, hash }
            })
            .collect()
    }

    #[test]
    fn a_whole_file_passes_and_names_its_key() {
        let seal = Seal::of_this_run();
        for count in [0, 1, 5] {
            let checked = check_audit(&file(&rows(count), &seal)).unwrap();
            assert_eq!(checked, Checked { lines: count, cut: 0, key: seal.public_key() });
        }
    }

    #[test]
    fn the_first_broken_link_is_named() {
        let whole = file(&rows(5), &Seal::of_this_run());
        let lines: Vec<&str> = whole.lines().collect();
        let with = |change: &dyn Fn(&mut Vec<String>)| {
            let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            change(&mut changed);
            check_audit(&changed.join("\n"))
        };
        let broken = |line, seq| Err(AuditFault::Broken { line, seq });
        assert_eq!(with(&|all| all[3] = all[3].replace("\"entry\":3", "\"entry\":4")), broken(4, 3));
        assert_eq!(with(&|all| drop(all.remove(2))), broken(3, 2), "a line was taken out");
        assert_eq!(with(&|all| all.swap(4, 5)), broken(5, 4));
        assert_eq!(with(&|all| all.insert(2, all[1].clone())), broken(3, 2));
        assert_eq!(with(&|all| drop(all.remove(5))), broken(6, 5), "the last line was taken out");
        assert_eq!(with(&|all| drop(all.pop())), Err(AuditFault::NoEnd));
        assert_eq!(with(&|all| all[2] = "x".into()), broken(3, 2));
        let other = Seal::of_this_run();
        let head = json(&Head { callside_audit: VERSION, key: other.public_key(), cut: None });
        assert_eq!(with(&|all| all[0] = head.clone()), Err(AuditFault::Unsigned), "another signed it");
    }

    /// Rows of which the first ones were cut, as the store does it.
    fn cut(count: i64, through: i64) -> Vec<AuditRow> {
        let mut all = rows(count);
        let gone = all[usize::try_from(through - 1).unwrap()].hash;
        let what = Deed::AuditCut { lines: through, hash: hex(&gone) };
        let at = jiff::Timestamp::from_second(1_800_000_000).unwrap();
        let line = NewLine { at, actor: None, what, about: None }.at_place(count + 1);
        let text = json(&line);
        let hash = link(&all.last().unwrap().hash, &text);
        all.push(AuditRow { text, line, hash });
        all.into_iter().filter(|row| row.line.seq > through).collect()
    }

    #[test]
    fn what_was_cut_is_said_and_the_rest_is_verified() {
        let seal = Seal::of_this_run();
        let whole = file(&cut(5, 3), &seal);
        assert_eq!(check_audit(&whole), Ok(Checked { lines: 3, cut: 3, key: seal.public_key() }));
        let all = file(&cut(2, 2), &seal);
        assert_eq!(
            check_audit(&all),
            Ok(Checked { lines: 1, cut: 2, key: seal.public_key() }),
            "all but the cut itself"
        );

        let lines: Vec<&str> = whole.lines().collect();
        let broken = |line, seq| Err(AuditFault::Broken { line, seq });
        let with = |at: usize, from: &str, to: &str| {
            let changed =
                lines.iter().enumerate().map(|(i, line)| if i == at { line.replace(from, to) } else { (*line).into() });
            check_audit(&changed.collect::<Vec<String>>().join("\n"))
        };
        assert_eq!(with(0, "\"lines\":3", "\"lines\":2"), broken(2, 3), "fewer than there were");
        assert_eq!(with(1, "\"entry\":4", "\"entry\":9"), broken(2, 4));
        assert_eq!(with(3, "\"lines\":3", "\"lines\":2"), broken(4, 6), "the line that says it is one of the chain");
        assert_eq!(with(0, "\"hash\":\"", "\"hash\":\"0"), Err(AuditFault::NotOne));
    }

    #[test]
    fn older_lines_do_not_go_without_a_line_that_says_so() {
        let seal = Seal::of_this_run();
        // Whoever has the key of the seal leaves three lines out and signs the rest.
        let text = file(&rows(5)[3..], &seal);
        assert_eq!(check_audit(&text), Err(AuditFault::Broken { line: 2, seq: 1 }));
        let base = Cut { lines: 3, hash: hex(&rows(3)[2].hash) };
        let head = |cut| json(&Head { callside_audit: VERSION, key: seal.public_key(), cut });
        let forged = text.replacen(&head(None), &head(Some(base)), 1);
        assert_eq!(check_audit(&forged), Err(AuditFault::OtherCut));
        // A line says that two were cut, and they are there.
        let both = [&rows(3)[..], &cut(3, 2)[1..]].concat();
        let kept = file(&both, &seal).replacen(&head(Cut::of(&both[3].line.what)), &head(None), 1);
        assert_eq!(check_audit(&kept), Err(AuditFault::OtherCut));
    }

    #[test]
    fn a_chain_that_was_made_anew_needs_the_key() {
        let mut forged = rows(5);
        forged.remove(4);
        let text = file(&forged, &Seal::of_this_run());
        let own = Seal::of_this_run().public_key();
        assert!(check_audit(&text).is_ok_and(|checked| checked.key != own), "whole, but by a stranger");
    }

    #[test]
    fn what_is_no_audit_is_said() {
        for (text, fault) in [
            ("", AuditFault::NotOne),
            ("{}", AuditFault::NotOne),
            (r#"{"callside_audit":2}"#, AuditFault::Newer),
            (r#"{"callside_audit":1}"#, AuditFault::NotOne),
        ] {
            assert_eq!(check_audit(text), Err(fault), "{text}");
        }
    }
}

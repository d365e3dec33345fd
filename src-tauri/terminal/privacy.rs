//! `callside inventory`, `erase`, `verify-receipt` and `audit`: for privacy officers, for IT, and for their scripts.

use super::{say, self_test::shell};
use crate::assemble::{self, Glimpse};
use crate::downloads;
use crate::ipc::privacy::{InventoryView, StoredView};
use crate::privacy;
use crate::shell::{Open, Shell};
use crate::words::{privacy as words, terminal};
use callside_core::ids::RecordId;
use callside_core::phone;
use callside_core::privacy::{Subject, Unsent};
use callside_core::vault::{Vault, VaultError};
use callside_engine::{EngineError, Forgotten, Order, Written, machine_seal};
use callside_flow::{check_audit, read_receipt, same_subject};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An order to forget somebody, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EraseOrder {
    /// Numbers.
    pub numbers: Vec<String>,
    /// Record ids.
    pub records: Vec<String>,
    /// Work that Salesforce does not have yet goes too.
    pub discard_unsent: bool,
    /// Files that Callside wrote and that speak of them are deleted.
    pub delete_files: bool,
    /// Nobody is asked.
    pub yes: bool,
    /// Where the receipt goes; without it, to the output.
    pub receipt: Option<PathBuf>,
}

impl EraseOrder {
    /// Reads the words after `erase`; `None` when one cannot be understood or nobody is named.
    pub fn read(words: &[&str]) -> Option<Self> {
        let mut order = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--number" => order.numbers.push((*words.next()?).to_owned()),
                "--record" => order.records.push((*words.next()?).to_owned()),
                "--receipt" => order.receipt = Some(words.next()?.into()),
                "--discard-unsent" => order.discard_unsent = true,
                "--delete-files" => order.delete_files = true,
                "--yes" => order.yes = true,
                _ => return None,
            }
        }
        let names = !order.numbers.is_empty() || !order.records.is_empty();
        names.then_some(order)
    }
}

/// Says what is stored here.
pub fn inventory(json: bool, out: &mut impl Write) -> bool {
    with_open(out, async |shell, open, out| match privacy::inventory(shell, open).await {
        Ok(view) => tell(&view, json, out),
        Err(_) => say_no(out, words::DATABASE),
    })
}

/// A kind of what is stored, as programs read it.
#[derive(Serialize)]
struct Told<'v> {
    #[serde(flatten)]
    stored: &'v StoredView,
    why: &'static str,
}

fn tell(view: &InventoryView, json: bool, out: &mut impl Write) -> bool {
    if json {
        let lines: Vec<_> = view.lines.iter().map(|stored| Told { stored, why: words::reason(stored.kind) }).collect();
        let told = serde_json::json!({ "folder": view.folder, "lines": lines, "terms": view.terms });
        return say(out, &serde_json::to_string_pretty(&told).unwrap_or_default());
    }
    say(out, &view.folder);
    for StoredView { kind, count, oldest, until } in &view.lines {
        say(out, &words::line(*kind, *count, *oldest, *until));
    }
    true
}

/// Forgets one caller.
pub fn erase(order: &EraseOrder, input: &mut impl BufRead, out: &mut impl Write) -> bool {
    with_open(out, async |_, open, out| erase_from(open, order, input, out).await)
}

async fn erase_from(open: &Open, order: &EraseOrder, input: &mut impl BufRead, out: &mut impl Write) -> bool {
    let Some(subject) = subject(open, order, out) else { return false };
    let Ok(found) = open.companion.find_subject(&subject).await else { return say_no(out, words::DATABASE) };
    for (kind, count) in &found.counts {
        say(out, &words::count((*kind).into(), *count));
    }
    for name in &found.settings {
        say(out, &words::setting(name));
    }
    if !order.yes && !asked(words::SURE, words::ERASE, input, out) {
        return say_no(out, words::NOTHING_DONE);
    }
    let unsent = if order.discard_unsent { Unsent::GoesToo } else { Unsent::StopsIt };
    let written = if order.delete_files { Written::GoesToo } else { Written::IsNamed };
    match callside_engine::forget(&open.companion, open.vault.as_ref(), &Order { subject, unsent, written }).await {
        Ok(Forgotten::Held(found)) => say_no(out, if found.sending > 0 { words::SENDING } else { words::UNSENT }),
        Ok(Forgotten::Done { receipt, exports, removed, .. }) => {
            for path in &removed {
                say(out, &words::removed(path));
            }
            for path in &exports {
                say(out, &words::export(path, order.delete_files));
            }
            say(out, words::at_relay(receipt.receipt.at_relay));
            let text = serde_json::to_string_pretty(&receipt).unwrap_or_default();
            keep(order.receipt.as_deref(), &text, out) && !receipt.receipt.at_relay.is_open()
        }
        Err(error) => failed(&error, out),
    }
}

/// Makes everything on this machine unreadable and deletes it.
pub fn erase_everything(yes: bool, input: &mut impl BufRead, out: &mut impl Write) -> bool {
    let Some(shell) = shell(out) else { return false };
    everything_of(&shell, async || assemble::vault(&shell).await, yes, input, out)
}

fn everything_of(
    shell: &Shell,
    vault: impl AsyncFn() -> Result<Arc<dyn Vault>, VaultError>,
    yes: bool,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> bool {
    say(out, &words::everything(shell.folder()));
    // Only the database knows of them, and it is about to be unreadable.
    let elsewhere = tauri::async_runtime::block_on(async { written_elsewhere(shell, vault().await).await });
    for path in &elsewhere {
        say(out, &words::stays(path));
    }
    if !yes && !asked(words::SURE_EVERYTHING, words::ERASE, input, out) {
        return say_no(out, words::NOTHING_DONE);
    }
    let done = tauri::async_runtime::block_on(async {
        let vault = vault().await?;
        callside_engine::destroy_everything(shell.folder(), vault.as_ref(), privacy::ENTRIES, privacy::FILES).await
    });
    match done {
        Ok(()) => say(out, words::GONE),
        Err(error) => failed(&error, out),
    }
}

/// Files that a person had Callside write and that still lie where they were. None where the database does not open: that
/// must stop nobody from destroying it.
async fn written_elsewhere(shell: &Shell, vault: Result<Arc<dyn Vault>, VaultError>) -> Vec<String> {
    let Glimpse::Open(open) = assemble::glimpse(shell, vault).await else { return vec![] };
    let exports = open.companion.exports().await.unwrap_or_default();
    open.companion.close().await;
    let paths: BTreeSet<String> = exports.into_iter().map(|export| export.path).collect();
    paths.into_iter().filter(|path| Path::new(path).exists()).collect()
}

/// Checks a receipt: its signature, by whom, and where `about` names somebody, whether it is about them.
pub fn verify_receipt(file: &Path, key: Option<&Path>, about: &EraseOrder, out: &mut impl Write) -> bool {
    let Some(text) = text_of(file, out) else { return false };
    let receipt = match read_receipt(&text) {
        Ok(receipt) => receipt,
        Err(error) => return say_no(out, &error.to_string()),
    };
    for line in words::receipt(&receipt) {
        say(out, &line);
    }
    let own = own_seal();
    let known = match key {
        Some(file) => text_of(file, out).is_some_and(|key| key.trim() == receipt.key),
        None => own.as_ref().is_some_and(|seal| seal.public_key() == receipt.key),
    };
    say(out, if known { words::KEY_KNOWN } else { words::KEY_UNKNOWN });
    if about.numbers.is_empty() && about.records.is_empty() {
        return known;
    }
    let home = callside_flow::Preferences::default().home();
    let (Some(subject), Some(seal)) = (read(about, home, out), own) else { return false };
    let theirs = same_subject(&receipt, &subject, &seal);
    say(out, if theirs { words::ABOUT_THEM } else { words::ABOUT_OTHERS });
    known && theirs
}

/// Writes the audit to a file.
pub fn export_audit(file: &Path, out: &mut impl Write) -> bool {
    with_open(out, async |_, open, out| match open.companion.audit_file().await {
        Ok(text) => keep(Some(file), &text, out),
        Err(_) => say_no(out, words::DATABASE),
    })
}

/// Checks the file of an audit.
pub fn verify_audit(file: &Path, key: Option<&Path>, out: &mut impl Write) -> bool {
    let Some(text) = text_of(file, out) else { return false };
    match check_audit(&text) {
        Ok(checked) => {
            say(out, &words::whole(checked.lines, checked.cut));
            let known = match key {
                Some(file) => text_of(file, out).is_some_and(|key| key.trim() == checked.key),
                None => own_seal().is_some_and(|seal| seal.public_key() == checked.key),
            };
            say(out, if known { words::KEY_KNOWN } else { words::KEY_UNKNOWN }) && known
        }
        Err(fault) => say_no(out, &fault.to_string()),
    }
}

/// Says the key that this machine signs with.
pub fn audit_key(out: &mut impl Write) -> bool {
    match own_seal() {
        Some(seal) => say(out, &seal.public_key()),
        None => say_no(out, words::NO_KEY),
    }
}

fn own_seal() -> Option<callside_flow::Seal> {
    let shell = shell(&mut std::io::sink())?;
    tauri::async_runtime::block_on(async {
        let vault = assemble::vault(&shell).await.ok()?;
        machine_seal(vault.as_ref()).await.ok().flatten()
    })
}

/// Opens the parts, does something and closes them.
fn with_open<W: Write>(out: &mut W, work: impl AsyncFnOnce(&Shell, &Open, &mut W) -> bool) -> bool {
    let Some(shell) = shell(out) else { return false };
    tauri::async_runtime::block_on(async {
        let open = match assemble::glimpse(&shell, assemble::vault(&shell).await).await {
            Glimpse::Open(open) => open,
            Glimpse::NotYet => return say_no(out, words::NOTHING_HERE),
            Glimpse::NoKeychain(_) => return say_no(out, words::NO_KEYCHAIN),
            Glimpse::Shut(crate::ipc::database::DatabaseTrouble::Locked) => return say_no(out, words::IN_USE),
            Glimpse::Shut(_) => return say_no(out, words::DATABASE),
        };
        let good = work(&shell, &open, out).await;
        open.companion.close().await;
        good
    })
}

fn subject(open: &Open, order: &EraseOrder, out: &mut impl Write) -> Option<Subject> {
    read(order, open.companion.preferences().home(), out)
}

fn read(order: &EraseOrder, home: Option<phone::HomeRegion>, out: &mut impl Write) -> Option<Subject> {
    let mut subject = Subject::default();
    for typed in &order.numbers {
        let Some(number) = phone::read(typed, home).number().cloned() else {
            say(out, &words::no_number(typed));
            return None;
        };
        subject.numbers.push(number);
    }
    for typed in &order.records {
        let Ok(record) = RecordId::new(typed) else {
            say(out, &words::no_record(typed));
            return None;
        };
        subject.records.push(record);
    }
    Some(subject)
}

/// Asks, and takes nothing but the word for a yes.
fn asked(question: &str, word: &str, input: &mut impl BufRead, out: &mut impl Write) -> bool {
    say(out, question);
    let mut line = String::new();
    input.read_line(&mut line).is_ok() && line.trim() == word
}

fn keep(file: Option<&Path>, text: &str, out: &mut impl Write) -> bool {
    match file.map(|file| downloads::replace(file, text.as_bytes())) {
        None => say(out, text),
        Some(Ok(())) => say(out, words::WRITTEN),
        Some(Err(error)) => {
            say(out, &words::unwritten(&error));
            // What was done must not be lost with it.
            say(out, text);
            false
        }
    }
}

fn text_of(file: &Path, out: &mut impl Write) -> Option<String> {
    match std::fs::read_to_string(file) {
        Ok(text) => Some(text),
        Err(error) => {
            say(out, &terminal::unreadable(file, &error));
            None
        }
    }
}

fn failed(error: &EngineError, out: &mut impl Write) -> bool {
    let in_use = matches!(error, EngineError::Store(callside_store::StoreError::Locked));
    if in_use { say_no(out, words::IN_USE) } else { say_no(out, &error.to_string()) }
}

fn say_no(out: &mut impl Write, line: &str) -> bool {
    say(out, line);
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Desk;
    use callside_core::event::CallChange;
    use serde_json::Value;

    #[test]
    fn the_inventory_says_of_every_kind_why_it_is_stored() {
        let view = tauri::async_runtime::block_on(async {
            let desk = Desk::new().await;
            desk.rings("1", CallChange::Ringing).await;
            let open = desk.open().await;
            privacy::inventory(&desk.shell, &open).await.unwrap()
        });
        let (mut said, mut json) = (Vec::new(), Vec::new());
        assert!(tell(&view, false, &mut said) && tell(&view, true, &mut json));
        let said = String::from_utf8(said).unwrap();
        let told: Value = serde_json::from_slice(&json).unwrap();
        assert_eq!((said.lines().count(), &told["folder"]), (view.lines.len() + 1, &Value::from(view.folder.clone())));
        assert_eq!(told["terms"].as_array().map(Vec::len), Some(view.terms.len()));
        for ((stored, line), told) in view.lines.iter().zip(said.lines().skip(1)).zip(told["lines"].as_array().unwrap())
        {
            let why = words::reason(stored.kind);
            assert!(!why.is_empty() && line.contains(&format!(": {why}; kept ")), "{line}");
            assert_eq!((&told["why"], &told["count"]), (&Value::from(why), &Value::from(stored.count)), "{told}");
            assert_eq!(told["kind"], serde_json::to_value(stored.kind).unwrap());
        }
    }

    #[test]
    fn files_that_speak_of_the_caller_are_named_or_deleted_by_word() {
        tauri::async_runtime::block_on(async {
            let desk = Desk::new().await;
            let list = desk.folder.path().join("list.csv");
            std::fs::write(&list, "Ann,+14155550134").unwrap();
            let open = desk.open().await;
            open.companion.note_export(list.display().to_string()).await.unwrap();
            let mut order = EraseOrder { numbers: vec!["+14155550134".into()], yes: true, ..EraseOrder::default() };
            let mut said = Vec::new();
            assert!(erase_from(&open, &order, &mut "".as_bytes(), &mut said).await);
            assert!(String::from_utf8_lossy(&said).contains("--delete-files") && list.exists());
            order.delete_files = true;
            said.clear();
            assert!(erase_from(&open, &order, &mut "".as_bytes(), &mut said).await);
            let said = String::from_utf8_lossy(&said);
            assert!(said.contains("is deleted") && said.contains(r#""exports_removed": 1"#), "{said}");
            assert!(!list.exists());
        });
    }

    #[test]
    fn what_lies_elsewhere_is_named_before_everything_is_destroyed() {
        let (desk, there, gone) = tauri::async_runtime::block_on(async {
            let desk = Desk::new().await;
            let (there, gone) = (desk.folder.path().join("list.csv"), desk.folder.path().join("older.csv"));
            std::fs::write(&there, "a caller").unwrap();
            let open = desk.open().await;
            for path in [&there, &there, &gone] {
                open.companion.note_export(path.display().to_string()).await.unwrap();
            }
            open.companion.close().await;
            (desk, there, gone)
        });
        let vault = async || Ok(assemble::file_vault(&desk.shell));
        let mut said = Vec::new();
        assert!(!everything_of(&desk.shell, vault, false, &mut "no\n".as_bytes(), &mut said));
        assert!(desk.folder.path().join(callside_engine::DATABASE).exists(), "asked first");
        said.clear();
        assert!(everything_of(&desk.shell, vault, true, &mut "".as_bytes(), &mut said));
        let said = String::from_utf8(said).unwrap();
        assert_eq!(said.matches(&there.display().to_string()).count(), 1, "{said}");
        assert!(!said.contains(&gone.display().to_string()), "{said}");
        assert!(!desk.folder.path().join(callside_engine::DATABASE).exists() && there.exists());
    }
}

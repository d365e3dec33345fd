//! Lists: newer, the same, older, and those that are not as they were signed.

use super::site::{Answer, DEB, PACKAGE, Site, list, now, signed, vendor};
use callside_updates::{LIST, SIGNATURE, State, Trouble};
use ed25519_dalek::SigningKey;
use serde_json::Value;

fn version(state: &State) -> Option<String> {
    match state {
        State::Newer { version, .. } => Some(version.to_string()),
        _ => None,
    }
}

async fn looked(site: &Site, runs: &str) -> State {
    let news = site.machine(runs).check(now()).await;
    assert_eq!(news.checked, Some(now()));
    news.state
}

#[tokio::test]
async fn a_newer_version_is_found() {
    let site = Site::new().await;
    let state = looked(&site, "0.1.0").await;
    let State::Newer { artefact: Some(package), put_off: false, .. } = &state else { panic!("{state:?}") };
    assert_eq!(
        (version(&state).as_deref(), package.file.as_str(), package.platform.as_str()),
        (Some("0.2.0"), PACKAGE, DEB)
    );
}

#[tokio::test]
async fn the_same_version_and_older_ones_are_never_taken_although_they_are_signed() {
    let site = Site::new().await;
    for runs in ["0.2.0", "0.2.1", "0.10.0", "1.0.0"] {
        assert_eq!(looked(&site, runs).await, State::Current, "{runs}");
    }
}

#[tokio::test]
async fn a_list_that_is_not_as_the_vendor_signed_it_is_refused() {
    let thief = SigningKey::from_bytes(&[8; 32]);
    let text = list().to_string();
    let newer = text.replace("0.2.0\"", "9.2.0\"");
    let by = |key: &SigningKey, text: &str| Some(signed(key, text));
    let mut one_bit = signed(&vendor(), &text);
    one_bit[10] = if one_bit[10] == b'A' { b'B' } else { b'A' };
    for (name, text, signature) in [
        ("signed by another key", text.clone(), by(&thief, &text)),
        ("another version under a right signature", newer, by(&vendor(), &text)),
        ("everybody, under a signature for some", text.clone(), by(&vendor(), &text.replace("100", "10"))),
        ("one letter of the signature", text.clone(), Some(one_bit)),
        ("the signature of nothing", text.clone(), by(&vendor(), "")),
        ("no signature", text.clone(), None),
        ("a page instead of a signature", text.clone(), Some(vec![b'x'; 5000])),
    ] {
        let site = Site::new().await;
        site.has(LIST, Answer::File(text.into_bytes()));
        match signature {
            Some(bytes) => site.has(SIGNATURE, Answer::File(bytes)),
            None => site.lacks(SIGNATURE),
        }
        assert_eq!(looked(&site, "0.1.0").await, State::Failed { trouble: Trouble::Forged }, "{name}");
    }
}

#[tokio::test]
async fn no_changed_byte_of_a_list_passes() {
    let site = Site::new().await;
    let text = list().to_string();
    for at in (0..text.len()).step_by(41) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        site.has(LIST, Answer::File(bytes));
        assert_eq!(looked(&site, "0.1.0").await, State::Failed { trouble: Trouble::Forged }, "byte {at}");
    }
}

#[tokio::test]
async fn what_the_vendor_signed_for_others_is_not_taken() {
    let with = |key: &str, value: &str| {
        let mut list = list();
        list[key] = Value::from(value);
        list
    };
    for (name, list, trouble) in [
        ("the relay's", with("product", "callside-relay"), Trouble::Foreign),
        ("a preview", with("channel", "preview"), Trouble::Foreign),
        ("of last year", with("believed_until", "2026-11-26T11:59:59Z"), Trouble::Expired),
        ("a policy", serde_json::json!({"callside_policy": 1, "updates": "offer"}), Trouble::NoList),
    ] {
        let site = Site::new().await;
        site.lists(&list);
        assert_eq!(looked(&site, "0.1.0").await, State::Failed { trouble }, "{name}");
    }
}

#[tokio::test]
async fn an_old_list_cannot_be_played_again_not_even_after_a_restart() {
    let site = Site::new().await;
    let old = list();
    let mut new = list();
    (new["version"], new["published"]) = ("0.3.0".into(), "2026-11-26T09:00:00Z".into());
    site.lists(&new);
    assert_eq!(version(&looked(&site, "0.1.0").await).as_deref(), Some("0.3.0"));
    site.lists(&old);
    assert_eq!(looked(&site, "0.1.0").await, State::Failed { trouble: Trouble::Superseded });
    // What was taken back is taken back by a later list.
    let mut withdrawn = old;
    withdrawn["published"] = "2026-11-26T10:00:00Z".into();
    site.lists(&withdrawn);
    assert_eq!(version(&looked(&site, "0.1.0").await).as_deref(), Some("0.2.0"));
    assert_eq!(looked(&site, "0.3.0").await, State::Current, "whoever has it already stays");
}

#[tokio::test]
async fn a_list_that_cannot_be_remembered_is_not_taken() {
    let site = Site::new().await;
    std::fs::create_dir(site.folder.path().join("updates.json.new")).unwrap();
    assert_eq!(looked(&site, "0.1.0").await, State::Failed { trouble: Trouble::NotKept });
}

#[tokio::test]
async fn no_list_a_huge_one_and_a_cut_one_are_told_apart() {
    let site = Site::new().await;
    for (answer, trouble) in [
        (Answer::File(vec![b' '; 100_000]), Trouble::NoList),
        (Answer::InChunks(vec![b' '; 100_000]), Trouble::NoList),
        (Answer::Endless(vec![]), Trouble::NoList),
        (Answer::File(vec![0xff; 10]), Trouble::NoList),
        (Answer::Cut(list().to_string().into_bytes()), Trouble::Unreachable),
    ] {
        site.has(LIST, answer);
        assert_eq!(looked(&site, "0.1.0").await, State::Failed { trouble });
    }
    site.lacks(LIST);
    assert_eq!(looked(&site, "0.1.0").await, State::Failed { trouble: Trouble::NoList });
}

/// The same file that `cargo xtask` writes with OpenSSL, by its own test.
#[tokio::test]
async fn what_xtask_signs_counts() {
    let packaging = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packaging/updates");
    let site = Site::new().await;
    for name in [LIST, SIGNATURE] {
        site.has(name, Answer::File(std::fs::read(packaging.join(name)).unwrap()));
    }
    assert_eq!(version(&looked(&site, "0.1.0").await).as_deref(), Some("0.2.0"));
}

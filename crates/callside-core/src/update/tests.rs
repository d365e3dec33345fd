use super::*;
use crate::policy::{Key, Policy, Value};
use jiff::Timestamp;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn version(text: &str) -> Version {
    text.parse().unwrap()
}

const NOW: &str = "2026-11-26T12:00:00Z";
const DEB: &str = "linux-x86_64-deb";

fn written() -> serde_json::Value {
    serde_json::json!({
        "callside_updates": 1,
        "product": "callside",
        "channel": "stable",
        "version": "0.2.0",
        "published": "2026-11-26T08:00:00Z",
        "believed_until": "2027-02-24T08:00:00Z",
        "share": 100,
        "artefacts": [
            { "platform": DEB, "file": "callside_0.2.0_amd64.deb", "size": 7, "sha256": "0f".repeat(32) },
            { "platform": "windows-x86_64-msi", "file": "Callside_0.2.0.msi", "size": 9, "sha256": "a0".repeat(32) }
        ]
    })
}

fn with(change: impl FnOnce(&mut serde_json::Value)) -> Result<Manifest, ManifestFault> {
    let mut value = written();
    change(&mut value);
    read(&value.to_string())
}

/// A machine with 0.1.0 from a `.deb`, among the first.
fn machine() -> Machine<'static> {
    Machine { version: version("0.1.0"), platform: Some(DEB), lot: Lot::of([0; 32]), seen: None }
}

#[test]
fn versions_are_compared_as_numbers() {
    let sorted = ["0.1.0", "0.1.1", "0.2.0", "0.10.0", "1.0.0", "1.0.10", "2.0.0"];
    let read: Vec<Version> = sorted.iter().map(|text| version(text)).collect();
    assert!(read.is_sorted(), "{read:?}");
    assert!(sorted.iter().zip(&read).all(|(text, version)| version.to_string() == *text));
    for text in
        ["", "1", "1.2", "1.2.3.4", "v1.2.3", "1.2.3-rc.1", "01.2.3", "1.2.-3", "1.2.+3", "1.2.4294967296", "1. 2.3"]
    {
        assert!(text.parse::<Version>().is_err(), "{text}");
    }
}

#[test]
fn a_list_is_read_whole_or_not_at_all() {
    let list = with(|_| {}).unwrap();
    assert_eq!((list.version, list.share, list.published), (version("0.2.0"), 100, at("2026-11-26T08:00:00Z")));
    assert_eq!((list.artefacts[0].size, list.artefacts[1].sha256), (7, [0xa0; 32]));
    let malformed = |what| Err(ManifestFault::Malformed { what });
    let value = malformed("a key or a value");
    for (name, read, wanted) in [
        ("no JSON", read("MZ"), Err(ManifestFault::NotOurs)),
        (
            "no marker",
            with(|list| drop(list.as_object_mut().unwrap().remove("callside_updates"))),
            Err(ManifestFault::NotOurs),
        ),
        ("of a newer kind", with(|list| list["callside_updates"] = 2.into()), Err(ManifestFault::Newer { found: 2 })),
        ("an unknown key", with(|list| list["only_for"] = "admins".into()), value.clone()),
        ("no moment", with(|list| list["published"] = "yesterday".into()), value.clone()),
        ("no version", with(|list| list["version"] = "0.2".into()), value.clone()),
        ("a key twice", read(&written().to_string().replace("\"share\":100", "\"share\":0,\"share\":100")), value),
        ("more than all", with(|list| list["share"] = 101.into()), malformed("share")),
        ("a path", with(|list| list["artefacts"][0]["file"] = "../callside.deb".into()), malformed("file")),
        ("another path", with(|list| list["artefacts"][0]["file"] = "C:callside.msi".into()), malformed("file")),
        ("a hidden file", with(|list| list["artefacts"][0]["file"] = ".callside.deb".into()), malformed("file")),
        ("an argument", with(|list| list["artefacts"][0]["file"] = "--install".into()), malformed("file")),
        ("no bytes", with(|list| list["artefacts"][0]["size"] = 0.into()), malformed("size")),
        ("too many", with(|list| list["artefacts"][0]["size"] = (LARGEST_ARTEFACT + 1).into()), malformed("size")),
        ("a short hash", with(|list| list["artefacts"][0]["sha256"] = "0f".into()), malformed("sha256")),
        ("no hash", with(|list| list["artefacts"][0]["sha256"] = "zz".repeat(32).into()), malformed("sha256")),
        (
            "one platform twice",
            with(|list| list["artefacts"][1]["platform"] = DEB.into()),
            malformed("two packages for one platform"),
        ),
    ] {
        assert_eq!(read, wanted, "{name}");
    }
}

/// The file that the guide shows and that `cargo xtask` writes.
#[test]
fn the_example_of_the_guide_is_read() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packaging/updates/callside-updates.json");
    let list = read(&std::fs::read_to_string(file).unwrap()).unwrap();
    let verdict = judge(&list, &machine(), at("2026-11-20T12:00:00Z")).unwrap();
    let Verdict::Newer { artefact: Some(package) } = verdict else { panic!("{verdict:?}") };
    assert_eq!(package.file, "callside_0.2.0_amd64.deb");
}

#[test]
fn what_a_list_means_for_a_machine() {
    let list = with(|_| {}).unwrap();
    let mine = Verdict::Newer { artefact: Some(list.artefacts[0].clone()) };
    let none = Verdict::Newer { artefact: None };
    let half = Manifest { share: 50, ..list.clone() };
    let machine = machine();
    let last = Machine {
        lot: Lot::of([0, 0, 0, 99].into_iter().chain([0; 28]).collect::<Vec<_>>().try_into().unwrap()),
        ..machine
    };
    let seen = |text| Machine { seen: Some(at(text)), ..machine };
    let runs = |text| Machine { version: version(text), ..machine };
    for (name, list, machine, now, wanted) in [
        ("newer", &list, machine, NOW, Ok(mine.clone())),
        ("the same", &list, runs("0.2.0"), NOW, Ok(Verdict::Current)),
        ("older: no way back", &list, runs("0.3.0"), NOW, Ok(Verdict::Current)),
        ("for nobody yet", &Manifest { share: 0, ..list.clone() }, machine, NOW, Ok(Verdict::Later)),
        ("not its turn", &half, last, NOW, Ok(Verdict::Later)),
        ("its turn", &half, machine, NOW, Ok(mine.clone())),
        ("for all, the last one too", &list, last, NOW, Ok(mine.clone())),
        ("no package for it", &list, Machine { platform: Some("linux-riscv64-deb"), ..machine }, NOW, Ok(none.clone())),
        ("nobody packed it", &list, Machine { platform: None, ..machine }, NOW, Ok(none)),
        (
            "another product",
            &Manifest { product: "callside-relay".into(), ..list.clone() },
            machine,
            NOW,
            Err(Refusal::Foreign),
        ),
        (
            "another channel",
            &Manifest { channel: "preview".into(), ..list.clone() },
            machine,
            NOW,
            Err(Refusal::Foreign),
        ),
        ("seen before", &list, seen("2026-11-26T08:00:00Z"), NOW, Ok(mine.clone())),
        ("later than seen", &list, seen("2026-11-26T07:59:59Z"), NOW, Ok(mine)),
        ("a later one was seen", &list, seen("2026-11-26T08:00:01Z"), NOW, Err(Refusal::Superseded)),
        ("too old", &list, machine, "2027-02-24T08:00:01Z", Err(Refusal::Expired)),
        ("too old, and nothing newer in it", &list, runs("0.2.0"), "2027-02-24T08:00:01Z", Err(Refusal::Expired)),
    ] {
        assert_eq!(judge(list, &machine, at(now)), wanted, "{name}");
    }
}

#[test]
fn a_share_only_ever_grows_and_every_place_is_drawn() {
    let digest = |number: u32| {
        let mut digest = [7; 32];
        digest[..4].copy_from_slice(&number.to_be_bytes());
        Lot::of(digest)
    };
    for number in 0..1000 {
        let lot = digest(number);
        let first = (0..=100).find(|share| lot.is_among(*share)).unwrap();
        assert_eq!(u32::from(first), number % 100 + 1);
        assert!((first..=100).all(|share| lot.is_among(share)) && !lot.is_among(0));
    }
    assert_eq!(Lot::text("c0ffee", version("0.2.0")), "c0ffee 0.2.0");
}

#[test]
fn who_says_whether_newer_versions_are_looked_for() {
    const ADDRESS: &str = "https://packages.example.com/updates";
    const KEY: &str = "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";
    let place = |address: &str, key: &str| Place { address: address.into(), key: key.into() };
    let text = |key: Key, value: &str| (key, Value::Text(value.to_owned()));
    let vendor = BuiltIn { address: Some("https://callside.example/updates"), key: Some("vendor") };
    let of_vendor = |mode| Rule::On { mode, place: place("https://callside.example/updates", "vendor") };
    let address = text(Key::UpdateAddress, ADDRESS);
    let key = text(Key::UpdateKey, KEY);
    for (name, policy, packaging, built_in, wanted) in [
        ("nobody said anything", vec![], None, BuiltIn::default(), Rule::Off(OffBecause::NotSet)),
        ("no key", vec![address.clone()], None, BuiltIn::default(), Rule::Off(OffBecause::NotSet)),
        ("built in", vec![], Some(Packaging::Msi), vendor, of_vendor(Mode::Offer)),
        ("a repository", vec![], Some(Packaging::Deb), vendor, Rule::Off(OffBecause::Repository)),
        (
            "another repository",
            vec![address.clone(), key.clone()],
            Some(Packaging::Rpm),
            vendor,
            Rule::Off(OffBecause::Repository),
        ),
        (
            "the policy, over a repository",
            vec![text(Key::Updates, "notify")],
            Some(Packaging::Deb),
            vendor,
            of_vendor(Mode::Notify),
        ),
        (
            "the policy says no",
            vec![text(Key::Updates, "off"), address.clone(), key.clone()],
            Some(Packaging::Msi),
            vendor,
            Rule::Off(OffBecause::Policy),
        ),
        (
            "a mirror of the company",
            vec![text(Key::Updates, "offer"), address.clone()],
            None,
            vendor,
            Rule::On { mode: Mode::Offer, place: place(ADDRESS, "vendor") },
        ),
        (
            "the company's own",
            vec![address, key],
            None,
            vendor,
            Rule::On { mode: Mode::Offer, place: place(ADDRESS, KEY) },
        ),
    ] {
        assert_eq!(rule(&Policy::of(policy), packaging, built_in), wanted, "{name}");
    }
}

#[test]
fn packages_name_themselves() {
    assert_eq!(Packaging::Deb.platform("linux", "x86_64"), DEB);
    assert!(Packaging::ALL.into_iter().all(|packaging| Packaging::of_name(packaging.name()) == Some(packaging)));
    assert_eq!(Packaging::of_name("snap"), None);
}

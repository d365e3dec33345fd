use super::super::content::{DESKTOP, RELAY};
use super::super::made::{Made, megabytes};
use super::super::stage::{Package, day, said};
use super::super::{licences, parts, pictures_at, sbom};
use super::{EPOCH, deb_of, root, rpm_of, with_package};
use crate::checkout::Checkout;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The languages of the window besides English.
const WINDOW_SPEAKS: [&str; 4] = ["de", "es", "fr", "ar"];
const METAINFO: &str = "usr/share/metainfo/app.callside.desktop.metainfo.xml";

fn told(package: &Path, arguments: &[&str]) -> String {
    said(Command::new("dpkg-deb").args(arguments).arg(package)).unwrap()
}

fn rpm_says(package: &Path, arguments: &[&str]) -> String {
    said(Command::new("rpm").args(["-qp", "--nosignature"]).args(arguments).arg(package)).unwrap()
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for content in [&DESKTOP, &RELAY] {
        let first = deb_of(content, "0.1.0", EPOCH, one.path());
        let second = deb_of(content, "0.1.0", EPOCH, two.path());
        assert!(fs::read(&first).unwrap() == fs::read(second).unwrap(), "{}", content.name);
        let other = deb_of(content, "0.1.0", EPOCH + 100_000, two.path());
        assert!(fs::read(first).unwrap() != fs::read(other).unwrap(), "the moment is in it");
    }
    let (first, second) = (rpm_of(&DESKTOP, one.path(), None), rpm_of(&DESKTOP, two.path(), None));
    assert!(fs::read(first).unwrap() == fs::read(second).unwrap(), "an rpm that nobody signed");
}

#[test]
fn everything_has_its_place_and_belongs_to_root() {
    let folder = tempfile::tempdir().unwrap();
    let package = deb_of(&DESKTOP, "0.1.0", EPOCH, folder.path());
    let contents = told(&package, &["--contents"]);
    for place in [
        "-rwxr-xr-x root/root",
        "./usr/bin/callside",
        "./usr/share/applications/callside.desktop",
        "./etc/xdg/autostart/callside.desktop",
        "./usr/share/metainfo/app.callside.desktop.metainfo.xml",
        "./usr/share/man/man1/callside.1.gz",
        "./usr/share/callside/policy.schema.json",
        "./usr/share/callside/package",
        "./usr/share/doc/callside/copyright",
        "./usr/share/doc/callside/changelog.gz",
        "./usr/share/doc/callside/third-party-licences.txt.gz",
        "./usr/share/doc/callside/sbom.cdx.json.gz",
        "./usr/share/licenses/callside/LICENSE",
        "./usr/share/icons/hicolor/128x128/apps/callside.png",
    ] {
        assert!(contents.contains(place), "{place} in\n{contents}");
    }
    assert!(!contents.lines().any(|line| line.contains("rw-rw") || line.contains("-w- root")), "{contents}");
    let control = told(&package, &["--field"]);
    assert!(control.contains("Depends: libc6 (>=") && control.contains("Version: 0.1.0"), "{control}");
    assert!(control.contains("Conffiles:") || told(&package, &["--info"]).contains("conffiles"));

    let tree = folder.path().join("tree");
    said(Command::new("dpkg-deb").arg("--extract").arg(&package).arg(&tree)).unwrap();
    assert_eq!(fs::read_to_string(tree.join("usr/share/callside/package")).unwrap(), "deb\n");

    let package = deb_of(&RELAY, "0.1.0", EPOCH, folder.path());
    let contents = told(&package, &["--contents"]);
    for place in [
        "./usr/bin/callside-relay",
        "./usr/lib/systemd/system/callside-relay.service",
        "./usr/lib/sysusers.d/callside-relay.conf",
        "./usr/share/man/man1/callside-relay.1.gz",
        "./usr/share/doc/callside-relay/relay.example.json",
    ] {
        assert!(contents.contains(place), "{place} in\n{contents}");
    }
    let scripts = ["preinst", "postinst", "prerm", "postrm"];
    let info = told(&package, &["--info"]);
    assert!(!scripts.iter().any(|script| info.contains(script)), "{info}");
}

#[test]
fn programs_are_packed_without_the_names_that_only_a_debugger_reads() {
    let folder = tempfile::tempdir().unwrap();
    // This very test program: cargo leaves its names in.
    let this = std::env::current_exe().unwrap();
    let sections = |file: &Path| said(Command::new("readelf").args(["--sections", "--wide"]).arg(file)).unwrap();
    assert!(sections(&this).contains(".symtab"));
    with_package(&RELAY, "0.1.0", EPOCH, |package, log| {
        Package { program: &this, ..*package }.lay_out(folder.path(), log).unwrap();
    });
    let packed = folder.path().join("usr/bin/callside-relay");
    assert!(!sections(&packed).contains(".symtab"));
    said(Command::new(&packed).arg("--help")).unwrap();
}

#[test]
fn an_rpm_holds_the_same_files_and_knows_what_it_needs() {
    let folder = tempfile::tempdir().unwrap();
    let package = rpm_of(&DESKTOP, folder.path(), None);
    let files = rpm_says(&package, &["-l"]);
    for place in
        ["/usr/bin/callside", "/usr/share/applications/callside.desktop", "/usr/share/licenses/callside/LICENSE"]
    {
        assert!(files.lines().any(|file| file == place), "{place} in\n{files}");
    }
    assert!(rpm_says(&package, &["--requires"]).contains("libc.so.6"));
    let wanted = rpm_says(&package, &["--recommends"]);
    for one in ["libayatana-appindicator3.so.1()(64bit)", "(gnome-keyring or kwallet or kwalletd6)"] {
        assert!(wanted.lines().any(|line| line == one), "{one} in\n{wanted}");
    }
    assert_eq!(rpm_says(&package, &["--configfiles"]).trim(), "/etc/xdg/autostart/callside.desktop");
    assert_eq!(rpm_says(&package, &["--scripts"]).trim(), "");
    let owners = rpm_says(&package, &["--qf", "[%{FILEUSERNAME}:%{FILEGROUPNAME}\n]"]);
    assert!(owners.lines().all(|owner| owner == "root:root"), "{owners}");
}

#[test]
fn desktop_files_and_store_data_are_valid() {
    let folder = tempfile::tempdir().unwrap();
    let package = deb_of(&DESKTOP, "0.1.0", EPOCH, folder.path());
    let tree = folder.path().join("tree");
    said(Command::new("dpkg-deb").arg("--extract").arg(&package).arg(&tree)).unwrap();
    for entry in ["usr/share/applications/callside.desktop", "etc/xdg/autostart/callside.desktop"] {
        said(Command::new("desktop-file-validate").arg(tree.join(entry))).unwrap();
        let text = fs::read_to_string(tree.join(entry)).unwrap();
        assert!(WINDOW_SPEAKS.iter().all(|language| text.contains(&format!("\nComment[{language}]="))), "{text}");
    }
    let metainfo = tree.join(METAINFO);
    said(Command::new("appstreamcli").args(["validate", "--no-net", "--explain"]).arg(&metainfo)).unwrap();
    let text = fs::read_to_string(metainfo).unwrap();
    assert!(!text.contains("screenshot") && !text.contains('@'), "no address, no pictures: {text}");
    for (page, program) in [("callside", "Callside"), ("callside-relay", "Callside")] {
        let source = root().join(if page == "callside" { "packaging/linux" } else { "packaging/relay" });
        let text = fs::read_to_string(source.join(format!("{page}.1"))).unwrap();
        assert!(text.starts_with(".TH ") && text.contains(program) && text.contains("@VERSION@"));
    }
}

#[test]
fn software_centres_get_the_pictures_of_the_project_at_the_size_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let tree = folder.path().join("tree");
    with_package(&DESKTOP, "0.1.0", EPOCH, |package, log| {
        let package = Package { pictures: Some("https://packages.example.com/pictures/"), ..*package };
        package.lay_out(&tree, log).unwrap();
    });
    let metainfo = tree.join(METAINFO);
    said(Command::new("appstreamcli").args(["validate", "--no-net", "--explain"]).arg(&metainfo)).unwrap();
    let text = fs::read_to_string(metainfo).unwrap();
    // Summary, paragraph, and what stands below each picture.
    let translated = WINDOW_SPEAKS.map(|language| text.matches(&format!(r#"xml:lang="{language}""#)).count());
    assert_eq!(translated, [5; 4]);
    let head = r#"<image type="source" width="1248" height="702">https://packages.example.com/pictures/"#;
    let names: Vec<&str> = text.split(head).skip(1).map(|rest| rest.split_once("</image>").unwrap().0).collect();
    assert_eq!((names.len(), text.matches("<image").count(), text.matches("type=\"default\"").count()), (3, 3, 1));
    for name in names {
        let png = fs::read(root().join("packaging/linux/pictures").join(name)).unwrap();
        // PNG (ISO/IEC 15948), 5.2 and 11.2.2: eight bytes that say so, then the header's chunk with width and height.
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n") && &png[12..16] == b"IHDR", "{name}");
        assert_eq!((&png[16..20], &png[20..24]), (&1248_u32.to_be_bytes()[..], &702_u32.to_be_bytes()[..]), "{name}");
        assert!(png.len() < 400_000, "{name} is {} bytes", png.len());
    }
}

#[test]
fn an_address_of_pictures_is_one_of_the_web() {
    for (given, taken) in [
        (None, true),
        (Some(""), true),
        (Some("https://packages.example.com/pictures"), true),
        (Some("http://packages.example.com/pictures"), false),
        (Some("packaging/linux/pictures"), false),
        (Some("https://packages.example.com/\"><x>"), false),
    ] {
        assert_eq!(pictures_at(given.map(str::to_owned)).is_ok(), taken, "{given:?}");
    }
}

#[test]
fn every_part_of_the_real_programs_has_a_licence_and_its_text() {
    let checkout = Checkout::here().unwrap();
    for (content, with_pages, known) in [(&DESKTOP, true, "pkg:npm/svelte@"), (&RELAY, false, "pkg:cargo/rustls@")] {
        let parts = parts::of(&checkout, content.name, with_pages).unwrap();
        assert!(parts.len() > 100 && parts.iter().any(|part| part.url.starts_with(known)), "{}", parts.len());
        assert!(!parts.iter().any(|part| part.name.starts_with("callside") || part.name == "proptest"));
        let without: Vec<_> = parts.iter().filter(|part| part.licence.is_empty()).map(|part| &part.name).collect();
        assert_eq!(without, Vec::<&String>::new());
        let text = licences::text(&parts).unwrap();
        assert!(text.contains("Permission is hereby granted") && text.contains("Apache License"));
        let bom: serde_json::Value = serde_json::from_str(&sbom::text(content.name, "0.1.0", EPOCH, &parts)).unwrap();
        assert_eq!(bom["components"].as_array().unwrap().len(), parts.len());
    }
}

#[test]
fn the_menu_entry_takes_links() {
    let entry = fs::read_to_string(root().join("packaging/linux/callside.desktop")).unwrap();
    assert!(entry.contains("\nExec=callside %u\n") && entry.contains("\nMimeType=x-scheme-handler/callside;\n"));
}

#[test]
fn days_are_those_of_the_calendar() {
    for (epoch, text) in [(0, "1970-01-01"), (951_782_400, "2000-02-29"), (1_795_000_000, "2026-11-18")] {
        assert_eq!(day(epoch), text);
    }
}

#[test]
fn sizes_are_rounded_to_the_hundredth() {
    for (bytes, text) in [(0, "0.00 MB"), (4_999, "0.00 MB"), (12_345_678, "12.35 MB"), (14_999_999, "15.00 MB")] {
        assert_eq!(megabytes(bytes), text);
    }
}

#[test]
fn a_package_of_a_release_that_is_larger_than_it_may_be_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: u64| {
        let file = folder.path().join(name);
        fs::File::create(&file).unwrap().set_len(bytes).unwrap();
        file
    };
    let just = Made::of(file("callside_1.2.3_amd64.deb", 15_000_000), &DESKTOP).unwrap();
    assert!(
        just.fits() && just.said().ends_with("callside_1.2.3_amd64.deb (15.00 MB, at most 15.00 MB)"),
        "{}",
        just.said()
    );
    let more = Made::of(file("callside_1.2.4_amd64.deb", 15_000_001), &DESKTOP).unwrap();
    assert!(!more.fits(), "one byte more");
    let relay = Made::of(file("callside-relay_1.2.3_amd64.deb", 20_000_000), &RELAY).unwrap();
    assert!(relay.fits() && relay.said().ends_with("(20.00 MB)"), "nobody said how large a relay may be");
    let rpm = Made::of(file("callside-1.2.3-1.x86_64.rpm", 20_000_000), &DESKTOP).unwrap();
    assert!(rpm.fits() && rpm.said().ends_with("(20.00 MB)"), "{}", rpm.said());
}

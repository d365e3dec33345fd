use super::*;

fn built(folder: &Path, epoch: u64) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    // Any program of this machine stands in: what is tested is what lies around it.
    let program = Path::new("/bin/ls");
    let mut log = Log::create(folder.join("log")).unwrap();
    Deb { root, program, version: "0.1.0", epoch }
        .build(folder, &mut log)
        .unwrap_or_else(|error| panic!("{error}\n{}", log.text()))
}

fn told(package: &Path, arguments: &[&str]) -> String {
    said(Command::new("dpkg-deb").args(arguments).arg(package)).unwrap()
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (first, second) = (built(one.path(), 1_795_000_000), built(two.path(), 1_795_000_000));
    assert!(fs::read(&first).unwrap() == fs::read(second).unwrap());
    let other = built(two.path(), 1_795_100_000);
    assert!(fs::read(first).unwrap() != fs::read(other).unwrap(), "the moment is in it");
}

#[test]
fn everything_has_its_place_and_belongs_to_root() {
    let folder = tempfile::tempdir().unwrap();
    let package = built(folder.path(), 1_795_000_000);
    let contents = told(&package, &["--contents"]);
    for place in [
        "-rwxr-xr-x root/root",
        "./usr/bin/callside",
        "./usr/share/applications/callside.desktop",
        "./etc/xdg/autostart/callside.desktop",
        "./usr/share/metainfo/app.callside.desktop.metainfo.xml",
        "./usr/share/man/man1/callside.1.gz",
        "./usr/share/doc/callside/copyright",
        "./usr/share/doc/callside/changelog.gz",
        "./usr/share/icons/hicolor/128x128/apps/callside.png",
    ] {
        assert!(contents.contains(place), "{place} in\n{contents}");
    }
    assert!(!contents.lines().any(|line| line.contains("rw-rw") || line.contains("-w- root")), "{contents}");
    let control = told(&package, &["--field"]);
    assert!(control.contains("Depends: libc6 (>=") && control.contains("Version: 0.1.0"), "{control}");
}

#[test]
fn the_menu_entry_takes_links() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let entry = fs::read_to_string(root.join("packaging/linux/callside.desktop")).unwrap();
    assert!(entry.contains("\nExec=callside %u\n") && entry.contains("\nMimeType=x-scheme-handler/callside;\n"));
}

#[test]
fn days_are_those_of_the_calendar() {
    for (epoch, text) in [(0, "1970-01-01"), (951_782_400, "2000-02-29"), (1_795_000_000, "2026-11-18")] {
        assert_eq!(day(epoch), text);
    }
}

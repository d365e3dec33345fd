//! What each package is, and which files of the repository lie where in it. Source of the places: Filesystem Hierarchy
//! Standard 3.0; freedesktop.org, "Desktop Application Autostart" and "AppStream".

/// A package.
pub struct Content {
    /// Its name, and that of its program.
    pub name: &'static str,
    /// Debian's section of the archive.
    pub section: &'static str,
    /// One line.
    pub summary: &'static str,
    /// Some lines, none of which begins with a blank.
    pub description: &'static str,
    /// Debian packages that most people want beside it.
    pub recommends: &'static str,
    /// The same as RPM says it: what Fedora and SUSE call alike, or either name of it.
    pub rpm_recommends: &'static [&'static str],
    /// Bytes that the `.deb` of a release may have; `None`: nobody said.
    pub at_most: Option<u64>,
    /// Files beside the program.
    pub pieces: &'static [Piece],
    /// Where it says as what it was packed, without the first `/`; `None`: nobody asks.
    pub packed_as: Option<&'static str>,
    /// Configuration that an admin may change and an upgrade leaves alone.
    pub conffiles: &'static [&'static str],
}

/// A file of the repository and its place in the package.
pub struct Piece {
    /// Path in the repository.
    pub from: &'static str,
    /// Path on the machine, without the first `/`.
    pub to: &'static str,
    /// Whether `@VERSION@` and `@DATE@` are filled in.
    pub filled_in: bool,
}

const fn piece(from: &'static str, to: &'static str) -> Piece {
    Piece { from, to, filled_in: false }
}

const fn filled_in(from: &'static str, to: &'static str) -> Piece {
    Piece { from, to, filled_in: true }
}

/// The desktop.
pub const DESKTOP: Content = Content {
    name: "callside",
    section: "comm",
    summary: "the desktop companion of a contact-centre agent",
    description: "Shows who is calling before the agent says hello, and writes the outcome of\n\
                  the call to Salesforce exactly once.",
    recommends: "libayatana-appindicator3-1, gnome-keyring | kwalletmanager, desktop-file-utils",
    rpm_recommends: &[
        "libayatana-appindicator3.so.1()(64bit)",
        "(gnome-keyring or kwallet or kwalletd6)",
        "desktop-file-utils",
    ],
    at_most: Some(15_000_000),
    pieces: &[
        piece("packaging/linux/callside.desktop", "usr/share/applications/callside.desktop"),
        piece("packaging/linux/callside-autostart.desktop", "etc/xdg/autostart/callside.desktop"),
        filled_in(
            "packaging/linux/app.callside.desktop.metainfo.xml",
            "usr/share/metainfo/app.callside.desktop.metainfo.xml",
        ),
        filled_in("packaging/linux/callside.1", "usr/share/man/man1/callside.1"),
        piece("icons/32x32.png", "usr/share/icons/hicolor/32x32/apps/callside.png"),
        piece("icons/128x128.png", "usr/share/icons/hicolor/128x128/apps/callside.png"),
        piece("icons/icon.png", "usr/share/icons/hicolor/512x512/apps/callside.png"),
        piece("packaging/policy/policy.schema.json", "usr/share/callside/policy.schema.json"),
        piece("packaging/policy/policy.example.json", "usr/share/doc/callside/policy.example.json"),
    ],
    packed_as: Some("usr/share/callside/package"),
    conffiles: &["/etc/xdg/autostart/callside.desktop"],
};

/// The relay. It starts nothing by itself, and its user is a file: systemd makes it of that when an admin says so.
pub const RELAY: Content = Content {
    name: "callside-relay",
    section: "net",
    summary: "takes the webhooks of a team's phone systems for Callside",
    description: "Keeps each webhook safe before it answers, and hands each desktop its own calls.\n\
                  Enable it with: systemctl enable --now callside-relay",
    recommends: "ca-certificates",
    rpm_recommends: &["ca-certificates"],
    at_most: None,
    pieces: &[
        piece("packaging/relay/callside-relay.service", "usr/lib/systemd/system/callside-relay.service"),
        piece("packaging/relay/callside-relay.conf", "usr/lib/sysusers.d/callside-relay.conf"),
        piece("packaging/relay/relay.example.json", "usr/share/doc/callside-relay/relay.example.json"),
        filled_in("packaging/relay/callside-relay.1", "usr/share/man/man1/callside-relay.1"),
    ],
    packed_as: None,
    conffiles: &[],
};

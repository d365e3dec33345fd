//! Whether the user that the packaged service runs as can read what the configuration names. `check` is run by an admin,
//! mostly as root, who can read everything: that says nothing about the service.

use crate::check::Finding;
use std::path::{Path, PathBuf};

/// The user and group of the package (`packaging/relay/callside-relay.conf`).
const USER: &str = "callside-relay";
/// Where the package puts its unit.
const UNIT: &str = "/usr/lib/systemd/system/callside-relay.service";

/// A user and its group, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ids {
    user: u32,
    group: u32,
}

/// Whose a file is, and its mode.
#[derive(Debug, Clone, Copy)]
struct Rights {
    of: Ids,
    mode: u32,
}

impl Rights {
    /// The first of owner, group and others that fits decides, as the kernel does (path_resolution(7)).
    const fn let_in(self, who: Ids, bit: u32) -> bool {
        let shift = if self.of.user == who.user {
            6
        } else if self.of.group == who.group {
            3
        } else {
            0
        };
        (self.mode >> shift) & bit != 0
    }
}

/// Is it read by this user: the file itself, and every folder on the way to it gone through?
fn reads(who: Ids, file: Rights, folders: &[Rights]) -> bool {
    file.let_in(who, 4) && folders.iter().all(|folder| folder.let_in(who, 1))
}

/// The numbers of a user in the text of `/etc/passwd`.
fn ids(passwd: &str, name: &str) -> Option<Ids> {
    let mut people = passwd.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let fields = people.find(|fields| fields.first() == Some(&name))?;
    Some(Ids { user: fields.get(2)?.parse().ok()?, group: fields.get(3)?.parse().ok()? })
}

/// Says whether the service can read these files. Nothing is said where this is no installation of the package, where
/// who asks is that user itself (then reading the files says it), and of files that are not there.
pub(crate) fn look(files: &[(&'static str, &Path)]) -> Vec<Finding> {
    let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let asks = rights(Path::new("/proc/self")).map(|own| own.of.user);
    match ids(&passwd, USER) {
        Some(service) if asks == Some(service.user) => vec![],
        Some(service) => judge(service, files),
        None if Path::new(UNIT).exists() => {
            vec![Finding::Doubt(format!("rights: there is no user {USER}: run systemd-sysusers, the service needs it"))]
        }
        None => vec![],
    }
}

fn judge(service: Ids, files: &[(&'static str, &Path)]) -> Vec<Finding> {
    let readable = |path: &Path| {
        let folders: Vec<_> = whole(path).ancestors().skip(1).filter_map(rights).collect();
        rights(path).is_none_or(|file| reads(service, file, &folders))
    };
    let cannot = files.iter().filter(|(_, path)| !readable(path)).map(|(field, path)| {
        Finding::Wrong(format!(
            "rights: {field}: the user {USER} cannot read {}: chown -R root:{USER} and chmod -R u=rwX,g=rX,o= on its folder",
            path.display()
        ))
    });
    let cannot: Vec<_> = cannot.collect();
    if cannot.is_empty() {
        return vec![Finding::Works(format!("rights: the user {USER} can read every file that is named"))];
    }
    cannot
}

/// With the folder that a relative path begins in.
fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(unix)]
fn rights(path: &Path) -> Option<Rights> {
    use std::os::unix::fs::MetadataExt as _;
    let found = std::fs::metadata(path).ok()?;
    Some(Rights { of: Ids { user: found.uid(), group: found.gid() }, mode: found.mode() })
}

#[cfg(not(unix))]
fn rights(_path: &Path) -> Option<Rights> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_by_whoever_its_rights_and_those_of_its_folders_let_in() {
        let service = Ids { user: 990, group: 991 };
        let of = |user, group, mode| Rights { of: Ids { user, group }, mode };
        let open = of(0, 0, 0o755);
        for (file, folders, read) in [
            (of(0, 991, 0o640), vec![of(0, 991, 0o750), open], true),
            (of(0, 0, 0o600), vec![open], false),
            (of(0, 0, 0o640), vec![open], false),
            (of(990, 0, 0o400), vec![open], true),
            // The group may, but its owner may not, and the owner is asked first.
            (of(990, 991, 0o040), vec![open], false),
            (of(0, 991, 0o640), vec![of(0, 0, 0o700), open], false),
            // A folder that can be listed and not gone through.
            (of(0, 991, 0o640), vec![of(0, 991, 0o740), open], false),
            (of(0, 0, 0o644), vec![open], true),
        ] {
            assert_eq!(reads(service, file, &folders), read, "{file:?} {folders:?}");
        }
    }

    #[test]
    fn a_user_is_found_by_its_whole_name() {
        let passwd =
            "root:x:0:0:root:/root:/bin/sh\ncallside-relay-old:x:7:7::/:\ncallside-relay:x:990:991:C:/:/sbin/nologin\n";
        assert_eq!(ids(passwd, USER), Some(Ids { user: 990, group: 991 }));
        for none in ["", "callside-relay", "callside-relay:x:many:991", "x:callside-relay:1:1"] {
            assert_eq!(ids(none, USER), None, "{none}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn check_names_each_file_that_the_service_could_not_read() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        mode(folder.path(), 0o755);
        let (one, other) = (folder.path().join("five9"), folder.path().join("privkey.pem"));
        for file in [&one, &other] {
            std::fs::write(file, "x").unwrap();
            mode(file, 0o640);
        }
        let absent = folder.path().join("absent");
        let files = [("phones.five9_secret_file", &*one), ("tls.key_file", &*other), ("fleet.login_file", &*absent)];
        let own = rights(&one).unwrap().of;
        // A service of this very group, and one of none.
        let ours = Ids { user: own.user + 1, group: own.group };
        assert!(matches!(&judge(ours, &files)[..], [Finding::Works(_)]));
        mode(&other, 0o600);
        let said = judge(ours, &files);
        assert!(matches!(&said[..], [Finding::Wrong(text)] if text.contains("tls.key_file") && text.contains("chown")));
        assert_eq!(judge(Ids { group: own.group + 1, ..ours }, &files).len(), 2);
    }
}

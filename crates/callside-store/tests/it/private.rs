//! Rights of the files: nobody but their owner.

#![cfg(unix)]

use crate::given::{KEY, Place, now, with_calls};
use callside_core::secret::Secret;
use callside_store::Store;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

fn rights(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().mode() & 0o777
}

#[tokio::test]
async fn files_and_folder_are_for_their_owner_only() {
    let place = Place::new();
    let folder = place.folder.path().join("deep").join("er");
    let path = folder.join("callside.db");
    let store = Store::open(&path, &Secret::new(KEY), now()).await.unwrap();
    with_calls(&store, &["1"]).await;
    assert_eq!((rights(&folder), rights(folder.parent().unwrap())), (0o700, 0o700));
    let mut names = Vec::new();
    for file in std::fs::read_dir(&folder).unwrap() {
        let file = file.unwrap();
        assert_eq!(rights(&file.path()), 0o600, "{:?}", file.file_name());
        names.push(file.file_name().into_string().unwrap());
    }
    names.sort();
    assert_eq!(names, ["callside.db", "callside.db-shm", "callside.db-wal", "callside.db.lock", "callside.db.mark"]);
}

#[tokio::test]
async fn a_file_that_others_could_read_is_closed_to_them() {
    let place = Place::new();
    place.open().await.close().await;
    std::fs::set_permissions(place.path(), std::fs::Permissions::from_mode(0o644)).unwrap();
    let _store = place.open().await;
    assert_eq!(rights(&place.path()), 0o600);
}

//! Free room in the pages of a file that is too large, and too busy, to be written anew
//! ([0089](../../../../docs/adr/0089-free-room-is-overwritten-page-by-page.md)).
//!
//! `secure_delete` overwrites a row where it stood. But where SQLite divides a page or joins it with its neighbour it lays the
//! rows that stay out anew, and the gap between their list and the first of them keeps what was there: copies of rows that
//! moved on, and that are overwritten in their new place alone. So all gaps are overwritten, some pages at a time; whoever
//! writes meanwhile waits for those. SQLite fills gaps without reading them (sqlite.org/fileformat2.html, 1.6).

use crate::{Due, Store, StoreError};
use std::ops::Range;

/// Pages of one transaction: 1 MiB.
const STEP: i64 = 256;
/// A page that holds the end of a long row begins with the number of the next one. From here on that number could be taken for
/// the kind of a b-tree page; a file of so many pages has 128 GiB.
const MOST: i64 = 0x0200_0000;
/// The first page begins with the header of the file.
const FILE_HEADER: usize = 100;

impl Store {
    /// Overwrites what no row holds any more, in all pages, and empties the write-ahead log.
    ///
    /// # Errors
    /// As every write; give it again for the rest.
    pub(crate) async fn overwrite_free_room(&self) -> Result<(), StoreError> {
        self.no_maps().await?;
        let mut next = 1;
        while let Some(last) = self.overwrite_from(next).await? {
            next = last + 1;
        }
        let mut writer = self.writer().await?;
        self.empty_log(&mut writer).await
    }

    /// Pages that map others to their parents begin with numbers that b-tree pages begin with, too. Only files that shrink by
    /// themselves have them (sqlite.org/fileformat2.html, 1.8); ours never do.
    async fn no_maps(&self) -> Result<(), StoreError> {
        let mut reader = self.reader().await?;
        let shrinks: i64 = sqlx::query_scalar("PRAGMA auto_vacuum").fetch_one(&mut *reader).await?;
        if shrinks == 0 { Ok(()) } else { Err(StoreError::unexpected("maps of pages")) }
    }

    /// One step; the last page of it, and `None` behind the end of the file.
    async fn overwrite_from(&self, first: i64) -> Result<Option<i64>, StoreError> {
        const PAGES: &str = "WITH RECURSIVE number (n) AS (VALUES (?1) UNION ALL SELECT n + 1 FROM number WHERE n < ?2)
            SELECT page.pgno, page.data FROM number CROSS JOIN sqlite_dbpage AS page ON page.pgno = number.n";
        const OVERWRITE: &str = "UPDATE sqlite_dbpage SET data = ?2 WHERE pgno = ?1";
        if first >= MOST {
            return Err(StoreError::unexpected("pages"));
        }
        // Each step alone need not last: the log is brought into the file, and synced, at the end.
        let mut writer = self.writer_for(Due::WithNext).await?;
        let mut transaction = writer.begin().await?;
        let pages: Vec<(i64, Vec<u8>)> =
            sqlx::query_as(PAGES).bind(first).bind(first + STEP - 1).fetch_all(&mut *transaction).await?;
        let last = pages.last().map(|(number, _)| *number);
        for (number, mut page) in pages {
            let gap = gap(number == 1, &page).and_then(|gap| page.get_mut(gap));
            if let Some(gap) = gap.filter(|gap| gap.iter().any(|byte| *byte != 0)) {
                gap.fill(0);
                sqlx::query(OVERWRITE).bind(number).bind(page).execute(&mut *transaction).await?;
            }
        }
        transaction.commit().await?;
        Ok(last)
    }
}

/// Where a page of a b-tree holds nothing: between the list of its rows and the first of them. `None` for other pages, which are
/// filled to their end, or overwritten when they become free.
fn gap(first: bool, page: &[u8]) -> Option<Range<usize>> {
    let header = if first { FILE_HEADER } else { 0 };
    let two = |at: usize| page.get(at..at + 2).map(|two| usize::from(u16::from_be_bytes([two[0], two[1]])));
    // Of an index or a table, inner ones with the number of one more page, and leaves.
    let length = match page.get(header)? {
        2 | 5 => 12,
        10 | 13 => 8,
        _ => return None,
    };
    let list = header + length + 2 * two(header + 3)?;
    let rows = two(header + 5)?;
    (list <= rows && rows <= page.len()).then_some(list..rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::secret::Secret;
    use jiff::Timestamp;

    fn page(first: bool, kind: u8, rows: u8, begin: u16) -> Vec<u8> {
        let mut page = vec![0; 4096];
        let header = if first { FILE_HEADER } else { 0 };
        page[header] = kind;
        page[header + 4] = rows;
        page[header + 5..header + 7].copy_from_slice(&begin.to_be_bytes());
        page
    }

    #[test]
    fn a_gap_lies_between_the_list_and_the_rows_and_other_pages_have_none() {
        for (page, first, right) in [
            (page(false, 13, 3, 4000), false, Some(14..4000)),
            (page(false, 10, 0, 4016), false, Some(8..4016)),
            (page(false, 2, 1, 100), false, Some(14..100)),
            (page(false, 5, 200, 412), false, Some(412..412)),
            (page(true, 13, 2, 900), true, Some(112..900)),
            // The next page of a long row, a list of free pages, and what is damaged.
            (page(false, 0, 0, 4016), false, None),
            (page(false, 13, 3, 5000), false, None),
            (page(false, 13, 200, 300), false, None),
            (vec![13, 0], false, None),
            (vec![], false, None),
        ] {
            assert_eq!(gap(first, &page), right);
        }
    }

    #[tokio::test]
    async fn a_file_with_maps_of_pages_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("callside.db"), Secret::new("0f".repeat(32)));
        let store = Store::open(&path, &key, Timestamp::UNIX_EPOCH).await.unwrap();
        store.overwrite_free_room().await.unwrap();
        let mut writer = store.writer().await.unwrap();
        for sql in ["PRAGMA auto_vacuum = FULL", "VACUUM"] {
            sqlx::query(sql).execute(&mut writer.connection).await.unwrap();
        }
        drop(writer);
        store.close().await;
        let store = Store::open(&path, &key, Timestamp::UNIX_EPOCH).await.unwrap();
        assert!(store.overwrite_free_room().await.is_err());
        assert_eq!(store.integrity_check(Timestamp::UNIX_EPOCH).await.ok(), Some(()), "nothing was written");
    }
}

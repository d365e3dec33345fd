//! The file from outside: every page decrypted by hand, free room and all, and every table as text.

use crate::given::{Place, keyed};
use aes::Aes256;
use aes::cipher::{Array, BlockCipherDecrypt as _, KeyInit as _};
use sqlx::sqlite::SqliteRow;
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection, TypeInfo as _, ValueRef as _};
use std::collections::HashSet;
use std::path::PathBuf;

/// SQLCipher 4: pages of 4096 bytes that end with 16 bytes of initialisation vector and 32 of seal (HMAC-SHA-256);
/// the first begins with 16 bytes of salt. Source: zetetic.net/sqlcipher/design.
const PAGE: usize = 4096;
const RESERVED: usize = 48;
const SALT: usize = 16;
const BLOCK: usize = 16;

fn cipher(key: &str) -> Aes256 {
    let key: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&key[at * 2..at * 2 + 2], 16).unwrap()).collect();
    Aes256::new(&Array::try_from(key.as_slice()).unwrap())
}

/// What the pages of the database, but for the first, hold between the list of their rows and the first of those.
/// Source: sqlite.org/fileformat2.html, 1.6.
pub fn gaps(place: &Place, key: &str) -> Vec<u8> {
    let cipher = cipher(key);
    let file = std::fs::read(place.path()).unwrap();
    let mut gaps = Vec::new();
    for page in file.chunks_exact(PAGE).skip(1) {
        let page = page_of(&cipher, page, 0);
        let two = |at: usize| usize::from(page[at]) * 256 + usize::from(page[at + 1]);
        let header = match page[0] {
            2 | 5 => 12,
            10 | 13 => 8,
            _ => continue,
        };
        gaps.extend(&page[header + 2 * two(3)..two(5)]);
    }
    gaps
}

/// Every page of the database and of its log. A frame of the log has 24 bytes before its page, after a header of 32.
pub fn decrypted(place: &Place, key: &str) -> Vec<u8> {
    let cipher = cipher(key);
    let file = std::fs::read(place.path()).unwrap();
    let mut plain = Vec::new();
    for (at, page) in file.chunks_exact(PAGE).enumerate() {
        plain.extend(page_of(&cipher, page, if at == 0 { SALT } else { 0 }));
    }
    assert!(plain.windows(12).any(|part| part == b"CREATE TABLE"), "the pages are decrypted");
    let log = std::fs::read(place.folder.path().join("callside.db-wal")).unwrap_or_default();
    for frame in log.get(32..).unwrap_or_default().chunks_exact(PAGE + 24) {
        let is_first = frame[..4] == [0, 0, 0, 1];
        plain.extend(page_of(&cipher, &frame[24..], if is_first { SALT } else { 0 }));
    }
    plain
}

/// AES-256-CBC (NIST SP 800-38A, 6.2).
fn page_of(cipher: &Aes256, page: &[u8], from: usize) -> Vec<u8> {
    let sealed = &page[from..PAGE - RESERVED];
    let mut before = page[PAGE - RESERVED..PAGE - RESERVED + BLOCK].to_vec();
    let mut plain = Vec::with_capacity(sealed.len());
    for block in sealed.chunks_exact(BLOCK) {
        let mut bytes = Array::try_from(block).unwrap();
        cipher.decrypt_block(&mut bytes);
        plain.extend(bytes.iter().zip(&before).map(|(byte, mask)| byte ^ mask));
        before = block.to_vec();
    }
    plain
}

/// Runs of letters and digits, in lower case, and their ends: a word of the search index is written without the letters
/// that it shares with the one before.
pub fn words(bytes: &[u8]) -> HashSet<String> {
    let text: String = bytes.iter().map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 4).map(str::to_owned).collect()
}

/// A connection to a copy of the file, whose log is empty.
async fn copied(place: &Place, key: &str) -> (PathBuf, SqliteConnection) {
    let copy = place.folder.path().join("dump.db");
    std::fs::copy(place.path(), &copy).unwrap();
    let options = keyed(&copy, key);
    (copy, options.connect().await.unwrap())
}

/// Every seal fits, and the pages are what SQLite left.
pub async fn sound(place: &Place, key: &str) {
    let (copy, mut keyed) = copied(place, key).await;
    let seals: Vec<String> = sqlx::query_scalar("PRAGMA cipher_integrity_check").fetch_all(&mut keyed).await.unwrap();
    let pages: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut keyed).await.unwrap();
    assert_eq!((seals, pages), (vec![], vec!["ok".to_owned()]));
    keyed.close().await.unwrap();
    std::fs::remove_file(copy).unwrap();
}

/// Every row of every table, the search index's own among them.
pub async fn dump(place: &Place, key: &str) -> Vec<u8> {
    let (copy, mut keyed) = copied(place, key).await;
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'").fetch_all(&mut keyed).await.unwrap();
    let mut all = Vec::new();
    for table in tables {
        let sql = sqlx::AssertSqlSafe(format!("SELECT * FROM \"{table}\""));
        for row in sqlx::query(sql).fetch_all(&mut keyed).await.unwrap() {
            all.extend((0..row.len()).flat_map(|column| value(&row, column)));
        }
    }
    keyed.close().await.unwrap();
    std::fs::remove_file(copy).unwrap();
    all
}

fn value(row: &SqliteRow, column: usize) -> Vec<u8> {
    let raw = row.try_get_raw(column).unwrap();
    let kind = raw.type_info().name().to_owned();
    let mut bytes = match kind.as_str() {
        "TEXT" => row.get::<String, _>(column).into_bytes(),
        "BLOB" => row.get::<Vec<u8>, _>(column),
        "INTEGER" => row.get::<i64, _>(column).to_string().into_bytes(),
        _ => Vec::new(),
    };
    bytes.push(b'\n');
    bytes
}

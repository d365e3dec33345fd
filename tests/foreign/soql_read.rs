//! Every query that our reader takes, a SOQL parser of others takes too.

use crate::node::Script;
use callside_core::soql::parse;
use std::fmt::Write as _;

/// Parts that are put together; many of the results are no queries, which is as well.
const FIELDS: [&str; 12] = [
    "Id",
    "Name",
    "Account.Owner.Name",
    "COUNT(Id) n",
    "toLabel(Status)",
    "(SELECT Id, Subject FROM Cases WHERE IsClosed = false LIMIT 5)",
    "TYPEOF What WHEN Account THEN Phone, Name ELSE Name END",
    "FIELDS(STANDARD)",
    "COUNT()",
    "MAX(CreatedDate)",
    "Custom__c",
    "Parent__r.Name",
];
const FILTERS: [&str; 16] = [
    "",
    " WHERE Name = 'O\\'Brien \\\\ \\n'",
    " WHERE Name LIKE '50\\%%' AND (A = 1 OR B != null)",
    " WHERE A = 1 AND B = 2 OR C = 3",
    " WHERE Id IN ('a', 'b') OR Id NOT IN (SELECT WhoId FROM Task WHERE IsClosed = true)",
    " WHERE Tags__c INCLUDES ('a;b', 'c') AND Tags__c EXCLUDES ('d')",
    " WHERE CreatedDate > LAST_N_DAYS:30 AND CreatedDate <= TODAY",
    " WHERE CreatedDate >= 2026-01-01T00:00:00Z AND CloseDate < 2026-12-31",
    " WHERE CreatedDate >= 2026-01-01T00:00:00.000+01:00",
    " WHERE Amount > 1000.50 AND Amount < -3 AND IsWon = TRUE",
    " WHERE NOT (A = 'x')",
    " WHERE (NOT A = 'x') AND (NOT (B LIKE 'y%'))",
    " WHERE CALENDAR_YEAR(CreatedDate) = 2026",
    " WHERE DISTANCE(Loc__c, GEOLOCATION(37.7, -122.4), 'mi') < 20",
    " WHERE Name = \"x\"",
    " WHERE Name = :name",
];
const ENDS: [&str; 10] = [
    "",
    " ORDER BY Name",
    " ORDER BY Name DESC NULLS LAST, Id ASC LIMIT 10 OFFSET 20",
    " GROUP BY Status",
    " GROUP BY ROLLUP(Status) HAVING COUNT(Id) > 1",
    " LIMIT 5",
    " LIMIT x",
    " FOR UPDATE",
    " WITH DATA CATEGORY Products__c AT Laptops__c",
    " ;",
];

#[tokio::test]
async fn what_our_reader_takes_others_take() {
    let mut taken = String::new();
    let mut count = 0;
    for (i, first) in FIELDS.iter().enumerate() {
        for second in &FIELDS[i..] {
            for filter in FILTERS {
                for end in ENDS {
                    let text = format!("SELECT {first}, {second} FROM Case c{filter}{end}");
                    if parse(&text).is_ok() {
                        count += 1;
                        writeln!(taken, "{}", serde_json::json!(text)).expect("a text grows");
                    }
                }
            }
        }
    }
    assert!(count > 4_000, "{count}");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("taken.jsonl");
    std::fs::write(&path, taken).expect("the file takes it");
    Script::new("soql-read.mjs").with("CALLSIDE_SOQL_TAKEN", &path).pass().await;
}

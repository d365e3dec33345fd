//! About five hundred values that have broken query builders before, or might.

/// A value that no builder can get wrong, as long as the hostile ones: it has no letter that means anything.
pub const HARMLESS: &str = "harmless";

/// The hostile values.
pub fn hostile() -> Vec<String> {
    let mut values: Vec<String> = ATTACKS.iter().chain(&LETTERS).map(|text| (*text).to_owned()).collect();
    // Every pair of what ends, escapes or continues a literal, alone and inside words.
    for first in LETTERS {
        for second in LETTERS {
            values.push(format!("{first}{second}"));
        }
    }
    values.extend(ATTACKS.iter().flat_map(|attack| ["\\", "\\\\", "'", "\\'"].map(|start| format!("{start}{attack}"))));
    values.extend(["'", "\\", "%", "\\'", "a'b\\", "é'"].map(|piece| piece.repeat(10_000 / piece.len())));
    values.extend(["a".repeat(10_000), "😀".repeat(2500)]);
    values.dedup();
    values
}

const LETTERS: [&str; 17] = [
    "'", "\\", "\"", "%", "_", "\0", "\n", "\r", "\t", "\u{8}", "\u{c}", "\u{7f}", "\u{2019}", "\u{ff07}", "\u{2028}",
    "\u{202e}", "n",
];

const ATTACKS: [&str; 32] = [
    "' OR Name != '",
    "' OR '' = '",
    "x' OR Id != null OR Name = 'x",
    "') OR (Name != '",
    "')) OR ((Name LIKE '%",
    "' AND Id IN (SELECT ContactId FROM Case) AND Name = '",
    "' LIMIT 1 OFFSET 0 --",
    "'; DELETE FROM Contact; --",
    "'/*",
    "*/ OR 1=1 /*",
    "' // ",
    "' -- ",
    "\\' OR Name != \\'",
    "\\\\' OR Name != '",
    "\\u0027 OR Name != \\u0027",
    "\\x27",
    "%' OR Name LIKE '%",
    "_%_%",
    "\\%\\_",
    "%27%20OR%20Name%20!=%20%27",
    "+1 (415) 555-0134",
    "O'Brien",
    "d’Artagnan ‘quoted’ “double”",
    "null",
    "true",
    "2026-01-01T00:00:00Z",
    "TODAY",
    "@{ref.id}",
    "{!User.Id}",
    "<script>alert(1)</script>",
    "Robert\u{0301}\u{200b}\u{feff}",
    "e\u{301}\u{1f468}\u{200d}\u{1f469}",
];

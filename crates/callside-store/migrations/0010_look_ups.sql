-- What saved look-ups found for a caller: shown at the next call until Salesforce answers.
CREATE TABLE look_up_copy (
  caller  TEXT    NOT NULL,
  look_up TEXT    NOT NULL,
  seen_at INTEGER NOT NULL,
  found   TEXT    NOT NULL,
  PRIMARY KEY (caller, look_up)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 10;

-- What Salesforce said about objects: forms open from here.

CREATE TABLE describe (
  object       TEXT    NOT NULL PRIMARY KEY COLLATE NOCASE,
  described_at INTEGER NOT NULL,
  described    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 11;

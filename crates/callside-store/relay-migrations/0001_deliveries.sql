-- What a relay keeps until a desktop has it. One row is one event; its id stays when its contents are gone, so that a
-- late repeat is still known.

CREATE TABLE delivery (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    call        TEXT,
    -- The other party's number in E.164, by which one caller is found and erased.
    caller      TEXT,
    received_at INTEGER NOT NULL,
    -- The event as JSON; NULL once nobody needs it any more.
    payload     TEXT,
    -- JSON list of persons; '*' is everyone. NULL while it is parked.
    people      TEXT,
    -- Why it is parked; NULL when it is not.
    reason      TEXT,
    -- 0: the fleet does not have it yet. 1: the fleet has it. 2: this relay works alone.
    handed      INTEGER NOT NULL
);

CREATE INDEX delivery_unhanded ON delivery (seq) WHERE handed = 0 AND people IS NOT NULL AND payload IS NOT NULL;
CREATE INDEX delivery_parked ON delivery (seq) WHERE reason IS NOT NULL;
CREATE INDEX delivery_caller ON delivery (caller) WHERE caller IS NOT NULL;
CREATE INDEX delivery_call ON delivery (call) WHERE call IS NOT NULL AND payload IS NOT NULL;

CREATE TABLE inbox (
    person TEXT NOT NULL,
    seq    INTEGER NOT NULL,
    PRIMARY KEY (person, seq)
) WITHOUT ROWID;

CREATE INDEX inbox_seq ON inbox (seq);

-- One statement keeps a delivery and puts it into its inboxes, so that a group needs no transaction of its own.
CREATE TRIGGER delivery_arrives AFTER INSERT ON delivery WHEN new.people IS NOT NULL
BEGIN
    INSERT OR IGNORE INTO inbox (person, seq) SELECT e.value, new.seq FROM json_each(new.people) AS e;
END;

CREATE TRIGGER delivery_is_placed AFTER UPDATE OF people ON delivery WHEN new.people IS NOT NULL
BEGIN
    INSERT OR IGNORE INTO inbox (person, seq) SELECT e.value, new.seq FROM json_each(new.people) AS e;
END;

-- How far each desktop has it. `cursor` counts in `seq`.
CREATE TABLE desk (
    person  TEXT NOT NULL,
    desktop TEXT NOT NULL,
    cursor  INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (person, desktop)
) WITHOUT ROWID;

-- People who have signed in here, beside those of the configuration.
CREATE TABLE person (
    person  TEXT PRIMARY KEY,
    seen_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

PRAGMA user_version = 1;

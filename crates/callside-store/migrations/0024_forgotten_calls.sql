-- Calls that were forgotten, so that nothing that is told late brings them back: a relay tells more than once, and the id of
-- what it tells may name the call and go with it. Nobody can be read from a mark: it is a hash of the call's key under a
-- secret of this file (docs/adr/0081).

CREATE TABLE forgotten_seal (seal TEXT NOT NULL) STRICT;
INSERT INTO forgotten_seal (seal) VALUES (lower(hex(randomblob(32))));

-- heard_until: the last that was known of the call, by the clock of whoever told it.
CREATE TABLE forgotten_call (
  mark        TEXT    NOT NULL PRIMARY KEY,
  heard_until INTEGER NOT NULL,
  at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 24;

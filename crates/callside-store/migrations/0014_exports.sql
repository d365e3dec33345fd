-- Files that a person had Callside write: where somebody's data may be besides this file.
CREATE TABLE export (
  id   INTEGER PRIMARY KEY,
  at   INTEGER NOT NULL,
  path TEXT    NOT NULL
) STRICT;
-- What stayed of a call that was forgotten: the ids of its events, so that a late repeat does not bring it back.
CREATE INDEX event_emptied ON event (received_at) WHERE payload = '';

PRAGMA user_version = 14;

-- Files that a person had Callside write: where somebody's data may be besides this file.
CREATE TABLE export (
  id   INTEGER PRIMARY KEY,
  at   INTEGER NOT NULL,
  path TEXT    NOT NULL
) STRICT;
-- What stayed of a call that was forgotten: the ids of its events, so that a late repeat does not bring it back.
CREATE INDEX event_emptied ON event (received_at) WHERE payload = '';
-- What has had its term is found without reading what has not.
CREATE INDEX caller_by_age ON caller (seen_at);
CREATE INDEX number_by_age ON number (asked_at);
CREATE INDEX caller_context_by_age ON caller_context (seen_at);
CREATE INDEX look_up_copy_by_age ON look_up_copy (seen_at);
CREATE INDEX call_memory_by_age ON call_memory (asked_at);

PRAGMA user_version = 14;

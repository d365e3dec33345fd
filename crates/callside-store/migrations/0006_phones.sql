-- What the service that remembers callers (Sticky Calls) said of a call, and what phone systems were asked for.

-- memory is absent while the service is being asked; a call is asked about once.
CREATE TABLE call_memory (
  call      TEXT    NOT NULL PRIMARY KEY,
  e164      TEXT,
  asked_at  INTEGER NOT NULL,
  reference TEXT,
  memory    TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX call_memory_by_number ON call_memory (e164, asked_at) WHERE reference IS NOT NULL;

-- Requests that went out, counted by day (UTC), for the admin's bill.
CREATE TABLE phone_use (
  day     TEXT    NOT NULL,
  system  TEXT    NOT NULL,
  request TEXT    NOT NULL,
  outcome TEXT    NOT NULL,
  count   INTEGER NOT NULL,
  PRIMARY KEY (day, system, request, outcome)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 6;

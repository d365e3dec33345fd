-- Decisions on their way to Salesforce.

-- key makes an entry the only live one of its kind: for a wrap-up it is the call's key. lease counts the leases of the
-- entry, so that only the present holder can settle. doubtful: an earlier attempt may stand in Salesforce already.
-- draft is what the agent had typed, given back when the entry is cancelled.
CREATE TABLE outbox (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  kind         TEXT    NOT NULL,
  key          TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('waiting', 'leased', 'done', 'refused', 'cancelled')),
  attempts     INTEGER NOT NULL DEFAULT 0,
  next_at      INTEGER,
  trouble      TEXT,
  leased_until INTEGER,
  lease        INTEGER NOT NULL DEFAULT 0,
  doubtful     INTEGER NOT NULL DEFAULT 0,
  settled_at   INTEGER,
  found_again  INTEGER NOT NULL DEFAULT 0,
  refusal      TEXT,
  due_at       INTEGER GENERATED ALWAYS AS
    (CASE state WHEN 'waiting' THEN next_at WHEN 'leased' THEN leased_until END) VIRTUAL,
  draft        TEXT,
  payload      TEXT    NOT NULL,
  CHECK ((state = 'waiting') = (next_at IS NOT NULL)),
  CHECK ((state = 'leased') = (leased_until IS NOT NULL)),
  CHECK ((state = 'refused') = (refusal IS NOT NULL)),
  CHECK ((state IN ('done', 'refused', 'cancelled')) = (settled_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX outbox_live ON outbox (kind, key) WHERE state <> 'cancelled';
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX outbox_settled ON outbox (state, settled_at) WHERE settled_at IS NOT NULL;

-- Records that an entry touches, kept while it may still be sent: entries of one record go out in order.
CREATE TABLE outbox_record (
  record TEXT    NOT NULL,
  entry  INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  PRIMARY KEY (record, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_record_of_entry ON outbox_record (entry);

CREATE TABLE receipt (
  entry     INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  reference TEXT    NOT NULL,
  object    TEXT    NOT NULL,
  record    TEXT    NOT NULL,
  created   INTEGER NOT NULL,
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE disposition (
  call       TEXT    NOT NULL PRIMARY KEY REFERENCES call (key) ON DELETE CASCADE,
  entry      INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  code       TEXT    NOT NULL,
  label      TEXT    NOT NULL,
  decided_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX disposition_of_entry ON disposition (entry);

PRAGMA user_version = 4;

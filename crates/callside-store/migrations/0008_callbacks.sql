-- Whom to call again and whom never, each put there by a wrap-up and taken back with it.

-- done_by is the later wrap-up of the same number that settled it; a callback ended by hand has none.
CREATE TABLE callback (
  id       INTEGER PRIMARY KEY,
  entry    INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  call     TEXT    NOT NULL REFERENCES call (key) ON DELETE CASCADE,
  e164     TEXT    NOT NULL,
  who      TEXT    NOT NULL,
  because  TEXT    NOT NULL,
  due_at   INTEGER NOT NULL,
  tries    INTEGER NOT NULL,
  is_retry INTEGER NOT NULL,
  message  TEXT,
  done_at  INTEGER,
  done_by  INTEGER REFERENCES outbox (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX callback_open ON callback (due_at) WHERE done_at IS NULL;
CREATE INDEX callback_of_number ON callback (e164, id);
CREATE INDEX callback_of_entry ON callback (entry);
CREATE INDEX callback_done_by ON callback (done_by) WHERE done_by IS NOT NULL;

-- entry is the wrap-up that put the number there; a number put there by hand has none.
CREATE TABLE suppression (
  e164  TEXT    NOT NULL PRIMARY KEY,
  since INTEGER NOT NULL,
  entry INTEGER REFERENCES outbox (id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX suppression_of_entry ON suppression (entry) WHERE entry IS NOT NULL;

-- What a rehearsal runs over.
CREATE INDEX outbox_decided ON outbox (created_at, id) WHERE kind = 'wrap_up' AND state <> 'cancelled';

PRAGMA user_version = 8;

-- Calls that are known from their logs in Salesforce, what was stored before there were facts, and what callers say of calls.

-- How a call came to be known: 0 = a phone system told of it, 1 = only a log does, 2 = only a log that names the day.
ALTER TABLE call_fact ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
-- Calls of which it is known whether somebody answered, and how long they were on hold. All days are counted anew.
ALTER TABLE day_tally ADD COLUMN offered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE day_tally ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hour_tally ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
DELETE FROM counted;

-- The last order to bring in older calls, and how far it has come. The state stands in `fill` too; here it is asked for.
CREATE TABLE back_fill (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL,
  fill  TEXT NOT NULL
) STRICT;

-- Calls that were stored before there was a table of facts: those below this row are still to be looked at.
CREATE TABLE without_facts (
  below INTEGER NOT NULL,
  done  INTEGER NOT NULL,
  total INTEGER NOT NULL
) STRICT;
INSERT INTO without_facts (below, done, total)
  SELECT max(id) + 1, 0, count(*) FROM call WHERE id NOT IN (SELECT id FROM call_fact) HAVING count(*) > 0;

-- What callers said of calls, as an admin's query finds it.
CREATE TABLE rating (
  record     TEXT    NOT NULL PRIMARY KEY,
  at         INTEGER NOT NULL,
  score      REAL    NOT NULL,
  agent      TEXT,
  agent_name TEXT,
  call       TEXT,
  seen_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_by_time ON rating (at);

PRAGMA user_version = 18;

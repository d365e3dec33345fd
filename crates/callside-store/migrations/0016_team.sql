-- What calls are filtered and counted by, the counts of whole days, and notes as they grew.

-- One row for each call that was answered, is over or was wrapped up: narrow, so that a history of a million calls can be
-- gone through. The commit that a ringing call's pop waits for writes none of this.
CREATE TABLE call_fact (
  id         INTEGER PRIMARY KEY REFERENCES call (id) ON DELETE CASCADE,
  began_at   INTEGER NOT NULL,
  over       INTEGER NOT NULL,
  e164       TEXT,
  direction  TEXT,
  agent      TEXT,
  agent_name TEXT,
  queue      TEXT,
  campaign   TEXT,
  outcome    TEXT,
  answered   INTEGER NOT NULL,
  talk_s     INTEGER,
  hold_s     INTEGER,
  wrap_up_s  INTEGER
) STRICT;
CREATE INDEX call_fact_by_agent ON call_fact (agent, id);
CREATE INDEX call_fact_by_queue ON call_fact (queue, id);
CREATE INDEX call_fact_by_campaign ON call_fact (campaign, id);
CREATE INDEX call_fact_by_outcome ON call_fact (outcome, id);
CREATE INDEX call_fact_by_time ON call_fact (began_at) WHERE over = 1;
CREATE INDEX call_fact_of_number ON call_fact (e164, began_at) WHERE direction = 'inbound' AND e164 IS NOT NULL;

-- Hours since 1970 (UTC) in which something changed that the counts of their days do not know yet.
CREATE TABLE uncounted (hour INTEGER PRIMARY KEY) STRICT;

-- A call counts in its own hour. Whether the call before it from the same number stood alone, and whether the one after
-- is a repeat, changes with it. (ON CONFLICT and not OR IGNORE: the firing statement would override that. SQLite, CREATE
-- TRIGGER.)
CREATE TRIGGER call_fact_add AFTER INSERT ON call_fact WHEN new.over = 1
BEGIN
  INSERT INTO uncounted (hour) VALUES (new.began_at / 3600000) ON CONFLICT DO NOTHING;
  INSERT INTO uncounted (hour) SELECT max(began_at) / 3600000 FROM call_fact
    WHERE e164 = new.e164 AND direction = 'inbound' AND began_at < new.began_at HAVING max(began_at) IS NOT NULL
    ON CONFLICT DO NOTHING;
  INSERT INTO uncounted (hour) SELECT min(began_at) / 3600000 FROM call_fact
    WHERE e164 = new.e164 AND direction = 'inbound' AND began_at > new.began_at HAVING min(began_at) IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER call_fact_change AFTER UPDATE ON call_fact WHEN old.over = 1 OR new.over = 1
BEGIN
  INSERT INTO uncounted (hour) VALUES (old.began_at / 3600000), (new.began_at / 3600000)
    ON CONFLICT DO NOTHING;
  INSERT INTO uncounted (hour) SELECT max(began_at) / 3600000 FROM call_fact
    WHERE e164 = new.e164 AND direction = 'inbound' AND began_at < new.began_at HAVING max(began_at) IS NOT NULL
    ON CONFLICT DO NOTHING;
  INSERT INTO uncounted (hour) SELECT min(began_at) / 3600000 FROM call_fact
    WHERE e164 = new.e164 AND direction = 'inbound' AND began_at > new.began_at HAVING min(began_at) IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER call_fact_remove AFTER DELETE ON call_fact WHEN old.over = 1
BEGIN
  INSERT INTO uncounted (hour) VALUES (old.began_at / 3600000) ON CONFLICT DO NOTHING;
  INSERT INTO uncounted (hour) SELECT max(began_at) / 3600000 FROM call_fact
    WHERE e164 = old.e164 AND direction = 'inbound' AND began_at < old.began_at HAVING max(began_at) IS NOT NULL
    ON CONFLICT DO NOTHING;
  INSERT INTO uncounted (hour) SELECT min(began_at) / 3600000 FROM call_fact
    WHERE e164 = old.e164 AND direction = 'inbound' AND began_at > old.began_at HAVING min(began_at) IS NOT NULL
    ON CONFLICT DO NOTHING;
END;

-- Counts of whole days in the zone that stands in `counted`; day is days since 1970 there. dimension: 0 = all calls,
-- 1 = by agent, 2 = by queue, 3 = by campaign; value '' = the call says none. The numbers at the ends are days within
-- which a call is a repeat.
CREATE TABLE counted (zone TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE day_tally (
  dimension INTEGER NOT NULL,
  day       INTEGER NOT NULL,
  value     TEXT    NOT NULL,
  calls INTEGER NOT NULL, inbound INTEGER NOT NULL, answered INTEGER NOT NULL, talked INTEGER NOT NULL,
  talk_s INTEGER NOT NULL, hold_s INTEGER NOT NULL, wrapped INTEGER NOT NULL, wrap_up_s INTEGER NOT NULL,
  repeats_1 INTEGER NOT NULL, firsts_1 INTEGER NOT NULL, resolved_1 INTEGER NOT NULL,
  repeats_3 INTEGER NOT NULL, firsts_3 INTEGER NOT NULL, resolved_3 INTEGER NOT NULL,
  repeats_7 INTEGER NOT NULL, firsts_7 INTEGER NOT NULL, resolved_7 INTEGER NOT NULL,
  repeats_14 INTEGER NOT NULL, firsts_14 INTEGER NOT NULL, resolved_14 INTEGER NOT NULL,
  repeats_30 INTEGER NOT NULL, firsts_30 INTEGER NOT NULL, resolved_30 INTEGER NOT NULL,
  PRIMARY KEY (dimension, day, value)
) STRICT, WITHOUT ROWID;
CREATE TABLE hour_tally (
  dimension INTEGER NOT NULL,
  value     TEXT    NOT NULL,
  day       INTEGER NOT NULL,
  hour      INTEGER NOT NULL,
  calls INTEGER NOT NULL, talked INTEGER NOT NULL, talk_s INTEGER NOT NULL, hold_s INTEGER NOT NULL,
  wrapped INTEGER NOT NULL, wrap_up_s INTEGER NOT NULL,
  PRIMARY KEY (dimension, value, day, hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE outcome_tally (
  dimension INTEGER NOT NULL,
  value     TEXT    NOT NULL,
  day       INTEGER NOT NULL,
  outcome   TEXT    NOT NULL,
  calls     INTEGER NOT NULL,
  PRIMARY KEY (dimension, value, day, outcome)
) STRICT, WITHOUT ROWID;

-- What an agent typed, in steps.
CREATE TABLE note_version (
  id    INTEGER PRIMARY KEY,
  call  TEXT    NOT NULL REFERENCES call (key) ON DELETE CASCADE,
  at    INTEGER NOT NULL,
  notes TEXT    NOT NULL
) STRICT;
CREATE INDEX note_version_of_call ON note_version (call, id);

PRAGMA user_version = 16;

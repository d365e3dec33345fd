-- What those who look after this agent were told of wrap-ups. A decision and its mark are one transaction, so that none is
-- forgotten; while no relay wants to hear of it (the setting), nothing is marked.
-- revision: how often it was decided, changed or taken back. told: the one that was told last.

CREATE TABLE wrap_up_told (
  call     TEXT    NOT NULL PRIMARY KEY REFERENCES call (key) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  told     INTEGER NOT NULL DEFAULT 0,
  told_at  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX wrap_up_untold ON wrap_up_told (call) WHERE told < revision;

CREATE TRIGGER wrap_up_is_decided AFTER INSERT ON disposition
WHEN EXISTS (SELECT 1 FROM setting WHERE key = 'history_share' AND value <> '"off"')
BEGIN
  INSERT INTO wrap_up_told (call, revision) VALUES (new.call, 1)
    ON CONFLICT (call) DO UPDATE SET revision = revision + 1;
END;
CREATE TRIGGER wrap_up_is_changed AFTER UPDATE ON disposition
WHEN EXISTS (SELECT 1 FROM setting WHERE key = 'history_share' AND value <> '"off"')
BEGIN
  INSERT INTO wrap_up_told (call, revision) VALUES (new.call, 1)
    ON CONFLICT (call) DO UPDATE SET revision = revision + 1;
END;
-- Not where it goes with its call.
CREATE TRIGGER wrap_up_is_taken_back AFTER DELETE ON disposition
WHEN EXISTS (SELECT 1 FROM setting WHERE key = 'history_share' AND value <> '"off"')
  AND EXISTS (SELECT 1 FROM call WHERE key = old.call)
BEGIN
  INSERT INTO wrap_up_told (call, revision) VALUES (old.call, 1)
    ON CONFLICT (call) DO UPDATE SET revision = revision + 1;
END;

-- What a relay told of the calls of a team.
CREATE INDEX event_of_history ON event (received_at) WHERE about = 'history';

PRAGMA user_version = 23;

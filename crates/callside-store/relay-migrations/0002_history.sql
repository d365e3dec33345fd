-- Those who look after a team hear of its calls, for its history. They stand beside those whose calls they are: a
-- delivery is theirs for a term of its own, and is never parked because they did not fetch it.

-- JSON list of persons; NULL where nobody hears of it for a history.
ALTER TABLE delivery ADD COLUMN watchers TEXT;
ALTER TABLE inbox ADD COLUMN history INTEGER NOT NULL DEFAULT 0;
CREATE INDEX inbox_of_history ON inbox (seq) WHERE history = 1;

CREATE TRIGGER delivery_is_watched AFTER INSERT ON delivery WHEN new.watchers IS NOT NULL
BEGIN
    INSERT OR IGNORE INTO inbox (person, seq, history) SELECT e.value, new.seq, 1 FROM json_each(new.watchers) AS e;
END;

CREATE TRIGGER delivery_is_watched_anew AFTER UPDATE OF watchers ON delivery WHEN new.watchers IS NOT NULL
BEGIN
    INSERT OR IGNORE INTO inbox (person, seq, history) SELECT e.value, new.seq, 1 FROM json_each(new.watchers) AS e;
END;

PRAGMA user_version = 2;

-- Whether an entry stays back while an older one of the same record and org waits or is being sent (src/outbox/lease.rs). It is
-- kept here, so that the next entries to send are found without a look at everything that waits. Of entries that are over it
-- says nothing.
ALTER TABLE outbox ADD COLUMN behind INTEGER NOT NULL DEFAULT 0;

CREATE VIEW outbox_older AS
SELECT mine.entry AS entry FROM outbox_record AS mine
JOIN outbox_record AS other ON other.record = mine.record AND other.entry < mine.entry
JOIN outbox AS older ON older.id = other.entry AND older.due_at IS NOT NULL
JOIN outbox AS me ON me.id = mine.entry AND me.org IS older.org;

UPDATE outbox SET behind = 1 WHERE due_at IS NOT NULL AND EXISTS (SELECT 1 FROM outbox_older WHERE entry = outbox.id);

CREATE INDEX outbox_ready ON outbox (due_at, id) WHERE due_at IS NOT NULL AND behind = 0;

-- It touches a record: older ones hold it back, and it holds younger ones back.
CREATE TRIGGER outbox_touches AFTER INSERT ON outbox_record
WHEN (SELECT due_at FROM outbox WHERE id = new.entry) IS NOT NULL
BEGIN
  UPDATE outbox SET behind = 1
  WHERE id = new.entry AND behind = 0 AND EXISTS
    (SELECT 1 FROM outbox_record AS other JOIN outbox AS older ON older.id = other.entry
     WHERE other.record = new.record AND other.entry < new.entry AND older.due_at IS NOT NULL AND older.org IS outbox.org);
  UPDATE outbox SET behind = 1
  WHERE id IN (SELECT entry FROM outbox_record WHERE record = new.record AND entry > new.entry)
    AND due_at IS NOT NULL AND behind = 0 AND org IS (SELECT org FROM outbox WHERE id = new.entry);
END;

-- It touches a record no more, and waits still: the next one of that record may go, and it itself may.
CREATE TRIGGER outbox_touches_no_more AFTER DELETE ON outbox_record
WHEN (SELECT due_at FROM outbox WHERE id = old.entry) IS NOT NULL
BEGIN
  UPDATE outbox SET behind = EXISTS (SELECT 1 FROM outbox_older WHERE entry = outbox.id)
  WHERE id = old.entry OR id =
    (SELECT next.id FROM outbox_record AS other JOIN outbox AS next ON next.id = other.entry
     WHERE other.record = old.record AND other.entry > old.entry AND next.due_at IS NOT NULL
       AND next.org IS (SELECT org FROM outbox WHERE id = old.entry) ORDER BY other.entry LIMIT 1);
END;

-- It is over, or a person must act: the next one of each of its records may go, unless it waits for another one. Those behind
-- that one wait for it.
CREATE TRIGGER outbox_goes AFTER UPDATE OF state ON outbox
WHEN old.state IN ('waiting', 'leased') AND new.state NOT IN ('waiting', 'leased')
BEGIN
  UPDATE outbox SET behind = EXISTS (SELECT 1 FROM outbox_older WHERE entry = outbox.id)
  WHERE id IN
    (SELECT (SELECT next.id FROM outbox_record AS other JOIN outbox AS next ON next.id = other.entry
             WHERE other.record = mine.record AND other.entry > mine.entry AND next.due_at IS NOT NULL
               AND next.org IS new.org ORDER BY other.entry LIMIT 1)
     FROM outbox_record AS mine WHERE mine.entry = new.id);
END;

-- It is to be sent after all: older ones hold it back, and it holds younger ones back.
CREATE TRIGGER outbox_comes_back AFTER UPDATE OF state ON outbox
WHEN old.state NOT IN ('waiting', 'leased') AND new.state IN ('waiting', 'leased')
BEGIN
  UPDATE outbox SET behind = EXISTS (SELECT 1 FROM outbox_older WHERE entry = outbox.id) WHERE id = new.id;
  UPDATE outbox SET behind = 1
  WHERE id IN (SELECT other.entry FROM outbox_record AS mine
               JOIN outbox_record AS other ON other.record = mine.record AND other.entry > mine.entry
               WHERE mine.entry = new.id)
    AND due_at IS NOT NULL AND behind = 0 AND org IS new.org;
END;

PRAGMA user_version = 25;

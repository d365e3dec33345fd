-- What a round of tidying lets go is found without a look through the tables. Taking a webhook in is what a relay must do fast, and
-- each index is one more entry for each event, so only what cannot be found otherwise has one:
--
-- * What everybody has, what was for everyone and what nobody fetched stands in inboxes, and an inbox has its order already. It
--   is emptied as it leaves the last inbox, so nothing needs to find deliveries without one; what is parked has its index.
-- * What is held for a history is in no inbox any more once all have it, so that has an index. In its place goes the one of inboxes
--   for a history, which had an entry for each who hears of a call: a call with a history is less to write than before, and one
--   without any as much.
-- * Ids of emptied deliveries lie among what is still held, so they have one. It has no part in taking in: an entry is written as
--   the contents go.
--
-- Not by `seq`, though most of it is in the order of coming in: what was parked moves to the end of the file, a clock may be set, and
-- what is kept too long of a caller is kept against an order to forget them (docs/adr/0093).
DROP INDEX inbox_of_history;
CREATE INDEX delivery_watched ON delivery (received_at) WHERE payload IS NOT NULL AND watchers IS NOT NULL;
CREATE INDEX delivery_emptied ON delivery (received_at) WHERE payload IS NULL;

-- What is for nobody, and for no history, stands in the inbox of '', from where the next round takes it: whatever has contents, is not
-- parked and is for no history is in an inbox.
DROP TRIGGER delivery_arrives;
CREATE TRIGGER delivery_arrives AFTER INSERT ON delivery WHEN new.people IS NOT NULL
BEGIN
    INSERT OR IGNORE INTO inbox (person, seq) SELECT e.value, new.seq
    FROM json_each(iif(new.people = '[]' AND new.watchers IS NULL, '[""]', new.people)) AS e;
END;

DROP TRIGGER delivery_is_placed;
CREATE TRIGGER delivery_is_placed AFTER UPDATE OF people ON delivery WHEN new.people IS NOT NULL
BEGIN
    INSERT OR IGNORE INTO inbox (person, seq) SELECT e.value, new.seq
    FROM json_each(iif(new.people = '[]' AND new.watchers IS NULL, '[""]', new.people)) AS e;
END;

INSERT INTO inbox (person, seq) SELECT '', seq FROM delivery
WHERE payload IS NOT NULL AND reason IS NULL AND watchers IS NULL
  AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.seq = delivery.seq);

PRAGMA user_version = 4;

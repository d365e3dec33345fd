-- What Salesforce told of records stays for a while after it is decided, so that changed automations can be rehearsed
-- over it. Before, a payload meant that it was not decided yet.
ALTER TABLE occurrence ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;
UPDATE occurrence SET decided = 1 WHERE payload IS NULL;
DROP INDEX occurrence_open;
CREATE INDEX occurrence_open ON occurrence (row) WHERE decided = 0;
CREATE INDEX occurrence_told ON occurrence (heard_at, row) WHERE decided = 1 AND payload IS NOT NULL;

PRAGMA user_version = 19;

-- Entries that can be sent with others in one request: changes of one record that need nothing read first
-- (docs/adr/0080). Those that wait from before are sent alone.
ALTER TABLE outbox ADD COLUMN together INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 21;

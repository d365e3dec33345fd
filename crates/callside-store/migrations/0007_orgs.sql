-- Which org an entry is for: one data folder may see sign-ins to several, and nothing is sent to the wrong one.

-- NULL: saved before anybody's org was known.
ALTER TABLE outbox ADD COLUMN org TEXT;
UPDATE outbox SET org = (SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity');

PRAGMA user_version = 7;

-- The field mapping and the dispositions are sections of the configuration, which is kept as the text of a file. Text that
-- cannot be read stays as it is.
INSERT INTO setting (key, value)
SELECT 'configuration', json_quote('{"callside_config":1}')
WHERE EXISTS (SELECT 1 FROM setting WHERE key IN ('mapping', 'dispositions'))
  AND NOT EXISTS (SELECT 1 FROM setting WHERE key = 'configuration');

UPDATE setting
SET value = json_quote(json_set(value ->> '$', '$.fields',
                                json((SELECT value FROM setting WHERE key = 'mapping'))) || '')
WHERE key = 'configuration' AND json_valid(value ->> '$')
  AND EXISTS (SELECT 1 FROM setting WHERE key = 'mapping');

UPDATE setting
SET value = json_quote(json_set(value ->> '$', '$.dispositions',
                                json((SELECT value FROM setting WHERE key = 'dispositions'))) || '')
WHERE key = 'configuration' AND json_valid(value ->> '$')
  AND EXISTS (SELECT 1 FROM setting WHERE key = 'dispositions');

DELETE FROM setting WHERE key IN ('mapping', 'dispositions');

PRAGMA user_version = 12;

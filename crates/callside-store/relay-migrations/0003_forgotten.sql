-- Whoever is forgotten is not named by what stays: not by the id of an event, by which a late repeat is known, and not by what
-- finds the rest of their calls once a row was emptied. Marks stand there: hashes under a secret of this file (docs/adr/0089).

CREATE TABLE forgotten_seal (seal TEXT NOT NULL) STRICT;
INSERT INTO forgotten_seal (seal) VALUES (lower(hex(randomblob(32))));

-- `delivery.caller` is the mark of the number from here on, and stays when a row is emptied. Rows of before are found by what they
-- say. `delivery.handed` may be 3: it was forgotten, and `id` is the mark of the id.
UPDATE delivery SET caller = NULL WHERE caller IS NOT NULL;
-- Whoever is to be forgotten is looked for in every row, so no event pays for an index of numbers.
DROP INDEX delivery_caller;
CREATE INDEX delivery_forgotten ON delivery (id) WHERE handed = 3;

PRAGMA user_version = 3;

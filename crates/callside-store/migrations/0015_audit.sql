-- What mattered (src/audit.rs). hash is SHA-256 over the hash of the line before and this line's text; lines are added and
-- never change.
CREATE TABLE audit (
  seq  INTEGER PRIMARY KEY,
  at   INTEGER NOT NULL,
  line TEXT    NOT NULL,
  hash BLOB    NOT NULL
) STRICT;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'a line of the audit does not change'); END;
CREATE TRIGGER audit_keeps BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'a line of the audit does not go'); END;

-- What became of writes, in the transaction that settles them, until it gets its line a moment later.
CREATE TABLE audit_waiting (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  at    INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  state TEXT    NOT NULL
) STRICT;
CREATE TRIGGER outbox_audit AFTER UPDATE OF state ON outbox
WHEN new.state IN ('done', 'refused', 'cancelled') AND old.state <> new.state
BEGIN
  INSERT INTO audit_waiting (at, entry, state) VALUES (new.settled_at, new.id, new.state);
END;

PRAGMA user_version = 15;

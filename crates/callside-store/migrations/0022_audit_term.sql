-- Lines of the audit go when they have had their term, and only behind a line that says so (src/audit.rs): the newest one must
-- be a cut that reaches as far.
DROP TRIGGER audit_keeps;
CREATE TRIGGER audit_keeps BEFORE DELETE ON audit
WHEN NOT EXISTS (
  SELECT 1 FROM audit AS cut WHERE cut.seq = (SELECT max(seq) FROM audit)
  AND cut.line ->> '$.what.deed' = 'audit_cut' AND cut.line ->> '$.what.lines' >= old.seq
)
BEGIN SELECT raise(ABORT, 'a line of the audit does not go'); END;

PRAGMA user_version = 22;

-- Counting open work, forgetting a call and retiring calls ask for the callbacks of a call; without this each of them looked
-- through all callbacks.
CREATE INDEX callback_of_call ON callback (call);

PRAGMA user_version = 26;

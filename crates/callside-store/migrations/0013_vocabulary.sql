-- The words of the index over names and notes, in their order: what the beginning of a word may become is looked up here
-- (src/search.rs).
CREATE VIRTUAL TABLE call_vocabulary USING fts5vocab (call_words, instance);

PRAGMA user_version = 13;

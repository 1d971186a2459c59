-- How far a network has come in a chat: under its person's key, or the system's where it
-- is nobody's.
CREATE TABLE mark (
	address BLOB PRIMARY KEY,
	person  TEXT REFERENCES person,
	at      INTEGER NOT NULL,
	body    BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX mark_at ON mark (at);
CREATE INDEX mark_person ON mark (person);

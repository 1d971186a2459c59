-- What somebody sent and no turn could hear: an event tried again and again and then set
-- aside. By its person's key, or by the system's where that one is of no use.
CREATE TABLE aside (
	id      TEXT PRIMARY KEY,
	person  TEXT NOT NULL REFERENCES person,
	at      INTEGER NOT NULL,
	keyless INTEGER NOT NULL, -- sealed by the system key
	body    BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX aside_person ON aside (person, at);
CREATE INDEX aside_at ON aside (at);

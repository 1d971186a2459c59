-- What is plain here are opaque ids, kinds, states, days and instants (milliseconds
-- since 1970, UTC). Every other BLOB is a keyed hash to look up by, or sealed.

CREATE TABLE meta (
	name  TEXT PRIMARY KEY,
	value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE person (
	id         TEXT PRIMARY KEY,
	forgetting INTEGER NOT NULL DEFAULT 0,
	farewell   BLOB -- under the system key, while forgetting
) WITHOUT ROWID;
CREATE INDEX person_forgetting ON person (id) WHERE forgetting;

CREATE TABLE address (
	hash   BLOB PRIMARY KEY,
	person TEXT NOT NULL REFERENCES person,
	rank   INTEGER NOT NULL, -- the highest is the preferred one
	sealed BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX address_person ON address (person, rank);

CREATE TABLE record (
	seq    INTEGER PRIMARY KEY, -- the order they were first saved in
	person TEXT NOT NULL REFERENCES person,
	kind   TEXT NOT NULL,
	id     TEXT NOT NULL,
	state  TEXT NOT NULL,
	day    TEXT NOT NULL,
	body   BLOB NOT NULL,
	UNIQUE (person, kind, id)
);
CREATE INDEX record_state ON record (person, kind, state);

CREATE TABLE prompt (
	person     TEXT NOT NULL REFERENCES person,
	kind       TEXT NOT NULL,
	occurrence TEXT NOT NULL,
	due        INTEGER NOT NULL,
	stale      INTEGER NOT NULL,
	spent      INTEGER NOT NULL,
	about      BLOB NOT NULL,
	PRIMARY KEY (person, kind, occurrence)
) WITHOUT ROWID;
CREATE INDEX prompt_due ON prompt (due) WHERE NOT spent;

CREATE TABLE message (
	seq     INTEGER PRIMARY KEY AUTOINCREMENT, -- the order to send in
	id      TEXT NOT NULL UNIQUE,
	person  TEXT REFERENCES person, -- NULL: nobody's, under the system key
	address BLOB NOT NULL,
	nonce   TEXT NOT NULL,
	edits   TEXT NOT NULL,
	queued  INTEGER NOT NULL,
	held    INTEGER NOT NULL, -- the address is unreachable
	sent    INTEGER,
	body    BLOB, -- NULL once sent
	shown   BLOB  -- the network's id for it, once sent
);
CREATE INDEX message_unsent ON message (seq) WHERE sent IS NULL AND NOT held;
CREATE INDEX message_waiting ON message (address) WHERE sent IS NULL;
CREATE INDEX message_sent ON message (sent) WHERE sent IS NOT NULL;
CREATE INDEX message_person ON message (person, queued);

CREATE TABLE unreachable (
	address BLOB PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE source (
	person TEXT NOT NULL REFERENCES person,
	hash   BLOB NOT NULL,
	body   BLOB NOT NULL,
	PRIMARY KEY (person, hash)
) WITHOUT ROWID;

CREATE TABLE seen (
	hash BLOB PRIMARY KEY,
	at   INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX seen_at ON seen (at);

CREATE TABLE greeted (
	address BLOB PRIMARY KEY,
	at      INTEGER NOT NULL
) WITHOUT ROWID;

-- What waits to be sent, and what was sent, lie in tables of their own: the one is small
-- and changes all the time, of the other a person's rows lie together.
--
-- What somebody waits for is handed to the courier as it is committed, and is not looked
-- for in the outbox. So held says: 0 it waits, 1 its address is unreachable, 2 it is
-- leased to the courier.
CREATE TABLE outbox (
	seq     INTEGER PRIMARY KEY, -- the order to send in: microseconds since 1970, each taken once
	id      TEXT NOT NULL,
	person  TEXT REFERENCES person, -- NULL: nobody's, under the system key
	address BLOB NOT NULL,
	nonce   TEXT NOT NULL,
	edits   TEXT NOT NULL,
	queued  INTEGER NOT NULL,
	held    INTEGER NOT NULL,
	rank    INTEGER NOT NULL,
	body    BLOB NOT NULL
);
CREATE INDEX outbox_order ON outbox (rank, seq) WHERE NOT held;
CREATE UNIQUE INDEX outbox_address ON outbox (address, id);
CREATE INDEX outbox_person ON outbox (person);

CREATE TABLE posted (
	person  TEXT NOT NULL, -- '': nobody's, under the system key
	id      TEXT NOT NULL,
	seq     INTEGER NOT NULL, -- as it was in the outbox
	address BLOB NOT NULL,
	at      INTEGER NOT NULL,
	shown   BLOB NOT NULL, -- the network's id for it
	PRIMARY KEY (person, id)
) WITHOUT ROWID;
CREATE INDEX posted_at ON posted (at);

INSERT INTO outbox SELECT seq, id, person, address, nonce, edits, queued, held, rank, body
	FROM message JOIN letter ON letter.message = seq WHERE sent IS NULL;
INSERT INTO posted SELECT coalesce(person, ''), id, seq, address, sent, shown FROM message WHERE sent IS NOT NULL;
DROP TABLE letter;
DROP TABLE message;

-- The rows of a kind are few: their states need no index.
DROP INDEX record_state;

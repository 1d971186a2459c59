-- A person's records, sources, events and what was said to them lie on a few sheets, each
-- sealed as one value: those of person n have the numbers above n << 24. What lies in the
-- tables record, source and posted is moved there by a program that has the keys, which
-- drops them then (pack.go).
CREATE TABLE sheet (
	number INTEGER PRIMARY KEY,
	body   BLOB NOT NULL
);

-- What was sent lies in the order it was sent in, so that what is new lies together.
-- A stray is nobody's, or stands on no sheet.
ALTER TABLE posted RENAME TO posted_before;
DROP INDEX posted_at;
CREATE TABLE posted (
	seq     INTEGER PRIMARY KEY, -- as it was in the outbox
	id      TEXT NOT NULL,
	person  TEXT NOT NULL, -- '': nobody's, under the system key
	address BLOB NOT NULL,
	at      INTEGER NOT NULL,
	shown   BLOB NOT NULL, -- the network's id for it
	stray   INTEGER NOT NULL
);
CREATE INDEX posted_at ON posted (at);
CREATE INDEX posted_stray ON posted (person, address) WHERE stray;
INSERT OR IGNORE INTO posted SELECT seq, id, person, address, at, shown, person = '' FROM posted_before;

-- The outbox is small and changes all the time: whose a row is needs neither an index nor
-- to be looked up in another table.
ALTER TABLE outbox RENAME TO outbox_before;
CREATE TABLE outbox (
	seq     INTEGER PRIMARY KEY, -- the order to send in: microseconds since 1970, each taken once
	id      TEXT NOT NULL,
	person  TEXT, -- NULL: nobody's, under the system key
	address BLOB NOT NULL,
	nonce   TEXT NOT NULL,
	edits   TEXT NOT NULL,
	edited  INTEGER NOT NULL, -- its place in the order; 0: it is not known
	queued  INTEGER NOT NULL,
	held    INTEGER NOT NULL, -- 0 it waits, 1 its address is unreachable, 2 it is leased to the courier
	urgency INTEGER NOT NULL,
	stray   INTEGER NOT NULL,
	body    BLOB NOT NULL
);
INSERT INTO outbox
	SELECT seq, id, person, address, nonce, edits,
		coalesce((SELECT seq FROM posted_before p WHERE p.person = coalesce(o.person, '') AND p.id = o.edits),
			(SELECT seq FROM outbox_before e WHERE e.address = o.address AND e.id = o.edits), 0),
		queued, held, urgency, person IS NULL, body
	FROM outbox_before o;
DROP TABLE outbox_before;
CREATE INDEX outbox_order ON outbox (urgency, seq) WHERE NOT held;
CREATE UNIQUE INDEX outbox_address ON outbox (address, id);
CREATE INDEX outbox_nobodys ON outbox (queued) WHERE person IS NULL;
DELETE FROM posted_before WHERE person = '';

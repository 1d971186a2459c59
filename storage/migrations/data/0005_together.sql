-- A person's records lie together, by numbers of their own, so that a turn reads and
-- writes few pages: those of person n are above n << 24, in the order they were first
-- saved in.
ALTER TABLE person ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
UPDATE person SET number = numbered.n
	FROM (SELECT id, row_number() OVER () AS n FROM person) AS numbered WHERE numbered.id = person.id;
CREATE UNIQUE INDEX person_number ON person (number);

CREATE TABLE together (
	seq    INTEGER PRIMARY KEY,
	person TEXT NOT NULL REFERENCES person,
	kind   TEXT NOT NULL,
	id     TEXT NOT NULL,
	state  TEXT NOT NULL,
	day    TEXT NOT NULL,
	body   BLOB NOT NULL,
	UNIQUE (person, kind, id)
);
INSERT INTO together
	SELECT (number << 24) + row_number() OVER (PARTITION BY person ORDER BY seq), person, kind, record.id, state, day, body
	FROM record JOIN person ON person.id = record.person;
DROP TABLE record;
ALTER TABLE together RENAME TO record;
CREATE INDEX record_state ON record (person, kind, state);

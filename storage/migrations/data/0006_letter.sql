-- What waits to be sent lies apart from what is known of what was sent, so that its pages
-- are free again soon.
CREATE TABLE letter (
	message INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,
	body    BLOB NOT NULL
);
INSERT INTO letter SELECT seq, body FROM message WHERE body IS NOT NULL;
ALTER TABLE message DROP COLUMN body;

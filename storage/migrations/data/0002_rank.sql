-- What somebody waits for is sent before what is said unasked.
ALTER TABLE message ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;

DROP INDEX message_unsent;
CREATE INDEX message_unsent ON message (rank, seq) WHERE sent IS NULL AND NOT held;

-- One key an owner: a person's id, or "system". Each is wrapped by the root key.
CREATE TABLE key (
	owner   TEXT PRIMARY KEY,
	pending INTEGER NOT NULL, -- made since the last start; its person may not have come to be
	wrapped BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX key_pending ON key (owner) WHERE pending;

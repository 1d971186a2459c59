-- Within a class what has to be shown sooner goes first: urgency is the class, shifted by
-- 48 bits, and below that the deadline in milliseconds since 1970.
DROP INDEX outbox_order;
ALTER TABLE outbox RENAME COLUMN rank TO urgency;
UPDATE outbox SET urgency = urgency << 48;
CREATE INDEX outbox_order ON outbox (urgency, seq) WHERE NOT held;

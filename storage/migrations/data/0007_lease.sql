-- What somebody waits for is handed to the courier as it is committed, and is not looked
-- for in the outbox. So held says: 0 it waits, 1 its address is unreachable, 2 it is
-- leased to the courier.
--
-- A message is found by its person and id, and by its address while it waits.
DROP INDEX message_waiting;
CREATE INDEX message_waiting ON message (address, held, rank) WHERE sent IS NULL;

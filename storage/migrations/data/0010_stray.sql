-- What waited when the sheets came to be stands on none of them, and by now nothing tells it
-- from what was queued since. So all that waits is found by its chat too, once it is sent.
UPDATE outbox SET stray = 1;

package bot

// A network may have a handle for answering one event, which it puts into Event.Reply.
// The first answer to the event carries it back: a message that is new, or one in the
// place of the message whose button was pressed. Changes of other messages carry none.

// answers says whether o can carry the handle of ev back.
func (ev Event) answers(o Outgoing) bool {
	return o.To == ev.From && o.Edits == "" && (o.Replaces == "" || o.Replaces == ev.Message)
}

// replying is o, with the handle of the event where it is the first answer to that.
func (t *Turn) replying(o Outgoing) Outgoing {
	if t.event.answers(o) {
		o.Message.Reply, t.event.Reply = t.event.Reply, ""
	}
	return o
}

// caller is a Stranger who did something just now.
type caller struct {
	Stranger
	event Event
}

// Queue keeps a message to be sent, the first with the handle of the event.
func (c *caller) Queue(o Outgoing) {
	if c.event.answers(o) {
		o.Message.Reply, c.event.Reply = c.event.Reply, ""
	}
	c.Stranger.Queue(o)
}

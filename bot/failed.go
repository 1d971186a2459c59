package bot

import "slices"

// A chat that failed may take as long to fail again as a call may take. So those that did
// have a small part of the room, however many they are, and the others have the rest.

// failedPart is which part of the chats that are sent to may be ones that failed.
const failedPart = 4

// retry is those of the chats that failed and have waited that are tried now, who waited
// longest first, and those for which there is no room yet.
func (c *courier) retry(failed []Address) (now, crowded []Address) {
	slices.SortFunc(failed, func(a, b Address) int { return c.chats[a].until.Compare(c.chats[b].until) })
	room := map[bool]int{false: couriers / failedPart, true: Unasked / failedPart}
	for _, l := range c.chats {
		if l.busy && l.found && l.fails > 0 {
			room[l.unasked()]--
		}
	}
	for _, chat := range failed {
		unasked := c.chats[chat].unasked()
		if room[unasked]--; room[unasked] < 0 {
			crowded = append(crowded, chat)
		} else {
			now = append(now, chat)
		}
	}
	return now, crowded
}

func (l *lane) unasked() bool { return l.rank != Answer }

// forgive lets go of those that failed for whom nothing waits any more.
func (c *courier) forgive(failed []Address, found []Outgoing) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, chat := range failed {
		l := c.chats[chat]
		waits := slices.ContainsFunc(found, func(row Outgoing) bool { return row.To == chat })
		if l != nil && !l.busy && len(l.rows) == 0 && !waits {
			delete(c.chats, chat)
			stir(c.looks) // for those that had no room
		}
	}
}

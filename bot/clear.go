package bot

import (
	"slices"
	"time"

	"samepage/bot/text"
)

const (
	changeable  = 30                  // messages; a network takes about one change a second
	rememberFor = 29 * 24 * time.Hour // the store knows what was shown for 30 days
)

// posted is what was shown in a chat after a message, newest first: each message once, and
// as old as it is, however often it was changed.
func (t *Turn) posted(in Address, after string) []Posted {
	var out []Posted
	cleared := 0
	for _, p := range t.records.Posted(t.Now.Add(-rememberFor)) {
		if p.To != in {
			continue
		}
		if i := slices.IndexFunc(out, p.changes); i >= 0 {
			out[i].ID = p.ID // which is what a next change changes
		} else {
			out = append(out, p)
		}
		if after != "" && p.ID == after {
			cleared = len(out)
		}
	}
	out = append(out[cleared:], t.cardsHanded(in)...)
	slices.Reverse(out)
	slices.SortStableFunc(out, func(a, b Posted) int { return b.At.Compare(a.At) })
	return out
}

// changes says whether p is a change of an earlier message.
func (p Posted) changes(o Posted) bool { return p.As != "" && p.As == o.As }

// cardsHanded are those that went past the outbox, so that the store knows nothing of them.
func (t *Turn) cardsHanded(in Address) []Posted {
	c := get[Card](t, "card")
	if c == nil {
		return nil
	}
	return slices.DeleteFunc(c.Handed, func(p Posted) bool { return p.To != in })
}

// removable says whether the network still lets go of a message.
func (t *Turn) removable(p Posted) bool {
	return p.As != "" && t.Now.Sub(p.At) < t.bot.limits(p.To).Deletes
}

// clear takes the bot's words off the screen where the network lets it, and says what
// stays. What is kept stays kept.
func (t *Turn) clear() {
	t.asked = true // somebody may be looking on: no question comes back onto the screen
	limits := t.bot.limits(t.chat())
	if !limits.Edits && limits.Deletes == 0 {
		t.say(t.T("I can't take anything back on this screen. Clear it or close it yourself. What you kept stays kept."))
		return
	}
	var gone []MessageID
	changed, stay := 0, 0
	for _, p := range t.posted(t.chat(), t.clearedTo()) {
		switch {
		case t.removable(p):
			gone = append(gone, p.As)
		case limits.Edits && p.ID != "" && changed < changeable:
			t.revise(p.ID, Message{Text: t.T("Cleared.")})
			changed++
		default:
			stay++
		}
	}
	t.cleared(gone)
	t.say(t.clearedText(len(gone)+changed, stay))
}

// cleared takes messages of this chat away, and remembers up to where nothing is left.
func (t *Turn) cleared(gone []MessageID) {
	seen, posted := t.latest(), t.posted(t.chat(), "")
	t.nothingStands()
	if i := slices.IndexFunc(posted, func(p Posted) bool { return p.ID != "" }); i >= 0 {
		seen.Cleared = append(slices.DeleteFunc(seen.Cleared, t.inThisChat), posted[i])
	}
	if c := get[Card](t, "card"); c != nil {
		c.Handed = slices.DeleteFunc(c.Handed, t.inThisChat)
		t.save(c)
	}
	if len(gone) > 0 {
		t.records.Queue(Outgoing{ID: t.records.NewID(), To: t.chat(), Deletes: gone})
	}
}

// clearedTo is the last message of this chat that was cleared.
func (t *Turn) clearedTo() string {
	for _, p := range t.latest().Cleared {
		if t.inThisChat(p) {
			return p.ID
		}
	}
	return ""
}

// wasCleared says whether a message is no longer in this chat since it was cleared.
func (t *Turn) wasCleared(id string) bool {
	to := t.clearedTo()
	if to == "" {
		return false
	}
	rows := t.records.Posted(t.Now.Add(-rememberFor))
	at := func(id string) int {
		return slices.IndexFunc(rows, func(p Posted) bool { return p.ID == id && p.To == t.chat() })
	}
	i := at(id)
	if i >= 0 {
		i = slices.IndexFunc(rows, func(p Posted) bool { return p.ID == id || p.changes(rows[i]) }) // as it first stood there
	}
	return i >= 0 && i <= at(to)
}

func (t *Turn) inThisChat(p Posted) bool { return p.To == t.chat() }

func (t *Turn) clearedText(cleared, stay int) text.Text {
	var old text.Text
	if stay > 0 {
		old = t.T("Older ones of mine stay.")
	}
	return text.Sentences(
		t.N(cleared, "I took my last message off this chat.", "I took my last %d messages off this chat.", cleared), old,
		t.T("What you wrote I can't take away: delete it here yourself. What you kept stays kept."))
}

package bot

import (
	"slices"
	"time"

	"samepage/bot/when"
)

// promptKind is one sort of message the bot sends by itself.
type promptKind interface {
	// Plan is the prompts of the kind that are wanted from now on. It is worked
	// out anew after every turn, from records alone; a prompt's key keeps it
	// from being made twice.
	Plan(*Turn) []Prompt
	// Say says it.
	Say(*Turn, Prompt)
}

// held is how long spent prompts stay to hold their keys.
const held = 90 * 24 * time.Hour

// plan makes the waiting prompts those that are wanted.
func (t *Turn) plan() {
	kept := map[PromptKey]Prompt{}
	for _, p := range t.records.Prompts(t.Now.Add(-held)) {
		kept[p.PromptKey] = p
	}
	for _, p := range t.wanted() {
		old, exists := kept[p.PromptKey]
		delete(kept, p.PromptKey)
		if !old.Spent && (!exists || !old.Due.Equal(p.Due) || !old.Stale.Equal(p.Stale)) {
			t.records.SavePrompt(p)
		}
	}
	for key, p := range kept {
		if !p.Spent {
			t.records.DropPrompt(key)
		}
	}
}

// anywhere is a promptKind that needs no zone.
type anywhere interface{ Anywhere() }

func (t *Turn) wanted() []Prompt {
	var out []Prompt
	snoozed := all[Snooze](t)
	for name, kind := range prompts {
		if _, any := kind.(anywhere); !any && t.Person().Zone == "" {
			continue
		}
		for _, p := range kind.Plan(t) {
			p.Kind = name
			for _, s := range snoozed {
				if s.Key == p.PromptKey && s.Until.After(p.Due) {
					p.Due = s.Until
				}
			}
			if p.Due.Before(p.Stale) {
				out = append(out, p)
			}
		}
	}
	return out
}

// owed says a prompt that has come due, unless it is stale, paused or has to wait.
// It is consumed in the same transaction that puts its words into the outbox.
func (t *Turn) owed(key PromptKey) {
	if t.busy() && key.Kind != "page" {
		t.postpone(key, t.current().Touched.Add(idle))
		return
	}
	t.moved = true
	p, ok := t.records.Consume(key)
	if !ok || !t.Now.Before(p.Stale) {
		return
	}
	prompts[p.Kind].Say(t, p)
}

// postpone moves a prompt to a later time without spending it.
func (t *Turn) postpone(key PromptKey, until time.Time) {
	s := get[Snooze](t, key.Kind+" "+key.Occurrence)
	if s == nil {
		s = &Snooze{Meta: Meta{ID: key.Kind + " " + key.Occurrence}, Key: key}
	}
	s.Until = until
	t.save(s)
}

// Snooze moves one prompt; it keeps its key.
type Snooze struct {
	Meta
	Key   PromptKey
	Until time.Time
}

func (*Snooze) kind() string { return "snooze" }

// awake is t, or the end of the person's quiet hours where t falls into them.
func (t *Turn) awake(at when.DateTime) when.DateTime {
	q := t.Person().Quiet
	switch in := q.holds(at.Clock); {
	case !in:
		return at
	case q.From.Compare(q.To) > 0 && at.Clock.Compare(q.From) >= 0:
		return at.AddDays(1).At(q.To)
	default:
		return at.Date.At(q.To)
	}
}

func (q Quiet) holds(c when.Clock) bool {
	late, early := c.Compare(q.From) >= 0, c.Compare(q.To) < 0
	if q.From.Compare(q.To) > 0 {
		return late || early
	}
	return late && early
}

// paused says whether nothing unasked may be said on a day.
func (t *Turn) paused(d when.Date) bool { return d.Before(t.Person().Paused) }

// spent says whether a prompt has been said or let go.
func (t *Turn) spent(key PromptKey) bool {
	return slices.ContainsFunc(t.records.Prompts(t.Now.Add(-held)), func(p Prompt) bool {
		return p.PromptKey == key && p.Spent
	})
}

package bot

import (
	"maps"
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
	moved := t.snoozes()
	for _, p := range t.wanted(moved) {
		old, exists := kept[p.PromptKey]
		delete(kept, p.PromptKey)
		if !old.Spent && (!exists || !old.Due.Equal(p.Due) || !old.Stale.Equal(p.Stale)) {
			t.records.SavePrompt(p)
		}
	}
	for key, p := range kept {
		switch s := moved[key]; {
		case p.Spent:
		case s != nil && s.Again: // it was said once, and goes on holding its key
			p.Spent = true
			t.records.SavePrompt(p)
		default:
			t.records.DropPrompt(key)
		}
	}
}

// anywhere is a promptKind that needs no zone.
type anywhere interface{ Anywhere() }

// unwaiting is a promptKind that waits for no dialog and no quiet hours: it says nothing
// new, or cannot be late.
type unwaiting interface{ Unwaiting() }

// snoozes is every snooze by the prompt it moves.
func (t *Turn) snoozes() map[PromptKey]*Snooze {
	out := map[PromptKey]*Snooze{}
	for _, s := range all[Snooze](t) {
		out[s.Key] = s
	}
	return out
}

func (t *Turn) wanted(moved map[PromptKey]*Snooze) []Prompt {
	var out []Prompt
	for _, name := range slices.Sorted(maps.Keys(prompts)) {
		kind := prompts[name]
		if _, any := kind.(anywhere); !any && t.Person().Zone == "" {
			continue
		}
		for _, p := range kind.Plan(t) {
			p.Kind = name
			s := moved[p.PromptKey]
			if s != nil && s.Again {
				continue
			}
			if s != nil && s.Until.After(p.Due) {
				p.Due = s.Until
			}
			out = append(out, p)
		}
	}
	for _, s := range moved {
		if s.Again && t.unanswered(s.Key) && !t.paused(when.Civil(s.Until, t.Zone()).Date) {
			out = append(out, Prompt{PromptKey: s.Key, Due: s.Until, Stale: s.Stale, About: s.About})
		}
	}
	return slices.DeleteFunc(out, func(p Prompt) bool { return !p.Due.Before(p.Stale) })
}

// owed says a prompt that has come due, unless it is stale, paused or has to wait.
// It is consumed in the same transaction that puts its words into the outbox.
func (t *Turn) owed(key PromptKey) {
	if until, waits := t.waits(key); waits {
		t.postpone(key, until)
		return
	}
	t.moved = true
	p, ok := t.records.Consume(key)
	if !ok || !t.Now.Before(p.Stale) {
		return
	}
	if s := get[Snooze](t, snoozeID(key)); s != nil {
		t.remove(s)
	}
	t.rank = rankOf(p.Kind)
	prompts[p.Kind].Say(t, p)
}

// timely is a promptKind that is tied to an appointment, and so goes before those that
// are not.
type timely interface{ Timely() }

func rankOf(kind string) Rank {
	if _, tied := prompts[kind].(timely); tied {
		return Timely
	}
	return Whenever
}

// waits says until when a prompt that is due has to wait: for a dialog, and for the
// end of quiet hours where it would only come into them because it is late.
func (t *Turn) waits(key PromptKey) (until time.Time, waits bool) {
	if _, at := prompts[key.Kind].(unwaiting); at {
		return time.Time{}, false
	}
	until = t.Now
	if t.busy() {
		until = t.current().Touched.Add(idle)
	}
	if p, ok := t.waiting(key); ok && !t.Person().Quiet.holds(when.Civil(p.Due, t.Zone()).Clock) {
		until = when.Resolve(t.awake(when.Civil(until, t.Zone())), t.Zone())
	}
	return until, until.After(t.Now)
}

// waiting is the prompt with a key that has not been said.
func (t *Turn) waiting(key PromptKey) (Prompt, bool) {
	for _, p := range t.records.Prompts(t.Now) {
		if p.PromptKey == key && !p.Spent {
			return p, true
		}
	}
	return Prompt{}, false
}

// postpone moves a prompt to a later time without spending it.
func (t *Turn) postpone(key PromptKey, until time.Time) {
	s := get[Snooze](t, snoozeID(key))
	if s == nil {
		s = &Snooze{Meta: Meta{ID: snoozeID(key)}, Key: key}
	}
	s.Until = until
	t.save(s)
}

// again has a prompt that was said be said once more.
func (t *Turn) again(p Prompt, until time.Time) {
	t.save(&Snooze{Meta: Meta{ID: snoozeID(p.PromptKey)}, Key: p.PromptKey,
		Until: until, Again: true, Stale: p.Stale, About: p.About})
	p.Due, p.Spent = until, false
	t.records.SavePrompt(p)
}

func snoozeID(key PromptKey) string { return key.Kind + " " + key.Occurrence }

// Snooze moves one prompt; it keeps its key.
type Snooze struct {
	Meta
	Key   PromptKey
	Until time.Time
	Again bool      // it has been said before, and is to be said once more
	Stale time.Time // of one that is said again
	About string
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

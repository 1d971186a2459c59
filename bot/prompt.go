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

// held is how far back spent prompts are looked at: further than any could still be
// wanted. Their keys they hold for ever.
const held = 7 * 24 * time.Hour

// planning is what all that is planned reads, once: nothing changes meanwhile.
type planning struct {
	read     map[rowKey]record
	from, to when.Date
	met      []Occurrence // that begin in [from, to)
	soon     []Occurrence
}

func (p *planning) look(t *Turn) {
	from, to := t.Today().AddDays(-latelyDays), t.Today().AddDays(weeksAhead)
	p.met = t.occurrences(from, to)
	p.from, p.to = from, to
	p.soon = t.soon()
}

// plan makes the waiting prompts those that are wanted.
func (t *Turn) plan() {
	kept := map[PromptKey]Prompt{}
	for _, p := range t.records.Prompts(t.Now.Add(-held)) {
		kept[p.PromptKey] = p
	}
	t.planning = &planning{read: map[rowKey]record{}}
	t.planning.look(t)
	moved := t.snoozes()
	for _, p := range t.wanted(moved) {
		old, exists := kept[p.PromptKey]
		delete(kept, p.PromptKey)
		again := old.Spent && moved[p.PromptKey].ahead(t.Now)
		if again || !old.Spent && (!exists || !old.Due.Equal(p.Due) || !old.Stale.Equal(p.Stale)) {
			t.savePrompt(p)
		}
	}
	t.planning = nil
	for key, p := range kept {
		switch s := moved[key]; {
		case p.Spent:
		case s != nil && s.Again: // it was said once, and goes on holding its key
			p.Spent = true
			t.savePrompt(p)
		default:
			t.records.DropPrompt(key)
		}
	}
}

// savePrompt keeps a prompt, and when the first of them is due.
func (t *Turn) savePrompt(p Prompt) {
	t.records.SavePrompt(p)
	t.soonest = sooner(t.soonest, p.Due)
}

// anywhere is a promptKind that needs no zone.
type anywhere interface{ Anywhere() }

// unwaiting is a promptKind that waits for no dialog and no quiet hours.
type unwaiting interface{ Unwaiting() }

// wordless is a promptKind that says nothing new, so that it waits for nothing, and never
// counts as late.
type wordless interface{ Wordless() }

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
	return slices.DeleteFunc(out, func(p Prompt) bool { return !p.Due.Before(p.Stale) || !t.Now.Before(p.Stale) })
}

// owed says what has come due: all that is on time, and of what is late, since the bot or
// the person was away, only the most useful. Each is consumed in the same transaction that
// puts its words into the outbox. What rests since it failed is left out.
func (t *Turn) owed(rests func(PromptKey) bool) {
	var ready, late []Prompt
	reached := t.reach()
	due, missed := t.inTime(t.waiting(rests), rests)
	missed = missed || slices.ContainsFunc(due, t.late)
	for _, p := range due {
		t.prompt = p.PromptKey
		switch {
		case !reached && !is[wordless](p):
			t.withhold(p)
		case !is[wordless](p) && (t.late(p) || missed && p.Due.Before(t.bot.resumed())):
			late = append(late, p)
		default:
			ready = append(ready, p)
		}
	}
	for _, p := range append(t.oneOf(late), ready...) {
		if until, waits := t.waits(p); waits {
			t.postpone(p.PromptKey, until)
		} else {
			t.sayPrompt(p)
		}
	}
}

// inTime is due without what can no longer be said, and says whether there was such. Then
// what has come due behind it is planned now, so that it is weighed along with the rest.
func (t *Turn) inTime(due []Prompt, rests func(PromptKey) bool) (left []Prompt, over bool) {
	stale := func(p Prompt) bool { return prompts[p.Kind] == nil || !t.Now.Before(p.Stale) }
	if !slices.ContainsFunc(due, stale) {
		return due, false
	}
	for _, p := range due {
		if t.prompt = p.PromptKey; stale(p) {
			t.drop(p)
		}
	}
	t.plan()
	return t.waiting(rests), true
}

// late says whether p was due while the bot was not there, or the person could not be
// reached. What is only past its time, since they moved to another zone, is not.
func (t *Turn) late(p Prompt) bool {
	back := t.bot.resumed()
	if seen := t.latest().Returned; seen.After(back) {
		back = seen
	}
	return p.Due.Before(back) && t.Now.Sub(p.Due) > lateness && !is[wordless](p)
}

// lateness is how late a prompt may be said without counting as late, unless something else
// was missed: a crowd takes its time, and a restart is no absence.
const lateness = 10 * time.Minute

// drop takes a prompt away that can no longer be said. Its key is free again: the clock
// may have been wrong.
func (t *Turn) drop(p Prompt) {
	t.moved = true
	t.records.DropPrompt(p.PromptKey)
	t.unsnooze(p.PromptKey)
}

// oneOf is the most useful of what is late, if any of it still is. The rest is let go.
func (t *Turn) oneOf(late []Prompt) []Prompt {
	slices.SortStableFunc(late, func(a, b Prompt) int { return usefulness(a.Kind) - usefulness(b.Kind) })
	for i, p := range late {
		if i > 0 || is[fleeting](p) && t.Now.Sub(p.Due) > fleetingFor {
			t.moved = true
			t.records.Consume(p.PromptKey)
			late[i].Spent = true
		}
	}
	return slices.DeleteFunc(late, func(p Prompt) bool { return p.Spent })
}

// usefulness ranks kinds for whoever was away: what comes up next, what only they can
// tell while they remember it, then the rest.
func usefulness(kind string) int {
	order := []string{"page", "debrief", "agenda", "weekly", "checkin"}
	if at := slices.Index(order, kind); at >= 0 {
		return at
	}
	return len(order)
}

// fleeting is a promptKind that is not made up for once it is late.
type fleeting interface{ Fleeting() }

// fleetingFor is how late one of those may still be said.
const fleetingFor = time.Hour

// is says whether a prompt is of a kind with a trait.
func is[trait any](p Prompt) bool {
	_, has := prompts[p.Kind].(trait)
	return has
}

func (t *Turn) sayPrompt(p Prompt) {
	t.prompt, t.moved = p.PromptKey, true
	p, ok := t.records.Consume(p.PromptKey)
	if !ok {
		return
	}
	t.unsnooze(p.PromptKey)
	t.rank, t.by = rankOf(p), p.Stale
	prompts[p.Kind].Say(t, p)
}

// timely is a promptKind that is tied to an appointment, and so goes before those that
// are not.
type timely interface{ Timely() }

func rankOf(p Prompt) Rank {
	if is[timely](p) {
		return Timely
	}
	return Whenever
}

// waits says until when a prompt that is due has to wait: for a dialog, and for the
// end of quiet hours where it would only come into them because it is late.
func (t *Turn) waits(p Prompt) (until time.Time, waits bool) {
	if is[wordless](p) || is[unwaiting](p) {
		return time.Time{}, false
	}
	until = t.Now
	if t.busy() {
		until = t.current().Touched.Add(idle)
	}
	if !t.Person().Quiet.holds(when.Civil(p.Due, t.Zone()).Clock) && !t.leapt(p) {
		until = when.Resolve(t.awake(when.Civil(until, t.Zone())), t.Zone())
	}
	return until, until.After(t.Now)
}

// waiting is all that is due and has not been said, by when it was due, but for what
// rests since it failed.
func (t *Turn) waiting(rests func(PromptKey) bool) []Prompt {
	return slices.DeleteFunc(t.records.Prompts(t.Now), func(p Prompt) bool {
		return p.Spent || p.Due.After(t.Now) || rests(p.PromptKey)
	})
}

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

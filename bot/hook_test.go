package bot

import (
	"context"
	"errors"
	"maps"
	"slices"

	"samepage/bot/when"
)

// InTurn lets a test change what no conversation changes in one step.
func (b *Bot) InTurn(ctx context.Context, address Address, do func(*Turn)) error {
	person, err := b.store.Find(ctx, address)
	if err != nil {
		return err
	}
	return b.with(ctx, person, do)
}

// Look lets a test look as the desk does.
func (b *Bot) Look(ctx context.Context, address Address, look func(*Turn)) error {
	return b.read(ctx, address, look)
}

// MoveTo is a person who tells where they are now.
func (t *Turn) MoveTo(zone string) { t.keepZone(zone) }

// SetQuiet sets the hours without prompts.
func (t *Turn) SetQuiet(q Quiet) {
	p := t.Person()
	p.Quiet = q
	t.save(p)
}

// PutOff is how many prompts were moved.
func (t *Turn) PutOff() int { return len(all[Snooze](t)) }

// AskedDays are the days the daily question was said about.
func (t *Turn) AskedDays() []string {
	var out []string
	for _, p := range t.records.Prompts(t.Now.Add(-held)) {
		if p.Kind == "checkin" && p.Spent {
			out = append(out, p.Occurrence)
		}
	}
	return out
}

// IsPlanned says whether a prompt of a kind is to come.
func (t *Turn) IsPlanned(kind string) bool {
	return slices.ContainsFunc(t.records.Prompts(t.Now), func(p Prompt) bool { return p.Kind == kind && !p.Spent })
}

// Keeps says whether words stand in anything that is kept.
func (t *Turn) Keeps(words string) bool {
	kinds := slices.Concat(slices.Collect(maps.Keys(internal)), slices.Collect(maps.Keys(exported)))
	return slices.ContainsFunc(kinds, func(kind string) bool {
		return slices.ContainsFunc(t.records.All(kind), func(r Row) bool { return holds(r.Body, words) })
	})
}

// Answered is somebody who has said so many things at their latest appointment.
func (t *Turn) Answered(things int) {
	begun := t.begun(1)
	o := begun[len(begun)-1]
	for range things {
		t.save(&Disconnect{Meta: Meta{State: Answered}, Provider: o.Provider, Voiced: o.Key})
	}
}

// Trying is somebody who is asked on a day how something went.
func (t *Turn) Trying(day string) {
	ask, _ := when.ParseDate(day)
	t.save(&Homework{Words: "walk", Ask: ask})
}

// Replan plans anew and says what that moves; it is not kept. What only time brings within
// sight, behind another of its kind that waits, is not said.
func (b *Bot) Replan(ctx context.Context, person PersonID) (moved []PromptKey) {
	_ = b.store.With(ctx, person, func(r Records) error {
		spy := &replan{Records: r, waiting: r.Prompts(r.Now())}
		b.newTurn(spy).plan()
		moved = spy.moved
		return errNotKept
	})
	return moved
}

var errNotKept = errors.New("not to be kept")

// replan is Records that note which prompts are moved.
type replan struct {
	Records
	waiting []Prompt
	moved   []PromptKey
}

// All and Get see to it that nothing is read whose changes leave planning out; whoever
// opens a talk that is to be planned for says so.
func (m *replan) All(kind string, states ...string) []Row {
	m.reads(kind)
	return m.Records.All(kind, states...)
}

func (m *replan) Get(kind, id string) (Row, bool) {
	m.reads(kind)
	return m.Records.Get(kind, id)
}

func (m *replan) reads(kind string) {
	if unplanned[kind] && kind != "dialog" {
		m.moved = append(m.moved, PromptKey{"reads", kind})
	}
}

func (m *replan) SavePrompt(p Prompt) {
	was := slices.ContainsFunc(m.waiting, func(w Prompt) bool { return w.PromptKey == p.PromptKey })
	behind := slices.ContainsFunc(m.waiting, func(w Prompt) bool { return w.Kind == p.Kind && !w.Spent && w.Due.Before(p.Due) })
	if was || !behind {
		m.moved = append(m.moved, p.PromptKey)
	}
}

func (m *replan) DropPrompt(key PromptKey) { m.moved = append(m.moved, key) }

// Woken says whether a turn has told the bot to look at the clock.
func (b *Bot) Woken() bool {
	select {
	case <-b.wake:
		return true
	default:
		return false
	}
}

// Waiting is how many of a crew have nothing to do.
func (c *Crew) Waiting() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.free)
}

package bot

import (
	"slices"
	"time"
)

// postpone moves a prompt to a later time without spending it.
func (t *Turn) postpone(key PromptKey, until time.Time) {
	s := get[Snooze](t, snoozeID(key))
	if s == nil {
		s = &Snooze{Meta: Meta{ID: snoozeID(key)}, Key: key}
	}
	s.Until, s.Busy = until, t.busy()
	t.save(s)
}

// opened says whether something changed in a talk while a question waits to be asked again:
// it may be the one that the question would begin.
func (t *Turn) opened() bool {
	return t.talked() && slices.ContainsFunc(all[Snooze](t), func(s *Snooze) bool { return s.Again })
}

func (t *Turn) talked() bool {
	return slices.ContainsFunc(t.changes, func(c Change) bool { return c.Kind == "dialog" })
}

// freed lets go of what waited for a dialog that is over now, and says whether anything did.
func (t *Turn) freed() bool {
	waited := slices.DeleteFunc(all[Snooze](t), func(s *Snooze) bool { return !s.Busy || s.Again })
	if len(waited) == 0 || !t.talked() || t.busy() {
		return false
	}
	for _, s := range waited {
		t.remove(s)
	}
	return true
}

// again has a prompt that was said be said once more.
func (t *Turn) again(p Prompt, until time.Time) {
	t.save(&Snooze{Meta: Meta{ID: snoozeID(p.PromptKey)}, Key: p.PromptKey,
		Until: until, Again: true, Stale: p.Stale, About: p.About})
	p.Due, p.Spent = until, false
	t.savePrompt(p)
}

func snoozeID(key PromptKey) string { return key.Kind + " " + key.Occurrence }

// Snooze moves one prompt; it keeps its key.
type Snooze struct {
	Meta
	Key   PromptKey
	Until time.Time
	Busy  bool      `json:",omitempty"` // a dialog was open
	Again bool      // it has been said before, and is to be said once more
	Stale time.Time // of one that is said again
	About string
}

func (*Snooze) kind() string { return "snooze" }

// ahead says whether a prompt is still to be said once more: a pause that is over, or was
// taken back, had only held it.
func (s *Snooze) ahead(now time.Time) bool { return s != nil && s.Again && s.Until.After(now) }

func (t *Turn) unsnooze(key PromptKey) {
	if s := get[Snooze](t, snoozeID(key)); s != nil {
		t.remove(s)
	}
}

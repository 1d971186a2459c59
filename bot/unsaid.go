package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Unsaid is what was to be said and could not be shown: the person blocked the bot, or the
// network was down. It does not pile up. What a prompt said is taken back, as if it had
// not been said; whatever of it is still of use comes again, by the rules for what is
// late. Answers to the person stay, and are sent.

// reach has the turn speak where the person can be reached, and says whether there is
// such a place.
func (t *Turn) reach() bool {
	chats := slices.DeleteFunc(t.chats(), t.records.Unreachable)
	if len(chats) > 0 {
		t.to = chats[0]
	}
	return len(chats) > 0
}

// withhold has a prompt wait for somebody who cannot be reached, for as long as it is any
// use. When they write, everything is planned anew, and it is due at its own time again.
func (t *Turn) withhold(p Prompt) {
	if is[fleeting](p) {
		t.moved = true
		t.records.Consume(p.PromptKey)
		return
	}
	p.Due = p.Stale
	t.savePrompt(p)
}

// unsayer is a promptKind that keeps, beside its dialog, that it was said.
type unsayer interface{ Unsay(*Turn, Prompt) }

// unshown takes back what prompts have said in a chat before a time and nobody has seen, and
// says whether that is anything.
func (t *Turn) unshown(chat Address, before time.Time) (something bool) {
	t.moved = true
	t.latest().Returned = t.Now
	said := t.records.TakeBack(chat, before)
	if len(said) > 0 {
		t.latest().Back = time.Time{}
	}
	for _, p := range t.records.Prompts(t.Now.Add(-held)) {
		if !p.Spent || !slices.Contains(said, p.PromptKey) {
			continue
		}
		p.Spent = false
		t.savePrompt(p)
		if kind, keeps := prompts[p.Kind].(unsayer); keeps {
			kind.Unsay(t, p)
		}
	}
	return len(said) > 0
}

// saidBy is the prompt that says what this turn says, if one does.
func (t *Turn) saidBy() PromptKey {
	if is[wordless](Prompt{PromptKey: t.prompt}) {
		return PromptKey{}
	}
	return t.prompt
}

// tooOld is how old what prompts have said may not be to be sent: nothing could be sent
// there, or the bot was not there to do it. A crowd that takes its time is neither.
func (b *Bot) tooOld(failing bool) time.Time {
	if failing {
		return b.clock.Now().Add(-lateness)
	}
	return b.resumed().Add(-lateness)
}

// tooLate is until when what prompts said is to be taken back for the sake of a row: it was
// said before a time, or is of no use any more. It is zero for one that may be sent.
func (b *Bot) tooLate(row Outgoing, before time.Time) time.Time {
	switch {
	case row.Prompt == (PromptKey{}):
		return time.Time{}
	case row.Queued.Before(before):
		return before
	case !row.By.IsZero() && !b.clock.Now().Before(row.By):
		return row.Queued
	}
	return time.Time{}
}

var errStays = errors.New("it is still there")

// takeBackIn takes back what prompts have said to a person in a chat before a time: whoever's
// the chat is by now. It is an error where that is nothing, since it would be found again
// for ever.
func (b *Bot) takeBackIn(ctx context.Context, person PersonID, chat Address, before time.Time) error {
	something := false
	err := b.with(ctx, person, func(t *Turn) { something = t.unshown(chat, before) })
	if err == nil && !something {
		err = errStays
	}
	if err != nil {
		return fmt.Errorf("taking back what was not seen: %w", err)
	}
	return nil
}

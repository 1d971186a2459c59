package bot

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"samepage/bot/care"
	"samepage/bot/dialog"
)

// A recovery code is an address that nothing is sent to: whoever writes it from a chat
// nobody uses is the person it belongs to. Only its digest is kept; the code itself is
// shown once. It has 60 random bits, so nobody finds one by trying.

const (
	recovery    = "recovery" // the network such an address is on
	recoveryLen = 12
)

// noChat says whether an address is no chat, so that nothing can be sent there.
func noChat(a Address) bool { return a.Network == recovery || a.Network == linking }

func recoveryAddress(code string) Address {
	sum := sha256.Sum256([]byte("samepage recovery " + code))
	return Address{Network: recovery, Chat: base32.StdEncoding.EncodeToString(sum[:])}
}

// recoveryCode is the code that words are, and whether they could be one.
func recoveryCode(words string) (string, bool) {
	code := strings.ReplaceAll(dialog.Fold(words), " ", "")
	odd := func(r rune) bool { return (r < 'a' || 'z' < r) && (r < '2' || '7' < r) }
	return code, len(code) == recoveryLen && !strings.ContainsFunc(code, odd)
}

// makeRecovery shows a new code; the one before works no more.
func (t *Turn) makeRecovery() {
	t.endRecovery()
	code := harmless(t.records.NewID)
	t.records.Attach(recoveryAddress(code))
	t.records.Attach(t.chat()) // which stays the preferred one
	t.say(t.T("%s is your code. Write it down, away from this phone. If you lose this account, greet me from a new one and send me the code: I will know you again. It works once.",
		spaced(code)),
		t.button(t.T("I have it, hide it"), "recovery.hide", ""))
}

// harmless is a code that nobody who sends it is thought to be in danger for: its letters
// may come together as words do.
func harmless(next func() string) (code string) {
	for code == "" || care.Hear(spaced(code)) != care.None {
		code = next()[:recoveryLen]
	}
	return code
}

// spaced is a code as it is shown.
func spaced(code string) string { return code[:4] + "-" + code[4:8] + "-" + code[8:] }

// hideRecovery takes the code off the screen where the network can change a message.
func hideRecovery(t *Turn, _ Press) {
	t.instead(t.T("Your code still works. /recovery makes a new one, and ends the old."))
}

// endRecovery ends the code there is.
func (t *Turn) endRecovery() {
	for _, a := range t.records.Addresses() {
		if a.Network == recovery {
			t.records.Detach(a)
		}
	}
}

// recover joins the chat of an event to the person whose code it holds, and says
// whether it did.
func (b *Bot) recover(ctx context.Context, ev Event) (bool, error) {
	person := b.codeOf(ctx, ev)
	if person == "" {
		return false, nil
	}
	return true, b.with(ctx, person, func(t *Turn) { t.rejoin(ev) })
}

// codeOf is whose code the words of an event are; "" where they are nobody's.
func (b *Bot) codeOf(ctx context.Context, ev Event) PersonID {
	code, could := recoveryCode(ev.Text)
	if !could || ev.Passed {
		return ""
	}
	owner, err := b.store.Find(ctx, recoveryAddress(code))
	if err != nil {
		return ""
	}
	return owner
}

// codeHeard is a code from somebody who is known. It is not kept, and two people's
// records are never made one.
func (t *Turn) codeHeard(ev Event, own bool) {
	if t.records.Seen(ev.From, ev.ID) {
		return
	}
	t.event, t.to = ev, ev.From
	if own {
		t.say(t.T("That is your code, and it still works. I did not keep this message."))
		return
	}
	t.say(t.T("That code is right, but this chat has begun anew by now. /forget ends the new one; then send me the code again. It still works."))
}

func (t *Turn) rejoin(ev Event) {
	if t.records.Seen(ev.From, ev.ID) {
		return
	}
	t.endRecovery()
	for _, a := range t.chats() {
		t.to = a
		t.say(t.T("Your recovery code was used in another chat just now. If that was not you: /forget ends it there too."))
	}
	if !t.records.Attach(ev.From) {
		t.fail(errTaken)
		return
	}
	t.event, t.to = ev, ev.From
	t.say(t.T("Welcome back. All I kept is here, and this is where I write to you now. That code is used up; /recovery makes a new one."))
	t.askAgain()
}

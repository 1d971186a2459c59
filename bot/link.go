package bot

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// A link code joins another chat to a person: whoever writes it there within ten minutes
// is them. Like a recovery code it is an address that nothing is sent to, and only its
// digest is kept.

const (
	linking = "link" // the network such an address is on
	linkLen = 8      // 40 random bits, for ten minutes and a few guesses
	linkFor = 10 * time.Minute
)

// errUsed ends a turn whose code was used by somebody else meanwhile.
var errUsed = errors.New("the code was used meanwhile")

// Link is the code there is.
type Link struct {
	Meta
	Chat  string // of its address
	Until time.Time
}

func (*Link) kind() string { return "link" }

func linkAddress(code string) Address {
	sum := sha256.Sum256([]byte("samepage link " + code))
	return Address{Network: linking, Chat: base32.StdEncoding.EncodeToString(sum[:])}
}

// linkCode is the code of "/link CODE", or of "/start link-CODE", which is what opening
// a link to the bot sends.
func linkCode(ev Event) (code string, links bool) {
	words := strings.Fields(readable(ev.Text))
	if len(words) < 2 || ev.Edited || ev.Passed { // or anybody could have them link
		return "", false
	}
	name, _, _ := strings.Cut(words[0], "@")
	rest := strings.Join(words[1:], "")
	switch {
	case strings.EqualFold(name, "/link"):
	case strings.EqualFold(name, "/start") && strings.HasPrefix(rest, "link-"):
		rest = strings.TrimPrefix(rest, "link-")
	default:
		return "", false
	}
	return strings.ReplaceAll(dialog.Fold(rest), " ", ""), true
}

// showLink shows a new code and how it is used; the one before works no more.
func (t *Turn) showLink() {
	t.endLink()
	code := t.records.NewID()[:linkLen]
	l := &Link{Meta: Meta{ID: "link"}, Chat: linkAddress(code).Chat, Until: t.Now.Add(linkFor)}
	t.save(l)
	t.attach(linkAddress(code))
	lines := []text.Text{
		t.T("This joins another chat with me to this one: what I keep is then the same in both."),
		t.T("Write this to me there, within %d minutes. It works once.", int(linkFor.Minutes())),
		t.T("/link %s", code[:4]+"-"+code[4:]),
	}
	if len(t.chats()) > 1 {
		t.say(text.Lines(lines...), t.button(t.T("Where I write"), "link.where", ""))
		return
	}
	t.say(text.Lines(lines...))
}

// attach adds an address without preferring it.
func (t *Turn) attach(a Address) bool {
	preferred := t.chats()
	attached := t.records.Attach(a)
	if len(preferred) > 0 {
		t.records.Attach(preferred[0])
	}
	return attached
}

// endLink ends the code there is.
func (t *Turn) endLink() {
	for _, a := range t.records.Addresses() {
		if a.Network == linking {
			t.records.Detach(a)
		}
	}
	if l := get[Link](t, "link"); l != nil {
		t.remove(l)
	}
}

// link hears a code from a chat of person, who is "" where nobody uses it yet.
func (b *Bot) link(ctx context.Context, ev Event, person PersonID, code string) error {
	now := b.clock.Now()
	if b.guesses.many(ev.From, now) {
		return b.tell(ctx, ev, person, (*Turn).tooManyCodes, tooManyCodes)
	}
	owner, err := b.store.Find(ctx, linkAddress(code))
	switch {
	case err != nil:
		return fmt.Errorf("finding whose code it is: %w", err)
	case owner != "" && owner == person:
		return b.tell(ctx, ev, person, (*Turn).ownCode, nil)
	case owner != "" && b.good(ctx, owner, code):
		return b.join(ctx, ev, person, owner, code)
	}
	b.guesses.add(ev.From, now)
	return b.tell(ctx, ev, person, (*Turn).wrongCode, wrongCode)
}

// tell answers a chat, whoever it belongs to.
func (b *Bot) tell(ctx context.Context, ev Event, person PersonID, known func(*Turn), stranger func(text.Printer) text.Text) error {
	if person != "" {
		return b.with(ctx, person, func(t *Turn) {
			if !t.records.Seen(ev.From, ev.ID) {
				t.event, t.to = ev, ev.From
				known(t)
			}
		})
	}
	return b.store.Meet(ctx, ev.From, func(s Stranger) error {
		s = &caller{s, ev}
		if !s.Seen(ev.ID) {
			s.Queue(Outgoing{To: ev.From, Message: Message{Text: stranger(text.Printer{})}})
		}
		return nil
	})
}

func wrongCode(p text.Printer) text.Text {
	return p.T("That code does not fit, or its time is over. Ask for a new one with /link in the chat you have.")
}

func tooManyCodes(p text.Printer) text.Text {
	return p.T("Those were %d codes that did not fit. Try again in an hour.", mostGuesses)
}

func (t *Turn) wrongCode() { t.say(wrongCode(t.Printer)) }

func (t *Turn) tooManyCodes() { t.say(tooManyCodes(t.Printer)) }

func (t *Turn) ownCode() {
	t.say(t.T("That code is for your other chat. Write it to me there. It still works."))
}

// good says whether a code still joins; one whose time is over is ended.
func (b *Bot) good(ctx context.Context, owner PersonID, code string) bool {
	good := false
	err := b.with(ctx, owner, func(t *Turn) {
		if good = t.codeGood(code); !good {
			t.endLink()
		}
	})
	return good && err == nil
}

func (t *Turn) codeGood(code string) bool {
	l := get[Link](t, "link")
	return l != nil && l.Chat == linkAddress(code).Chat && t.Now.Before(l.Until)
}

// join makes the chat of an event one of owner's. Whoever used it before must have kept
// nothing there: two records are never made one.
func (b *Bot) join(ctx context.Context, ev Event, person, owner PersonID, code string) error {
	if person != "" {
		left := false
		err := b.with(ctx, person, func(t *Turn) {
			left = t.leaveFor(ev)
		})
		if err != nil || !left {
			return err
		}
	}
	err := b.with(ctx, owner, func(t *Turn) { t.joined(ev, code) })
	if errors.Is(err, errUsed) {
		return b.tell(ctx, ev, "", nil, wrongCode)
	}
	return err
}

// leaveFor lets go of a chat that is to be another person's, and says whether it did.
func (t *Turn) leaveFor(ev Event) bool {
	t.event, t.to = ev, ev.From
	switch {
	case t.keepsAnything():
		if !t.records.Seen(ev.From, ev.ID) {
			t.say(t.T("I keep something for this chat already, and I never make two records one. You can take it out with /export and end it with /forget. A new code works after that."),
				t.button(t.T("Hand me my data"), "export", ""))
		}
		return false
	case len(t.chats()) > 1:
		t.records.Detach(ev.From)
	default:
		t.records.Forget(t.replying(Outgoing{To: t.chat(), Message: Message{Text: t.T("The code fits. Nothing was kept here, so this chat starts over as part of your other one.")}}))
	}
	return true
}

// keepsAnything says whether there is more than settings.
func (t *Turn) keepsAnything() bool {
	for kind := range exported {
		if kind != "person" && len(t.records.All(kind)) > 0 {
			return true
		}
	}
	return false
}

// joined is the person whose code it was, from the chat that has just become theirs.
func (t *Turn) joined(ev Event, code string) {
	others := t.chats()
	if !t.codeGood(code) {
		t.fail(errUsed)
		return
	}
	t.endLink()
	if t.records.Seen(ev.From, ev.ID) || !t.attach(ev.From) {
		t.fail(errTaken)
		return
	}
	for _, a := range others {
		t.to = a
		t.say(t.T("Your code was used: %s is joined to this chat now. If that was not you: /unlink takes it away.", t.chatNamed(ev.From)))
	}
	t.event, t.to = ev, ev.From
	t.say(text.Paragraphs(
		t.T("This chat is joined. It is the same record: all I kept for you is here too, and /forget here ends it everywhere. /unlink parts them."),
		t.bot.keeping(t.Printer, ev.From)))
	t.askWhere()
}

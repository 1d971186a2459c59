package bot

import (
	"context"
	"slices"
	"strings"
	"time"

	"samepage/bot/care"
	"samepage/bot/dialog"
	"samepage/bot/text"
)

// Card is that a card was shown, so that the next one is another. It says nothing of
// why, is no part of what a person is told about themselves, and goes after a day.
type Card struct {
	Meta
	At      time.Time
	Variant int
	Key     string   // of the prompt that removes it
	Handed  []Posted // those that were shown past the outbox
}

func (*Card) kind() string { return "card" }

const (
	cardAgain = time.Hour      // a card within this of the last one is a shorter one
	cardKept  = 24 * time.Hour // how long it is known that one was shown
)

// cardShown says whether a card was shown within a day: no time for anything cheerful.
func (t *Turn) cardShown() bool {
	c := get[Card](t, "card")
	return c != nil && t.Now.Sub(c.At).Abs() < cardKept
}

// asksForCard says whether an event is nothing but a call for help.
func asksForCard(ev Event) bool {
	name, _, _ := strings.Cut(strings.TrimSpace(ev.Text), "@")
	return ev.Press.Key == "crisis" || ev.Press == (Press{}) && !ev.Edited && (care.Asks(ev.Text) || strings.EqualFold(name, "/crisis"))
}

// handCard shows the card to whoever asks for it, straight through the network and
// ahead of everything. It returns nil where it did not: then the turn that follows
// puts it into the outbox.
func (b *Bot) handCard(ctx context.Context, ev Event) *handed {
	if !asksForCard(ev) {
		return nil
	}
	return b.hand(ctx, ev, b.glance(ctx, ev.From))
}

// handed is a card that was shown past the outbox, and what the network calls it.
type handed struct {
	card Message
	as   MessageID
}

func (b *Bot) hand(ctx context.Context, ev Event, m Message) *handed {
	network := b.networks[ev.From.Network]
	if network == nil {
		return nil
	}
	m.Urgent, m.Reply = true, ev.Reply
	id, err := b.call(ev.From, func() (MessageID, error) { return network.Send(ctx, ev.From, m) })
	if err != nil {
		return nil
	}
	return &handed{m, id}
}

// glance is the card as it is for whoever is at an address. Where the store does not
// tell soon who that is, it is the card for anybody.
func (b *Bot) glance(ctx context.Context, at Address) Message {
	ctx, cancel := context.WithTimeout(ctx, b.patience)
	defer cancel()
	known := make(chan Message, 1)
	go func() {
		m := b.strangersCard(care.None)
		_ = Guarded(func() error {
			person, err := b.store.Find(ctx, at)
			if err != nil || person == "" {
				return err
			}
			return b.store.With(ctx, person, func(r Records) error {
				t := b.newTurn(r)
				m = t.cardMessage(care.None, t.cardVariant(), true)
				return t.failed
			})
		})
		known <- m
	}()
	select {
	case m := <-known:
		return m
	case <-ctx.Done():
		return b.strangersCard(care.None)
	}
}

// askedCard is the card for whoever asked for it; the open question comes back.
func (t *Turn) askedCard() {
	whole := t.card(care.None, true)
	t.afterCard(whole)
}

// afterCard brings the open question back; where there is none and no number could be
// named, it asks for the country, once.
func (t *Turn) afterCard(whole bool) {
	if _, known := t.country(); !known && whole && t.current() == nil {
		t.askCountry()
		return
	}
	t.askAgain()
}

// danger keeps words that sound like danger where they belong, exactly as written, and
// never hears a command in them. The card comes before whatever else is to be said.
func (t *Turn) danger(d care.Danger, words string) {
	open := t.current()
	if open != nil && t.keepsDanger(open, words) {
		t.card(d, true)
		t.read(open, words)
		return
	}
	whole := t.card(d, false)
	t.keepDanger(words)
	t.afterCard(whole)
}

// keepDanger keeps words on no page, as the card says: a tap puts them on one.
func (t *Turn) keepDanger(words string) {
	n := t.newNote(nil, words)
	n.Private, n.Latest = true, t.Now
	t.save(n)
	t.keepSource(Source{Kind: n.kind(), ID: n.ID, Was: words})
	t.kept(t.T(`Kept, on no page: "%s".`, n.line()), t.forButtons("note.for", n.ID)...)
}

// warn shows the card for words that are not heard as a new message.
func (t *Turn) warn(d care.Danger) {
	if d != care.None {
		t.card(d, true)
	}
}

// helper says what helps where words tell of somebody close who is in danger. What was
// written is heard as any.
func (t *Turn) helper(words string) {
	if d := care.HearOfOthers(words); d != care.None {
		country, _ := t.country()
		t.say(helperText(t.Printer, d, country), t.button(t.T("Help now"), "crisis", ""))
	}
}

// keepsDanger says whether words that sound like danger belong to d's open question. To
// what felt unsafe any do, where they stay private; but a goal, which is offered as a
// button for weeks, they are not.
func (t *Turn) keepsDanger(d *Dialog, words string) bool {
	q := t.run(d).Ask
	switch {
	case q == nil, forOthers[q.Key]:
		return false
	case q.Key == "care":
		return true
	default:
		return t.takes(d, q, words)
	}
}

// forOthers are questions whose answers stand on a page or a button, or are what somebody
// else said. Words of danger are none of theirs: those go on a page by a tap of their own.
var forOthers = map[string]bool{"goals": true, "items": true, "want": true, "topics": true, "answer": true, "decided": true}

// takes says whether words would be kept as the answer to q, which d has open.
func (t *Turn) takes(d *Dialog, q *dialog.Question, words string) bool {
	if q.TakesAnything() && d.left(t.Now) {
		return false
	}
	_, problem, ok := q.Read(words, d.Answers[q.Key])
	return ok && problem.Empty()
}

// card shows the way to help, whatever else is going on. With tell it offers to put it
// on the agenda; words that are kept as a note have that on their receipt. It says
// whether it was the whole card, not a shorter one.
func (t *Turn) card(d care.Danger, tell bool) (whole bool) {
	t.inDanger = true
	variant := t.cardVariant()
	c := &Card{Meta: Meta{ID: "card"}, At: t.Now, Variant: variant, Key: t.records.NewID()}
	if old := get[Card](t, "card"); old != nil {
		c.Handed = old.Handed
		t.remove(old)
	}
	if t.handed == nil {
		t.send(t.cardMessage(d, variant, tell))
	} else {
		t.stands(t.handed.card)
		c.Handed = append(c.Handed, Posted{To: t.chat(), As: t.handed.as, At: t.Now})
	}
	t.save(c)
	t.moved = true
	return variant == 0
}

// cardStands says whether a card was the last thing said.
func (t *Turn) cardStands() bool {
	return slices.ContainsFunc(t.latestLabels(), func(message []Button) bool {
		return slices.ContainsFunc(message, func(b Button) bool { return b.Press.Key == "card.country" })
	})
}

// alone is for somebody who has nobody to go to.
func (t *Turn) alone() {
	country, _ := t.country()
	t.say(text.Lines(t.T("Then please call. They are there for that."), lines(t.Printer, country)),
		t.button(t.T("Another country"), "card.country", ""))
}

// cardVariant is 0 for the whole card; soon after one, 1 and 2 take turns.
func (t *Turn) cardVariant() int {
	c := get[Card](t, "card")
	if c == nil || t.Now.Sub(c.At) >= cardAgain {
		return 0
	}
	return c.Variant%2 + 1
}

// country is the one whose help lines are shown: the one they named, the one their
// clock hangs in, or the operator's.
func (t *Turn) country() (care.Country, bool) {
	if c, ok := care.CountryOf(t.Person().Country); ok {
		return c, true
	}
	if c, ok := care.CountryOfZone(t.Person().Zone); ok {
		return c, true
	}
	return care.CountryOf(t.bot.settings.Country)
}

func (t *Turn) cardMessage(d care.Danger, variant int, tell bool) Message {
	country, known := t.country()
	m, seen := Message{}, t.providers()
	who := ""
	if len(seen) > 0 && !t.Person().Young {
		who = seen[0].Name
	}
	m.Text = cardText(t.Printer, d, country, variant, who)
	for _, p := range seen {
		if tell && len(m.Buttons) < 2 {
			m.Buttons = append(m.Buttons, Button{Label: t.T("For %s", p.Name), Press: Press{On: p.ID, Key: "card.tell"}})
		}
	}
	label := t.T("Another country")
	if !known {
		label = t.T("My country")
	}
	m.Buttons = append(m.Buttons, t.button(label, "card.country", ""))
	if d != care.None {
		m.Buttons = append(m.Buttons, t.button(t.T("You misread me"), "card.misread", ""))
	}
	return m
}

// strangersCard is the card for whom nothing is kept, or cannot be now.
func (b *Bot) strangersCard(d care.Danger) Message {
	p := text.Printer{}
	country, _ := care.CountryOf(b.settings.Country)
	said := cardText(p, d, country, 0, "")
	if d != care.None {
		said = text.Paragraphs(said, p.T("I have not kept what you wrote."))
	}
	return Message{Text: said}
}

// cardTell puts it on the next agenda, in one tap.
func cardTell(t *Turn, p Press) {
	provider := get[Provider](t, p.On)
	if provider == nil {
		t.stale()
		return
	}
	n := &Note{Meta: Meta{Day: t.Today()}, Provider: provider.ID, Words: t.T("I needed help on %s.", t.Day(t.Today(), t.Today())).String()}
	t.save(n)
	t.pressed = false // the card stays where it is
	t.kept(t.T(`For %s: "%s"`, provider.Name, n.Words))
}

// cardMisread takes a card back. The number stays; nothing is kept of it.
func cardMisread(t *Turn, _ Press) {
	country, _ := t.country()
	t.instead(text.Paragraphs(
		t.T("Sorry, I read that wrong. I keep nothing about it. What you wrote stays as it is."),
		lines(t.Printer, country)))
	t.askAgain()
}

package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"samepage/bot/care"
	"samepage/bot/dialog"
	"samepage/bot/request"
	"samepage/bot/text"
)

// consentVersion counts up whenever what a person says yes to changes.
const consentVersion = 1

// errTaken ends a turn whose address was given to somebody else meanwhile.
var errTaken = errors.New("the address was taken meanwhile")

// meet hears somebody who has not said yes. Nothing of theirs is kept but that they
// were greeted; the yes counts only as the button or its exact words.
func (b *Bot) meet(ctx context.Context, ev Event, handed bool) error {
	if known, err := b.recover(ctx, ev); known || err != nil {
		return err
	}
	yes := false
	err := b.store.Meet(ctx, ev.From, func(s Stranger) error {
		yes = false
		if s.Greeted() && b.consents(ev) {
			yes = true
			return nil
		}
		if !s.Seen(ev.ID) && !handed {
			b.answerStranger(&caller{s, ev}, ev)
		}
		return nil
	})
	if err != nil || !yes {
		return err
	}
	return b.enroll(ctx, ev)
}

func (b *Bot) consents(ev Event) bool {
	p := b.strangersPress(ev)
	return p.Key == "consent" && p.Option == "yes"
}

// strangersPress is the button of the greeting that was pressed, or whose label was typed.
func (b *Bot) strangersPress(ev Event) Press {
	if ev.Press != (Press{}) || ev.Passed {
		return ev.Press
	}
	for _, button := range b.greetingButtons(text.Printer{}) {
		if dialog.Fold(button.Label.String()) == dialog.Fold(readable(ev.Text)) {
			return button.Press
		}
	}
	return Press{}
}

func (b *Bot) answerStranger(s Stranger, ev Event) {
	p, danger := b.strangersPress(ev), care.Hear(ev.Text)
	said, intent := dialog.Fold(ev.Text), request.Hear(ev.Text).Intent
	if others := care.HearOfOthers(ev.Text); danger == care.None && others != care.None {
		country, _ := care.CountryOf(b.settings.Country)
		s.Queue(Outgoing{To: ev.From, Message: Message{Text: helperText(text.Printer{}, others, country)}})
	}
	switch say := (text.Printer{}).T; {
	case asksForCard(ev):
		s.Queue(Outgoing{To: ev.From, Message: b.strangersCard(care.None)})
	case p.Option == "more":
		b.tellStranger(s, ev, text.Paragraphs(b.privacyText(text.Printer{}, ev.From), b.privacyMore(text.Printer{})))
	case p.Option == "no":
		b.leaveStranger(s, ev)
	case danger != care.None:
		s.Queue(Outgoing{To: ev.From, Message: b.strangersCard(danger)})
	case !ev.Passed && b.tooYoung(ev.Text):
		s.Ungreet() // the yes that stands there was not meant for them
		s.Queue(Outgoing{To: ev.From, Message: Message{Text: b.youngText(text.Printer{}),
			Buttons: []Button{{Label: text.Printer{}.T("Help now"), Press: Press{Key: "crisis"}}}}})
	case !s.Greeted():
		b.greet(s, ev.From, mayI(ev, p != Press{}))
	case ev.Media != "" && ev.Text == "" || ev.File != nil || ev.Location != nil:
		b.tellStranger(s, ev, say("I can't hear or see this, and I haven't kept it."))
	case slices.Contains(stopAsked, said), intent == request.Bye, intent == request.No:
		b.leaveStranger(s, ev)
	case slices.Contains(privately, said):
		b.tellStranger(s, ev, b.privacyText(text.Printer{}, ev.From))
	case slices.Contains(whoAsked, said):
		b.tellStranger(s, ev, whoText(text.Printer{}))
	case intent == request.Yes, strings.HasPrefix(said, "yes "):
		b.tellStranger(s, ev, say("Thanks. For your yes I need the button itself, or its exact words."))
	case slices.Contains(talkAsked, said):
		b.tellStranger(s, ev, noCompanyText(text.Printer{}))
	case intent == request.Help:
		b.tellStranger(s, ev, say("You tell me what you want to say at an appointment. I keep it and hand it back in time. For that I need your yes."))
	case intent == request.Hello:
		b.tellStranger(s, ev, say("Hello. May I keep what you write?"))
	default:
		b.tellStranger(s, ev, say("I haven't kept that. Say yes, then send it again."))
	}
}

// leaveStranger lets somebody be who does not want to, or not now.
func (b *Bot) leaveStranger(s Stranger, ev Event) {
	said := (text.Printer{}).T("Fine. I kept nothing. If you change your mind, just write.")
	s.Queue(Outgoing{To: ev.From, Message: Message{Text: said}})
}

// tellStranger says something, and asks for the yes again.
func (b *Bot) tellStranger(s Stranger, ev Event, what text.Text) {
	s.Queue(Outgoing{To: ev.From, Message: Message{Text: what, Buttons: b.greetingButtons(text.Printer{})}})
}

// greet says who this is and what is kept, before the first question.
func (b *Bot) greet(s Stranger, to Address, may text.Text) {
	p := text.Printer{}
	s.Greet()
	s.Queue(Outgoing{To: to, Message: Message{
		Text: text.Paragraphs(
			p.T("Hi, I'm Samepage, a bot for people of %d and up. I help you get ready for appointments: what to bring, what to say, what came back. I'm not a therapist. Nobody reads along, so I can't send help. Not safe right now? Tap Help now.", b.settings.Age),
			b.keeping(p, to),
			may),
		Buttons: b.greetingButtons(p),
	}})
}

// mayI asks whether words may be kept. A first message that already tells something is
// not, and that is said.
func mayI(ev Event, pressed bool) text.Text {
	p, words := text.Printer{}, readable(ev.Text)
	switch {
	case pressed:
		return p.T("May I keep what you write?")
	case ev.Media != "" && words == "":
		return p.T("May I keep what you write? What you just sent I can't hear or see, and I haven't kept it.")
	case ev.Location != nil, ev.File != nil, words != "" && !strings.HasPrefix(words, "/") && request.Hear(words).Intent != request.Hello:
		return p.T("May I keep what you write? What you just sent I haven't kept. Say yes, then send it again.")
	default:
		return p.T("May I keep what you write?")
	}
}

// keeping says who could read what is kept, as it is on this network.
func (b *Bot) keeping(p text.Printer, to Address) text.Text {
	if carrier := b.limits(to).Carrier; carrier != "" {
		return p.T("I keep what you write in sealed form. %s and whoever runs this server could still read it. /forget makes my copy unreadable, not %s's.",
			text.Text{{Text: carrier}}, text.Text{{Text: carrier}})
	}
	return p.T("I keep what you write in sealed form, on this computer. Whoever can use your account here could still read it. /forget makes it unreadable.")
}

func (b *Bot) limits(to Address) Limits {
	if d, ok := b.networks[to.Network].(Describer); ok {
		return d.Limits()
	}
	return Limits{}
}

func (b *Bot) greetingButtons(p text.Printer) []Button {
	consent := func(label text.Text, option string) Button {
		return Button{Label: label, Press: Press{Key: "consent", Option: option}}
	}
	return []Button{
		consent(p.T("Yes, I'm %d or older", b.settings.Age), "yes"),
		consent(p.T("More"), "more"),
		consent(p.T("No"), "no"),
		{Label: p.T("Help now"), Press: Press{Key: "crisis"}},
	}
}

// enroll makes a person of a stranger who said yes.
func (b *Bot) enroll(ctx context.Context, ev Event) error {
	id, err := b.store.Create(ctx)
	if err != nil {
		return fmt.Errorf("making a person: %w", err)
	}
	err = b.with(ctx, id, func(t *Turn) {
		if !t.records.Attach(ev.From) {
			t.fail(errTaken)
			return
		}
		t.welcome(ev)
	})
	if errors.Is(err, errTaken) { // so they are known; Hear, which this is part of, does the rest
		return b.listen(ctx, ev, nil)
	}
	return err
}

func (t *Turn) welcome(ev Event) {
	if t.records.Seen(ev.From, ev.ID) {
		return
	}
	t.event, t.to = ev, ev.From
	p := t.Person()
	p.Consent = Consent{Version: consentVersion, At: t.Now}
	t.save(p)
	t.open(&Dialog{Kind: "contact", Given: dialog.Given{
		Words: map[string]string{"now": t.Now.Format(time.RFC3339)},
		Lists: map[string][]dialog.Option{"zones": t.zoneOptions()},
	}})
}

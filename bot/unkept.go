package bot

import (
	"context"
	"sync"

	"samepage/bot/care"
	"samepage/bot/text"
)

// unkept is the cards that were shown for words which no turn has heard yet, by event:
// handed over again, they bring no second card.
type unkept struct {
	mu    sync.Mutex
	cards map[eventKey]*handed
}

type eventKey struct{ network, instance, id string }

func (e Event) key() eventKey { return eventKey{e.From.Network, e.From.Instance, e.ID} }

// mostUnkept is how many are remembered. Beyond that somebody may see a card twice.
const mostUnkept = 1000

func (u *unkept) shown(ev Event) *handed {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.cards[ev.key()]
}

func (u *unkept) keep(ev Event, h *handed) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.cards == nil || len(u.cards) >= mostUnkept {
		u.cards = map[eventKey]*handed{}
	}
	u.cards[ev.key()] = h
}

func (u *unkept) settle(ev Event) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.cards, ev.key())
}

// handUnkept shows the card for words of danger that no turn has heard, whether they are
// to be set aside or to come again. It says whether it did.
func (b *Bot) handUnkept(ctx context.Context, ev Event, aside bool) bool {
	d := care.Hear(ev.written())
	if d == care.None || b.unkept.shown(ev) != nil {
		return false
	}
	p := text.Printer{}
	country, _ := care.CountryOf(b.settings.Country)
	m := Message{Text: cardText(p, d, country, 0, "")}
	if !aside {
		m.Text = text.Paragraphs(m.Text, p.T("I can't keep what you wrote right now."))
	}
	h := b.hand(ctx, ev, m)
	if h != nil {
		b.unkept.keep(ev, h)
	}
	return h != nil
}

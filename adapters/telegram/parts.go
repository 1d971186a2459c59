package telegram

import (
	"strings"
	"sync"

	"samepage/bot"
)

// partly is which parts of messages are sent, by nonce, where a later part failed.
type partly struct {
	mu     sync.Mutex
	names  map[string][]bot.MessageID
	failed map[string]bool // those whose picture failed
	bared  map[string]bool // those before which the keyboard was put away
}

// alone is the end of the nonce of words that go without their picture.
const alone = " alone"

func (p *partly) sent(nonce string) []bot.MessageID {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.names[nonce]
}

// keep notes that these are sent, and more is to come.
func (p *partly) keep(nonce string, names []bot.MessageID) {
	if nonce == "" || len(names) == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.names == nil {
		p.names = map[string][]bot.MessageID{}
	}
	p.names[nonce] = names
}

// done forgets a message that is shown.
func (p *partly) done(nonce string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.names, nonce)
	delete(p.bared, nonce)
	delete(p.failed, strings.TrimSuffix(nonce, alone))
}

// failedBefore says whether the picture of a message failed before; from now on it has.
func (p *partly) failedBefore(nonce string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if nonce == "" || p.failed[nonce] {
		return nonce != ""
	}
	if p.failed == nil {
		p.failed = map[string]bool{}
	}
	p.failed[nonce] = true
	return false
}

// isBare says whether the keyboard was put away before a message, whose next try finds it so.
func (p *partly) isBare(nonce string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.bared[nonce]
}

// bare notes whether it was.
func (p *partly) bare(nonce string, away bool) {
	if nonce == "" || !away {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bared == nil {
		p.bared = map[string]bool{}
	}
	p.bared[nonce] = true
}

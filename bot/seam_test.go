package bot

import "samepage/bot/dialog"

// upgraded is a conversation whose script is a later version's.
type upgraded struct {
	conversation
	script func(*dialog.Script)
}

func (u upgraded) Script(s *dialog.Script) { u.script(s) }

func (u upgraded) Close(t *Turn, d *Dialog, a dialog.Answers) {
	if last, has := u.conversation.(closer); has {
		last.Close(t, d, a)
	}
}

// Upgrade gives a conversation a later version's script: more is asked before what it
// asks today. The function it returns puts things back.
func Upgrade(kind string, more func(*dialog.Script)) (restore func()) {
	today := conversations[kind]
	conversations[kind] = upgraded{today, func(s *dialog.Script) {
		more(s)
		today.Script(s)
	}}
	return func() { conversations[kind] = today }
}

// Failing is how many prompts are known to have failed.
func (b *Bot) Failing() int {
	b.failing.mu.Lock()
	defer b.failing.mu.Unlock()
	return len(b.failing.of)
}

package bot

import "context"

// InTurn lets a test change what no conversation changes in one step.
func (b *Bot) InTurn(ctx context.Context, address Address, do func(*Turn)) error {
	person, err := b.store.Find(ctx, address)
	if err != nil {
		return err
	}
	return b.with(ctx, person, do)
}

// MoveTo is a person who tells where they are now.
func (t *Turn) MoveTo(zone string) { t.keepZone(zone) }

// SetQuiet sets the hours without prompts.
func (t *Turn) SetQuiet(q Quiet) {
	p := t.Person()
	p.Quiet = q
	t.save(p)
}

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

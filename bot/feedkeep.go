package bot

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// Keep takes over what was confirmed.
func (incoming) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	k, f := t.takenIn(d, a)
	t.keepZone(homeAnswer(d, a))
	if k.off {
		for _, o := range d.Given.Lists["gone"] {
			if gone := get[Appointment](t, o.Key); gone != nil {
				t.endFrom(gone)
			}
		}
	}
	if k.told {
		t.leaveOut(f.New, k.mine)
	}
	if !k.yes {
		return
	}
	for _, e := range f.Changed {
		if own := t.withUID(e.UID); len(own) > 0 && t.differs(own, e) {
			t.applyFile(own, e, d.ID)
		}
	}
	n := 0
	for _, g := range k.mine {
		p := t.providerOf(g, d.ID)
		for _, one := range g.appointments(k) {
			if n++; len(one.upcoming(t.Now)) > 0 {
				t.addFiled(one, p.ID, d.ID, fmt.Sprintf("%sf%s", d.ID, strconv.FormatInt(int64(n), 36)), d.ID)
			}
		}
	}
}

// homeAnswer is where the person said they are, if they were asked.
func homeAnswer(d *Dialog, a dialog.Answers) string {
	if d.Given.Words["zone"] != "" {
		return ""
	}
	return zoneAnswer(a)
}

func (t *Turn) takenIn(d *Dialog, a dialog.Answers) (k taken, f feed) {
	dialog.Run(func(s *dialog.Script) { k = takeIn(s) }, t.Printer, d.Given, a)
	_ = json.Unmarshal([]byte(d.Given.Words["feed"]), &f) // written by feedDialog
	return k, f
}

// providerOf is whom a name's appointments are with; somebody new is kept.
func (t *Turn) providerOf(g feedGroup, run string) *Provider {
	if p := t.provider(g.Provider); p != nil {
		return p
	}
	p := t.providerNamed(g.Guess, run+g.Key)
	_, medical, video := readName(g.Summary)
	p.Medical, p.Video = p.Medical || medical, p.Video || video
	t.save(p)
	return p
}

// Close says what was taken over, and forgets the rest of the file.
func (incoming) Close(t *Turn, d *Dialog, a dialog.Answers) {
	k, _ := t.takenIn(d, a)
	lines := t.feedReceipt(d, k)
	t.dropFeed(d)
	if len(lines) == 0 {
		t.instead(t.T("Fine. Nothing was changed, and I keep no word of that file."))
		return
	}
	t.kept(text.Lines(lines...))
}

// dropFeed forgets what a file said. Undo has no use for it either.
func (t *Turn) dropFeed(d *Dialog) {
	d.Given.Words["feed"] = ""
	t.moved = true
	t.save(d)
	t.changes = slices.DeleteFunc(t.changes, func(c Change) bool { return c.of(d.kind(), d.ID) })
}

// Anywhere and Wordless: a file that was left is forgotten in silence, a day after.
func (incoming) Anywhere() {}

func (incoming) Wordless() {}

func (incoming) Plan(t *Turn) []Prompt {
	var out []Prompt
	for _, d := range all[Dialog](t, Open) {
		if d.Kind == "feed" {
			due := d.Touched.Add(24 * time.Hour)
			out = append(out, Prompt{PromptKey: PromptKey{Occurrence: d.ID}, Due: due, Stale: due.Add(10 * 365 * 24 * time.Hour)})
		}
	}
	return out
}

func (incoming) Say(t *Turn, p Prompt) {
	if d := get[Dialog](t, p.Occurrence); d != nil {
		t.remove(d)
	}
	t.records.DropPrompt(p.PromptKey)
}

func (t *Turn) feedReceipt(d *Dialog, k taken) []text.Text {
	var lines []text.Text
	if k.yes {
		for _, g := range k.mine {
			name := g.Guess
			if g.Provider != "" {
				name = t.nameOf(g.Provider)
			}
			lines = append(lines, t.T("Added for %s.", name))
		}
		for _, c := range d.Given.Lists["changes"] {
			lines = append(lines, c.Label)
		}
		if o, ok := t.next(""); ok {
			lines = append(lines, t.T("Next: %s, %s.", t.nameOf(o.Provider), t.when(o)))
		}
	}
	for _, o := range d.Given.Lists["gone"] {
		if k.off {
			lines = append(lines, t.T("Off: %s", o.Label))
		}
	}
	return lines
}

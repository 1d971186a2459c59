package bot

import (
	"time"

	"samepage/bot/care"
	"samepage/bot/dialog"
	"samepage/bot/request"
	"samepage/bot/text"
)

// What felt wrong or unsafe is private from the first tap. It is on no page unless the
// person finds words for it after all, and nobody tells them to.

// askPrivate says that it need not be raised, and whether they want words anyway. At
// night nobody is sent to look for words.
func askPrivate(s *dialog.Script) bool {
	options := []dialog.Option{
		s.Option("outside", s.T("Someone outside")),
		s.Option("keep", s.T("Keep it, private")),
	}
	if s.Given("night") == "" {
		options = append(options, s.Option("anyway", s.T("Find words anyway")))
	}
	switch s.Choice("care", privateText(s), options) {
	case "keep":
		s.Line("private", s.T("A line about it, only for you?"), dialog.Optional)
	case "anyway":
		return true
	}
	return false
}

func privateText(s *dialog.Script) text.Text {
	var kept, night text.Text
	if s.Given("private") != "" {
		kept = s.T(`You kept this for yourself: "%s"`, s.Given("private"))
	}
	if s.Given("night") != "" {
		night = s.T("Kept. Words for it can wait till morning.")
	}
	return text.Lines(kept, night,
		s.T("You don't have to raise this with them. Someone else can help you think it through."))
}

// Beside is the way to help, which is no answer and ends nothing.
func (disconnect) Beside(t *Turn, key string) []Button {
	if key != "care" {
		return nil
	}
	return []Button{t.button(t.T("Help now"), "crisis", "")}
}

// keepPrivate keeps words that were written where only a button was asked for: they are
// about what felt unsafe, so they are on no page.
func (t *Turn) keepPrivate(d *Dialog, out dialog.Outcome, words string) bool {
	_, _, label := out.Ask.Read(words, d.Answers[out.Ask.Key])
	danger := care.Hear(words) != care.None
	if label || !danger && (refuses(words) || request.Hear(words).Intent != request.Note) {
		return false
	}
	t.keepSource(Source{Kind: d.kind(), ID: d.ID, Key: "private", Was: words})
	answers := d.Answers.With("care", dialog.Answer{Values: []string{"keep"}, Done: true})
	t.answerAll(d, out, answers.With("private", dialog.Answer{Values: []string{words}, Done: true}))
	return true
}

func (t *Turn) closePrivate(rec *Disconnect, way string) {
	switch {
	case way == "outside":
		t.instead(text.Lines(t.outside(), t.T("I keep it private, on no page.")),
			t.button(t.T("Help now"), "crisis", ""))
	case rec.Line != "":
		t.kept(t.T(`Private, on no page: "%s".`, rec.Line))
	default:
		t.kept(t.T("Private, on no page."))
	}
}

// night is when nobody is to be sent looking for words: the person's quiet hours.
func (t *Turn) night() bool {
	return t.Person().Zone != "" && t.Person().Quiet.holds(t.Local().Clock)
}

// outside is who else can help to think something through.
func (t *Turn) outside() text.Text {
	return t.T("Who can help you think it through: someone you trust, your family doctor, another therapist, or the office that licenses yours. You can ask without giving a name.")
}

// hideSince takes off every page what was written since a time: it was about what felt
// unsafe, before that was said.
func (t *Turn) hideSince(opened string) {
	since, err := time.Parse(time.RFC3339Nano, opened)
	for _, n := range all[Note](t, Waiting) {
		if err == nil && !n.Private && n.Latest.After(since) {
			n.Private = true
			t.save(n)
		}
	}
}

package bot

import (
	"samepage/bot/dialog"
)

// smaller is offered once, for a sentence that was not said two times.
type smaller struct{}

// unsaidTimes is how often a sentence may stay unsaid before something smaller is offered.
const unsaidTimes = 2

// offerSmaller offers something smaller for d where it is time to, and says whether it
// did. It happens once; then d is never asked about like this again.
func (t *Turn) offerSmaller(d *Disconnect) bool {
	if !d.ripe() {
		return false
	}
	d.Smaller = true
	t.save(d)
	small := wording{About: d.About}.small(t.Printer).String()
	t.open(&Dialog{Kind: "smaller", About: d.ID, Given: dialog.Given{Words: map[string]string{"small": small, "was": d.Sentence}}})
	return true
}

// ripe says whether it is time to offer something smaller.
func (d *Disconnect) ripe() bool { return !d.Smaller && d.NotYet >= unsaidTimes && d.State == Worded }

func (smaller) Script(s *dialog.Script) {
	options := []dialog.Option{s.Option("note", s.T("A note")), s.Option("rest", s.T("Let it rest"))}
	if s.Given("small") != s.Given("was") {
		options = append([]dialog.Option{s.Option("small", s.T("Smaller words"))}, options...)
	}
	how := s.Choice("how", s.T("Some things are hard to say out loud. Would something smaller help?"), options)
	if how != "small" {
		return
	}
	use := s.Choice("use", s.T(`"%s"`, s.Given("small")), []dialog.Option{
		s.Option("use", s.T("Use")), s.Option("change", s.T("Change"))}, dialog.Means("use", ""))
	if use == "change" {
		askOwn(s)
	}
}

func (smaller) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	rec := get[Disconnect](t, d.About)
	if rec == nil || a.Word("how") == "" {
		return
	}
	rec.State, rec.Sentence, rec.Form = Worded, d.Given.Words["was"], ""
	switch {
	case a.Word("how") == "note":
		rec.Form = Handed
	case a.Word("how") == "rest":
		rec.State = LetGo
	case a.Word("own") != "":
		rec.Sentence = a.Word("own")
	case a.Word("use") == "use":
		rec.Sentence = d.Given.Words["small"]
	}
	t.save(rec)
}

func (smaller) Close(t *Turn, d *Dialog, a dialog.Answers) {
	rec := get[Disconnect](t, d.About)
	switch {
	case rec == nil:
		t.stale()
	case rec.State == LetGo:
		t.kept(t.T("It rests. It is on no page any more."))
	default:
		t.closeWorded(rec)
	}
}

package bot

import (
	"bytes"
	"slices"
	"strconv"

	"samepage/bot/dialog"
	"samepage/bot/text"
	"samepage/bot/when"
)

// Checkin is a day's short record. Its ID is its day, so a day has one.
type Checkin struct {
	Meta
	Mood     int            // 1 bad to 5 good
	Measures map[string]int // by measure id; yes is 1 and no 0
	Line     string
}

func (*Checkin) kind() string { return "checkin" }

// checkin is the daily question: one tap keeps it.
type checkin struct{}

func (checkin) InPlace() {}

func (checkin) Script(s *dialog.Script) {
	mood, kept := s.Scale("mood", askDay(s), 1, 5, dialog.Ends(s.T("bad"), s.T("good")))
	if !kept {
		return
	}
	receipt := askMeasures(s, keptMood(s.Printer, s.Given("past"), mood))
	for _, p := range alongside {
		receipt = p.Along(s, receipt)
	}
	s.Line("line", receipt, dialog.Quiet, dialog.More(s.T("Add a line"), s.T("One line about the day?")))
}

func askDay(s *dialog.Script) text.Text {
	ask := s.T("How was today?")
	if s.Given("past") != "" {
		ask = s.T("How was %s?", s.Given("past"))
	}
	switch {
	case s.Given("slower") == "2":
		return text.Lines(ask, s.T("I ask every second day now. One answer, and it is every day again."))
	case s.Given("slower") == "7":
		return text.Lines(ask, s.T("I ask once a week now. One answer, and it is as before."))
	case s.Given("before") != "":
		return text.Lines(s.T("Kept so far: %d of 5.", s.Count("before")), ask)
	}
	return ask
}

func keptMood(p text.Printer, past string, mood int) text.Text {
	if past != "" {
		return p.T("Kept for %s: %d of 5.", past, mood)
	}
	return p.T("Kept: %d of 5.", mood)
}

// Learn has a check-in that is answered after midnight be about a day gone by, and from
// then on say so.
func (checkin) Learn(t *Turn, d *Dialog, a dialog.Answers) bool {
	day, _ := when.ParseDate(d.About)
	if _, tapped := a.Number("mood"); !tapped || day == t.Today() || d.Given.Words["past"] != "" {
		return false
	}
	d.give("past", t.Day(day, t.Today()).String())
	return true
}

// Keep adds to what is known of the day: a debrief, or an earlier talk, may have kept
// some of it.
func (checkin) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	mood, tapped := a.Number("mood")
	if !tapped {
		return
	}
	day, _ := when.ParseDate(d.About)
	c := t.checkinOn(day)
	c.Run, c.Mood = d.ID, mood
	keepMeasures(c, a)
	if a["line"].Done {
		c.Line = a.Word("line")
		t.followLine(c)
	}
	t.keepCheckin(c)
	for _, p := range alongside {
		p.Keep(t, d, a)
	}
}

func (checkin) Close(t *Turn, d *Dialog, a dialog.Answers) {
	line, past := a.Word("line"), d.Given.Words["past"]
	switch mood, _ := a.Number("mood"); {
	case line == "" || a["line"].Seq < a["mood"].Seq:
		t.kept(keptMood(t.Printer, past, mood))
	case past != "" || d.Given.Words["at once"] != "":
		t.keptBoth(d, mood, line)
	default:
		t.kept(t.T(`Kept: "%s".`, line), t.forButtons("line.for", d.About)...)
	}
}

// keptBoth is the receipt of a number and a line that came together, or of a past day.
func (t *Turn) keptBoth(d *Dialog, mood int, line string) {
	receipt := t.T(`Kept, %d of 5: "%s".`, mood, line)
	if past := d.Given.Words["past"]; past != "" {
		receipt = t.T(`Kept for %s, %d of 5: "%s".`, past, mood, line)
	}
	t.kept(receipt, t.forButtons("line.for", d.About)...)
}

// Doors on the receipt offer the daily question to whoever was never asked about it,
// and what others' answers lead to.
func (checkin) Doors(t *Turn, d *Dialog) []Button {
	var out []Button
	for _, p := range alongside {
		out = append(out, p.Doors(t, d)...)
	}
	if p := t.Person(); p.Checkin.Told || p.Checkin.Every > 0 || d.About != t.Today().String() {
		return out
	}
	return append(out, t.button(t.T("Ask me daily"), "routine", ""))
}

// checkinOn is what was kept of a day, or a new one.
func (t *Turn) checkinOn(day when.Date) *Checkin {
	if c := get[Checkin](t, day.String()); c != nil {
		return c
	}
	return &Checkin{Meta: Meta{ID: day.String(), Day: day}}
}

// keepCheckin keeps a day. An answer for today, or to the latest question, ends the
// slow-down, and today is asked no more; filling in a past day does neither.
func (t *Turn) keepCheckin(c *Checkin) {
	t.save(c)
	if asking := t.asking(); c.Day == t.Today() || c.Day == asking.Latest {
		asking.Latest, asking.Ignored = c.Day, 0
		t.save(asking)
	}
}

// openCheckin asks about a day; of one that was kept it says what it was.
func (t *Turn) openCheckin(day when.Date) {
	d := t.checkinDialog(day)
	if c := get[Checkin](t, day.String()); c != nil {
		d.give("before", strconv.Itoa(c.Mood))
	}
	t.open(d)
}

// checkinDialog is the dialog about a day: the one there is, its first question open
// again, or a new one.
func (t *Turn) checkinDialog(day when.Date) *Dialog {
	d := t.dialogAbout("checkin", day.String())
	if d == nil {
		d = &Dialog{Kind: "checkin", About: day.String(), Until: when.StartOfDay(t.Today().AddDays(1), t.Zone())}
	}
	delete(d.Answers, "mood")
	d.Given = dialog.Given{}
	if day != t.Today() {
		d.give("past", t.Day(day, t.Today()).String())
	}
	t.giveMeasures(d)
	for _, p := range alongside {
		p.Give(t, d)
	}
	return d
}

// dialogAbout is the latest dialog of a kind about something. Of all there ever were, only
// those are read that name it.
func (t *Turn) dialogAbout(kind, about string) *Dialog {
	named := []byte(`"` + about + `"`) // as a value in JSON: neither days nor ids need more
	for _, row := range slices.Backward(t.records.All("dialog")) {
		if !bytes.Contains(row.Body, named) {
			continue
		}
		if d := decode[Dialog](t, row); d.Kind == kind && d.About == about {
			return d
		}
	}
	return nil
}

// alongside is what other words ask with the daily question: one message, not two.
var alongside []guest

// guest is a question of another word's that comes along with the check-in. It is
// silent where Give froze nothing for it.
type guest interface {
	Give(*Turn, *Dialog)
	// Along asks under the receipt so far, and returns what it is then.
	Along(s *dialog.Script, receipt text.Text) text.Text
	Keep(*Turn, *Dialog, dialog.Answers)
	// Doors are buttons that the answer adds to the receipt.
	Doors(*Turn, *Dialog) []Button
}

// lineFor is the button [For Tom] under a day's line.
func lineFor(t *Turn, p Press) {
	c, provider := get[Checkin](t, p.On), get[Provider](t, p.Option)
	if c == nil || provider == nil || c.Line == "" {
		t.stale()
		return
	}
	t.save(&Note{Meta: Meta{ID: lineNote(c), Day: c.Day}, Words: c.Line, Provider: provider.ID})
	t.kept(t.T(`For %s: "%s".`, provider.Name, c.Line))
}

// lineNote is the id of the note that a day's line became.
func lineNote(c *Checkin) string { return "line " + c.ID }

// followLine keeps the note of a day's line what the line is.
func (t *Turn) followLine(c *Checkin) {
	n := get[Note](t, lineNote(c))
	switch {
	case n == nil || n.Words == c.Line:
	case c.Line == "":
		t.remove(n)
	default:
		n.Words = c.Line
		t.save(n)
	}
}

package bot

import (
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
	ask := s.T("How was today?")
	if s.Given("past") != "" {
		ask = s.T("How was %s?", s.Given("past"))
	}
	mood, kept := s.Scale("mood", ask, 1, 5, dialog.Ends(s.T("bad"), s.T("good")))
	if !kept {
		return
	}
	s.Line("line", s.T("Kept: %d of 5.", mood), dialog.Quiet, dialog.More(s.T("Add a line"), s.T("One line about the day?")))
}

func (checkin) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	mood, tapped := a.Number("mood")
	if !tapped {
		return
	}
	day, _ := when.ParseDate(d.About)
	t.save(&Checkin{Meta: Meta{ID: d.About, Day: day, Run: d.ID}, Mood: mood, Line: a.Word("line")})
	t.answeredCheckin(day)
}

func (checkin) Close(t *Turn, d *Dialog, a dialog.Answers) {
	if line := a.Word("line"); line != "" {
		t.kept(t.T(`Kept: "%s".`, line))
	}
}

// answeredCheckin ends the slow-down; filling in a past day does not.
func (t *Turn) answeredCheckin(day when.Date) {
	if p := t.Person(); day == t.Today() && p.Ignored > 0 {
		p.Ignored = 0
		t.save(p)
	}
}

// checkinDialog is the dialog about a day.
func (t *Turn) checkinDialog(day when.Date) *Dialog {
	d := &Dialog{Kind: "checkin", About: day.String(), Until: when.StartOfDay(t.Today().AddDays(1), t.Zone()),
		Given: dialog.Given{Words: map[string]string{}}}
	if day != t.Today() {
		d.Given.Words["past"] = t.Day(day, t.Today()).String()
	}
	return d
}

func moodOf(n int) text.Text { return text.Text{{Text: strconv.Itoa(n)}} }

package bot

import (
	"regexp"
	"strconv"
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/when"
)

// oldest is how many days back a day can be filled in.
const oldest = 366

// pastDay is a day up to today that words name and nothing else.
func (t *Turn) pastDay(words string) (when.Date, bool) {
	r, ok := when.First(words, t.looking(when.Past), when.Day)
	day := r.Start.Date
	return day, ok && !day.After(t.Today()) && day.Days(t.Today()) <= oldest
}

// looking is the world that words for time are read in.
func (t *Turn) looking(way when.Mode) when.Context {
	return when.Context{Now: t.Now, Zone: t.Zone(), Mode: way, Policy: when.Policy{SundayFirst: t.Person().Sunday}}
}

// dayWasWords is "yesterday was a 2", "Tuesday: 3 of 5, flare after lunch".
var dayWasWords = regexp.MustCompile(`(?is)^(?:on )?(.{3,40}?)(?: i| it)?(?: was|:|)(?: an?| rather| about)? ?([0-9]+)(?: ?/ ?5| of 5| out of 5)?(?:[,;:.](?: |$)(.*))?$`)

// dayWas hears a day, its number and perhaps a line, and keeps them at once.
func (t *Turn) dayWas(words string) bool {
	m := dayWasWords.FindStringSubmatch(words)
	if m == nil {
		return false
	}
	day, ok := t.pastDay(m[1])
	mood, err := strconv.Atoi(m[2])
	if !ok || err != nil || mood < 1 || mood > 5 {
		return false
	}
	t.fillIn(day, mood, strings.TrimSpace(m[3]))
	return true
}

// fillIn answers a day's first question, and its last where there is a line, as if
// they had been asked.
func (t *Turn) fillIn(day when.Date, mood int, line string) {
	d := t.checkinDialog(day)
	t.save(d)
	t.answerDay(d, mood, line)
}

func (t *Turn) answerDay(d *Dialog, mood int, line string) {
	t.keepSource(Source{Kind: (*Checkin)(nil).kind(), ID: d.About, Was: readable(t.event.Text)})
	answer := dialog.Answer{Values: []string{strconv.Itoa(mood)}, Done: true}
	if line == "" {
		t.answer(d, "mood", answer)
		return
	}
	d.give("at once", "yes")
	d.Answers = d.Answers.With("mood", answer)
	t.answer(d, "line", dialog.Answer{Values: []string{line}, Done: true})
}

// moodLine is "2, flare after lunch". Without a sign between them a number may be a
// word of the line ("4 hours of sleep"), so what follows has to tell how it was.
var (
	moodLine = regexp.MustCompile(`(?s)^\s*([1-5])(?: ?/ ?5| of 5)?\s*[,;:.-]\s+(\S.*)$`)
	moodWord = regexp.MustCompile(`(?is)^\s*([1-5])(?: ?/ ?5| of 5)?\s+((?:very |so |really |pretty |kinda |kind of |a bit |quite |too |bit |mostly |just )*` +
		`(?:good|great|fine|nice|ok|okay|alright|meh|bad|awful|terrible|horrible|rough|hard|tough|tired|exhausted|sad|low|down|flat|numb|anxious|angry|lonely|stressed|calm|happy|better|worse|best|worst|not|but|and|because|cause|cos|bc|felt|feeling|slept|could|couldn'?t|didn'?t|i|i'm|im|my|had|was|still|again|no)\b.*)$`)
)

// Several hears the number and the line of a day in one message.
func (checkin) Several(t *Turn, d *Dialog, open, words string) bool {
	if open == "line" {
		return t.ofAnotherDay(d, words)
	}
	m := moodLine.FindStringSubmatch(words)
	if m == nil {
		m = moodWord.FindStringSubmatch(words)
	}
	if open != "mood" || m == nil {
		return false
	}
	mood, _ := strconv.Atoi(m[1])
	t.answerDay(d, mood, strings.TrimSpace(m[2]))
	return true
}

// dayFirst is a message that begins with a day.
var dayFirst = regexp.MustCompile(`(?i)^(?:on |last )?((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|yesterday|today)\b`)

// ofAnotherDay keeps as a note what names another day than the one a line is asked for.
func (t *Turn) ofAnotherDay(d *Dialog, words string) bool {
	m := dayFirst.FindStringSubmatch(words)
	if m == nil {
		return false
	}
	if day, ok := t.pastDay(m[1]); !ok || day.String() == d.About {
		return false
	}
	t.keepNote(words)
	return true
}

// correction is "I meant 4", "make it a 3", or the bare number, said to the receipt of one.
var correction = regexp.MustCompile(`(?i)^(?:(?:no|sorry|oops|wait|actually|wrong one|wrong|i mean)[,.]? ?)*(i meant?|make it|make that|change (?:it|that) to|(?:it )?should be|(?:it|that) was|rather)? ?(?:an? )?([1-5])(?: ?/ ?5| of 5)?[.!]?$`)

// corrects hears another number for the day whose number was kept last.
func (t *Turn) corrects(d *Dialog, words string) bool {
	m := correction.FindStringSubmatch(strings.TrimSpace(words))
	if m == nil || t.offered() != nil {
		return false
	}
	said := m[1] != ""
	if d == nil && said { // it had its line, and is over
		d = t.dialogAbout("checkin", t.Today().String())
	}
	if d == nil || d.Kind != "checkin" || d.left(t.Now) || !d.Answers["mood"].Done || !said && !t.run(d).Done {
		return false
	}
	t.answer(d, "mood", dialog.Answer{Values: []string{m[2]}, Done: true})
	return true
}

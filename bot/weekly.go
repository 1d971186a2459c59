package bot

import (
	"slices"
	"strings"
	"time"

	"samepage/bot/dialog"
	"samepage/bot/when"
)

// mondays is the week told on Monday, for those who asked for it.
type mondays struct{}

// mondayAt is when it comes, unless the person is asleep then.
var mondayAt = when.Clock{Hour: 9}

// Plan is the next Monday's. A week of which nothing was kept is told nobody.
func (mondays) Plan(t *Turn) []Prompt {
	p := t.Person()
	if !p.Weekly || p.Paused == forever {
		return nil
	}
	monday := t.Today().Monday()
	for !t.tellable(monday) {
		monday = monday.AddDays(7)
	}
	due := when.Resolve(t.awake(monday.At(mondayAt)), t.Zone())
	return []Prompt{{PromptKey: PromptKey{Occurrence: monday.String()}, Due: due, Stale: due.Add(48 * time.Hour)}}
}

// tellable says whether the week before a Monday is still to be told.
func (t *Turn) tellable(monday when.Date) bool {
	due := when.Resolve(t.awake(monday.At(mondayAt)), t.Zone())
	return !t.paused(monday) && !t.spent(PromptKey{"weekly", monday.String()}) && t.Now.Before(due.Add(48*time.Hour)) &&
		!monday.Before(t.Person().WeeklyFrom)
}

// Say offers it: what it says opens on a tap.
func (mondays) Say(t *Turn, p Prompt) {
	monday, _ := when.ParseDate(p.Occurrence)
	week := Period{monday.AddDays(-7), monday}
	if t.recorded(week).in(week).empty() {
		return
	}
	t.say(t.T("%s: here when you want it.", periodName(t.Printer, week, t.Today())),
		Button{Label: t.T("Show it"), Press: Press{Key: "summary", Option: view{Period: week}.String()}},
		t.button(t.T("No more of these"), "weekly.off", ""))
}

// setWeekly turns it on or off, and says so.
func (t *Turn) setWeekly(on bool) {
	t.turnWeekly(on)
	if !on {
		t.kept(t.T("No more of these. /summary is there whenever you like."))
		return
	}
	t.kept(t.T("Every Monday at %s I'll have the week ready for you.", t.Clock(t.awake(t.Today().At(mondayAt)).Clock)))
}

func (t *Turn) turnWeekly(on bool) {
	p := t.Person()
	p.Weekly, p.WeeklyFrom = on, t.Today().AddDays(1)
	t.save(p)
}

// weeklyInWords is "turn off the weekly summary".
func (t *Turn) weeklyInWords(words string) bool {
	said := strings.Fields(dialog.Fold(words))
	t.setWeekly(!slices.ContainsFunc(said, func(w string) bool { return w == "off" || w == "stop" || w == "no" }))
	return true
}

// weeklyCommand is "/weekly", which turns it on, and "/weekly off".
func (t *Turn) weeklyCommand(rest string) { t.setWeekly(rest != "off" && rest != "stop") }

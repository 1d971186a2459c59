package bot

import "samepage/bot/when"

// beyond is no message: where appointments come, and the first of them only after a pause
// or further ahead than one looks, all is planned anew in time for it.
type beyond struct{}

// Wordless: it only has what comes planned.
func (beyond) Wordless() {}

func (beyond) Plan(t *Turn) []Prompt {
	p := t.Person()
	if p.Paused == forever || len(t.soon()) > 0 || !t.comesBeyond() {
		return nil
	}
	day := when.Date{Year: t.Today().Year, Month: t.Today().Month, Day: 1}.AddMonths(12)
	if t.paused(t.Today()) && p.Paused.Before(day) {
		day = p.Paused
	}
	due := when.StartOfDay(day, t.Zone())
	return []Prompt{{PromptKey: PromptKey{Occurrence: day.String()}, Due: due, Stale: due.AddDate(1, 0, 0)}}
}

func (beyond) Say(*Turn, Prompt) {}

// comesBeyond says whether an appointment may still come, however far ahead.
func (t *Turn) comesBeyond() bool {
	for _, a := range all[Appointment](t) {
		if t.Today().Before(a.Start.Date) || a.Rule != "" && (a.Until.IsZero() || t.Today().Before(a.Until)) {
			return true
		}
	}
	return false
}

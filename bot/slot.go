package bot

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot/dialog"
	"samepage/bot/when"
)

// slot is what words say of an appointment: with whom, when, how often, how long.
// What was not said is zero.
type slot struct {
	Who     string      `json:"w,omitempty"`
	Times   []timed     `json:"t,omitempty"` // the readings a person may mean, likeliest first
	Clock   *when.Clock `json:"c,omitempty"` // said without a day
	Medical bool        `json:"d,omitempty"`
	Video   bool        `json:"v,omitempty"`
	Minutes int         `json:"m,omitempty"`
}

// timed is one reading. It may lack its day or its clock; both are asked for then.
type timed struct {
	Start when.DateTime `json:"s,omitzero"`
	Rule  string        `json:"r,omitempty"`
	Phase bool          `json:"p,omitempty"` // every other week, and not said which
	Later bool          `json:"l,omitempty"` // today's has passed, so it is the one after
	Clock bool          `json:"c,omitempty"` // a clock time was said
}

// whole says whether nothing of the time is missing.
func (s timed) whole() bool { return s.Clock && !s.Start.IsZero() }

func (s slot) String() string {
	b, _ := json.Marshal(s) // strings and numbers cannot fail
	return string(b)
}

// dated says whether it has a day and a clock time.
func (s slot) dated() bool { return len(s.Times) > 0 && s.Times[0].Clock }

func parseSlot(stored string) slot {
	var s slot
	_ = json.Unmarshal([]byte(stored), &s) // an answer that is none is an empty slot
	return s
}

// here is the time and place from which words are read.
type here struct {
	now     time.Time
	zone    *time.Location
	typical []when.Clock
}

// hereOf is where a script's person is.
func hereOf(s *dialog.Script, zone string) here {
	now, _ := time.Parse(time.RFC3339, s.Given("now"))
	h := here{now: now, zone: time.UTC}
	if at, err := time.LoadLocation(zone); err == nil {
		h.zone = at
	}
	for _, word := range strings.Fields(s.Given("typical")) {
		if c, err := when.ParseClock(word); err == nil {
			h.typical = append(h.typical, c)
		}
	}
	return h
}

// here is where this turn's person is.
// Whoever has not said where gets the operator's first zone, which the words outlive:
// what they come to is civil time.
func (t *Turn) here() here {
	h := here{now: t.Now, zone: t.Zone()}
	if zones := t.bot.settings.Zones; t.Person().Zone == "" && len(zones) > 0 {
		if zone, err := time.LoadLocation(zones[0]); err == nil {
			h.zone = zone
		}
	}
	for _, a := range all[Appointment](t) {
		h.typical = append(h.typical, a.Start.Clock)
	}
	return h
}

func (h here) context() when.Context {
	return when.Context{Now: h.now, Zone: h.zone, Mode: when.Future, Policy: when.Policy{Typical: h.typical}}
}

func (h here) civil() when.DateTime { return when.Civil(h.now, h.zone) }

// readSlot reads words as whom one sees, and when.
func (h here) readSlot(words string) slot {
	var s slot
	words, s.Minutes = h.cutLength(words)
	times, rest := h.cutTimes(words)
	s.Times, s.Clock = h.readTimes(times)
	if s.Who, s.Medical, s.Video = readName(rest); s.Who == "" {
		s.Who = practitioner(rest)
	}
	if end := h.readEnd(times); s.Minutes == 0 {
		s.Minutes = end
	}
	return s
}

// cutLength cuts "for 30 minutes" out of words.
func (h here) cutLength(words string) (rest string, minutes int) {
	for _, r := range when.Parse(words, h.context()) {
		said := words[r.Span.From:r.Span.To]
		from := strings.LastIndex(strings.ToLower(said), "for ")
		if r.Kind == when.Duration && r.Shift == 0 {
			from = 0
		}
		if from < 0 {
			continue
		}
		length, ok := when.First(said[from:], h.context(), when.Duration)
		if ok && length.Length.Days == 0 && length.Length.Months == 0 {
			return words[:r.Span.From+from] + words[r.Span.To:], int(length.Seconds / 60)
		}
	}
	return words, 0
}

// cutTimes parts words into those that say a time, in their order, and the rest.
func (h here) cutTimes(words string) (times, rest string) { return h.cut(words, isTime) }

func (h here) cut(words string, wanted func(when.Reading) bool) (times, rest string) {
	var spans []when.Span
	for _, r := range when.Parse(words, h.context()) {
		if wanted(r) && !slices.Contains(spans, r.Span) {
			spans = append(spans, r.Span)
		}
	}
	// What holds others was read from them: "tomorrow I see Anna at 4".
	spans = slices.DeleteFunc(slices.Clone(spans), func(s when.Span) bool {
		return slices.ContainsFunc(spans, func(o when.Span) bool { return o != s && s.From <= o.From && o.To <= s.To })
	})
	slices.SortFunc(spans, func(a, b when.Span) int { return a.From - b.From })
	at := 0
	for _, span := range spans {
		if span.From < at {
			continue
		}
		rest += words[at:span.From] + " "
		times += words[span.From:span.To] + " "
		at = span.To
	}
	return strings.TrimSpace(times), rest + words[at:]
}

// isTime leaves out months, which are names as well: "May, Thursdays at 4".
func isTime(r when.Reading) bool {
	switch r.Kind {
	case when.Day, when.Instant, when.TimeOfDay, when.Recurrence, when.InstantPeriod, when.ClockPeriod:
		return true
	}
	return false
}

// readTimes is what the words that say a time may mean, and a clock time where that is
// all they say. Said apart, "Thursdays, with Tom, at 4", they mean what they mean
// together.
func (h here) readTimes(times string) ([]timed, *when.Clock) {
	readings := slices.DeleteFunc(when.Parse(times, h.context()), func(r when.Reading) bool { return !isTime(r) })
	if len(readings) == 0 {
		return nil, nil
	}
	if r, ok := h.monthly(readings); ok {
		return []timed{r}, nil
	}
	out, clock := h.candidates(readings), firstClock(readings)
	if !yearSaid.MatchString(times) {
		for i := range out {
			out[i] = h.justGone(out[i])
		}
	}
	if len(out) == 0 || clock == nil {
		return out, clock
	}
	for i := range out {
		if !out[i].Clock {
			out[i] = h.atClock(out[i], *clock)
		}
	}
	return out, nil
}

// yearSaid is in words that leave no doubt which year is meant.
var yearSaid = regexp.MustCompile(`(?i)\b(?:20\d\d|year)\b|[/.-]\d\d$`)

// justGone is s, or where that is a date nearly a year off, as it was lately: "1 March" said
// on the 2nd is asked about.
func (h here) justGone(s timed) timed {
	if s.Rule == "" && h.civil().Date.Days(s.Start.Date) > 320 {
		s.Start.Date = s.Start.Date.AddMonths(-12)
	}
	return s
}

// candidates is one reading for each day that may be meant. Half past what is a guess
// that is read back; which day is asked.
func (h here) candidates(readings []when.Reading) []timed {
	var out []timed
	var seen []when.Span
	either := readings[0].Doubtful(when.EitherOrder)
	for _, r := range readings {
		again := slices.Contains(seen, r.Span)
		seen = append(seen, r.Span)
		if r.Kind == when.TimeOfDay || r.Kind == when.ClockPeriod || again && !(either && r.Span == readings[0].Span) {
			continue
		}
		c := timed{Start: r.Start, Rule: r.Rule, Clock: hasClock(r),
			Phase: r.Doubtful(when.EitherPhase), Later: r.Doubtful(when.RolledForward)}
		known := func(o timed) bool { return o.Start.Date == c.Start.Date || o.Rule != "" }
		if !slices.ContainsFunc(out, known) && !(again && r.Start.Before(h.civil())) {
			out = append(out, c)
		}
	}
	return out
}

func hasClock(r when.Reading) bool {
	return r.Kind == when.Instant || r.Kind == when.InstantPeriod || strings.Contains(r.Rule, "BYHOUR=")
}

// monthly is "monthly, 5 March at 9": a bare frequency, and the first one.
func (h here) monthly(readings []when.Reading) (timed, bool) {
	var first, often when.Reading
	for _, r := range slices.Backward(readings) {
		switch r.Kind {
		case when.Instant, when.InstantPeriod:
			first = r
		case when.Recurrence:
			often = r
		}
	}
	if first.Kind == 0 || often.Kind == 0 || strings.Contains(often.Rule, "BY") {
		return timed{}, false
	}
	return timed{Start: first.Start, Rule: often.Rule, Clock: true}, true
}

// firstClock is a clock time said for any of the days; nil where there is none.
func firstClock(readings []when.Reading) *when.Clock {
	for _, r := range readings {
		switch r.Kind {
		case when.TimeOfDay, when.ClockPeriod, when.Instant, when.InstantPeriod:
			return &r.Start.Clock
		}
	}
	return nil
}

// atClock is s at a clock time; where that has passed for the first one of a series,
// at its next.
func (h here) atClock(s timed, c when.Clock) timed {
	s.Start.Clock, s.Clock, s.Rule = c, true, withoutClock(s.Rule)
	if rule, err := when.ParseRule(s.Rule, s.Start); s.Rule != "" && err == nil && s.Start.Before(h.civil()) {
		if next, ok := rule.Next(h.civil()); ok {
			s.Start = next
		}
	}
	return s
}

// withoutClock is a rule without clock times of its own.
func withoutClock(rule string) string {
	parts := slices.DeleteFunc(strings.Split(rule, ";"), func(part string) bool {
		return strings.HasPrefix(part, "BYHOUR=") || strings.HasPrefix(part, "BYMINUTE=")
	})
	return strings.Join(parts, ";")
}

// readEnd is how many minutes "16:00 to 17:00" lasts.
func (h here) readEnd(times string) int {
	for _, r := range when.Parse(times, h.context()) {
		switch r.Kind {
		case when.InstantPeriod, when.ClockPeriod, when.Recurrence:
			if n := r.End.Clock.Minutes() - r.Start.Clock.Minutes(); n > 0 {
				return n
			}
		}
	}
	return 0
}

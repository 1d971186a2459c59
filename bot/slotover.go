package bot

import (
	"slices"
	"strings"
	"time"

	"samepage/bot/when"
)

// over is s with what it leaves out as it was before.
func (s slot) over(was slot, h here) slot {
	if s.Who == "" {
		s.Who = was.Who
	}
	if s.Minutes == 0 {
		s.Minutes = was.Minutes
	}
	clock := s.Clock
	if clock == nil {
		clock = was.clock()
	}
	if len(s.Times) == 0 {
		s.Times = append(s.Times, was.Times...)
	} else if len(was.Times) > 0 {
		s.Times[0] = s.Times[0].oftener(was.Times[0])
	}
	for i := range s.Times {
		if clock != nil && (s.Clock != nil || !s.Times[i].Clock) {
			s.Times[i] = h.atClock(s.Times[i], *clock)
		}
	}
	s.Clock, s.Medical, s.Video = clock, s.Medical || was.Medical, s.Video || was.Video
	return s
}

// clock is the clock time it has, of its own or of its first day.
func (s slot) clock() *when.Clock {
	if s.Clock == nil && s.dated() {
		return &s.Times[0].Start.Clock
	}
	return s.Clock
}

// onDay is a weekly rule on another day.
func onDay(rule string, day time.Weekday) string {
	parts := strings.Split(withoutClock(rule), ";")
	parts = slices.DeleteFunc(parts, func(p string) bool { return strings.HasPrefix(p, "BYDAY=") })
	return strings.Join(append(parts, "BYDAY="+strings.ToUpper(day.String()[:2])), ";")
}

// oftener is s, or where it says no more than how often ("every second week"), was as often.
func (s timed) oftener(was timed) timed {
	if s.Rule == "" && strings.HasPrefix(was.Rule, "FREQ=WEEKLY") && !s.Start.IsZero() {
		s.Rule = onDay(was.Rule, s.Start.Weekday()) // of a series it is the weekday that is different
		return s
	}
	if s.Rule == "" || strings.Contains(s.Rule, "BY") || was.Start.IsZero() {
		return s
	}
	was.Rule, was.Phase = onDay(s.Rule, was.Start.Weekday()), s.Phase
	if !strings.Contains(s.Rule, "FREQ=WEEKLY") {
		was.Rule = s.Rule
	}
	return was
}

package when

import (
	"slices"
	"testing"
	"time"
)

func TestPlacesBeginWithWhatIsTyped(t *testing.T) {
	now := time.Date(2026, 3, 5, 14, 20, 0, 0, time.UTC)
	for typed, want := range map[string]Zone{
		"ber":           {"Europe/Berlin", "Berlin"},
		"Berlin":        {"Europe/Berlin", "Berlin"},
		"münch":         {"Europe/Berlin", "Munchen"},
		"new y":         {"America/New_York", "New York"},
		"Europe/Vienna": {"Europe/Vienna", "Vienna"},
		"15:20":         {"Europe/Berlin", "Berlin"},
	} {
		got := Places(typed, now, 25)
		if !slices.Contains(got, want) || len(got) > 25 {
			t.Errorf("%q: %v", typed, got)
		}
	}
	if got := Places("", now, 25); len(got) != 0 {
		t.Errorf("of nothing typed: %v", got)
	}
	if got := Places("a", now, 3); len(got) != 3 {
		t.Errorf("more than asked for: %v", got)
	}
	for _, z := range Places("s", now, 25) {
		if _, err := time.LoadLocation(z.Name); err != nil {
			t.Error(err)
		}
	}
}

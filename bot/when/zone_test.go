package when

import (
	"testing"
	"time"
)

func TestParseZone(t *testing.T) {
	now := time.Date(2026, 7, 9, 16, 2, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"Berlin": "Europe/Berlin", "I'm in Munich": "Europe/Berlin", "münchen": "Europe/Berlin", "NYC": "America/New_York",
		"san francisco": "America/Los_Angeles", "Bombay, India": "Asia/Kolkata", "Bosnia and Herzegovina": "Europe/Sarajevo",
		"europe/paris": "Europe/Paris", "America/Argentina/Buenos_Aires": "America/Argentina/Buenos_Aires",
		"Germany": "Europe/Berlin", "Australia": "Australia/Sydney", "USA": "America/New_York", "CET": "Europe/Berlin",
		"UTC+2": "Etc/GMT-2", "gmt -5": "Etc/GMT+5", "+05:30": "Asia/Kolkata", "UTC": "Etc/UTC", "utc+0": "Etc/UTC",
		"18:02": "Europe/Berlin", "it's 6pm here": "Europe/Berlin", "12:05": "America/New_York", "São Paulo": "America/Sao_Paulo",
		"New York": "America/New_York", "Ho Chi Minh City": "Asia/Ho_Chi_Minh", "Georgia": "Asia/Tbilisi", "Singapore": "Asia/Singapore",
	} {
		if got := ParseZone(text, now); len(got) == 0 || got[0].Name != want {
			t.Errorf("%q is %v, want %s", text, got, want)
		}
	}
	if got := ParseZone("i live near nyc", now); len(got) != 1 || got[0].Place != "NYC" {
		t.Errorf("%v", got)
	}
	for _, text := range []string{"", "nowhere", "let us see", "I feel tired", "../etc/passwd", "la la la", "+99", "that was the best"} {
		if got := ParseZone(text, now); got != nil {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func TestGazetteerNamesZonesThatAre(t *testing.T) {
	for name, p := range gazetteer() {
		for _, z := range p.zones {
			if _, err := time.LoadLocation(z); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

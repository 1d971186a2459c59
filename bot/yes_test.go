package bot_test

import (
	"slices"
	"strings"
	"testing"
)

// A bare yes belongs to the question that was asked last, also where an older message has
// a button that is called so.
func TestAYesIsHeardByTheLatestQuestion(t *testing.T) {
	d := newDiary(t, "Europe/Berlin", "2026-03-02", "off")
	d.tell("/appointment Tom, thursdays 4pm")
	d.live("2026-03-04", "16:05") // "A few minutes now?", with a button Yes
	d.tell("cancel tom")
	d.said = nil
	d.tell("yes")
	if !slices.ContainsFunc(d.said, func(e entry) bool { return strings.Contains(e.words, "Off: Tom") }) {
		t.Errorf("%v", d.said)
	}
}

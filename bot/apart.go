package bot

import (
	"regexp"
	"strings"
)

// Two people may be named at once: "Anna, Tuesdays at 10, and Dr. Roe, 20 March at 14:30".
// The first is booked, then the next, each with its own receipt.

var comesNext = regexp.MustCompile(`(?i)\s*(?:;|\n|,?\s+and\s+)\s*(?:i (?:also )?see\s+)?|,?\s+i also see\s+|,\s+i see\s+`)

// apart are the bookings in words, where each part of them is one by itself.
func (t *Turn) apart(words string) []string {
	parts := comesNext.Split(strings.TrimSpace(words), -1)
	for _, part := range parts {
		if !t.soundsBooked(part) {
			return []string{words}
		}
	}
	return parts
}

// holdRest keeps all but the first booking in words for when that is done, and returns it.
func (t *Turn) holdRest(d *Dialog, words string) (first string) {
	parts := t.apart(words)
	if len(parts) > 1 {
		d.give("rest", strings.Join(parts[1:], "\n"))
	}
	return parts[0]
}

// bookRest goes on with what was held.
func (t *Turn) bookRest(d *Dialog) {
	rest := d.Given.Words["rest"]
	if rest == "" {
		return
	}
	delete(d.Given.Words, "rest")
	t.save(d)
	t.addAppointment(rest)
}

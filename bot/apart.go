package bot

import (
	"regexp"
	"slices"
	"strings"
)

// Two people may be named at once: "Anna, Tuesdays at 10, and Dr. Roe, 20 March at 14:30".
// The first is booked, then the next, each with its own receipt.

var comesNext = regexp.MustCompile(`(?i)\s*(?:;|\n|,?\s+and\s+)\s*(?:i (?:also )?see\s+)?|,?\s+i also see\s+|,\s+i see\s+`)

var comma = regexp.MustCompile(`(?i)\s*[,;\n]\s*(?:and\s+)?(?:i (?:also )?see\s+)?|\s+and\s+`)

// apart are the bookings in words, where each part of them is one by itself.
func (t *Turn) apart(words string) []string {
	words = strings.TrimSpace(words)
	for _, parts := range [][]string{comma.Split(words, -1), comesNext.Split(words, -1)} {
		unbooked := func(part string) bool { return !t.soundsBooked(part) }
		if len(parts) > 1 && !slices.ContainsFunc(parts, unbooked) {
			return parts
		}
	}
	return t.byDay(words)
}

var (
	nextDay     = regexp.MustCompile(`(?i)(?:\s*[,;&\n]\s*(?:and\s+)?|\s+and\s+)((?:(?:on|also|every|each)\s+)*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)`)
	weeklyWords = regexp.MustCompile(`(?i)\b(?:every|each|a|per) week\b|\bweekly\b`)
)

// byDay parts words where another weekday with a time of its own begins: "Jo, Mondays at 10
// and Thursdays at 2".
func (t *Turn) byDay(words string) []string {
	var parts []string
	from, h := 0, t.here()
	for _, at := range nextDay.FindAllStringSubmatchIndex(words, -1) {
		if h.readSlot(words[from:at[0]]).dated() && h.readSlot(words[at[2]:]).dated() {
			parts, from = append(parts, words[from:at[0]]), at[2]
		}
	}
	parts = append(parts, words[from:])
	for i, part := range parts {
		if i > 0 && h.readSlot(part).Who != "" {
			return []string{words}
		}
		if weeklyWords.MatchString(words) && !weeklyWords.MatchString(part) {
			parts[i] = part + " every week"
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

// bookRest goes on with what was held, which is with the same person where it names nobody.
func (t *Turn) bookRest(d *Dialog, who string) {
	rest := d.Given.Words["rest"]
	if rest == "" {
		return
	}
	if first, _, _ := strings.Cut(rest, "\n"); t.here().readSlot(first).Who == "" {
		rest = who + " " + rest
	}
	delete(d.Given.Words, "rest")
	t.save(d)
	t.addAppointment(rest)
}

package when

import (
	"slices"
	"strings"
	"time"
)

// wordID is a word that patterns name, by its canonical spelling.
type wordID int

// word is the value of a token that stands for itself.
type word struct{}

func (word) kind() kind { return aWord }

// meaning is one of the things that a token can stand for.
type meaning struct {
	id   wordID
	val  value
	rank int
}

// spellings lead from what people type to the word that patterns name.
var spellings = groups(map[string]string{
	"until":     "till til untill til' 'til",
	"through":   "thru",
	"tomorrow":  "tmrw tmr tmrrw tomorow tommorow tommorrow tomorro tomorrows 2moro 2morrow morrow",
	"yesterday": "yday yesterdays yest",
	"today":     "todays 2day",
	"tonight":   "tonite 2nite tonights tn",
	"o'clock":   "oclock clock",
	"midnight":  "midnite",
	"weekend":   "weekends wkend wkends weekend's",
	"at":        "@",
	"and":       "& plus",
	"fortnight": "fortnights",
	"biweekly":  "bi-weekly",
	"sessions":  "appointments visits occurrences meetings x",
	"session":   "appointment appt appointment's visit meeting",
	"checkin":   "check-in",
	"spoke":     "talked met chatted",
	"starting":  "beginning commencing",
	"before":    "prior preceding",
	"ago":       "back",
	"every":     "each evry",
	"my":        "our your",
	"a":         "an",
	"earlier":   "sooner",
	"for":       "lasting",
})

// noise is words that say how sure or how exact someone is. The grammar never sees
// them: "around next Tuesday" is next Tuesday.
var noise = setOf(`approximately approx roughly exactly precisely sharp probably maybe sometime sometimes just only even`)

var weekdayNames = map[time.Weekday]string{
	time.Monday:    "monday mon mondays mons",
	time.Tuesday:   "tuesday tue tues tuesdays tu teusday tuseday tuesay",
	time.Wednesday: "wednesday wed weds wednes wednesdays wensday wednsday wedensday wendesday",
	time.Thursday:  "thursday thu thur thurs thursdays thrusday thursay thusday",
	time.Friday:    "friday fri fridays fris firday",
	time.Saturday:  "saturday sat saturdays sats saterday satuday",
	time.Sunday:    "sunday sun sundays suns",
}

var monthNames = map[time.Month]string{
	time.January:   "january jan januarys janurary",
	time.February:  "february feb febr febuary feburary",
	time.March:     "march mar",
	time.April:     "april apr",
	time.May:       "may",
	time.June:      "june jun",
	time.July:      "july jul",
	time.August:    "august aug",
	time.September: "september sep sept setpember septemeber",
	time.October:   "october oct",
	time.November:  "november nov",
	time.December:  "december dec",
}

var numberNames = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen " +
	"fourteen fifteen sixteen seventeen eighteen nineteen")

var tensNames = map[int]string{20: "twenty", 30: "thirty", 40: "forty fourty", 50: "fifty", 60: "sixty", 90: "ninety"}

var ordinalNames = strings.Fields("zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh " +
	"twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")

var unitNames = map[unit]string{
	{Second, 1}:   "second sec secs seconds",
	{Minute, 1}:   "minute min mins minutes minuts",
	{Hour, 1}:     "hour hr hrs hours h hs",
	{WholeDay, 1}: "day days dys",
	{Week, 1}:     "week wk wks weeks weeek",
	{Week, 2}:     "fortnight fortnights",
	{Month, 1}:    "month months mth mths mos",
	{Month, 3}:    "quarter quarters qtr",
	{Year, 1}:     "year years yr yrs",
	{Year, 10}:    "decade decades",
}

var shiftNames = map[shift]string{
	{by: 0, word: shiftThis}:    "this current",
	{by: 1, word: shiftNext}:    "next following nxt",
	{by: 1, word: shiftComing}:  "coming upcoming",
	{by: -1, word: shiftLast}:   "last previous prev",
	{by: -1, word: shiftRecent}: "past",
}

var stretchNames = map[stretch]string{
	startOf: "beginning early",
	midOf:   "middle mid",
	endOf:   "end ending late",
}

// lexicon is what each token can mean, words of the patterns included.
type lexicon map[string][]meaning

func (l lexicon) put(names string, v value, rank int) {
	for _, name := range strings.Fields(names) {
		l[name] = append(l[name], meaning{val: v, rank: rank})
	}
}

func newLexicon(patternWords map[string]wordID) lexicon {
	l := lexicon{}
	for w, id := range patternWords {
		l[w] = append(l[w], meaning{id: id, val: word{}})
	}
	for typed, w := range spellings {
		if id, ok := patternWords[w]; ok {
			l[typed] = append(l[typed], meaning{id: id, val: word{}})
		}
	}
	l.putCalendar()
	l.putNumbers()
	l.putParts()
	return l
}

func (l lexicon) putCalendar() {
	for d, names := range weekdayNames {
		for _, n := range strings.Fields(names) {
			one, s := strings.CutSuffix(n, "s")
			plural := s && slices.Contains(strings.Fields(names), one) && !singular[n]
			l.put(n, weekday{day: d, plural: plural, abbreviated: len(n) < 6}, 0)
		}
	}
	for m, names := range monthNames {
		l.put(names, month{month: m}, 0)
	}
	for u, names := range unitNames {
		for _, n := range strings.Fields(names) {
			l.put(n, u, 0)
		}
	}
	for s, names := range shiftNames {
		l.put(names, s, 0)
	}
	for e, names := range stretchNames {
		l.put(names, e, 0)
	}
}

// singular are abbreviations that end like plurals.
var singular = setOf("tues weds thurs")

func (l lexicon) putNumbers() {
	for n, name := range numberNames {
		l.put(name, number{n: n}, 0)
	}
	for n, names := range tensNames {
		l.put(names, number{n: n}, 0)
	}
	for n, name := range ordinalNames {
		l.put(name, ordinal{n: n}, 0)
	}
	l.put("thirtieth", ordinal{n: 30}, 0)
}

func (l lexicon) putParts() {
	for p, names := range partNames {
		for _, n := range strings.Fields(names) {
			l.put(n, part{name: p, plural: strings.HasSuffix(n, "s")}, 0)
		}
	}
	l.put("am", half(am), 0)
	l.put("pm", half(pm), 0)
}

// meanings is what t can stand for; nothing where it has no place in any time.
func (g *grammar) meanings(t token) []meaning {
	if t.digits {
		return digitMeanings(t.text)
	}
	if m := g.lexicon[t.text]; m != nil {
		return m
	}
	return g.lexicon[strings.TrimSuffix(t.text, "ish")]
}

// knows says whether t has a place in any time.
func (g *grammar) knows(t token) bool {
	if t.digits {
		return len(t.text) <= 8
	}
	return len(g.meanings(t)) > 0
}

// promising says whether the tokens hold more than words that make no time alone.
func (g *grammar) promising(tokens []token) bool {
	for _, t := range tokens {
		if t.digits || !weakWords[t.text] && !noise[t.text] {
			return true
		}
	}
	return false
}

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// groups turns {word: "spelling spelling"} about.
func groups(m map[string]string) map[string]string {
	out := map[string]string{}
	for w, list := range m {
		for _, s := range strings.Fields(list) {
			out[s] = w
		}
	}
	return out
}

package dialog

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"samepage/bot/text"
)

// Press is the answer after a button: have with option chosen, taken back or ended.
// It is false where the question has no such option.
func (q *Question) Press(option string, have Answer) (Answer, bool) {
	offered := slices.ContainsFunc(q.Choices(), func(o Option) bool { return o.Key == option })
	switch {
	case option == Skip && q.Optional:
		return Answer{Done: true}, true
	case option == Add || !offered:
		return have, false
	case option == Done:
		return Answer{Values: q.values(have), Done: true}, true
	case q.Kind == Many:
		return Answer{Values: toggle(q.values(have), option)}, true
	default:
		return Answer{Values: []string{option}, Done: true}, true
	}
}

// Read is the answer after words, and whether they are one. The labels of options go
// first, then the question's own reader, then its kind. A problem comes with true:
// the words were meant as the answer, and have stays as it was.
func (q *Question) Read(words string, have Answer) (_ Answer, problem text.Text, ok bool) {
	if option, named := q.named(words); named {
		a, ok := q.Press(option, have)
		return a, nil, ok
	}
	switch {
	case q.Reads != nil:
		return q.reads(words, have)
	case q.Kind == Scale:
		return q.readNumber(words, have)
	case q.Kind == Many:
		a, ok := q.readMany(words, have)
		return a, nil, ok
	case q.Kind == Line, q.Kind == Choice && q.Own:
		return Answer{Values: []string{words}, Done: true}, nil, true
	case q.Kind == Lines:
		return Answer{Values: append(slices.Clone(have.Values), lines(words)...)}, nil, true
	}
	return have, nil, false
}

// TakesAnything says whether any words at all would be heard as the answer.
func (q *Question) TakesAnything() bool {
	return q.Reads == nil && (q.Kind == Line || q.Kind == Lines || q.Own)
}

func (q *Question) reads(words string, have Answer) (Answer, text.Text, bool) {
	value, problem, ok := q.Reads(words)
	if !ok || !problem.Empty() {
		return have, problem, ok
	}
	if q.Kind == Many || q.Kind == Lines {
		return Answer{Values: append(slices.Clone(q.values(have)), value)}, nil, true
	}
	return Answer{Values: []string{value}, Done: true}, nil, true
}

// readMany takes "sleep, work, done": labels or numbers, one's own words where those
// are taken. Words without any label among them stay whole, commas and all.
func (q *Question) readMany(words string, have Answer) (Answer, bool) {
	if out, ok := q.leftOut(words); ok {
		values := slices.DeleteFunc(slices.Clone(q.values(have)), func(v string) bool { return slices.Contains(out, v) })
		return Answer{Values: values}, true
	}
	parts := lines(strings.ReplaceAll(words, ",", "\n"))
	if !slices.ContainsFunc(parts, q.knows) {
		parts = lines(words)
	}
	out := Answer{Values: slices.Clone(q.values(have))}
	for _, part := range parts {
		option, named := q.named(part)
		switch {
		case option == Done:
			out.Done = true
		case option == Add: // the words to add are still to come
		case named:
			out.Values = toggle(out.Values, option)
		case q.Numbered && isNumber(part): // there is no such number
			return have, false
		case !named && q.Own:
			out.Values = append(out.Values, part)
		default:
			return have, false
		}
	}
	return out, len(parts) > 0
}

func (q *Question) knows(words string) bool {
	_, named := q.named(words)
	return named
}

// named finds the option a label names, or the number in front of it where the text
// numbers them. Labels beat positions; "done" ends whatever takes several, however its
// button is called.
func (q *Question) named(words string) (key string, ok bool) {
	said := Fold(words)
	if said == "" {
		return "", false
	}
	for _, o := range q.Choices() {
		if Fold(o.Label.String()) == said {
			return o.Key, true
		}
	}
	if meant := q.meant(said); meant != "" {
		return meant, true
	}
	if (q.Kind == Many || q.Kind == Lines) && (slices.Contains(ends, said) || len(q.Preset) > 0 && slices.Contains(keeps, said)) {
		return Done, true
	}
	n, err := strconv.Atoi(said)
	if q.Numbered && err == nil && 1 <= n && n <= len(q.Options) {
		return q.Options[n-1].Key, true
	}
	return "", false
}

// meant is the option that a bare yes or a bare no stands for; "" where it is none.
func (q *Question) meant(said string) string {
	switch {
	case q.Means == nil:
		return ""
	case allOf(yeses, said):
		return q.Means[0]
	case allOf(noes, said):
		return q.Means[1]
	}
	return ""
}

// allOf says whether said is one of the phrases, or several in a row: "yeah it did".
func allOf(phrases []string, said string) bool {
	if slices.Contains(phrases, said) {
		return true
	}
	return slices.ContainsFunc(phrases, func(p string) bool {
		rest, begins := strings.CutPrefix(said, p+" ")
		return begins && allOf(phrases, rest)
	})
}

// What people type for yes and no, folded.
var (
	yeses = []string{"yes", "yes please", "yea", "yep", "yeah", "yup", "y", "sure", "ok", "okay", "please", "please do", "do it", "do that", "go ahead", "right", "correct", "exactly", "definitely", "of course", "for sure", "absolutely",
		"yes it did", "it did", "yes we did", "we did", "yes i did", "i did", "yes i went", "i went", "yes we met", "we met"}
	noes = []string{"no", "no thanks", "no thank you", "nope", "nah", "n", "dont", "please dont", "rather not", "leave it", "never mind"}
)

// What ends whatever takes several, and what leaves all of it as it was chosen.
var (
	ends = []string{"done", "thats all", "that is all", "thats it", "that is it", "nothing more", "nothing else", "no more", "no thats all", "no", "nope", "no thanks", "nah",
		"nothing", "nothing really", "not really", "nothing comes to mind", "nothing i can think of", "none", "not now", "never mind", "idk", "i dont know", "dont know", "not sure", "im not sure"}
	keeps = []string{"all", "all of them", "all of it", "keep all", "keep them", "keep them all", "leave them", "leave it", "keep it", "no", "nope", "yes", "ok", "okay"}
)

// Chosen is what is picked so far, the preset ones included.
func (q *Question) Chosen(have Answer) []string { return q.values(have) }

// values are the answer's, or the preset ones where nothing was answered yet.
func (q *Question) values(have Answer) []string {
	if have.Seq == 0 && len(have.Values) == 0 {
		return q.Preset
	}
	return have.Values
}

// Added is what a person put in their own words beside the options, so far.
func (q *Question) Added(have Answer) []string {
	if q.Kind != Many {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(q.values(have)), q.has)
}

func toggle(values []string, option string) []string {
	if slices.Contains(values, option) {
		return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == option })
	}
	return append(slices.Clone(values), option)
}

// lines cuts words at line ends, without empty ones.
func lines(words string) []string {
	var out []string
	for line := range strings.Lines(words) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// Fold is what two ways of typing one label share: letters, digits and signs that
// matter, in lower case, with single spaces.
func Fold(words string) string {
	var b strings.Builder
	space := false
	for _, r := range words {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+':
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’':
		default:
			space = true
		}
	}
	return b.String()
}

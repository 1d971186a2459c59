package dialog

import (
	"slices"
	"strconv"

	"samepage/bot/text"
)

// Kind says what sort of answer a question takes. A network picks the widget by it.
type Kind uint8

// The kinds there are.
const (
	Choice Kind = iota // one of some options
	Many               // any of some options, then done
	Scale              // a whole number
	Line               // one message
	Lines              // messages until done
)

// The ways out that are no option of the question's own. They are keys, so storage.
const (
	Skip = "-skip"
	Done = "-done"
	Add  = "-add"
)

// Question is one thing asked. Every run of a script makes all that it declares, so it is
// kept small: what only some kinds have stands behind a pointer, single bytes together.
type Question struct {
	Key      string
	Text     text.Text
	Options  []Option   // of Choice and Many
	Foot     Footing    // what stands below the options
	Range    *Range     // of Scale
	Way      text.Text  // the label of Skip, or of Done
	More     text.Text  // the label of Add, which asks for one's own words
	Prompt   text.Text  // what Add then says
	Means    *[2]string // the options that a bare yes and a bare no stand for, if any
	Preset   []string   // chosen unless the person changes it
	Reads    Reader     // reads words of its own; nil reads by kind
	Short    text.Text  // its label on the form; empty where it is on none
	Hint     text.Text  // what stands under that
	printer  *text.Printer
	Kind     Kind
	Optional bool // may be skipped
	Quiet    bool // may stay open when the dialog is done: a door, not a question
	Own      bool // Many and Choice take the person's own words too
	Place    bool // a place on the map answers it too
	Numbered bool // options stand numbered in the text, buttons carry the numbers
}

// Range is the numbers of a scale, the low and the high one among them, and what those
// two are called.
type Range struct {
	Low, High int
	Ends      [2]text.Text
}

// Reader reads what a person typed. A problem is a sentence about words that were
// meant as the answer but cannot be one; without ok the words were meant for
// something else.
type Reader func(words string) (value string, problem text.Text, ok bool)

// Trait is one more thing to say of a question.
type Trait func(*Question)

// Optional lets a question be skipped.
func Optional(q *Question) { q.Optional = true }

// Quiet leaves a question open for whoever wants it, without holding up the end.
func Quiet(q *Question) { q.Quiet, q.Optional = true, true }

// Own takes the person's own words beside the options.
func Own(q *Question) { q.Own = true }

// Phrases reads what people say for an option beside its label, by the option's key; folded.
func Phrases(said map[string][]string) Trait {
	return Reads(func(words string) (string, text.Text, bool) {
		for key, phrases := range said {
			if slices.Contains(phrases, Fold(words)) {
				return key, nil, true
			}
		}
		return "", nil, false
	})
}

// Means says which options a bare yes and a bare no stand for, of a question that can be
// answered so; "" is none.
func Means(yes, no string) Trait {
	return func(q *Question) { q.Means = &[2]string{yes, no} }
}

// Place takes a place on the map beside words.
func Place(q *Question) { q.Place = true }

// Numbered sets the options out in the text and numbers on the buttons.
func Numbered(q *Question) { q.Numbered = true }

// Way names the way out: what the button says that skips or ends.
func Way(label text.Text) Trait { return func(q *Question) { q.Way = label } }

// More names a button that asks for one's own words, and what it then says.
func More(label, prompt text.Text) Trait {
	return func(q *Question) { q.More, q.Prompt = label, prompt }
}

// Footing says what stands below the options, given those picked so far.
type Footing func(chosen []string) text.Text

// Foot sets what stands below the options.
func Foot(below Footing) Trait { return func(q *Question) { q.Foot = below } }

// Preset chooses keys unless the person changes it.
func Preset(keys []string) Trait { return func(q *Question) { q.Preset = keys } }

// Ends words the two ends of a scale.
func Ends(low, high text.Text) Trait {
	return func(q *Question) { q.Range.Ends = [2]text.Text{low, high} }
}

// Reads gives a question its own reader; options are tried before it.
func Reads(r Reader) Trait { return func(q *Question) { q.Reads = r } }

// Good says whether a stored answer is still one to this question as it is today.
func (q *Question) Good(a Answer) bool {
	if len(a.Values) == 0 {
		return q.Optional || q.Kind == Many || q.Kind == Lines
	}
	switch q.Kind {
	case Choice:
		return q.has(a.Values[0]) || q.Own || q.Reads != nil
	case Many:
		return q.Own || !slices.ContainsFunc(a.Values, func(v string) bool { return !q.has(v) })
	case Scale:
		n, err := strconv.Atoi(a.Values[0])
		return err == nil && q.Range.Low <= n && n <= q.Range.High
	default:
		return true
	}
}

func (q *Question) has(key string) bool {
	return slices.ContainsFunc(q.Options, func(o Option) bool { return o.Key == key })
}

// Label is what the person sees for a value: an option's label, or their own words.
func (q *Question) Label(value string) text.Text {
	for _, o := range q.Options {
		if o.Key == value {
			return o.Label
		}
	}
	return text.Lit(value)
}

// Choices is every option a person may take now, the ways out last. A scale's are its
// numbers.
func (q *Question) Choices() []Option {
	out := slices.Clone(q.Options)
	if q.Kind == Scale {
		out = q.numbers()
	}
	if !q.More.Empty() {
		out = append(out, Option{Add, q.More})
	}
	if q.Kind == Many || q.Kind == Lines {
		return append(out, Option{Done, q.way(q.printer.T("Done"))})
	}
	if q.Optional && !q.Quiet {
		out = append(out, Option{Skip, q.way(q.printer.T("Skip"))})
	}
	return out
}

func (q *Question) numbers() []Option {
	low, high := q.Range.Low, q.Range.High
	out := make([]Option, 0, high-low+2) // one may skip it
	for n := low; n <= high; n++ {
		label := text.Text{{Text: strconv.Itoa(n)}}
		if end := q.Range.end(n); !end.Empty() {
			label = q.printer.T("%d %s", n, end)
		}
		out = append(out, Option{strconv.Itoa(n), label})
	}
	return out
}

func (r *Range) end(n int) text.Text {
	switch n {
	case r.Low:
		return r.Ends[0]
	case r.High:
		return r.Ends[1]
	}
	return nil
}

func (q *Question) way(otherwise text.Text) text.Text {
	if q.Way.Empty() {
		return otherwise
	}
	return q.Way
}

package text

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Catalogue holds a language: the sentence to say for an English one, and the
// right plural of it. A language without the sentence answers with the English.
type Catalogue interface {
	Sentence(english string) string
	Plural(n int, one, many string) string
}

// Printer says sentences in one language; the zero Printer says them in English.
type Printer struct{ Catalogue Catalogue }

// T is a sentence with its arguments set in: %s takes a person's words (a string,
// which becomes literal) or a Text, %d a whole number; %[2]s takes the second
// argument, for languages with another order; %% is a percent sign.
//
// A place and an argument that do not fit each other are a programmer's mistake and
// panic: every sentence is said by some test.
func (p Printer) T(sentence string, args ...any) Text {
	if p.Catalogue != nil {
		sentence = p.Catalogue.Sentence(sentence)
	}
	return set(sentence, args)
}

// N is T for a sentence that counts: one when n is 1 in English, many otherwise.
// n is not an argument by itself.
func (p Printer) N(n int, one, many string, args ...any) Text {
	sentence := many
	if p.Catalogue != nil {
		sentence = p.Catalogue.Plural(n, one, many)
	} else if n == 1 {
		sentence = one
	}
	return set(sentence, args)
}

func set(sentence string, args []any) Text {
	var room [8]Span // enough for most: what stays is made when its size is known
	out, next := Text(room[:0]), 0
	for rest := sentence; rest != ""; {
		plain, verb, found := strings.Cut(rest, "%")
		out = add(out, Span{Text: plain})
		if !found {
			break
		}
		if strings.HasPrefix(verb, "%") {
			out, rest = add(out, Span{Text: "%"}), verb[1:]
			continue
		}
		index, kind, tail := place(sentence, verb, next)
		if index >= len(args) {
			panic(fmt.Sprintf("text: %q has no argument %d", sentence, index+1))
		}
		out = argument(out, sentence, kind, args[index])
		next, rest = index+1, tail
	}
	return append(make(Text, 0, len(out)), out...)
}

// place reads what follows a percent sign: "s", "d" or "[2]s".
func place(sentence, verb string, next int) (index int, kind byte, tail string) {
	index = next
	if strings.HasPrefix(verb, "[") {
		number, after, _ := strings.Cut(verb[1:], "]")
		n, err := strconv.Atoi(number)
		if err != nil {
			panic(fmt.Sprintf("text: %q has a broken place", sentence))
		}
		index, verb = n-1, after
	}
	if verb == "" {
		panic(fmt.Sprintf("text: %q ends in a percent sign", sentence))
	}
	return index, verb[0], verb[1:]
}

func argument(out Text, sentence string, kind byte, arg any) Text {
	switch v := arg.(type) {
	case string:
		if kind == 's' {
			return add(out, Span{v, Literal})
		}
	case Text:
		if kind == 's' {
			return add(out, v...)
		}
	case int:
		if kind == 'd' {
			return add(out, Span{Text: strconv.Itoa(v)})
		}
	}
	// Only the type of arg is told, so that no argument has to outlive its sentence.
	panic(fmt.Sprintf("text: %q: %%%c does not take a %v", sentence, kind, reflect.TypeOf(arg)))
}

// add joins neighbours of one style, so that equal sentences are equal spans.
func add(t Text, spans ...Span) Text {
	for _, s := range spans {
		switch last := len(t) - 1; {
		case s.Text == "":
		case last >= 0 && t[last].Style == s.Style:
			t[last].Text += s.Text
		default:
			t = append(t, s)
		}
	}
	return t
}

package text

import (
	"reflect"
	"testing"
)

func TestASentenceKeepsAPersonsWordsApart(t *testing.T) {
	got := Printer{}.T(`Kept: "%s". %d of 5, 100%%`, "<b>%s</b>", 2)
	want := Text{{Text: `Kept: "`}, {"<b>%s</b>", Literal}, {Text: `". 2 of 5, 100%`}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %#v", got)
	}
}

type backwards struct{}

func (backwards) Sentence(string) string                { return "%[2]s, %[1]s" }
func (backwards) Plural(n int, one, many string) string { return many }

func TestACatalogueMayTurnTheOrder(t *testing.T) {
	if got := (Printer{backwards{}}).T("%s and %s", "a", "b").String(); got != "b, a" {
		t.Errorf("got %q", got)
	}
}

func TestPlural(t *testing.T) {
	p := Printer{}
	for n, want := range map[int]string{0: "0 days", 1: "1 day", 2: "2 days"} {
		if got := p.N(n, "%d day", "%d days", n).String(); got != want {
			t.Errorf("%d: got %q", n, got)
		}
	}
}

func TestAMisfitPanics(t *testing.T) {
	for sentence, args := range map[string][]any{"%s": nil, "%d": {"x"}, "%s ": {3}, "%": {}, "%[x]s": {"a"}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q took %v", sentence, args)
				}
			}()
			Printer{}.T(sentence, args...)
		}()
	}
}

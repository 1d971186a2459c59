package bot

import "testing"

func TestTooYoung(t *testing.T) {
	for words, want := range map[string]bool{
		"I'm 14":                       true,
		"hi, im 14":                    true,
		"I’m only 15.":                 true,
		"I am 13 and my mum knows":     true,
		"but I'm 12 years old":         true,
		"i'm 9 years old":              true,
		"sorry i'm not 16 yet":         true,
		"I'm under 16":                 true,
		"I'm 16":                       false,
		"I'm 34 years old":             false,
		"I'm 9":                        false,
		"I'm 15 minutes late":          false,
		"I'm 12 weeks pregnant":        false,
		"when I was 14 I left home":    false,
		"my son is 14":                 false,
		"14":                           false,
		"I'm 10 days into the steroid": false,
	} {
		if got := tooYoung(words, 16); got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}

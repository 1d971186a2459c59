package care

import (
	"fmt"
	"strings"
	"testing"
)

func TestHear(t *testing.T) {
	for words, want := range map[string]Danger{
		"":                                                       None,
		"slept badly, cancelled on Anna":                         None,
		"I keep thinking about ending my life":                   Ideation,
		"i just want it to stop. i want to die":                  Ideation,
		"I do not want to die":                                   None,
		"can't stop thinking about killing myself":               Ideation,
		"I never wanted to kill myself":                          None,
		"suicidal thoughts: none":                                None,
		"my sister is suicidal and I worry":                      None,
		"he said he was suicidal, and now I am suicidal":         Ideation,
		"I was suicidal years ago":                               None,
		"i used to be suicidal, not now":                         None,
		"i used to be suicidal and now it is back":               Ideation,
		"i want it all to end":                                   Ideation,
		"cant do this anymore i want it to end":                  Ideation,
		"I want it to end well":                                  None,
		"i wanna disappear":                                      Ideation,
		"I wanted to disappear in that meeting":                  None,
		"i want to disappear for a weekend":                      None,
		"i dont feel safe at home":                               Hurt,
		"im scared of my husband":                                Hurt,
		"im scared of my dad dying":                              None,
		"I am afraid of my boyfriend's reaction":                 None,
		"I was suicidal years ago and it came back":              Ideation,
		"the deadline is killing me":                             None,
		"I could kill myself for forgetting her birthday":        None,
		"I don't want to live in this flat anymore":              None,
		"I don't want to live":                                   Ideation,
		"k1ll mys3lf":                                            Ideation,
		"I took all my pills":                                    Medical,
		"i took all of it":                                       Medical,
		"I just swallowed all of them":                           Medical,
		"he gave me the photos and I took them all home":         None,
		"nobody would even miss me":                              Ideation,
		"no one will miss me at the meeting":                     None,
		"took my pills at nine":                                  None,
		"my husband beats me":                                    Hurt,
		"he's going to kill me":                                  Hurt,
		"i think i'm having a heart attack":                      Medical,
		"a panic attack, like i'm having a heart attack":         None,
		"i bought a rope":                                        Imminent,
		"i bought a rope for the boat":                           None,
		"my brother beats me at chess":                           None,
		"I want to hang myself tonight":                          Imminent,
		"this is my last message":                                Imminent,
		"this is my last message, i will be gone":                Imminent,
		"when you get my last message i will be gone":            Imminent,
		"by the time you read this, I'll be dead":                Imminent,
		"by the time you read this I'll be gone for the weekend": None,
		"delete my last message":                                 None,
		"please ignore my last message":                          None,
		"delete my last message, i will die tonight":             Imminent,
		"ich will nicht mehr leben":                              Ideation,
	} {
		if got := Hear(words); got != want {
			t.Errorf("%q: %d, want %d", words, got, want)
		}
	}
}

func TestHearOfOthers(t *testing.T) {
	for words, want := range map[string]Danger{
		"my friend wants to kill herself":                   Ideation,
		"my friend wants to die, what do I do":              Ideation,
		"my sister took all her pills":                      Medical,
		"my brother cut himself again":                      Ideation,
		"i think my friend is going to hurt himself":        Ideation,
		"my daughter says she doesn't want to live anymore": Ideation,
		"my friend attempted suicide last year":             None,
		"my mother used to cut herself":                     None,
		"my son is not suicidal":                            None,
		"my husband is killing himself over that job":       None,
		"my sister cut her hair":                            None,
		"my brother wants to live in Rome":                  None,
		"my friend and I talked about dying plants":         None,
		"they want to die in the film":                      None,
		"my mother took her pills at nine":                  None,
		"my friend burned her hand cooking":                 None,
		"my boyfriend, a month now":                         None,
		"argument about his mother":                         None,
		"Tom, thursdays 4pm":                                None,
	} {
		if got := HearOfOthers(words); got != want {
			t.Errorf("%q: %d, want %d", words, got, want)
		}
	}
}

func TestAsks(t *testing.T) {
	for words, want := range map[string]bool{"SOS": true, "Help me!": true, "crisis": true, "help now.": true, "please help me": true, "help me please": true, "please help": true, "Somebody help me": true, "I need help now": true, "I'm not safe": true, "suicide hotline": true, "help": false, "I need an emergency appointment": false, "help me find words": false} {
		if Asks(words) != want {
			t.Errorf("%q", words)
		}
	}
}

// BenchmarkHearALine is what nearly every message costs, and a long one, and one in which
// there is danger.
func BenchmarkHearALine(b *testing.B) {
	line := "slept badly, cancelled on Anna again. I want to go home now. "
	for name, words := range map[string]string{
		"digit":     "3",
		"command":   "/checkin",
		"short":     "The dog was happy to see me",
		"line":      "3 and tired, slept badly but went outside",
		"want":      line,
		"long":      strings.Repeat(line, 2000/len(line)+1)[:2000],
		"dangerous": "I can't do it anymore. I want to kill myself tonight",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Hear(words)
			}
		})
	}
}

// BenchmarkHear shows that twice the words take twice the time, whatever they are.
func BenchmarkHear(b *testing.B) {
	for _, piece := range []string{"i want to ", "not ", "kill , ", "a", "💀", "better off ", ". "} {
		for _, size := range []int{1 << 14, 1 << 15} {
			words := strings.Repeat(piece, size/len(piece))
			b.Run(fmt.Sprintf("%q/%d", piece, size), func(b *testing.B) {
				for b.Loop() {
					Hear(words)
				}
			})
		}
	}
}

func FuzzHear(f *testing.F) {
	f.Add("\xff\x00 i want to d\u200bie")
	for _, s := range signs {
		f.Add(s.words.String())
	}
	f.Fuzz(func(t *testing.T, words string) {
		if got, want := Hear(words), everySign(words[:min(len(words), longest)]); got != want {
			t.Errorf("%q: %d with needs, %d without", words, got, want)
		}
	})
}

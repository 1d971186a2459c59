package bot

import (
	"testing"

	"samepage/bot/text"
)

func TestSentence(t *testing.T) {
	for name, test := range map[string]struct {
		wording
		want []string
	}{
		"a goal takes the place of a third beginning": {
			wording{"topics", [3]string{"my boyfriend, a month now", "a lot to think about"}, "manage my illness better"},
			[]string{
				"Lately we talk about my boyfriend, a month now. What it gives me is a lot to think about. I also want to manage my illness better. How do the two fit together?",
				"Lately we talk about my boyfriend, a month now. I also want to manage my illness better. How do the two fit together?",
				"Can we talk about what we spend our time on?",
			},
		},
		"a beginning written out again is there once": {
			wording{"topics", [3]string{"lately we talk about work"}, "I want to sleep"},
			[]string{
				"Lately we talk about work. I also want to sleep. How do the two fit together?",
				"Can we talk about what we spend our time on?",
			},
		},
		"a sentence ends once": {
			wording{"unheard", [3]string{"my pain...", "how bad it is!"}, ""},
			[]string{
				"I don't feel heard when I talk about my pain... What I wish you knew is how bad it is! Can we come back to it?",
				"I don't feel heard when I talk about my pain... Can we come back to it?",
				"There is something I don't feel heard with.",
			},
		},
		"another script, quotes and signs stay as they are": {
			wording{"other", [3]string{`שלום "%s" <b>🙂`}, ""},
			[]string{
				`What I have not said yet is שלום "%s" <b>🙂. Can we talk about that?`,
				"There is something I have not said yet.",
			},
		},
		"a shorter one asks for nothing that it leaves out": {
			wording{"how", [3]string{"being late", "to start on time"}, ""},
			[]string{
				"What is hard for me in how we work is being late. What would help me is to start on time. Can we try that?",
				"What is hard for me in how we work is being late. Can we talk about that?",
				"Can we talk about how we work?",
			},
		},
		"nothing but the beginning": {
			wording{"how", [3]string{"What is hard for me in how we work is"}, ""},
			[]string{
				"What is hard for me in how we work is What is hard for me in how we work is. Can we talk about that?",
				"Can we talk about how we work?",
			},
		},
	} {
		got := test.strengths(text.Printer{})
		if len(got) != len(test.want) {
			t.Errorf("%s: %d strengths, want %d: %v", name, len(got), len(test.want), got)
			continue
		}
		for i, want := range test.want {
			if got[i].String() != want {
				t.Errorf("%s:\n got %s\nwant %s", name, got[i], want)
			}
		}
	}
}

package bot

import "time"

// tidy removes what is past keeping. It says nothing, and leaves nothing behind that
// tells what it was.
type tidy struct{}

func (tidy) Anywhere() {}

func (tidy) Wordless() {}

func (tidy) Plan(t *Turn) []Prompt {
	c := get[Card](t, "card")
	if c == nil {
		return nil
	}
	due := c.At.Add(cardKept)
	return []Prompt{{PromptKey: PromptKey{Occurrence: c.Key}, Due: due, Stale: due.Add(10 * 365 * 24 * time.Hour)}}
}

func (tidy) Say(t *Turn, p Prompt) {
	if c := get[Card](t, "card"); c != nil && c.Key == p.Occurrence {
		t.remove(c)
	}
	t.records.DropPrompt(p.PromptKey)
}

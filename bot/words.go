package bot

// What there is, in one place each. They are filled in by init, since what they hold
// leads back to them.
var (
	conversations map[string]conversation
	prompts       map[string]promptKind
	actions       map[string]func(*Turn, Press)
	commands      []command
)

func init() {
	conversations = map[string]conversation{
		"contact": contact{},
		"checkin": checkin{},
	}
	prompts = map[string]promptKind{}
	actions = map[string]func(*Turn, Press){
		"undo":         func(t *Turn, p Press) { t.takeBack(p.On) },
		"crisis":       func(t *Turn, _ Press) { t.card() },
		"note.for":     noteFor,
		"note.private": notePrivate,
	}
	commands = []command{
		{name: "checkin", run: func(t *Turn, _ string) { t.open(t.checkinDialog(t.Today())) }},
		{name: "undo", words: []string{"undo", "undo that", "take that back"}, run: func(t *Turn, _ string) { t.takeBack("") }},
		{name: "back", words: []string{"back", "go back"}, run: func(t *Turn, _ string) { t.back() }},
		{name: "skip", words: []string{"skip", "skip this"}, run: func(t *Turn, _ string) { t.skip() }},
		{name: "help", run: func(t *Turn, _ string) { t.help() }},
		{name: "crisis", run: func(t *Turn, _ string) { t.card() }},
	}
}

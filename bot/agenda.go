package bot

// Agenda is what to bring to one appointment. Its ID is the occurrence's key.
type Agenda struct {
	Meta
	Provider string
	Items    []Item   // ranked, what comes first is first
	LeftOut  []string // ids of notes left out of this one
	Wants    []string // what the person wants from it, and what worries them
	Done     bool     // the person has been through it
}

// Item is one thing to bring.
type Item struct {
	Words string
	Note  string // the note it came from, if any
	Goal  string // the goal it names, if any
}

func (*Agenda) kind() string { return "agenda" }

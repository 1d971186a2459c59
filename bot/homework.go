package bot

import "samepage/bot/when"

// Homework is something to try.
type Homework struct {
	Meta
	Provider string
	Words    string
	Ask      when.Date // when to ask how it went; zero is not
	Went     string    // how it went: a line
}

func (*Homework) kind() string { return "homework" }

package bot

import "samepage/bot/text"

// Profile is what a network shows of the bot beside its chats: who it is, and the
// commands worth a place in a menu. All others still work.
type Profile struct {
	About    text.Text // to whoever has not written yet; at most 512 characters
	Short    text.Text // beside the name; at most 120
	Commands []MenuItem
}

// MenuItem is a command and what it is for.
type MenuItem struct {
	Name    string // without the slash
	About   text.Text
	Options []CommandOption
}

// CommandOption is what a command may be told behind its name. What is chosen is heard as
// if it were typed: "/name value value", in this order.
type CommandOption struct {
	Name     string // [a-z0-9_]{1,32}
	About    text.Text
	Suggests bool // the Desk has suggestions
	Optional bool // none that is not comes after one that is
}

// ProfileIn is the profile in a language.
func ProfileIn(p text.Printer) Profile {
	return Profile{
		About: p.T("I help you get ready for appointments with a therapist or a doctor: what to bring, what to say, what came back. You write, I keep it and hand it back when you need it. I'm a bot, not a therapist, and nobody reads along."),
		Short: p.T("Get ready for appointments: what to bring, what to say, what came back."),
		Commands: []MenuItem{
			{Name: "crisis", About: p.T("Help now: who you can call")},
			{Name: "checkin", About: p.T("How today was"), Options: suggested("day", p.T("Another day"))},
			{Name: "agenda", About: p.T("Get ready for the next appointment"), Options: suggested("with", p.T("Who with"))},
			{Name: "page", About: p.T("What to say, for the waiting room"), Options: suggested("with", p.T("Who with"))},
			{Name: "disconnect", About: p.T("Find words for what feels off")},
			{Name: "debrief", About: p.T("How an appointment went")},
			{Name: "summary", About: p.T("Look back on a week or longer"), Options: suggested("days", p.T("Which days, like last week"))},
			{Name: "goals", About: p.T("What you want from it"), Options: suggested("goal", p.T("One of them, or a new one"))},
			{Name: "homework", About: p.T("What you want to try")},
			{Name: "appointment", About: p.T("Add an appointment"), Options: typed("when", p.T("Who and when, like Tom, Thursday at 4"))},
			{Name: "move", About: p.T("Move an appointment"), Options: suggested("which", p.T("Which one is moved"))},
			{Name: "cancel", About: p.T("Call an appointment off"), Options: suggested("which", p.T("Which one is off"))},
			{Name: "next", About: p.T("When the next one is")},
			{Name: "providers", About: p.T("The people you see")},
			{Name: "measures", About: p.T("What else to ask each day")},
			{Name: "pause", About: p.T("No messages for a while"), Options: suggested("until", p.T("Until when"))},
			{Name: "undo", About: p.T("Take back the last thing kept")},
			{Name: "settings", About: p.T("Times, quiet hours, what I ask")},
			{Name: "place", About: p.T("Where you are, for the time"), Options: suggested("city", p.T("A big city near you"))},
			{Name: "privacy", About: p.T("What is kept, and who can read it")},
			{Name: "link", About: p.T("One record in two chats"), Options: typed("code", p.T("The code from the other chat"))},
			{Name: "calendar", About: p.T("From your calendar, or for it")},
			{Name: "export", About: p.T("All I keep about you, as a file")},
			{Name: "forget", About: p.T("Make all I keep unreadable")},
			{Name: "help", About: p.T("What I can do now")},
		},
	}
}

// suggested is an option that may be left out, with suggestions; typed is one without.
func suggested(name string, about text.Text) []CommandOption {
	return []CommandOption{{Name: name, About: about, Suggests: true, Optional: true}}
}

func typed(name string, about text.Text) []CommandOption {
	return []CommandOption{{Name: name, About: about, Optional: true}}
}

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
	Name  string // without the slash
	About text.Text
}

// ProfileIn is the profile in a language.
func ProfileIn(p text.Printer) Profile {
	return Profile{
		About: p.T("I help you get ready for appointments with a therapist or a doctor: what to bring, what to say, what came back. You write, I keep it and hand it back when you need it. I'm a bot, not a therapist, and nobody reads along."),
		Short: p.T("Get ready for appointments: what to bring, what to say, what came back."),
		Commands: []MenuItem{
			{"crisis", p.T("Help now: who you can call")},
			{"checkin", p.T("How today was")},
			{"agenda", p.T("Get ready for the next appointment")},
			{"page", p.T("What to say, for the waiting room")},
			{"disconnect", p.T("Find words for what feels off")},
			{"debrief", p.T("How an appointment went")},
			{"summary", p.T("Look back on a week or longer")},
			{"goals", p.T("What you want from it")},
			{"homework", p.T("What you want to try")},
			{"appointment", p.T("Add an appointment")},
			{"next", p.T("When the next one is")},
			{"providers", p.T("The people you see")},
			{"measures", p.T("What else to ask each day")},
			{"pause", p.T("No messages for a while")},
			{"undo", p.T("Take back the last thing kept")},
			{"settings", p.T("Times, quiet hours, what I ask")},
			{"privacy", p.T("What is kept, and who can read it")},
			{"export", p.T("All I keep about you, as a file")},
			{"forget", p.T("Make all I keep unreadable")},
			{"help", p.T("What I can do now")},
		},
	}
}

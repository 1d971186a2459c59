package bot

import (
	"samepage/bot/care"
	"samepage/bot/text"
	"samepage/bot/when"
)

// tooYoung says whether words say an age below the one the bot is for.
func (b *Bot) tooYoung(words string) bool { return tooYoung(words, b.settings.Age) }

// youngText is what somebody too young is told.
func (b *Bot) youngText(p text.Printer) text.Text {
	return text.Paragraphs(
		p.T("Thank you for telling me. I'm made for people of %d and up, so I keep nothing for you from here on.", b.settings.Age),
		p.T("You still deserve to be heard. findahelpline.com lists free lines for young people in each country; they chat, too."))
}

// young stops keeping and asking, and offers to forget what there is.
func (t *Turn) young() {
	p := t.Person()
	p.Young, p.Paused = true, forever
	t.save(p)
	t.say(t.bot.youngText(t.Printer), t.youngButtons()...)
}

// forTheYoung is all that is done for somebody too young.
var forTheYoung = map[string]bool{
	"crisis": true, "card.misread": true, "clear": true, "export": true, "forget": true, "forget.all": true, "forget.not": true,
	"old": true, "privacy": true, "privacy.more": true,
}

// hearYoung hears somebody too young: nothing is kept of it.
func (t *Turn) hearYoung(ev Event) {
	words := ev.written()
	p := ev.Press
	if labelled, ok := t.labelled(words, t.takesAnything(t.current())); ok && p == (Press{}) {
		p = labelled
	}
	command, rest, named := t.command(words)
	danger := care.Hear(words)
	switch {
	case forTheYoung[p.Key]:
		actions[p.Key](t, p)
	case named && forTheYoung[command.name]:
		command.run(t, rest)
	case danger != care.None:
		t.card(danger, false)
		t.say(t.T("I have not kept what you wrote."))
	default:
		t.say(t.T("I haven't kept that. I'm made for people of %d and up.", t.bot.settings.Age), t.youngButtons()...)
	}
}

func (t *Turn) youngButtons() []Button {
	return []Button{
		t.button(t.T("Forget me"), "forget", ""),
		t.button(t.T("I am %d or older", t.bot.settings.Age), "old", ""),
		t.button(t.T("Help now"), "crisis", ""),
	}
}

// oldEnough takes a slip back.
func oldEnough(t *Turn, _ Press) {
	p := t.Person()
	p.Young, p.Paused = false, when.Date{}
	t.save(p)
	t.instead(t.T("Good. I keep what you send again."))
}

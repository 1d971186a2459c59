package bot

import "samepage/bot/text"

// privacyText is what is kept, who can read it and how to end it, as it is.
func (b *Bot) privacyText(p text.Printer, to Address) text.Text {
	kept := p.T("I keep what you write to me and what you tap, so that I can hand it back to you. It is sealed on the disk.")
	yours := p.T("It is yours: /export hands you all of it, /forget makes it unreadable. Nobody reads along, and I pass nothing on.")
	carrier := text.Text{{Text: b.limits(to).Carrier}}
	if carrier.String() == "" {
		return text.Paragraphs(kept, p.T("Who could still read it: whoever can use your account on this computer."), yours)
	}
	return text.Paragraphs(kept,
		p.T("Who could still read it: whoever runs this server, and %s, which carries this chat. I cannot delete what %s keeps.", carrier, carrier), yours)
}

// privacyMore is the rest of it, for those who ask.
func (b *Bot) privacyMore(p text.Printer) text.Text {
	return text.Lines(
		p.T("Kept until you forget it: your words, your taps, names, dates, and how you want me to be."),
		p.T("Kept for two days: marks of the messages I have seen, without words. For 30 days: the numbers of messages I sent, also without words."),
		p.T("Kept for one day: that I showed you the way to help. Not why."),
		p.T("Never: ads, tracking, a score of you. Nothing here trains a machine."),
		p.T("/forget throws away your key. A copy of the key, where there is one, goes within a day. Old copies of the data cannot be read without it."))
}

// privacy answers /privacy.
func (t *Turn) privacy() {
	t.say(t.bot.privacyText(t.Printer, t.chat()), t.button(t.T("More"), "privacy.more", ""), t.button(t.T("Forget me"), "forget", ""))
}

func privacyMore(t *Turn, _ Press) {
	at := t.Person().Consent.At
	said := t.bot.privacyMore(t.Printer)
	if !at.IsZero() {
		said = text.Paragraphs(said, t.T("You said yes on %s. You can take it back at any time: that forgets everything.", t.dayOf(at)))
	}
	t.instead(said, t.button(t.T("Take my yes back"), "forget", ""), t.button(t.T("Hand me my data"), "export", ""))
}

package bot

import "samepage/bot/text"

// card shows the way to help, whatever else is going on.
func (t *Turn) card() {
	t.send(t.bot.cardMessage(t.Printer, t.Person().Country, false))
}

// cardMessage is the card. It needs no database.
func (b *Bot) cardMessage(p text.Printer, country string, unkept bool) Message {
	return Message{Text: p.T("If you may be in danger now, call your emergency number. findahelpline.com lists free lines in your country.")}
}

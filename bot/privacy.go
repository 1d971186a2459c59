package bot

import "samepage/bot/text"

// privacyText says what is kept, who can read it and what /forget does.
func (b *Bot) privacyText(p text.Printer, to Address) text.Text { return b.keeping(p, to) }

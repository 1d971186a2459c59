package bot

import (
	"samepage/bot/care"
	"samepage/bot/text"
)

// cardText is what a card says. It needs no store, has at most 600 characters, and
// holds no word of the person's but the name of whom they see, where there is one.
func cardText(p text.Printer, d care.Danger, c care.Country, variant int, who string) text.Text {
	if variant > 0 {
		return shortCard(p, d, c, variant)
	}
	switch d {
	case care.Medical:
		return text.Paragraphs(now(p, c), poisoned(p), aBot(p))
	case care.Imminent:
		return text.Paragraphs(now(p, c), distance(p), lines(p, c), aBot(p))
	case care.Hurt:
		return text.Paragraphs(
			p.T("What you wrote sounds as if someone hurts you. That is not your fault."), hurtLines(p, c),
			aBot(p), p.T("If others look at this phone: /clear takes my words out of this chat."))
	case care.Ideation:
		return text.Paragraphs(
			p.T("That sounds very hard, and I take it as you wrote it. You need not carry it alone."), lines(p, c), aBot(p), trusted(p, who))
	default:
		return text.Paragraphs(p.T("Here is how to reach a person."), lines(p, c), aBot(p), trusted(p, who))
	}
}

// shortCard is a card soon after another one. Two take turns, so that it is never the
// same twice running. What to do now stays on it: things may have got worse.
func shortCard(p text.Printer, d care.Danger, c care.Country, variant int) text.Text {
	first, numbers := text.Text(nil), lines(p, c)
	switch d {
	case care.Medical:
		first, numbers = text.Paragraphs(now(p, c), poisoned(p)), nil
	case care.Imminent:
		first = text.Paragraphs(now(p, c), distance(p))
	case care.Hurt:
		numbers = hurtLines(p, c)
	}
	if variant == 1 {
		return text.Paragraphs(first, p.T("I still take it seriously. Please do not stay alone with it."), numbers,
			p.T("I'm a bot, and I have told no one. If someone can sit with you, call them."))
	}
	return text.Paragraphs(first, numbers, p.T("Whatever it is, they listen. Nobody reads along here, so a voice is better than me."))
}

func poisoned(p text.Printer) text.Text {
	return p.T("Say what you took or what you feel. Open the door, and ask someone to stay with you.")
}

func distance(p text.Printer) text.Text {
	return p.T("Go to someone, or ask them to come. Put space between you and what could hurt you.")
}

// helperText is for somebody who tells of another in danger.
func helperText(p text.Printer, d care.Danger, c care.Country) text.Text {
	call := p.T("your emergency number")
	if c.Code != "" {
		call = text.Lit(c.Emergency)
	}
	if d == care.Medical {
		return p.T("If they took something, or are in danger now: call %s, and stay with them until help is there.", call)
	}
	return p.T("If they are in danger now: call %s, and stay with them. You can ask them plainly if they think of dying. Help now shows lines, and those are there for you too.", call)
}

func aBot(p text.Printer) text.Text {
	return p.T("I'm a bot. Nobody reads this live, and I have told no one.")
}

func trusted(p text.Printer, who string) text.Text {
	if who == "" || len(who) > 60 { // a card has to stay short
		return p.T("If there is someone you trust, or someone who treats you, you can show them this.")
	}
	return p.T("If there is someone you trust, you can show them this. %s can hear it too: one tap keeps it for the next page.", who)
}

// now comes before all else where there is no time.
func now(p text.Printer, c care.Country) text.Text {
	if c.Code == "" {
		return p.T("This sounds like now. Please call your emergency number now.")
	}
	return p.T("This sounds like now. Please call %s now.", c.Emergency)
}

// lines are who to talk to, and who to call in danger.
func lines(p text.Printer, c care.Country) text.Text {
	if c.Code == "" {
		return text.Lines(
			p.T("To talk to someone: findahelpline.com lists free lines in each country."),
			p.T("In danger now: call your emergency number."))
	}
	return text.Lines(line(p, c.Line()), p.T("In danger now: call %s.", c.Emergency))
}

func line(p text.Printer, l care.Helpline) text.Text {
	switch {
	case l.Name == l.Call:
		return p.T("To talk to someone: call %s.", l.Call)
	case l.Text == l.Call:
		return p.T("To talk to someone: call or text %s, %s.", l.Call, l.Name)
	default:
		return p.T("To talk to someone: call %s, %s.", l.Call, l.Name)
	}
}

func hurtLines(p text.Printer, c care.Country) text.Text {
	elsewhere := p.T("findahelpline.com lists lines for people who are hurt by someone, in each country.")
	if c.Code == "" {
		return text.Lines(p.T("In danger now: call your emergency number."), elsewhere)
	}
	return text.Lines(p.T("In danger now: call %s.", c.Emergency), elsewhere)
}

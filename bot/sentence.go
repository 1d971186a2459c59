package bot

import (
	"strings"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// wording is what a person made of the beginnings they were given. Since they end each
// sentence themselves, quoting them is grammar, and nothing of theirs is changed.
type wording struct {
	About string    // an option's key: it picks the beginnings
	Ends  [3]string // how they ended each; "" where they passed
	Goal  string    // in their words, an end of "I want to ..."
}

// wordingOf is what the answers so far make.
func wordingOf(d *Dialog, a dialog.Answers) wording {
	w := wording{About: a.Word("about"), Goal: d.Given.Words["goal"]}
	for i, key := range endings {
		w.Ends[i] = a.Word(key)
	}
	return w
}

// length is how many beginnings there are. A goal takes the place of the third.
func (w wording) length() int {
	if w.About == "topics" && w.Goal == "" {
		return 3
	}
	return 2
}

// sentence is a beginning with an end.
func (w wording) sentence(p text.Printer, i int, end string) text.Text {
	switch {
	case w.About == "topics" && i == 0:
		return p.T("Lately we talk about %s.", end)
	case w.About == "topics" && i == 1:
		return p.T("What it gives me is %s.", end)
	case w.About == "topics":
		return p.T("What I want more time for is %s.", end)
	case w.About == "how" && i == 0:
		return p.T("What is hard for me in how we work is %s.", end)
	case w.About == "how":
		return p.T("What would help me is %s.", end)
	case w.About == "unheard" && i == 0:
		return p.T("I don't feel heard when I talk about %s.", end)
	case w.About == "unheard":
		return p.T("What I wish you knew is %s.", end)
	case w.About == "unsafe" && i == 0:
		return p.T("What has stayed with me is %s.", end)
	case w.About == "unsafe":
		return p.T("What I need is %s.", end)
	case i == 0:
		return p.T("What I have not said yet is %s.", end)
	default:
		return p.T("What I would like is %s.", end)
	}
}

// blank is a beginning as it is asked for.
func (w wording) blank(p text.Printer, i int) text.Text { return stopped(w.sentence(p, i, "...")) }

// strengths are the ways to say it, the longest first, each shorter than the last.
func (w wording) strengths(p text.Printer) []text.Text {
	var out []text.Text
	for _, sentence := range []text.Text{w.full(p), w.short(p), w.small(p)} {
		if len(out) == 0 || sentence.String() != out[len(out)-1].String() {
			out = append(out, sentence)
		}
	}
	return out
}

func (w wording) full(p text.Printer) text.Text {
	return text.Sentences(w.ended(p, 0), w.ended(p, 1), w.ended(p, 2), w.wanted(p), w.asking(p))
}

// short leaves the second sentence out, and so what the question asks of it.
func (w wording) short(p text.Printer) text.Text {
	w.Ends[1] = ""
	return text.Sentences(w.ended(p, 0), w.ended(p, 2), w.wanted(p), w.asking(p))
}

// small is for when even a short one is too much: it opens the door and no more.
func (w wording) small(p text.Printer) text.Text {
	switch w.About {
	case "topics":
		return p.T("Can we talk about what we spend our time on?")
	case "how":
		return p.T("Can we talk about how we work?")
	case "unheard":
		return p.T("There is something I don't feel heard with.")
	case "unsafe":
		return p.T("There is something I find hard to say.")
	default:
		return p.T("There is something I have not said yet.")
	}
}

// ended is a sentence the person ended; nothing where they passed it over.
func (w wording) ended(p text.Printer, i int) text.Text {
	if i >= w.length() || w.Ends[i] == "" {
		return nil
	}
	blank := w.sentence(p, i, "")
	return stopped(w.sentence(p, i, ending(blank[0].Text, w.Ends[i])))
}

// wanted is the goal, where the sentence grew out of one.
func (w wording) wanted(p text.Printer) text.Text {
	if w.Goal == "" {
		return nil
	}
	goal := ending(p.T("I want to %s", "")[0].Text, w.Goal)
	if w.About == "topics" {
		return stopped(p.T("I also want to %s.", goal))
	}
	return stopped(p.T("I want to %s.", goal))
}

// asking is the question at the end.
func (w wording) asking(p text.Printer) text.Text {
	switch {
	case w.About == "topics" && w.Goal != "":
		return p.T("How do the two fit together?")
	case w.About == "topics" && w.Ends[2] != "":
		return p.T("Can we make room for it?")
	case w.About == "how" && w.Ends[1] != "":
		return p.T("Can we try that?")
	case w.About == "unheard":
		return p.T("Can we come back to it?")
	case w.About == "unsafe":
		return nil
	default:
		return p.T("Can we talk about that?")
	}
}

// ending is words without the beginning they were to be the end of, where the person
// wrote that out again.
func ending(beginning, words string) string {
	beginning = strings.TrimRight(beginning, " .")
	if n := overlap(beginning, words); n > 0 {
		return words[n:]
	}
	if len(words) <= len(beginning) || !strings.EqualFold(words[:len(beginning)], beginning) {
		return words
	}
	if rest := strings.TrimLeft(words[len(beginning):], " ."); rest != "" {
		return rest
	}
	return words
}

// overlap is how many bytes of words repeat the last words of a beginning: "when I talk about"
// of "I don't feel heard when I talk about".
func overlap(beginning, words string) int {
	begun := strings.Fields(beginning)
	for i := 1; i < len(begun); i++ {
		again := strings.Join(begun[i:], " ") + " "
		if len(words) > len(again) && strings.EqualFold(words[:len(again)], again) {
			return len(again)
		}
	}
	return 0
}

// stopped is a sentence with one end: one whose last words end it themselves gets no
// stop of ours behind them.
func stopped(sentence text.Text) text.Text {
	last := len(sentence) - 1
	if last < 1 || sentence[last].Text != "." || !strings.ContainsAny(sentence[last-1].Text[max(0, len(sentence[last-1].Text)-3):], ".!?…") {
		return sentence
	}
	return sentence[:last]
}

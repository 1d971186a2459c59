package bot

import (
	"samepage/bot/dialog"
	"samepage/bot/text"
)

// askUse shows the sentence, and a shorter one each time that is asked for. Each
// message keeps its own buttons, so that two can be compared.
func askUse(s *dialog.Script, strengths []text.Text) {
	for i, sentence := range strengths {
		options := []dialog.Option{s.Option("use", s.T("Use")), s.Option("change", s.T("Change"))}
		if i < len(strengths)-1 {
			options = append(options, s.Option("shorter", s.T("Shorter")))
		}
		options = append(options, s.Option("note", s.T("A note to hand over")))
		switch s.Choice(uses[i], shownSentence(s.Printer, i, sentence), options, dialog.Means("use", ""), dialog.Phrases(usedInWords)) {
		case "change":
			askOwn(s)
			return
		case "shorter":
		default:
			return
		}
	}
}

// usedInWords is what people say of a sentence that is shown to them.
var usedInWords = map[string][]string{
	"shorter": {"make it shorter", "shorter please", "too long", "its too long", "can it be shorter", "can you make it shorter"},
	"change":  {"change it", "can i change it", "i want to change it", "change that", "no thats not it", "thats not it", "not quite", "thats wrong", "no thats wrong", "not like that"},
	"use":     {"perfect", "perfect thanks", "thats it", "yes thats it", "good", "great", "thats good", "thats perfect", "i like it", "love it", "looks good", "use it", "use that", "thats fine"},
}

func shownSentence(p text.Printer, i int, sentence text.Text) text.Text {
	if i > 0 {
		return p.T(`"%s"`, sentence)
	}
	return text.Lines(p.T("Here it is. Use it, or change it."), p.T(`"%s"`, sentence))
}

package bot

import (
	"fmt"

	"samepage/bot/text"
)

// visit tells of an appointment: what was said there and what came back, then what
// else was kept of it.
func (w *teller) visit(v visit) {
	key := "v." + v.ID
	day, name := w.day(v.Day), w.names[v.Provider]
	first := told{Key: key, Section: ofVisits}
	if v.Said == nil {
		first.Text = w.T("%s, %s.", day, name)
	} else {
		first.Text = w.said(v, day, name, inBrief(v.Said.Sentence))
		first.Whole = w.said(v, day, name, v.Said.Sentence)
	}
	topics := w.topics(v.Topics)
	if v.Said == nil && v.Answer == "" {
		first.Text, topics = text.Sentences(first.Text, topics), nil
	}
	w.add(first)
	w.answer(v)
	for i, d := range v.Decided {
		w.add(told{Key: fmt.Sprint(key, ".d", i), Section: ofVisits, Text: w.T(`Decided: "%s".`, d)})
	}
	if !topics.Empty() {
		w.add(told{Key: key + ".t", Section: ofVisits, Text: topics, Later: true})
	}
	for i, h := range v.Helped {
		w.add(told{Key: fmt.Sprint(key, ".h", i), Section: ofNotes, Text: w.T(`What helped: "%s".`, h), Later: true})
	}
	for i, l := range v.Lines {
		w.add(told{Key: fmt.Sprint(key, ".l", i), Section: ofNotes, Text: w.kept(l)})
	}
}

func (w *teller) said(v visit, day text.Text, name, sentence string) text.Text {
	switch {
	case v.InPart && w.report:
		return w.T(`%s, %s: I said a part of "%s".`, day, name, sentence)
	case v.InPart:
		return w.T(`%s, %s: you said a part of "%s".`, day, name, sentence)
	case w.report:
		return w.T(`%s, %s: I said "%s".`, day, name, sentence)
	default:
		return w.T(`%s, %s: you said "%s".`, day, name, sentence)
	}
}

func (w *teller) answer(v visit) {
	answer := v.Answer
	if answer == "" && v.Said != nil {
		answer = v.Said.Answer
	}
	if answer == "" {
		return
	}
	sits := w.sits(v.Said)
	w.add(told{Key: "v." + v.ID + ".a", Section: ofVisits,
		Text: text.Sentences(w.wrote(inBrief(answer)), sits), Whole: text.Sentences(w.wrote(answer), sits)})
}

func (w *teller) wrote(words string) text.Text {
	if w.report {
		return w.T(`The answer, as I remember it: "%s".`, words)
	}
	return w.T(`You wrote: "%s".`, words)
}

func (w *teller) sits(d *Disconnect) text.Text {
	if d == nil {
		return nil
	}
	switch d.Sits {
	case "lighter":
		return w.T("Next day: lighter.")
	case "same":
		return w.T("Next day: the same.")
	case "heavier":
		return w.T("Next day: heavier.")
	}
	return nil
}

// topics is what came up: goals by their words, the rest in the person's own.
func (w *teller) topics(topics []string) text.Text {
	var all text.Text
	for _, words := range topics {
		if goal, is := w.goals[words]; is {
			words = goal
		}
		if all.Empty() {
			all = w.T(`"%s"`, words)
		} else {
			all = w.T(`%s, "%s"`, all, words)
		}
	}
	if all.Empty() {
		return nil
	}
	return w.T("Came up: %s.", all)
}

func (w *teller) missed(o Occurrence) {
	day, name := w.day(o.Start.Date), w.names[o.Provider]
	said := w.T("%s, %s: cancelled.", day, name)
	if o.State == Missed {
		said = w.T("%s, %s: missed.", day, name)
	}
	w.add(told{Key: "x." + o.Key, Section: ofVisits, Text: said, Later: true})
}

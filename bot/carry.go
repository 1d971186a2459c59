package bot

import (
	"slices"
	"strconv"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// What is kept for an appointment is brought once it happened, and waits for the next
// one otherwise. Nothing is dropped because a page had no room for it.

// notesFor are the notes that wait for o, oldest first: not those kept after it began.
func (t *Turn) notesFor(o Occurrence) []*Note {
	return slices.DeleteFunc(all[Note](t, Waiting), func(n *Note) bool {
		other := n.Provider != "" && n.Provider != o.Provider
		return n.Private || other || n.Said.After(o.At())
	})
}

// bring is what there is to bring to o: the agenda's items, then what was kept since.
func (t *Turn) bring(o Occurrence) []Item {
	ag, waiting := t.agendaOf(o), t.notesFor(o)
	var out []Item
	for _, item := range ag.Items {
		if item.Note == "" {
			out = append(out, item)
		}
		for i, n := range waiting {
			if n.ID == item.Note {
				out = append(out, Item{Words: n.line(), Note: n.ID})
				waiting = slices.Delete(waiting, i, i+1)
				break
			}
		}
	}
	for _, n := range waiting {
		if !slices.Contains(ag.LeftOut, n.ID) {
			out = append(out, Item{Words: n.line(), Note: n.ID})
		}
	}
	return out
}

// keptFor is everything an agenda may choose from: what is unsaid, lines of its own from
// an earlier round, and what waits.
func (t *Turn) keptFor(o Occurrence) []dialog.Option {
	var out []dialog.Option
	for _, d := range t.unsaid(o.Provider) {
		out = append(out, dialog.Option{Key: unsaidMark + d.ID, Label: t.quote(d.Sentence)})
	}
	for _, item := range t.agendaOf(o).Items {
		if item.Note == "" {
			out = append(out, written([]string{item.Words})...)
		}
	}
	for _, n := range t.notesFor(o) {
		out = append(out, dialog.Option{Key: n.ID, Label: text.Lit(n.line())})
	}
	return out
}

// unsaidMark is what the keys of sentences begin with, among those of notes and lines.
const unsaidMark = "d."

func unsaidKey(key string) bool {
	return len(key) > len(unsaidMark) && key[:len(unsaidMark)] == unsaidMark
}

// brought keeps that what was on the page of an appointment came along to it. The rest
// waits for the next one. Called again it changes nothing.
func (t *Turn) brought(key string) {
	o, known := t.occurrence(key)
	if !known || t.agendaOf(o).State == Over {
		return
	}
	ag := t.agendaOf(o)
	_, shown := t.page(o)
	ag.Brought = nil
	for _, item := range shown {
		if n := get[Note](t, item.Note); n != nil {
			n.State = Brought
			t.save(n)
			ag.Brought = append(ag.Brought, n.ID)
		}
	}
	t.keepRest(ag, shown)
}

// notBrought takes brought back, where it turns out not to have happened.
func (t *Turn) notBrought(key string) {
	ag := get[Agenda](t, key)
	if ag == nil || ag.State != Over {
		return
	}
	for _, id := range ag.Brought {
		if n := get[Note](t, id); n != nil && n.State == Brought {
			n.State = Waiting
			t.save(n)
		}
	}
	for i := range ag.Items {
		if n := get[Note](t, restID(ag, i)); n != nil && n.State == Waiting {
			t.remove(n)
		}
	}
	ag.State, ag.Brought = Ahead, nil
	t.save(ag)
}

// carryOver keeps, for o, the lines of agendas whose appointments are gone without
// anybody having said that they happened.
func (t *Turn) carryOver(o Occurrence) {
	for _, ag := range all[Agenda](t, Ahead) {
		old, known := t.occurrence(ag.ID)
		if ag.ID != o.Key && ag.Provider == o.Provider && known && (old.At().Before(t.Now) || old.State == Cancelled) {
			t.keepRest(ag, nil)
		}
	}
}

// keepRest keeps the lines of an agenda that were not shown as notes, and ends it.
func (t *Turn) keepRest(ag *Agenda, shown []Item) {
	for i, item := range ag.Items {
		if item.Note == "" && !slices.Contains(shown, item) {
			t.save(&Note{Meta: Meta{ID: restID(ag, i), Day: t.Today()}, Words: item.Words, Provider: ag.Provider})
		}
	}
	ag.State = Over
	t.save(ag)
}

// restID is of the note that a line of an agenda becomes.
func restID(ag *Agenda, i int) string { return ag.ID + "." + strconv.Itoa(i) }

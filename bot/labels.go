package bot

import (
	"slices"
	"strconv"

	"samepage/bot/dialog"
)

// Labels is the buttons on what one turn said, so that a typed label finds its button.
// There are a few such records, written one after the other all over again; State is the
// number of the turn among those that said something with buttons.
type Labels struct {
	Meta
	Messages [][]Button // the newest first
}

func (*Labels) kind() string { return "labels" }

// recalled is how many messages back a typed label still finds its button.
const recalled = 5

// stands notes that a message stands in the chat, so that its labels can be typed.
func (t *Turn) stands(m Message) {
	if m.Form != nil {
		m.Buttons = append(slices.Clip(m.Buttons), *m.Form)
	}
	if len(m.Buttons) > 0 {
		t.labels = slices.Insert(t.labels, 0, m.Buttons)
	}
}

// keepLabels writes what this turn left standing over the oldest there is.
func (t *Turn) keepLabels() {
	if len(t.labels) == 0 {
		return
	}
	n := 0
	if rows := t.labelsBefore(); len(rows) > 0 {
		n = numberOf(rows[0]) + 1
	}
	t.save(&Labels{Meta: Meta{ID: strconv.Itoa(n % recalled), State: strconv.Itoa(n)}, Messages: t.labels})
}

// labelsBefore is which records there are of what earlier turns left standing, the newest
// first.
func (t *Turn) labelsBefore() []Row {
	rows := t.records.Heads((*Labels)(nil).kind())
	slices.SortFunc(rows, func(a, b Row) int { return numberOf(b) - numberOf(a) })
	return rows
}

// labelsOf is what one of them holds.
func (t *Turn) labelsOf(head Row) [][]Button {
	if l := get[Labels](t, head.ID); l != nil {
		return l.Messages
	}
	return nil
}

func numberOf(labels Row) int {
	n, _ := strconv.Atoi(labels.State)
	return n
}

// latestLabels is the buttons on the messages of the latest turn that had some.
func (t *Turn) latestLabels() [][]Button {
	if rows := t.labelsBefore(); len(t.labels) == 0 && len(rows) > 0 {
		return t.labelsOf(rows[0])
	}
	return t.labels
}

// latestButtons are those on the newest message that has some.
func (t *Turn) latestButtons() []Button {
	if messages := t.latestLabels(); len(messages) > 0 {
		return messages[0]
	}
	return nil
}

// allLabels is the buttons on the newest messages, as far back as they are recalled.
func (t *Turn) allLabels() [][]Button {
	messages := slices.Clone(t.labels)
	for _, row := range t.labelsBefore() {
		if len(messages) >= recalled {
			break // what is older need not be read
		}
		messages = append(messages, t.labelsOf(row)...)
	}
	return messages[:min(len(messages), recalled)]
}

// nothingStands forgets all labels. In a record of an earlier version some may still be,
// which is written anew without them.
func (t *Turn) nothingStands() {
	for _, row := range t.labelsBefore() {
		t.records.Remove(row.Kind, row.ID)
	}
	t.labels = nil
	t.latest()
}

// labelled is the button whose label was typed, on the newest message that has it.
// Where the open question takes the words, only those on the messages of one turn count.
func (t *Turn) labelled(words string, taken bool) (Press, bool) {
	said := dialog.Fold(words)
	if said == "" {
		return Press{}, false
	}
	messages := t.latestLabels()
	if !taken {
		messages = t.allLabels()
	}
	for _, buttons := range messages {
		for _, b := range buttons {
			if dialog.Fold(b.Label.String()) == said {
				return b.Press, true
			}
		}
	}
	return Press{}, false
}

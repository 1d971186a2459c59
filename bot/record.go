package bot

import (
	"fmt"
	"slices"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot/when"
)

// Meta is what every record has beside its own fields.
type Meta struct {
	ID    string    `json:"-"`
	State string    `json:"-"`
	Day   when.Date `json:"-"`           // what it is about, in the person's zone
	Said  time.Time `json:"said"`        // when it was first kept
	Run   string    `json:"r,omitempty"` // the dialog it came from
}

func (m *Meta) meta() *Meta { return m }

// record is a word's content. Its kind is storage.
type record interface {
	kind() string
	meta() *Meta
}

// all is every record of a type, oldest first, in any of states where some are named.
func all[T any, P interface {
	*T
	record
}](t *Turn, states ...string) []P {
	rows := t.records.All(P(nil).kind(), states...)
	out := slices.Grow([]P(nil), len(rows))
	for _, row := range rows {
		out = append(out, decode[T, P](t, row))
	}
	return out
}

// get is the record of a type with an id, nil where there is none.
func get[T any, P interface {
	*T
	record
}](t *Turn, id string) P {
	row, ok := t.records.Get(P(nil).kind(), id)
	if !ok {
		return nil
	}
	return decode[T, P](t, row)
}

func decode[T any, P interface {
	*T
	record
}](t *Turn, row Row) P {
	key := rowKey{row.Kind, row.ID}
	if t.planning != nil && t.planning.read[key] != nil {
		return t.planning.read[key].(P)
	}
	p := P(new(T))
	if err := json.Unmarshal(row.Body, p); err != nil {
		t.fail(fmt.Errorf("reading a %s: %w", row.Kind, err))
	}
	m := p.meta()
	m.ID, m.State, m.Day = row.ID, row.State, row.Day
	if t.planning != nil {
		t.planning.read[key] = p
	}
	return p
}

type rowKey struct{ kind, id string }

// save keeps r, under a new id where it has none, and notes what it was for Undo. What is
// kept already as it is, is no change.
func (t *Turn) save(r record) {
	m := r.meta()
	if m.ID == "" {
		m.ID = t.records.NewID()
	}
	if m.Said.IsZero() {
		m.Said = t.Now
	}
	body, err := json.Marshal(r)
	if err != nil {
		t.fail(fmt.Errorf("writing a %s: %w", r.kind(), err))
		return
	}
	row := Row{Kind: r.kind(), ID: m.ID, State: m.State, Day: m.Day, Body: body}
	if was, there := t.records.Get(row.Kind, row.ID); there && was.equals(row) {
		return
	}
	t.journal(row.Kind, row.ID)
	t.records.Save(row)
}

// remove forgets r, noting what it was for Undo.
func (t *Turn) remove(r record) {
	t.journal(r.kind(), r.meta().ID)
	t.records.Remove(r.kind(), r.meta().ID)
}

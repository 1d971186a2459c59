package storage

import (
	"slices"
	"strings"

	"samepage/bot"
)

// folder is a person's rows as far as turns have read them, open. It stays true from one
// turn to the next since nobody but the writer changes them, and what a turn changes in it
// goes to the database at the end of the turn: a row saved three times is written once.
// The folder of a turn that came to nothing is thrown away.
type folder struct {
	addresses []bot.Address       // nil: not read yet
	rows      map[rowKey]*bot.Row // nil for one that is known not to be there
	lists     map[listKey][]*bot.Row
	changed   []rowKey // and not written yet, in the order they were saved
	size      int      // in bytes, more or less
}

type rowKey struct{ kind, id string }

// listKey is what a list holds: the rows of a kind, in one of some states or in any.
type listKey struct{ kind, states string }

// How large folders may be: half of all in memory, and one that outlives its turn.
const (
	foldersHalf   = 4 << 20
	largestFolder = foldersHalf / 8
	rowSize       = 250 // beside its body
)

func newFolder() *folder {
	return &folder{rows: map[rowKey]*bot.Row{}, lists: map[listKey][]*bot.Row{}, size: rowSize}
}

// Each state has a mark before and after it, so that none is found within another.
const mark = "\x00"

func listOf(kind string, states []string) listKey {
	if len(states) == 0 {
		return listKey{kind: kind}
	}
	return listKey{kind, mark + strings.Join(states, mark) + mark}
}

func (k listKey) holds(state string) bool {
	return k.states == "" || strings.Contains(k.states, mark+state+mark)
}

// keep notes a row as it is, and in the lists it stands in.
func (f *folder) keep(row bot.Row) *bot.Row {
	key := rowKey{row.Kind, row.ID}
	if had := f.rows[key]; had != nil {
		f.size -= len(had.Body) + rowSize
	}
	f.rows[key] = &row
	f.size += len(row.Body) + rowSize
	return &row
}

// save changes a row, to be written later.
func (f *folder) save(row bot.Row) {
	key := rowKey{row.Kind, row.ID}
	was, known := f.rows[key]
	now := f.keep(row)
	for of, list := range f.lists {
		if of.kind == row.Kind {
			f.refile(of, list, now, known && was == nil)
		}
	}
	if !slices.Contains(f.changed, key) {
		f.changed = append(f.changed, key)
	}
}

// refile puts a changed row into a list, or takes it out. A new row is the last; one that
// comes from another list stands somewhere in the middle, so the list is read again.
func (f *folder) refile(of listKey, list []*bot.Row, row *bot.Row, isNew bool) {
	at := slices.IndexFunc(list, func(r *bot.Row) bool { return r.ID == row.ID })
	switch in := of.holds(row.State); {
	case in && at >= 0:
		list[at] = row
	case in && isNew:
		f.lists[of] = append(list, row)
	case in:
		delete(f.lists, of)
	case at >= 0:
		f.lists[of] = slices.Delete(list, at, at+1)
	}
}

// remove notes that a row is gone.
func (f *folder) remove(kind, id string) {
	key := rowKey{kind, id}
	f.rows[key] = nil
	f.changed = slices.DeleteFunc(f.changed, func(k rowKey) bool { return k == key })
	for of, list := range f.lists {
		if of.kind == kind {
			f.lists[of] = slices.DeleteFunc(list, func(r *bot.Row) bool { return r.ID == id })
		}
	}
}

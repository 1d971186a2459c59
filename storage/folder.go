package storage

import (
	"slices"
	"strings"

	"samepage/bot"
)

// folder is a person's rows as far as turns have read them. It stays true from one turn to
// the next since nobody but the writer changes them, and what a turn changes in it goes to
// the database at the end of the turn: a row saved three times is written once. The folder
// of a turn that came to nothing is thrown away.
type folder struct {
	first, last int64            // the rows' numbers: those between, and the highest taken
	whole       bool             // every row there is
	order       []*leaf          // of a whole one: all, in the order they were first saved
	rows        map[rowKey]*leaf // nil for one that is known not to be there
	lists       map[listKey][]*leaf
	changed     []*leaf       // and not written yet, in the order they were saved
	addresses   []bot.Address // nil: not read yet
	size        int           // in bytes, more or less
}

// leaf is a row, whose body is opened when somebody wants to read it. A large one is not
// even kept: what is undone, say, nearly never is.
type leaf struct {
	bot.Row
	sealed bool
	number int64  // where it lies; 0 for one that is not known to lie anywhere
	stored string // the state it lies there with
	isNew  bool   // known to lie nowhere yet
}

type rowKey struct{ kind, id string }

// listKey is what a list holds: the rows of a kind, in one of some states or in any.
type listKey struct{ kind, states string }

// How large folders may be: half of all in memory, one that outlives its turn, and one
// that is read as a whole.
const (
	foldersHalf   = 3 << 19 // bytes
	largestFolder = foldersHalf / 4
	wholeFolder   = 256 // rows
	leafSize      = 250 // bytes beside a body
	largeBody     = 1000
)

// numbersEach is how many numbers rows of a person may have.
const numbersEach = 1 << 24

func newFolder(number, last int64) *folder {
	first := number * numbersEach
	return &folder{first: first, last: max(first, last), rows: map[rowKey]*leaf{}, lists: map[listKey][]*leaf{}, size: leafSize}
}

// Each state has a mark before and after it, so that none is found within another.
const mark = "\x00"

func listOf(kind string, states []string) listKey {
	if len(states) == 0 {
		return listKey{kind: kind}
	}
	return listKey{kind, mark + strings.Join(states, mark) + mark}
}

func (k listKey) holds(row bot.Row) bool {
	return row.Kind == k.kind && (k.states == "" || strings.Contains(k.states, mark+row.State+mark))
}

// keep notes a row that was read, unless it is known.
func (f *folder) keep(read *leaf) *leaf {
	key := rowKey{read.Kind, read.ID}
	l := f.rows[key]
	if l == nil {
		l = read
		f.rows[key] = l
		f.size += len(l.Body) + leafSize
	}
	return l
}

// known is the row with a key, nil where there is none, and whether that is known.
func (f *folder) known(key rowKey) (*leaf, bool) {
	l, known := f.rows[key]
	return l, known || f.whole
}

// list is a list, and whether it is known.
func (f *folder) list(of listKey) ([]*leaf, bool) {
	list, known := f.lists[of]
	if !known && f.whole {
		known = true
		for _, l := range f.order {
			if of.holds(l.Row) {
				list = append(list, l)
			}
		}
		f.lists[of] = list
	}
	return list, known
}

// save changes a row, to be written later.
func (f *folder) save(row bot.Row) {
	key := rowKey{row.Kind, row.ID}
	l, known := f.known(key)
	last := known && l == nil
	if l == nil {
		l = f.keep(&leaf{Row: row, isNew: known})
		f.order = append(f.order, l)
	}
	f.size += len(row.Body) - len(l.Body)
	l.Row, l.sealed = row, false
	for of, list := range f.lists {
		f.refile(of, list, l, last)
	}
	if !slices.Contains(f.changed, l) {
		f.changed = append(f.changed, l)
	}
}

// lay is the number under which a row is put down that lies nowhere as far as is known.
func (f *folder) lay(l *leaf) int64 {
	f.last++
	if l.isNew {
		l.number, l.isNew = f.last, false
	}
	return f.last
}

// written notes that a row lies in the database as it is here.
func (f *folder) written(l *leaf) {
	l.stored = l.State
	if len(l.Body) > largeBody && l.number != 0 {
		f.size -= len(l.Body)
		l.Body, l.sealed = nil, true
	}
}

// refile puts a changed row into a list, or takes it out. One that is made just now is the
// last; one that comes from another list stands somewhere in the middle, so the list is
// made anew.
func (f *folder) refile(of listKey, list []*leaf, l *leaf, last bool) {
	at := slices.Index(list, l)
	switch in := of.holds(l.Row); {
	case in == (at >= 0):
	case in && last:
		f.lists[of] = append(list, l)
	case in:
		delete(f.lists, of)
	default:
		f.lists[of] = slices.Delete(list, at, at+1)
	}
}

// remove notes that a row is gone.
func (f *folder) remove(kind, id string) {
	key := rowKey{kind, id}
	l := f.rows[key]
	f.rows[key] = nil
	if l == nil {
		return
	}
	f.size -= len(l.Body) + leafSize
	isIt := func(other *leaf) bool { return other == l }
	f.order, f.changed = slices.DeleteFunc(f.order, isIt), slices.DeleteFunc(f.changed, isIt)
	for of, list := range f.lists {
		f.lists[of] = slices.DeleteFunc(list, isIt)
	}
}

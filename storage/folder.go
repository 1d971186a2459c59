package storage

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"samepage/bot"
)

// folder is all of a person's rows. It stays true from one turn to the next since nothing
// but the person's turns changes them, and what a turn changes in it goes to the database
// at the end of the turn: a row saved three times is written once. The folder of a turn
// that came to nothing is thrown away.
type folder struct {
	first     int64         // number a sheet may have
	sheets    []*sheet      // in the order of their numbers
	piles     []pile        // all rows; of some kinds there are none
	loose     []*leaf       // those on no sheet yet
	turn      int           // the one it is in
	order     uint64        // the highest taken
	addresses []bot.Address // nil: not read yet
	prompts   []bot.Prompt  // that wait, and those spent that are due after since; nil: not read yet
	since     time.Time
}

// pile is the rows of a kind, in the order they were first saved.
type pile struct {
	kind   string
	leaves []*leaf
}

// How large folders may be: all in memory, and one that outlives its turn.
const (
	mostFolders   = 4 << 20 // bytes
	largestFolder = mostFolders / 8
	openLeaf      = 150 // bytes of memory, beside its words
	openPrompt    = 200
)

// numbersEach is how many numbers sheets of a person may have.
const numbersEach = 1 << 24

// newFolder has the rows on a person's sheets.
func newFolder(number int64, sheets []*sheet) *folder {
	f := &folder{first: number * numbersEach, sheets: sheets, turn: 1}
	for _, s := range sheets {
		for _, l := range s.leaves {
			f.file(l)
			f.order = max(f.order, l.order)
		}
	}
	for _, p := range f.piles {
		slices.SortFunc(p.leaves, func(a, b *leaf) int { return cmp.Compare(a.order, b.order) })
	}
	return f
}

func (f *folder) file(l *leaf) {
	p := f.pile(l.Kind)
	if p == nil {
		f.piles = append(f.piles, pile{kind: l.Kind})
		p = &f.piles[len(f.piles)-1]
	}
	p.leaves = append(p.leaves, l)
}

func (f *folder) pile(kind string) *pile {
	for i := range f.piles {
		if f.piles[i].kind == kind {
			return &f.piles[i]
		}
	}
	return nil
}

// all is the rows of a kind.
func (f *folder) all(kind string) []*leaf {
	if p := f.pile(kind); p != nil {
		return p.leaves
	}
	return nil
}

// get is one row, nil where there is none. What is looked for is rather new.
func (f *folder) get(kind, id string) *leaf {
	for _, l := range slices.Backward(f.all(kind)) {
		if l.ID == id {
			return l
		}
	}
	return nil
}

// save changes a row, to be written later. One that is there keeps its place in the order.
func (f *folder) save(row bot.Row) {
	l := f.get(row.Kind, row.ID)
	if l == nil {
		f.order++
		l = &leaf{Row: row, order: f.order}
		f.file(l)
		f.loose = append(f.loose, l)
	} else {
		l.change(row)
	}
	l.touched = f.turn
}

// remove lets go of a row; of one that is not there too.
func (f *folder) remove(kind, id string) {
	l := f.get(kind, id)
	if l == nil {
		return
	}
	p := f.pile(kind)
	p.leaves = without(p.leaves, l)
	if l.on == nil {
		f.loose = without(f.loose, l)
	} else {
		l.on.lift(l)
	}
}

func without(list []*leaf, l *leaf) []*leaf {
	at := slices.Index(list, l)
	return slices.Delete(list, at, at+1)
}

// tidy puts what is new on a sheet, and returns the sheets to be written, some of which may
// be empty by now. What was touched last comes to lie together, on the first of them, so
// that the next turn, which most likely touches the same, has to write that one only.
func (f *folder) tidy() (wrong []*sheet) {
	for _, s := range f.sheets {
		if s.wrong {
			wrong = append(wrong, s)
		}
	}
	if len(wrong) == 0 && len(f.loose) > 0 {
		wrong = append(wrong, f.last())
	}
	if len(wrong) > 1 || len(wrong) == 1 && wrong[0].size+sizeOf(f.loose) > sheetSize {
		wrong = f.deal(wrong)
	} else {
		for _, l := range f.loose {
			wrong[0].put(l)
		}
	}
	f.loose, f.turn = nil, f.turn+1
	f.sheets = slices.DeleteFunc(f.sheets, func(s *sheet) bool { return len(s.leaves) == 0 })
	return wrong
}

// last is the sheet with the highest number.
func (f *folder) last() *sheet {
	if len(f.sheets) == 0 {
		return f.begin()
	}
	return f.sheets[len(f.sheets)-1]
}

// begin begins another.
func (f *folder) begin() *sheet {
	s := &sheet{number: f.first}
	if n := len(f.sheets); n > 0 {
		s.number = f.sheets[n-1].number + 1
	}
	f.sheets = append(f.sheets, s)
	return s
}

// deal deals all that lies on some sheets, and what is new, to them and as many more as it
// takes. The first, which is changed again soon, has room to spare.
func (f *folder) deal(to []*sheet) []*sheet {
	all := f.loose
	for _, s := range to {
		all = append(all, s.leaves...)
		s.leaves, s.size, s.wrong = nil, 0, true
	}
	slices.SortStableFunc(all, func(a, b *leaf) int { return cmp.Compare(b.touched, a.touched) })
	at, most := 0, sheetSize*5/6
	for _, l := range all {
		if len(to[at].leaves) > 0 && to[at].size+l.size() > most {
			at, most = at+1, sheetSize
		}
		if at == len(to) {
			to = append(to, f.begin())
		}
		to[at].put(l)
	}
	return to
}

// appendTo adds to the last row of a kind, or to a new one where that has as much as it may.
func (f *folder) appendTo(kind string, most int, item []byte) (begun bool) {
	row := bot.Row{Kind: kind, ID: "0"}
	if list := f.all(kind); len(list) > 0 {
		row = list[len(list)-1].Row
	}
	if begun = len(row.Body) >= most; begun {
		n, _ := strconv.Atoi(row.ID)
		row = bot.Row{Kind: kind, ID: strconv.Itoa(n + 1)}
	}
	row.Body = slices.Concat(row.Body, item)
	f.save(row)
	return begun
}

// weed removes rows of a kind.
func (f *folder) weed(kind string, old func(*leaf) bool) {
	for _, l := range slices.Clone(f.all(kind)) {
		if old(l) {
			f.remove(l.Kind, l.ID)
		}
	}
}

// size is what it takes of memory, in bytes, more or less.
func (f *folder) size() int {
	size := openPrompt * len(f.prompts)
	for _, s := range f.sheets {
		size += s.size + openLeaf*len(s.leaves)
	}
	return size
}

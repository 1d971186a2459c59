package storage

import (
	"slices"
	"sync"

	"samepage/bot"
)

// All is every row of a kind in the order they were first saved, only those in one of
// states where any are named.
func (r *records) All(kind string, states ...string) []bot.Row {
	if r.err != nil {
		return nil
	}
	list := r.folder.all(kind)
	rows := make([]bot.Row, 0, len(list))
	for _, l := range list {
		if len(states) == 0 || slices.Contains(states, l.State) {
			rows = append(rows, l.Row)
		}
	}
	return rows
}

// Heads is every row of a kind without its body, in that order.
func (r *records) Heads(kind string) []bot.Row {
	heads := r.All(kind)
	for i := range heads {
		heads[i].Body = nil
	}
	return heads
}

// Get is one row.
func (r *records) Get(kind, id string) (bot.Row, bool) {
	l := r.folder.get(kind, id)
	if l == nil || r.err != nil {
		return bot.Row{}, false
	}
	return l.Row, true
}

// Save keeps a row; one that was there keeps its place in the order.
func (r *records) Save(row bot.Row) {
	if r.err == nil {
		r.folder.save(row)
	}
}

// Remove deletes a row; one that is not there too.
func (r *records) Remove(kind, id string) {
	if r.err == nil {
		r.folder.remove(kind, id)
	}
}

const sheetsOf = `SELECT number, body FROM sheet WHERE number BETWEEN ?1 AND ?2 ORDER BY number`

// read is the folder of the person with a number.
func (r *records) read(number int64) (*folder, error) {
	const doing = "loading records"
	var sheets []*sheet
	from := number * numbersEach
	for _, row := range allOf(r.turn, false, doing, scanSheet, sheetsOf, from, from+numbersEach-1) {
		plain, err := r.vault.openOver(sheetPlace(row.number), row.body)
		r.fail(doing, err)
		s, err := unpack(row.number, plain)
		r.fail(doing, err)
		sheets = append(sheets, s)
	}
	if r.err != nil {
		return nil, r.err
	}
	return newFolder(number, sheets), nil
}

type sheetRow struct {
	number int64
	body   []byte
}

func scanSheet(row scanner) (s sheetRow, err error) { return s, row.Scan(&s.number, &s.body) }

// write writes what was saved and removed.
func (r *records) write() {
	for _, s := range r.folder.tidy() {
		if len(s.leaves) > 0 {
			r.exec("saving records", `REPLACE INTO sheet (number, body) VALUES (?1, ?2)`, s.number, r.sealed(s))
		} else if s.lies {
			r.exec("removing records", `DELETE FROM sheet WHERE number = ?1`, s.number)
		}
		s.lies, s.wrong = true, false
	}
}

// paper is what sheets are sealed on. It is taken back after the commit, unless somebody
// looks at what was written.
var paper = sync.Pool{New: func() any { return new([]byte) }}

func (r *records) sealed(s *sheet) []byte {
	buf := paper.Get().(*[]byte)
	*buf = r.vault.sealOver(sheetPlace(s.number), s.pack(*buf))
	r.lent = append(r.lent, buf)
	return *buf
}

func (r *records) returnPaper() {
	for _, buf := range r.lent {
		paper.Put(buf)
	}
}

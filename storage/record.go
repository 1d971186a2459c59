package storage

import (
	"fmt"
	"strings"

	"samepage/bot"
)

func recordPlace(kind, id string) place { return place{"record", "body", rowOf(kind, id)} }

const (
	recordsOfKind = `SELECT seq, kind, id, state, day, body FROM record WHERE person = ?1 AND kind = ?2`
	oneRecord     = recordsOfKind + ` AND id = ?3`
	inOrder       = ` ORDER BY seq`
	allRecords    = `SELECT seq, kind, id, state, day, CASE WHEN length(body) <= ?3 THEN body END FROM record WHERE seq BETWEEN ?1 AND ?2` + inOrder
	bodyOf        = `SELECT body FROM record WHERE seq = ?1`
)

// recordsIn asks for the rows of a kind in one of n states.
func recordsIn(n int) string {
	states := make([]string, n)
	for i := range states {
		states[i] = fmt.Sprintf("?%d", i+3)
	}
	return recordsOfKind + " AND state IN (" + strings.Join(states, ", ") + ")" + inOrder
}

// All is every row of a kind in the order they were first saved.
func (r *records) All(kind string, states ...string) []bot.Row {
	list := r.list(kind, states)
	rows := make([]bot.Row, len(list))
	for i, l := range list {
		rows[i] = r.opened(l)
	}
	if r.err != nil {
		return nil
	}
	return rows
}

func (r *records) list(kind string, states []string) []*leaf {
	of := listOf(kind, states)
	list, known := r.folder.list(of)
	if !known {
		list = r.load(of, states)
	}
	return list
}

// load reads a list, once what was changed can be read.
func (r *records) load(of listKey, states []string) []*leaf {
	r.write()
	query, args := recordsOfKind+inOrder, []any{string(r.person), of.kind}
	if len(states) > 0 {
		query = recordsIn(len(states))
	}
	for _, state := range states {
		args = append(args, state)
	}
	list := []*leaf{}
	for _, row := range all(r.turn, loading, scanRecord, query, args...) {
		list = append(list, r.folder.keep(row))
	}
	r.folder.lists[of] = list
	return list
}

// loadAll reads all there is, where that is little: its rows lie together. Large bodies
// stay where they are until somebody wants to read them.
func (r *records) loadAll() {
	f := r.folder
	if f.last-f.first > wholeFolder {
		return
	}
	for _, row := range all(r.turn, loading, scanRecord, allRecords, f.first, f.last, largeBody) {
		f.order = append(f.order, f.keep(row))
	}
	f.whole = true
}

const loading = "loading records"

// opened is a row, its body open.
func (r *records) opened(l *leaf) bot.Row {
	if l.sealed {
		body := r.open(loading, recordPlace(l.Kind, l.ID), r.sealedBody(l))
		if r.err != nil {
			return bot.Row{}
		}
		l.Body, l.sealed = body, false
	}
	return l.Row
}

func (r *records) sealedBody(l *leaf) []byte {
	if l.Body == nil {
		l.Body, _ = only(allOf(r.turn, false, loading, scanBytes, bodyOf, l.number))
		r.folder.size += len(l.Body)
	}
	return l.Body
}

// Heads is every row of a kind without its body, in the order they were first saved.
func (r *records) Heads(kind string) []bot.Row {
	list := r.list(kind, nil)
	heads := make([]bot.Row, len(list))
	for i, l := range list {
		heads[i] = l.Row
		heads[i].Body = nil
	}
	if r.err != nil {
		return nil
	}
	return heads
}

// Get is one row.
func (r *records) Get(kind, id string) (bot.Row, bool) {
	l, known := r.folder.known(rowKey{kind, id})
	if !known {
		l = r.loadOne(kind, id)
	}
	if l == nil || r.err != nil {
		return bot.Row{}, false
	}
	row := r.opened(l)
	return row, r.err == nil
}

func (r *records) loadOne(kind, id string) *leaf {
	row, ok := only(allOf(r.turn, false, loading, scanRecord, oneRecord, string(r.person), kind, id))
	if !ok {
		r.folder.rows[rowKey{kind, id}] = nil
		return nil
	}
	return r.folder.keep(row)
}

func scanRecord(row scanner) (*leaf, error) {
	l, day := &leaf{sealed: true}, ""
	if err := row.Scan(&l.number, &l.Kind, &l.ID, &l.State, &day, &l.Body); err != nil {
		return nil, err
	}
	l.stored = l.State
	return l, l.Day.UnmarshalText([]byte(day))
}

// Save keeps a row; one that was there keeps its place in the order.
func (r *records) Save(row bot.Row) {
	if r.err == nil {
		r.folder.save(row)
	}
}

// write writes what was saved.
func (r *records) write() {
	for _, l := range r.folder.changed {
		r.put(l)
		r.folder.written(l)
	}
	r.folder.changed = nil
}

// put writes a row: where it lies, if that is known, and in a state that stays no index
// has to follow.
func (r *records) put(l *leaf) {
	const doing = "saving record"
	body := r.vault.seal(recordPlace(l.Kind, l.ID), l.Body)
	switch {
	case l.number != 0 && l.stored == l.State:
		r.exec(doing, `UPDATE record SET day = ?2, body = ?3 WHERE seq = ?1`, l.number, l.Day.String(), body)
	case l.number != 0:
		r.exec(doing, `UPDATE record SET day = ?2, body = ?3, state = ?4 WHERE seq = ?1`, l.number, l.Day.String(), body, l.State)
	default:
		r.exec(doing,
			`INSERT INTO record (seq, person, kind, id, state, day, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
			ON CONFLICT (person, kind, id) DO UPDATE SET state = excluded.state, day = excluded.day, body = excluded.body`,
			r.folder.lay(l), string(r.person), l.Kind, l.ID, l.State, l.Day.String(), body)
	}
}

// Remove deletes a row; one that is not there too.
func (r *records) Remove(kind, id string) {
	r.folder.remove(kind, id)
	r.exec("removing record", `DELETE FROM record WHERE person = ?1 AND kind = ?2 AND id = ?3`, string(r.person), kind, id)
}

package storage

import (
	"fmt"
	"strings"

	"samepage/bot"
)

func recordPlace(kind, id string) place { return place{"record", "body", rowOf(kind, id)} }

const (
	recordsOfKind = `SELECT kind, id, state, day, body FROM record WHERE person = ?1 AND kind = ?2`
	oneRecord     = recordsOfKind + ` AND id = ?3`
	inOrder       = ` ORDER BY seq`
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
	of := listOf(kind, states)
	list, known := r.folder.lists[of]
	if !known {
		list = r.load(of, states)
	}
	if r.err != nil {
		return nil
	}
	rows := make([]bot.Row, len(list))
	for i, row := range list {
		rows[i] = *row
	}
	return rows
}

// load reads a list, once what was changed can be read.
func (r *records) load(of listKey, states []string) []*bot.Row {
	const doing = "loading records"
	r.write()
	query, args := recordsOfKind+inOrder, []any{string(r.person), of.kind}
	if len(states) > 0 {
		query = recordsIn(len(states))
	}
	for _, state := range states {
		args = append(args, state)
	}
	var list []*bot.Row
	for _, row := range all(r.turn, doing, scanRecord, query, args...) {
		list = append(list, r.unseal(doing, row))
	}
	r.folder.lists[of] = list
	return list
}

// unseal opens a row that was read, unless it is known.
func (r *records) unseal(doing string, row bot.Row) *bot.Row {
	if known := r.folder.rows[rowKey{row.Kind, row.ID}]; known != nil {
		return known
	}
	row.Body = r.open(doing, recordPlace(row.Kind, row.ID), row.Body)
	return r.folder.keep(row)
}

// Get is one row.
func (r *records) Get(kind, id string) (bot.Row, bool) {
	row, known := r.folder.rows[rowKey{kind, id}]
	if !known {
		row = r.loadOne(kind, id)
	}
	if row == nil || r.err != nil {
		return bot.Row{}, false
	}
	return *row, true
}

func (r *records) loadOne(kind, id string) *bot.Row {
	const doing = "loading record"
	row, ok := first(r.turn, doing, scanRecord, oneRecord, string(r.person), kind, id)
	if !ok {
		r.folder.rows[rowKey{kind, id}] = nil
		return nil
	}
	return r.unseal(doing, row)
}

func scanRecord(row scanner) (r bot.Row, err error) {
	var day string
	if err := row.Scan(&r.Kind, &r.ID, &r.State, &day, &r.Body); err != nil {
		return r, err
	}
	err = r.Day.UnmarshalText([]byte(day))
	return r, err
}

// Save keeps a row; one that was there keeps its place in the order.
func (r *records) Save(row bot.Row) {
	if r.err == nil {
		r.folder.save(row)
	}
}

// write writes what was saved.
func (r *records) write() {
	for _, key := range r.folder.changed {
		row := r.folder.rows[key]
		r.exec("saving record",
			`INSERT INTO record (person, kind, id, state, day, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
			ON CONFLICT (person, kind, id) DO UPDATE SET state = excluded.state, day = excluded.day, body = excluded.body`,
			string(r.person), row.Kind, row.ID, row.State, row.Day.String(), r.vault.seal(recordPlace(row.Kind, row.ID), row.Body))
	}
	r.folder.changed = nil
}

// Remove deletes a row; one that is not there too.
func (r *records) Remove(kind, id string) {
	r.folder.remove(kind, id)
	r.exec("removing record", `DELETE FROM record WHERE person = ?1 AND kind = ?2 AND id = ?3`, string(r.person), kind, id)
}

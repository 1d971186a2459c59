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
	const doing = "loading records"
	query, args := recordsOfKind+inOrder, []any{string(r.person), kind}
	if len(states) > 0 {
		query = recordsIn(len(states))
	}
	for _, state := range states {
		args = append(args, state)
	}
	rows := all(r.turn, doing, scanRecord, query, args...)
	for i := range rows {
		rows[i].Body = r.open(doing, recordPlace(kind, rows[i].ID), rows[i].Body)
	}
	if r.err != nil {
		return nil
	}
	return rows
}

// Get is one row.
func (r *records) Get(kind, id string) (bot.Row, bool) {
	const doing = "loading record"
	row, ok := first(r.turn, doing, scanRecord, oneRecord, string(r.person), kind, id)
	if !ok {
		return bot.Row{}, false
	}
	row.Body = r.open(doing, recordPlace(kind, id), row.Body)
	return row, r.err == nil
}

func scanRecord(row scanner) (r bot.Row, err error) {
	var day string
	if err := row.Scan(&r.Kind, &r.ID, &r.State, &day, &r.Body); err != nil {
		return r, err
	}
	err = r.Day.UnmarshalText([]byte(day))
	return r, err
}

// Save writes a row; one that was there keeps its place in the order.
func (r *records) Save(row bot.Row) {
	r.exec("saving record",
		`INSERT INTO record (person, kind, id, state, day, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
		ON CONFLICT (person, kind, id) DO UPDATE SET state = excluded.state, day = excluded.day, body = excluded.body`,
		string(r.person), row.Kind, row.ID, row.State, row.Day.String(), r.vault.seal(recordPlace(row.Kind, row.ID), row.Body))
}

// Remove deletes a row; one that is not there too.
func (r *records) Remove(kind, id string) {
	r.exec("removing record", `DELETE FROM record WHERE person = ?1 AND kind = ?2 AND id = ?3`, string(r.person), kind, id)
}

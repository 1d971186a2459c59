package storage

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	"samepage/bot"
	"samepage/bot/text"
)

// A turn as a person's message makes it: an event heard, a dialog read and written, a
// note kept, an answer queued.
func noteTurn(a bot.Address, event string) func(bot.Records) error {
	return func(r bot.Records) error {
		if r.Seen(a, event) {
			return nil
		}
		r.All("dialog", "open")
		r.Save(bot.Row{Kind: "dialog", ID: "1", State: "open", Body: make([]byte, 300)})
		r.Save(bot.Row{Kind: "note", ID: event, State: "open", Body: make([]byte, 200)})
		r.Queue(bot.Outgoing{To: a, Message: bot.Message{Text: text.Lit("Kept.")}})
		return nil
	}
}

func benchmarkPersons(b *testing.B, n int) (*DB, []bot.PersonID) {
	db := open(b, b.TempDir(), nil)
	var persons []bot.PersonID
	for range n {
		persons = append(persons, personAt(b, db, chat(fmt.Sprint(len(persons)))))
	}
	return db, persons
}

// BenchmarkTurn is a lone turn: it pays for its own fsync.
func BenchmarkTurn(b *testing.B) {
	db, persons := benchmarkPersons(b, 1)
	for i := 0; b.Loop(); i++ {
		check(b, db.With(context.Background(), persons[0], noteTurn(chat("0"), fmt.Sprint(i))))
	}
}

// BenchmarkTurns is many persons at once: they share.
func BenchmarkTurns(b *testing.B) {
	db, persons := benchmarkPersons(b, 64)
	b.SetParallelism(64)
	var next atomic.Int64
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := int(next.Add(1))
			who := i % len(persons)
			check(b, db.With(context.Background(), persons[who], noteTurn(chat(fmt.Sprint(who)), fmt.Sprint(i))))
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "turns/s")
}

// BenchmarkRaw is what SQLite takes for a transaction of one row with the same
// settings, to compare BenchmarkTurn with.
func BenchmarkRaw(b *testing.B) {
	db, _ := benchmarkPersons(b, 0)
	_, err := db.data.Exec(`CREATE TABLE raw (n INTEGER PRIMARY KEY, body BLOB)`)
	check(b, err)
	for b.Loop() {
		_, err := db.data.Exec(`INSERT INTO raw (body) VALUES (?1)`, make([]byte, 300))
		check(b, err)
	}
}

// BenchmarkRawTurn is the statements of a turn without sealing, hashing and groups.
func BenchmarkRawTurn(b *testing.B) {
	db, persons := benchmarkPersons(b, 1)
	for i := 0; b.Loop(); i++ {
		tx, err := db.data.Begin()
		check(b, err)
		for _, s := range []struct {
			statement string
			args      []any
		}{
			{`REPLACE INTO sheet (number, body) VALUES (?1, ?2)`, []any{1 << 24, make([]byte, 2000)}},
			{`INSERT INTO outbox (id, person, address, nonce, edits, edited, queued, held, urgency, stray, body) VALUES (?1, ?2, ?2, '', '', 0, 0, 0, 0, 0, ?3)`, []any{fmt.Sprint(i), string(persons[0]), make([]byte, 140)}},
		} {
			_, err := tx.Exec(s.statement, s.args...)
			check(b, err)
		}
		check(b, tx.Commit())
	}
}

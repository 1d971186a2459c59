package storage

import (
	"bytes"
	"context"
	"log/slog"
	"testing"

	"samepage/bot"
)

// What was on its way to somebody who was forgotten meanwhile arrived, and nothing of it has
// to be kept.
func TestSentToTheForgotten(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	with(t, db, id, func(r bot.Records) { r.Queue(sayingTo(chat("a"), "hello")) })
	m := unsent(t, db)[0]
	with(t, db, id, func(r bot.Records) { r.Forget(farewell(chat("a"))) })
	check(t, db.Sent(context.Background(), m, "1"))
	if n := count(t, db, `SELECT count(*) FROM posted`); n != 0 {
		t.Errorf("%d rows are kept of it", n)
	}
}

// Whoever is forgotten while what waits is read is left out, and that is nobody's fault: the
// operator is not told that something is damaged.
func TestTheForgottenAreLeftOutInSilence(t *testing.T) {
	var log bytes.Buffer
	db, err := Open(context.Background(), Config{Dir: t.TempDir(), Root: testRoot, Log: slog.New(slog.NewTextHandler(&log, nil))})
	check(t, err)
	defer db.Close()
	gone := personAt(t, db, chat("a"))
	with(t, db, gone, func(r bot.Records) { r.Queue(sayingTo(chat("a"), "hello")) })
	with(t, db, personAt(t, db, chat("b")), func(r bot.Records) { r.Queue(sayingTo(chat("b"), "hello")) })
	check(t, db.keys.destroy(context.Background(), gone))
	if left := unsent(t, db); len(left) != 1 || left[0].To != chat("b") || log.Len() > 0 {
		t.Errorf("%d wait; the log says %s", len(left), log.String())
	}
}

// dropping is a courier that counts whom it is told to let go of.
type dropping struct{ persons []bot.PersonID }

func (*dropping) Take(bot.Outgoing) {}
func (*dropping) Look(bot.Address)  {}
func (d *dropping) Drop(who bot.PersonID, _ ...bot.Address) {
	d.persons = append(d.persons, who)
}

// A turn that was to forget somebody, and failed, takes nothing of theirs from the courier.
func TestNobodyIsDroppedByAFailure(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	d := &dropping{}
	defer db.Carry(d)()
	err := db.With(context.Background(), id, func(r bot.Records) error {
		r.Forget(farewell(chat("a")))
		r.(*records).exec("failing", `DELETE FROM nothing`)
		return nil
	})
	if err == nil || len(d.persons) != 0 {
		t.Errorf("%v, %d dropped", err, len(d.persons))
	}
	with(t, db, id, func(r bot.Records) { r.Forget(farewell(chat("a"))) })
	if len(d.persons) != 1 {
		t.Errorf("%d dropped", len(d.persons))
	}
}

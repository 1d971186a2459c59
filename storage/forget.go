package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot"
)

// Forgetting takes several steps, since the data, the keys and the shred log are
// files that share no commit:
//
//	mark    the turn's own commit: nobody finds the person any more, nothing of theirs
//	        is due or sent, and the farewell is kept under the system key
//	shred   the id is in shred.log, durably
//	key     the key is gone: from here on no copy of the data can be read
//	rows    the rows are gone
//	flush   both -wal files are empty
//	farewell is queued, and the person's row is gone
//
// Every step can be repeated. A start repeats them all for whoever is marked, and so does
// keepHouse where one failed.

func farewellPlace(person bot.PersonID) place { return place{"person", "farewell", string(person)} }

// Forget has the turn end in forgetting the person.
func (r *records) Forget(last ...bot.Outgoing) { r.last = last }

// forget marks the person, at the end of a turn that asked for it.
func (r *records) forget() {
	const doing = "forgetting"
	if r.last == nil {
		return
	}
	var letters []letter
	for _, m := range r.last {
		letters = append(letters, letterOf(m))
	}
	sealed := r.db.keys.system.seal(farewellPlace(r.person), r.encode(doing, letters))
	r.exec(doing, `UPDATE person SET forgetting = 1, farewell = ?2 WHERE id = ?1`, string(r.person), sealed)
	for _, a := range r.Addresses() {
		r.rehome(r.db.keys.hash.address(a))
	}
	for _, statement := range []string{
		`DELETE FROM address WHERE person = ?1`,
		`DELETE FROM prompt WHERE person = ?1`,
		`DELETE FROM outbox WHERE person = ?1`,
		`DELETE FROM posted WHERE stray AND person = ?1`,
	} {
		r.exec(doing, statement, string(r.person))
	}
	for _, m := range r.folder.utterances() {
		r.exec(doing, `DELETE FROM posted WHERE seq = ?1 AND id = ?2`, m.seq, m.id)
	}
	r.release()
	r.later(func(t *turn) { t.forgot = r.person })
}

// finishForgetting does everything after the mark. It does not end with the context
// of whoever asked: what they were told is that it will be done. So a failure is not theirs
// either: it goes on later, by itself.
func (db *DB) finishForgetting(ctx context.Context, person bot.PersonID) {
	ctx = context.WithoutCancel(ctx)
	db.gate.RLock()
	defer db.gate.RUnlock()
	if db.closed {
		return // the next start does
	}
	if err := failure("forgetting", db.forgetMarked(ctx, person)); err != nil {
		db.log.Error("forgetting is not finished yet", "code", bot.CodeOf(err), "fault", bot.FaultOf(err))
	}
}

func (db *DB) forgetMarked(ctx context.Context, person bot.PersonID) error {
	db.forgetting.Lock()
	defer db.forgetting.Unlock()
	for _, step := range []struct {
		name string
		run  func(context.Context, bot.PersonID) error
	}{
		{"mark", func(context.Context, bot.PersonID) error { return nil }},
		{"shred", db.shred},
		{"key", func(ctx context.Context, p bot.PersonID) error { return db.keys.destroy(ctx, p) }},
		{"rows", db.deleteRows},
		{"flush", func(ctx context.Context, _ bot.PersonID) error { return db.flush(ctx) }},
		{"farewell", db.queueFarewell},
	} {
		if err := errors.Join(step.run(ctx, person), db.reached(step.name)); err != nil {
			db.keepSoon()
			return fmt.Errorf("at step %s: %w", step.name, err)
		}
	}
	return nil
}

// reached is where tests end a process, or have something happen.
func (db *DB) reached(step string) error {
	if db.reach == nil {
		return nil
	}
	return db.reach(step)
}

// personRows are the tables that hold rows of a person by their id, but for their own and
// for what was sent, which no index finds by whom it was sent to.
var personRows = []string{"address", "prompt", "outbox", "aside", "mark"}

const deleteSheets = `DELETE FROM sheet WHERE number BETWEEN (SELECT number << 24 FROM person WHERE id = ?1) AND (SELECT (number << 24) + 0xffffff FROM person WHERE id = ?1)`

func (db *DB) deleteRows(ctx context.Context, person bot.PersonID) error {
	return db.inTx(ctx, func(tx *tx) error {
		for _, table := range slices.Concat(personRows, db.unpacked) {
			if err := tx.run(`DELETE FROM `+table+` WHERE person = ?1`, string(person)); err != nil {
				return err
			}
		}
		return tx.run(deleteSheets, string(person))
	})
}

// deletePosted is for whoever no turn has forgotten, which knows what was sent to them: a
// start that finds them marked. It looks at all that was sent.
func (db *DB) deletePosted(ctx context.Context, persons []string) error {
	return db.inTx(ctx, func(tx *tx) error {
		for _, person := range persons {
			if err := tx.run(`DELETE FROM posted WHERE person = ?1`, person); err != nil {
				return err
			}
		}
		return nil
	})
}

func (db *DB) flush(ctx context.Context) error {
	return errors.Join(checkpoint(ctx, db.data.DB), checkpoint(ctx, db.keys.file.DB))
}

// queueFarewell ends it: whoever is not marked any more has been forgotten.
func (db *DB) queueFarewell(ctx context.Context, person bot.PersonID) error {
	var t *turn
	err := db.inTx(ctx, func(tx *tx) error {
		t = db.newTurn(tx)
		sealed, _ := first(t, "reading farewell", scanBytes, `DELETE FROM person WHERE id = ?1 RETURNING farewell`, string(person))
		if sealed == nil {
			return t.err
		}
		plain, err := db.keys.system.open(farewellPlace(person), sealed)
		if err != nil {
			return err
		}
		letters, err := lastLetters(plain)
		if err != nil {
			return err
		}
		t.courier = nil // nothing is leased outside of the writer
		for _, l := range letters {
			t.queue("", db.keys.system, bot.Outgoing{To: l.To, Message: l.Message, Deletes: l.Deletes}, nil)
		}
		return t.err
	})
	if err == nil {
		t.tell()
	}
	return err
}

// lastLetters reads what is to be sent at the end. An earlier version, which may have been
// cut off in forgetting, kept one letter and no list.
func lastLetters(plain []byte) (letters []letter, err error) {
	if bytes.HasPrefix(plain, []byte("{")) {
		plain = slices.Concat([]byte("["), plain, []byte("]"))
	}
	return letters, json.Unmarshal(plain, &letters)
}

// resumeForgetting goes on with whoever is marked.
func (db *DB) resumeForgetting(ctx context.Context) error {
	rows, err := db.data.QueryContext(ctx, `SELECT id FROM person WHERE forgetting`)
	marked, err := collect(rows, err, scanText)
	if err != nil {
		return failure("finding whom to forget", err)
	}
	if err := db.deletePosted(ctx, marked); err != nil {
		return failure("forgetting", err)
	}
	for _, person := range marked {
		if err := db.forgetMarked(ctx, bot.PersonID(person)); err != nil {
			return failure("forgetting", err)
		}
	}
	return nil
}

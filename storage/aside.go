package storage

import (
	"context"

	"samepage/bot"
)

func asidePlace(id string) place { return place{"aside", "body", id} }

// SetAside marks an event as seen, keeps its words, and queues what is said about it. It
// opens nothing of the person's, since what could not be opened may be why the event has
// to be set aside: where their key is of no use, the system's seals.
func (db *DB) SetAside(ctx context.Context, person bot.PersonID, from bot.Address, event string, words bot.Aside, told bot.Outgoing) error {
	return db.do(ctx, func(t *turn) error {
		if t.seen(from, event) {
			return nil
		}
		if !t.there(person) {
			return &bot.Error{Code: bot.Invalid, Sentence: nobody}
		}
		v, owner, err := t.whoseSeal(ctx, person)
		if err != nil {
			return err
		}
		if person != "" && words.Text != "" {
			const doing = "setting an event aside"
			words.ID, words.At = newID(), t.now
			t.exec(doing, `INSERT INTO aside (id, person, at, keyless, body) VALUES (?1, ?2, ?3, ?4, ?5)`,
				words.ID, string(person), t.now.UnixMilli(), owner == "", v.seal(asidePlace(words.ID), t.encode(doing, words)))
		}
		t.queue(owner, v, told, nil)
		return nil
	})
}

// there says whether it is nobody, or somebody who is not being forgotten.
func (t *turn) there(person bot.PersonID) bool {
	if person == "" {
		return true
	}
	_, there := first(t, "finding person", scanNumber, findPerson, string(person))
	return there || t.err != nil
}

// whoseSeal is the vault for what is a person's, and whose it is: the system's, and
// nobody's, where the person's own does not open. It is an error where the disk is why.
func (t *turn) whoseSeal(ctx context.Context, person bot.PersonID) (vault, bot.PersonID, error) {
	v, err := t.db.vaultOf(ctx, person)
	if err != nil && (bot.CodeOf(err) == bot.Storage || ctx.Err() != nil) {
		return vault{}, "", err
	}
	if err != nil {
		return t.db.keys.system, "", nil
	}
	return v, person, nil
}

// Asides is what was set aside of the person's, oldest first.
func (r *records) Asides() (found []bot.Aside) {
	const doing = "loading what was set aside"
	for _, row := range all(r.turn, doing, scanAside, asidesOf, string(r.person)) {
		v := r.vault
		if row.keyless {
			v = r.db.keys.system
		}
		plain, err := v.open(asidePlace(row.id), row.body)
		r.fail(doing, err)
		a := bot.Aside{}
		r.decode(doing, plain, &a)
		a.ID = row.id
		found = append(found, a)
	}
	if r.err != nil {
		return nil
	}
	return found
}

const asidesOf = `SELECT id, keyless, body FROM aside WHERE person = ?1 ORDER BY at, id`

type asideRow struct {
	id      string
	keyless bool
	body    []byte
}

func scanAside(row scanner) (a asideRow, err error) { return a, row.Scan(&a.id, &a.keyless, &a.body) }

// DropAside lets go of one.
func (r *records) DropAside(id string) {
	r.exec("dropping what was set aside", `DELETE FROM aside WHERE person = ?1 AND id = ?2`, string(r.person), id)
}

// WithAsides is whoever has something set aside.
func (db *DB) WithAsides(ctx context.Context) ([]bot.PersonID, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT DISTINCT a.person FROM aside a JOIN person p ON p.id = a.person AND NOT p.forgetting`)
	found, err := collect(rows, err, func(row scanner) (id bot.PersonID, err error) { return id, row.Scan(&id) })
	return found, failure("finding what was set aside", err)
}

package storage

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"

	"samepage/bot"
)

// mostPeople is of how many addresses it is held whose they are; each takes about 250 bytes.
const mostPeople = 1024

// Find is the person who uses address.
func (db *DB) Find(ctx context.Context, address bot.Address) (bot.PersonID, error) {
	hash := db.keys.hash.address(address)
	id, err := db.people.get(string(hash), func() (bot.PersonID, error) {
		return one(ctx, db.read, scanID, `SELECT person FROM address WHERE hash = ?1`, hash)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return id, failure("finding person", err)
}

// Create makes a person. The key comes first: were the process to end between the
// two, a key without a person is swept, a person without a key is a loss.
func (db *DB) Create(ctx context.Context) (bot.PersonID, error) {
	id := bot.PersonID(rand.Text())
	if err := db.keys.insert(ctx, string(id), true); err != nil {
		return "", err
	}
	err := db.do(ctx, func(t *turn) error {
		t.exec("saving person", `INSERT INTO person (id, number) VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM person))`, string(id))
		return nil
	})
	return id, err
}

// With runs a turn of a person and, where it forgets them, goes on to do so. That is no part
// of the turn any more: once it is committed, they will be forgotten.
func (db *DB) With(ctx context.Context, person bot.PersonID, run func(bot.Records) error) error {
	giveBack, err := db.persons.take(ctx, person)
	if err != nil {
		return err
	}
	defer giveBack()
	var r *records
	err = db.draft(ctx, func(t *turn) error {
		mine, err := t.records(ctx, person)
		if err != nil {
			return err
		}
		if err = run(mine); err != nil {
			return err
		}
		mine.write()
		mine.forget()
		t.later(func(*turn) { r = mine }) // of several runs, the one that is committed does this last
		return nil
	})
	if r != nil && db.written == nil {
		r.returnPaper()
	}
	switch {
	case err != nil:
		return err
	case r.last != nil:
		db.finishForgetting(ctx, person)
	default:
		db.keepFolder(r)
	}
	return nil
}

// records is what one turn does with one person.
type records struct {
	*turn
	person bot.PersonID
	vault  vault
	folder *folder
	last   []bot.Outgoing // to be sent once they are forgotten

	replanned map[bot.PromptKey]*bot.Prompt // what this turn has made of prompts; nil for one it dropped
	moved     bool                          // it has changed addresses
	lent      []*[]byte                     // what its sheets were sealed on
}

var _ bot.Records = (*records)(nil)

// Everybody is whoever there is, but for those being forgotten.
func (db *DB) Everybody(ctx context.Context) ([]bot.PersonID, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT id FROM person WHERE NOT forgetting`)
	found, err := collect(rows, err, scanID)
	return found, failure("finding everybody", err)
}

func scanID(row scanner) (id bot.PersonID, err error) { return id, row.Scan(&id) }

const findPerson = `SELECT number FROM person WHERE id = ?1 AND NOT forgetting`

func (t *turn) records(ctx context.Context, person bot.PersonID) (*records, error) {
	var number int64
	folder, had := t.db.folders.take(person)
	if !had {
		number, had = first(t, "finding person", scanNumber, findPerson, string(person))
	}
	if t.err != nil {
		return nil, t.err
	}
	if !had {
		return nil, &bot.Error{Code: bot.Invalid, Sentence: nobody}
	}
	v, err := t.db.keys.person(ctx, person)
	r := &records{turn: t, person: person, vault: v, folder: folder}
	if folder == nil && err == nil {
		r.folder, err = r.read(number)
	}
	return r, err
}

// keepFolder keeps a folder for the person's next turn, unless it has grown too thick.
func (db *DB) keepFolder(r *records) {
	r.keepPrompts()
	if size := r.folder.size(); size <= largestFolder {
		db.folders.give(r.person, r.folder, size)
	}
}

// NewID is unique for any person and kind.
func (r *records) NewID() string { return newID() }

// open opens a sealed value of the person's.
func (r *records) open(doing string, at place, sealed []byte) []byte {
	if r.err != nil {
		return nil
	}
	plain, err := r.vault.open(at, sealed)
	r.fail(doing, err)
	return plain
}

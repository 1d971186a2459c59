package storage

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"samepage/bot"
)

// shred appends a person to the shred log: one opaque id a line. It begins a new line
// where an earlier process was cut off within one.
func (db *DB) shred(_ context.Context, person bot.PersonID) error {
	f, err := os.OpenFile(db.path("shred.log"), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString("\n" + string(person) + "\n")
	return errors.Join(err, f.Sync(), f.Close(), syncDir(filepath.Dir(f.Name())))
}

// shredded is everyone in the shred log. A torn line names nobody; whoever was about
// to be on it is still marked.
func (db *DB) shredded() ([]bot.PersonID, error) {
	b, err := os.ReadFile(db.path("shred.log"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	var ids []bot.PersonID
	for line := range bytes.Lines(b) {
		if id := strings.TrimSpace(string(line)); id != "" {
			ids = append(ids, bot.PersonID(id))
		}
	}
	return ids, nil
}

// shredAgain marks everyone in the shred log whom a backup of the data has brought
// back, and destroys keys that one of the keys has.
func (db *DB) shredAgain(ctx context.Context) error {
	ids, err := db.shredded()
	if err != nil || len(ids) == 0 {
		return err
	}
	err = db.inTx(ctx, func(tx *tx) error {
		for _, id := range ids {
			if err := tx.run(`UPDATE person SET forgetting = 1 WHERE id = ?1 AND NOT forgetting`, string(id)); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(err, db.keys.destroy(ctx, ids...))
}

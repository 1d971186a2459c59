package storage

import (
	"context"
	"errors"
	"path/filepath"

	"samepage/bot"
)

// Rotate has every key in dir wrapped by another root key, in one transaction: after a
// kill either the old one opens all of them or the new one does. Done again, it does
// nothing. No process may have the directory open.
func Rotate(ctx context.Context, dir string, from, to Root) error {
	held, err := lock(filepath.Join(dir, "lock"))
	if err != nil {
		return failure("rotating the root key", err)
	}
	defer held.Close()
	return failure("rotating the root key", rotate(ctx, filepath.Join(dir, "keys", "keys.db"), from, to))
}

func rotate(ctx context.Context, path string, from, to Root) error {
	next, err := openKeyring(ctx, path, to)
	if err != nil {
		return err
	}
	defer next.file.close()
	if next.openSystem(ctx) == nil {
		return nil
	}
	old := &keyring{file: next.file}
	if old.root, err = rootVault(from); err != nil {
		return err
	}
	if err := old.openSystem(ctx); err != nil {
		return err
	}
	return errors.Join(rewrap(ctx, old, next), checkpoint(ctx, next.file.DB))
}

func rewrap(ctx context.Context, old, next *keyring) error {
	rows, err := old.file.QueryContext(ctx, `SELECT owner, wrapped FROM key`)
	all, err := collect(rows, err, scanSealed)
	if err != nil {
		return err
	}
	tx, err := next.file.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, row := range all {
		at := wrapPlace(string(row.by))
		key, err := old.root.open(at, row.value)
		if err != nil {
			return &bot.Error{Code: bot.Corrupt, Sentence: damaged, Err: err}
		}
		if _, err := tx.ExecContext(ctx, `UPDATE key SET wrapped = ?2 WHERE owner = ?1`, string(row.by), next.root.seal(at, key)); err != nil {
			return err
		}
	}
	return tx.Commit()
}

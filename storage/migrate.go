package storage

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"

	"samepage/bot"
)

//go:embed migrations
var migrations embed.FS

// openSchema opens the writer of a file, sound and with the newest schema.
func openSchema(ctx context.Context, path, folder string, m mode) (*sql.DB, error) {
	db, err := openFile(ctx, path, m)
	if err != nil {
		return nil, err
	}
	if err = checked(ctx, db); err == nil {
		err = migrate(ctx, db, folder)
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// migrate brings a file to the newest schema: each numbered step in the folder in a
// transaction of its own, which also counts it in user_version.
func migrate(ctx context.Context, db *sql.DB, folder string) error {
	steps, err := fs.Glob(migrations, path.Join("migrations", folder, "*.sql"))
	if err != nil {
		return err
	}
	var at int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&at); err != nil {
		return err
	}
	if at > len(steps) {
		return &bot.Error{Code: bot.Newer, Sentence: "A newer version of Samepage wrote this data. Use that one, or a newer one still."}
	}
	for ; at < len(steps); at++ {
		if err := step(ctx, db, steps[at], at+1); err != nil {
			return fmt.Errorf("migrating to %s: %w", path.Base(steps[at]), err)
		}
	}
	return nil
}

func step(ctx context.Context, db *sql.DB, name string, version int) error {
	script, err := migrations.ReadFile(name)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// user_version is part of the file's header and so of the transaction; it takes no parameter.
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("%s; PRAGMA user_version = %d", script, version)); err != nil {
		return err
	}
	return tx.Commit()
}

package storage

import (
	"context"
	"database/sql"
	"errors"

	"samepage/bot"
)

// checked refuses a file that is damaged. It reads all of it, at about a gigabyte a
// second, before anything is built on what it says; what is sealed proves itself when
// it is opened. SQLite's own words for the damage name pages and tables only.
// https://www.sqlite.org/pragma.html#pragma_quick_check
func checked(ctx context.Context, db *sql.DB) error {
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return &bot.Error{Code: bot.Corrupt, Sentence: damaged, Err: errors.New(found)}
	}
	return nil
}

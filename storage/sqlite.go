package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"net/url"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
)

// mode is what a pool of connections is for.
type mode int

const (
	writer mode = iota // one connection, so a statement waits for the transaction before it
	reader             // several, and none can write
	keeper             // a writer of keys
)

// Settings every connection has. They stand in its name, since a PRAGMA sent through
// a pool reaches one connection only. FULL makes a commit durable before it returns
// (https://www.sqlite.org/pragma.html#pragma_synchronous); secure_delete overwrites
// what is deleted with zeros; prepared statements are kept by the driver.
var settings = url.Values{
	"_busy_timeout":    {"5000"},
	"_foreign_keys":    {"on"},
	"_journal_mode":    {"WAL"},
	"_mutex":           {"no"}, // each is used by one goroutine at a time
	"_secure_delete":   {"on"},
	"_stmt_cache_size": {"64"},
	"_synchronous":     {"FULL"},
	"_txlock":          {"immediate"},
}

// cacheSizes are in KiB, below zero. Whoever keeps keys reads each once and holds it.
var cacheSizes = map[mode]string{writer: "-2048", reader: "-64", keeper: "-64"}

// connector opens connections to one file.
type connector struct {
	driver sqlite3.SQLiteDriver
	name   string
}

func (c *connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.name) }
func (c *connector) Driver() driver.Driver                        { return &c.driver }

// openFile opens a database file, for its owner only: SQLite gives -wal and -shm the
// rights of the file they belong to.
func openFile(ctx context.Context, path string, m mode) (*sql.DB, error) {
	if err := touch(path); err != nil {
		return nil, err
	}
	name, err := dataSource(path, m)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(&connector{name: name, driver: sqlite3.SQLiteDriver{ConnectHook: hook}})
	db.SetMaxOpenConns(map[mode]int{writer: 1, reader: 3, keeper: 1}[m])
	db.SetMaxIdleConns(4)
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

func dataSource(path string, m mode) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	query := settings.Encode() + "&_cache_size=" + cacheSizes[m]
	if m == reader {
		query += "&_query_only=on"
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: query}).String(), nil
}

// hook makes the settings that the driver has none for. What SQLite sorts stays out of
// temporary files. A page that is changed again and again goes from the -wal file into its
// database once in 32 MB, not once in 4.
func hook(conn *sqlite3.SQLiteConn) error {
	_, err := conn.Exec("PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 8192", nil)
	return err
}

func touch(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Chmod(0o600)
}

// checkpoint moves the whole -wal file into its database and empties it, so that
// nothing deleted is left there (https://www.sqlite.org/pragma.html#pragma_wal_checkpoint).
func checkpoint(ctx context.Context, db *sql.DB) error {
	var busy, pages, moved int
	err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	if err == nil && busy != 0 {
		return sqlite3.Error{Code: sqlite3.ErrBusy}
	}
	return err
}

// scanner is a row to be read, of a query or alone.
type scanner interface{ Scan(into ...any) error }

// rows is what a query returns.
type rows interface {
	scanner
	Next() bool
	Err() error
	Close() error
}

// collect reads all rows of a query.
func collect[T any](rows rows, err error, scan func(scanner) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

func scanBytes(row scanner) (b []byte, err error) { return b, row.Scan(&b) }

func scanText(row scanner) (s string, err error) { return s, row.Scan(&s) }

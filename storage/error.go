package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/mattn/go-sqlite3"

	"samepage/bot"
)

// Sentences a person may read.
const (
	noDisk  = "I cannot save anything right now: my disk is full, failing or closed to me. Nothing of that was kept."
	damaged = "A file I keep things in is damaged and cannot be read. It has to be restored from a backup."
	nobody  = "Nothing is kept under this name any more."
)

var errClosed = errors.New("the data directory is closed")

// failure wraps err with what was being done, and gives it a code where it has none
// and the disk or a file is at fault. It never holds words: SQLite's messages name
// tables and columns only.
func failure(doing string, err error) error {
	if err == nil {
		return nil
	}
	wrapped := fmt.Errorf("%s: %w", doing, err)
	if had := new(bot.Error); errors.As(err, &had) {
		return wrapped
	}
	switch code := diskCode(err); code {
	case bot.Corrupt:
		return &bot.Error{Code: code, Sentence: damaged, Err: wrapped}
	case bot.Storage:
		return &bot.Error{Code: code, Sentence: noDisk, Err: wrapped}
	default:
		return wrapped
	}
}

// diskCode tells a damaged file from a disk that will not take more.
// https://www.sqlite.org/rescode.html
func diskCode(err error) bot.Code {
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		switch lite.Code {
		case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
			return bot.Corrupt
		case sqlite3.ErrFull, sqlite3.ErrIoErr, sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrPerm, sqlite3.ErrBusy:
			return bot.Storage
		}
	}
	if file := new(fs.PathError); errors.As(err, &file) || errors.As(err, new(*os.LinkError)) {
		return bot.Storage
	}
	return ""
}

// busy says whether somebody else had the file for too long.
func busy(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && lite.Code == sqlite3.ErrBusy
}

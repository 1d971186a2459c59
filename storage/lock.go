package storage

import (
	"errors"
	"os"
	"syscall"

	"samepage/bot"
)

// lock takes the file at path for this process, until it is closed or the process
// ends, however that comes about: the kernel lets go of a flock(2) by itself.
func lock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f, nil
	}
	f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, &bot.Error{Code: bot.Locked, Sentence: "Samepage is already running on this data directory.", Err: err}
	}
	return nil, &os.PathError{Op: "flock", Path: path, Err: err}
}

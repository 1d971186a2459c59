package bot

import (
	"errors"
	"fmt"
	"path"
	"runtime"
	"strings"
)

// Code says what kind of thing went wrong, for programs.
type Code string

// The codes there are.
const (
	Invalid  Code = "invalid"  // what was given cannot be
	Locked   Code = "locked"   // another process has the data directory
	Key      Code = "key"      // the root key is missing or not the right one
	Corrupt  Code = "corrupt"  // what is stored cannot be read
	Newer    Code = "newer"    // a newer version wrote the data
	Storage  Code = "storage"  // the disk will not take it: full, read-only, failing
	Internal Code = "internal" // a fault of ours
)

// Error has a code, and a sentence that a person may read. What lies behind it is
// wrapped, for the log.
type Error struct {
	Code     Code
	Sentence string
	Err      error
}

// Error is the sentence with what lies behind it.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Sentence
	}
	return e.Sentence + ": " + e.Err.Error()
}

// Unwrap is what lies behind it.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf is the code of err; Internal where it has none, "" for nil.
func CodeOf(err error) Code {
	var e *Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Code
	default:
		return Internal
	}
}

// SentenceOf is what a person may read of err.
func SentenceOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Sentence
	}
	return "Something went wrong on my side. Nothing of it was kept; please send it again."
}

// FaultOf is what may be logged of an error beside its code: where the program panicked.
// The words of any other might be a person's.
func FaultOf(err error) string {
	var e *Error
	if errors.As(err, &e) && e.Code == Internal && e.Err != nil {
		return e.Err.Error()
	}
	return ""
}

// Guarded runs something, and makes an error of a panic in it.
func Guarded(run func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = Panicked(p)
		}
	}()
	return run()
}

// Panicked is an error of what recover returned, with where it came from. Only the
// runtime's own words are in it, since those of other panics may be a person's; and no
// arguments, among which a chat's id may be.
func Panicked(p any) error {
	var what error = fmt.Errorf("a %T", p)
	if words, ok := p.(runtime.Error); ok {
		what = words
	}
	return &Error{Code: Internal, Sentence: SentenceOf(nil), Err: fmt.Errorf("panicked: %w in %s", what, whereabouts())}
}

// whereabouts is what was running, the innermost first.
func whereabouts() string {
	var calls [64]uintptr
	frames := runtime.CallersFrames(calls[:runtime.Callers(4, calls[:])]) // without us and who recovered
	var names []string
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") {
			names = append(names, fmt.Sprintf("%s (%s:%d)", path.Base(f.Function), path.Base(f.File), f.Line))
		}
	}
	return strings.Join(names, ", called by ")
}

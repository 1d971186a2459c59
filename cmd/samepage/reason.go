package main

import (
	"errors"
	"fmt"
	"syscall"

	"samepage/bot"
)

// reasonOf is what may be logged of an error beside its code: the system's words for it,
// where the program panicked, or else of what type it was. Its own text may hold what a
// person wrote.
func reasonOf(err error) string {
	if system := syscall.Errno(0); errors.As(err, &system) {
		return system.Error()
	}
	if fault := bot.FaultOf(err); fault != "" {
		return fault
	}
	return fmt.Sprintf("%T", innermost(err))
}

// innermost is what others were wrapped around; of several, the first.
func innermost(err error) error {
	for {
		inner := errors.Unwrap(err)
		if several, ok := err.(interface{ Unwrap() []error }); ok {
			inner = several.Unwrap()[0]
		}
		if inner == nil {
			return err
		}
		err = inner
	}
}

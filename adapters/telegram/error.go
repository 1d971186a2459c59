package telegram

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"samepage/bot"
)

// Error is an answer of the Bot API that is no success.
type Error struct {
	Method      string
	Code        int    // of HTTP
	Description string // Telegram's words; "" where there were none
	RetryAfter  time.Duration
	MigrateTo   int64 // where the chat has moved to
}

// Error has the method and the code, and Telegram's words, which name no person.
func (e *Error) Error() string {
	if e.Description == "" {
		return fmt.Sprintf("%s: answered %d", e.Method, e.Code)
	}
	return fmt.Sprintf("%s: answered %d, %s", e.Method, e.Code, e.Description)
}

// Unwrap is what the error means to whoever sends. A page of what stands before the API
// says nothing of a person or a message, but that it is too big.
func (e *Error) Unwrap() error {
	switch {
	case e.RetryAfter > 0:
		return &bot.Wait{For: e.RetryAfter}
	case e.Code == http.StatusRequestEntityTooLarge:
		return bot.ErrRefused
	case e.Description == "":
		return nil
	case e.Code == http.StatusForbidden, e.says("chat not found"), e.says("PEER_ID_INVALID"), e.says("user is deactivated"):
		return bot.ErrUnreachable
	case e.Code == http.StatusBadRequest:
		return bot.ErrRefused
	}
	return nil
}

// says whether Telegram's words contain some; it promises no codes for most failures.
func (e *Error) says(words string) bool {
	return strings.Contains(strings.ToLower(e.Description), strings.ToLower(words))
}

// answered is the answer in err with one of words in it; nil where there is none.
func answered(err error, words ...string) *Error {
	var e *Error
	if !errors.As(err, &e) {
		return nil
	}
	for _, w := range words {
		if e.says(w) {
			return e
		}
	}
	return nil
}

// refused is what to tell an operator whose token is not taken; nil where that is not
// what went wrong. Telegram answers 404 to a token that is none; a page of what stands
// before it says nothing of a token.
func refused(err error) error {
	var e *Error
	if errors.As(err, &e) && e.Description != "" && (e.Code == http.StatusUnauthorized || e.Code == http.StatusNotFound) {
		return &bot.Error{Code: bot.Invalid, Err: err,
			Sentence: "Telegram does not know this token. @BotFather shows the right one."}
	}
	return nil
}

// reason is what of err may stand in a log: no words of anybody, no addresses.
func reason(err error) string {
	var e *Error
	var slow net.Error
	switch {
	case errors.As(err, &e):
		return e.Error()
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &slow) && slow.Timeout():
		return "no answer in time"
	default:
		return err.Error()
	}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// badRequest says whether the API refuses a call.
func badRequest(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == http.StatusBadRequest && e.Description != ""
}

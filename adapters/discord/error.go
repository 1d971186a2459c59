package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"samepage/bot"
)

// Codes of Discord's that mean something here:
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
const (
	unknownChannel     = 10003
	unknownMessage     = 10008
	unknownWebhook     = 10015
	unknownInteraction = 10062
	openingTooFast     = 40003
	alreadyAnswered    = 40060
	noAccess           = 50001
	notOurs            = 50005 // a message of somebody else's is to be changed
	cannotSend         = 50007
	badWebhookToken    = 50027
	noMutualServer     = 50278
	editedTooOften     = 30046
)

// Error is an answer of Discord's that is no success. It holds no word of the answer but
// codes and the names of fields, since words may repeat what was sent.
type Error struct {
	Call       string
	Status     int  // of HTTP
	Code       int  // Discord's own; 0 where there was none
	Page       bool // it is none of Discord's, but of what stands before it
	Fields     []string
	RetryAfter time.Duration
	Global     bool // the bot's limit is reached, not one call's
}

// Error has the call, the codes and the fields that were wrong.
func (e *Error) Error() string {
	s := fmt.Sprintf("%s: answered %d", e.Call, e.Status)
	if e.Code != 0 {
		s += fmt.Sprintf(", code %d", e.Code)
	}
	if len(e.Fields) > 0 {
		s += " " + strings.Join(e.Fields, " ")
	}
	return s
}

// Unwrap is what the error means to whoever sends. A page of what stands before Discord
// says nothing of a person or a message, but that it is too big.
func (e *Error) Unwrap() error {
	switch e.Code {
	case cannotSend, noMutualServer, openingTooFast, unknownChannel, noAccess:
		return bot.ErrUnreachable
	}
	switch {
	case e.RetryAfter > 0:
		return &bot.Wait{For: e.RetryAfter}
	case e.refuses(), e.Status == http.StatusRequestEntityTooLarge:
		return bot.ErrRefused
	}
	return nil
}

// refuses says whether Discord itself does not take what was sent.
func (e *Error) refuses() bool { return e.Status == http.StatusBadRequest && e.Code != 0 }

// failure is an answer that is no success. It may be no JSON: what stands before Discord
// answers in HTML.
func failure(what call, resp *http.Response, body []byte) *Error {
	var answer struct {
		Code       int             `json:"code"`
		RetryAfter float64         `json:"retry_after"` // seconds
		Global     bool            `json:"global"`
		Errors     json.RawMessage `json:"errors"`
	}
	err := json.Unmarshal(body, &answer)
	e := &Error{Call: what.name(), Status: resp.StatusCode, Code: answer.Code, Page: err != nil, Fields: wrong(answer.Errors)}
	if e.Status == http.StatusTooManyRequests {
		asked, _ := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64)
		e.RetryAfter = seconds(cmp.Or(answer.RetryAfter, asked, 1))
		e.Global = answer.Global || resp.Header.Get("X-RateLimit-Scope") == "global"
	}
	return e
}

// longestAsked bounds what an answer may say to wait.
const longestAsked = 24 * time.Hour

// seconds is s as a duration, rounded up to what a clock can tell.
func seconds(s float64) time.Duration {
	if !(s > 0) || s > longestAsked.Seconds() {
		return longestAsked
	}
	return (time.Duration(s*float64(time.Second)) + time.Millisecond - 1).Truncate(time.Millisecond)
}

// plainWord is a name of a field or a code of what is wrong with it, and no sentence.
var plainWord = regexp.MustCompile(`^[A-Za-z0-9_]{1,40}$`)

// wrong is which fields were wrong and how: "components.0.label:BASE_TYPE_REQUIRED".
func wrong(raw json.RawMessage) []string {
	var found []string
	var walk func(path string, raw json.RawMessage)
	walk = func(path string, raw json.RawMessage) {
		var here map[string]json.RawMessage
		if json.Unmarshal(raw, &here) != nil || len(found) > 8 {
			return
		}
		var codes []struct {
			Code string `json:"code"`
		}
		_ = json.Unmarshal(here["_errors"], &codes)
		for _, c := range codes {
			if plainWord.MatchString(c.Code) {
				found = append(found, strings.TrimPrefix(path, ".")+":"+c.Code)
			}
		}
		for name, inner := range here {
			if name != "_errors" && plainWord.MatchString(name) {
				walk(path+"."+name, inner)
			}
		}
	}
	walk("", raw)
	slices.Sort(found)
	return found
}

// answered says whether err is an answer with one of codes.
func answered(err error, codes ...int) bool {
	var e *Error
	return errors.As(err, &e) && slices.Contains(codes, e.Code)
}

func badRequest(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.refuses()
}

// refused is what to tell an operator whose token is not taken; nil where that is not
// what went wrong.
func refused(err error) error {
	var e *Error
	if errors.As(err, &e) && e.Status == http.StatusUnauthorized && !e.Page {
		return badToken(err)
	}
	return nil
}

// missing says whether there is nothing at an address.
func missing(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Status == http.StatusNotFound
}

func badToken(err error) error {
	return &bot.Error{Code: bot.Invalid, Err: err,
		Sentence: "Discord does not take this token. The page Bot of your application, at https://discord.com/developers/applications, makes a new one."}
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

package telegram

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"samepage/bot"
)

// OwnAPI is where Telegram's own API is.
const OwnAPI = "https://api.telegram.org"

const (
	callTimeout = 30 * time.Second
	asideTime   = 5 * time.Second // of a call that nothing hangs on
	longestBody = 8 << 20         // of an answer: a hundred updates of the longest kind are 2 MB
)

// client makes every call there is. The library builds the requests; what comes back is
// judged here, since the library loses the code of a failed upload, waits for ever, and
// leaves the token in its errors.
type client struct {
	http   *http.Client
	api    string
	token  string
	secret string // the part of the token that must never be seen
}

// A token of Telegram's own is checked, so that a slip is told at once. What stands in
// for Telegram may have tokens of any shape that an address can hold.
var (
	tokenShape = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]{3,}$`)
	anyToken   = regexp.MustCompile(`^[A-Za-z0-9_:.-]{3,}$`)
)

func newClient(c Config) (*client, error) {
	base := strings.TrimRight(cmp.Or(c.API, OwnAPI), "/")
	at, err := url.Parse(base)
	if err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http" || at.RawQuery != "" {
		return nil, &bot.Error{Code: bot.Invalid, Sentence: "The address of the Telegram API is no web address."}
	}
	if base == OwnAPI && !tokenShape.MatchString(c.Token) || !anyToken.MatchString(c.Token) {
		return nil, &bot.Error{Code: bot.Invalid, Sentence: "That is no Telegram token. @BotFather gives one, like 123456:ABC-DEF."}
	}
	secret := c.Token[strings.Index(c.Token, ":")+1:]
	transport := c.Transport
	if transport == nil {
		own := http.DefaultTransport.(*http.Transport).Clone()
		own.MaxIdleConnsPerHost = kept
		transport = own
	}
	return &client{
		http: &http.Client{
			Transport: transport,
			// A redirect would hand the token on, as the address it came from.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		api: base, token: c.Token, secret: secret,
	}, nil
}

// kept is how many connections stay open between calls: what is sent at once, and as
// many buttons answered.
const kept = 64

// bound is the client for one call: it ends with ctx.
type bound struct {
	*client
	ctx    context.Context
	method string
}

// Do carries one request. Whatever fails, the error is one of ours, without the token.
func (b bound) Do(req *http.Request) (*http.Response, error) {
	resp, err := b.http.Do(req.WithContext(b.ctx))
	if err != nil {
		return nil, b.redact(b.method, err)
	}
	if resp.StatusCode == http.StatusOK {
		resp.Body = limited{io.LimitReader(resp.Body, longestBody), resp.Body}
		return resp, nil
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	return nil, b.failure(b.method, resp, body)
}

// limited is a body read no further than a limit.
type limited struct {
	io.Reader
	io.Closer
}

// failure is an answer that is no success. It may be no JSON: a proxy answers in HTML.
func (c *client) failure(method string, resp *http.Response, body []byte) error {
	var answer tgbotapi.APIResponse
	_ = json.Unmarshal(body, &answer)
	e := &Error{Method: method, Code: resp.StatusCode, Description: c.clean(answer.Description)}
	if answer.Parameters != nil {
		e.RetryAfter = time.Duration(answer.Parameters.RetryAfter) * time.Second
		e.MigrateTo = answer.Parameters.MigrateToChatID
	}
	if e.Code == http.StatusTooManyRequests && e.RetryAfter == 0 {
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		e.RetryAfter = max(time.Second, time.Duration(seconds)*time.Second)
	}
	return e
}

// redact is err without the address that was called, in which the token stands.
func (c *client) redact(method string, err error) error {
	var called *url.Error
	if errors.As(err, &called) {
		err = called.Err
	}
	if strings.Contains(err.Error(), c.secret) {
		err = errors.New(c.clean(err.Error()))
	}
	return fmt.Errorf("calling %s: %w", method, err)
}

func (c *client) clean(s string) string { return strings.ReplaceAll(s, c.secret, "***") }

// library is the library's bot for one call.
func (c *client) library(ctx context.Context, method string) *tgbotapi.BotAPI {
	api := &tgbotapi.BotAPI{Token: c.token, Client: bound{c, ctx, method}}
	api.SetAPIEndpoint(strings.ReplaceAll(c.api, "%", "%%") + "/bot%s/%s")
	return api
}

// call calls a method and reads its result into result, where that is not nil.
func (c *client) call(ctx context.Context, method string, params tgbotapi.Params, result any) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return c.callFor(ctx, method, params, result)
}

// aside calls a method that only shows something for a moment. It goes on beside the turn
// it belongs to, and not for long, since a program that ends waits for it.
func (c *client) aside(ctx context.Context, method string, params tgbotapi.Params) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), asideTime)
	defer cancel()
	return c.callFor(ctx, method, params, nil)
}

// callFor is call for as long as ctx.
func (c *client) callFor(ctx context.Context, method string, params tgbotapi.Params, result any) error {
	resp, err := c.library(ctx, method).MakeRequest(method, params)
	err = c.read(method, resp, err, result)
	var e *Error
	if errors.As(err, &e) && e.MigrateTo != 0 && params["chat_id"] != "" && params["chat_id"] != itoa(e.MigrateTo) {
		params["chat_id"] = itoa(e.MigrateTo) // a group that has become a supergroup; private chats never move
		return c.callFor(ctx, method, params, result)
	}
	return err
}

// upload is call with a file.
func (c *client) upload(ctx context.Context, method string, params tgbotapi.Params, field, name string, data []byte, result any) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	file := tgbotapi.RequestFile{Name: field, Data: tgbotapi.FileReader{Name: name, Reader: bytes.NewReader(data)}}
	resp, err := c.library(ctx, method).UploadFiles(method, params, []tgbotapi.RequestFile{file})
	return c.read(method, resp, err, result)
}

// read is what came of a call.
func (c *client) read(method string, resp *tgbotapi.APIResponse, err error, result any) error {
	var theirs *tgbotapi.Error
	var ours *Error
	switch {
	case errors.As(err, &ours):
		return ours
	case errors.As(err, &theirs): // not ok, with a good status: Telegram does not, others do
		return &Error{Method: method, Code: cmp.Or(theirs.Code, http.StatusBadRequest), Description: c.clean(theirs.Message),
			RetryAfter: time.Duration(theirs.RetryAfter) * time.Second, MigrateTo: theirs.MigrateToChatID}
	case err != nil:
		return c.redact(method, err)
	case result == nil:
		return nil
	}
	if err := json.Unmarshal(resp.Result, result); err != nil {
		return fmt.Errorf("reading the answer to %s: %w", method, err)
	}
	return nil
}

// download fetches a file a person sent, of at most limit bytes. The library would ask
// Telegram's own address for it, whatever the configured one is.
func (c *client) download(ctx context.Context, path string, limit int64) ([]byte, error) {
	const method = "download"
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.api+"/file/bot"+c.token+"/"+(&url.URL{Path: path}).EscapedPath(), nil)
	if err != nil {
		return nil, c.redact(method, err)
	}
	resp, err := bound{c, ctx, method}.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil:
		return nil, c.redact(method, err)
	case int64(len(data)) > limit:
		return nil, errTooBig
	}
	return data, nil
}

var errTooBig = errors.New("the file is too big")

package telegram

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/v1"
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

// client makes every call there is. The library is not asked to: it loses the code of a
// failed upload, waits for ever, leaves the token in its errors, and decodes every answer
// twice.
type client struct {
	carrier
	api    string
	token  string
	secret string // the part of the token that must never be seen
}

// params are what a call is given, each as it stands in JSON: nothing may be null there.
type params map[string]any

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
	return &client{carrier: newCarrier(c, at), api: base, token: c.Token, secret: secret}, nil
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

// call calls a method and reads its result into result, where that is not nil.
func (c *client) call(ctx context.Context, method string, p params, result any) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return c.callFor(ctx, method, p, result)
}

// aside calls a method that only shows something for a moment. It goes on beside the turn
// it belongs to, and not for long, since a program that ends waits for it.
func (c *client) aside(ctx context.Context, method string, p params) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), asideTime)
	defer cancel()
	return c.callFor(ctx, method, p, nil)
}

// callFor is call for as long as ctx.
func (c *client) callFor(ctx context.Context, method string, p params, result any) error {
	a, err := c.ask(ctx, method, p)
	if err != nil {
		return err
	}
	err = c.read(a, result)
	a.letGo()
	var e *Error
	if errors.As(err, &e) && e.MigrateTo != 0 && p["chat_id"] != nil && p["chat_id"] != e.MigrateTo {
		p["chat_id"] = e.MigrateTo // a group that has become a supergroup; private chats never move
		return c.callFor(ctx, method, p, result)
	}
	return err
}

// ask makes a call.
func (c *client) ask(ctx context.Context, method string, p params) (answer, error) {
	body, err := json.Marshal(p)
	if err != nil {
		return answer{}, fmt.Errorf("encoding %s: %w", method, err)
	}
	return c.post(ctx, method, "application/json", body)
}

// upload is call with a file.
func (c *client) upload(ctx context.Context, method string, p params, file attached, result any) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	kind, body, err := file.with(p)
	if err != nil {
		return fmt.Errorf("encoding %s: %w", method, err)
	}
	a, err := c.post(ctx, method, kind, body)
	if err != nil {
		return err
	}
	defer a.letGo()
	return c.read(a, result)
}

func (c *client) post(ctx context.Context, method, kind string, body []byte) (answer, error) {
	return c.send(ctx, method, request{http.MethodPost, c.api + "/bot" + c.token + "/" + method, kind, body, longestBody})
}

// send makes a call. Whatever fails, the error is one of ours, without the token.
func (c *client) send(ctx context.Context, method string, r request) (answer, error) {
	a, err := c.carry(ctx, r)
	if err != nil {
		return answer{}, c.redact(method, err)
	}
	a.method = method
	return a, nil
}

// read is the result in an answer, or why there is none.
func (c *client) read(a answer, result any) error {
	got := struct {
		tgbotapi.APIResponse
		Result any `json:"result"` // in place of the library's, which would be decoded twice
	}{Result: result}
	if result == nil {
		got.Result = new(given)
	}
	err := json.Unmarshal(a.body, &got)
	switch {
	case a.code != http.StatusOK: // it may be no JSON: a proxy answers in HTML
		return c.failure(a, got.APIResponse)
	case err != nil:
		return fmt.Errorf("reading the answer to %s: %w", a.method, err)
	case !got.Ok: // with a good code: Telegram does not, others do
		a.code = cmp.Or(got.ErrorCode, http.StatusBadRequest)
		return c.failure(a, got.APIResponse)
	}
	return nil
}

// failure is an answer that is no success.
func (c *client) failure(a answer, said tgbotapi.APIResponse) *Error {
	e := &Error{Method: a.method, Code: a.code, Description: c.clean(said.Description)}
	if said.Parameters != nil {
		e.RetryAfter = time.Duration(said.Parameters.RetryAfter) * time.Second
		e.MigrateTo = said.Parameters.MigrateToChatID
	}
	if e.Code == http.StatusTooManyRequests && e.RetryAfter == 0 {
		seconds, _ := strconv.Atoi(a.retryAfter)
		e.RetryAfter = max(time.Second, time.Duration(seconds)*time.Second)
	}
	return e
}

// download fetches a file a person sent, of at most limit bytes. The library would ask
// Telegram's own address for it, whatever the configured one is.
func (c *client) download(ctx context.Context, path string, limit int) ([]byte, error) {
	const method = "download"
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	at := c.api + "/file/bot" + c.token + "/" + (&url.URL{Path: path}).EscapedPath()
	a, err := c.send(ctx, method, request{verb: http.MethodGet, url: at, most: limit + 1})
	switch {
	case err != nil:
		return nil, err
	case a.code != http.StatusOK:
		return nil, c.read(a, nil)
	case len(a.body) > limit:
		return nil, errTooBig
	}
	return a.body, nil
}

var errTooBig = errors.New("the file is too big")

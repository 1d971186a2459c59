package discord

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"regexp"
	"strings"
	"time"

	"samepage/bot"
)

// OwnAPI is where Discord's own API is, in the version that is spoken here.
const OwnAPI = "https://discord.com/api/v10"

const (
	callTimeout = 30 * time.Second
	longestBody = 8 << 20 // of an answer: a hundred messages of the longest kind are 2 MB
	agent       = "DiscordBot (samepage, 1)"
)

// client makes every call there is. discordgo is not asked to: it sleeps under a lock
// without minding a context, tries a 429 without end and a 502 without a nonce, takes a
// page of HTML for a syntax error, keeps a bucket for every interaction for good, and
// leaves the token in its errors.
type client struct {
	http  *http.Client
	api   string
	token string
	pace  *pace
}

// A token of Discord's own is three parts: whose it is, when it was made, and a signature.
// What stands in for Discord may have tokens of any shape that a header can hold.
var (
	tokenShape = regexp.MustCompile(`^[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{3,}\.[A-Za-z0-9_-]{6,}$`)
	anyToken   = regexp.MustCompile(`^[!-~]{3,}$`)
)

func newClient(c Config) (*client, error) {
	base := strings.TrimRight(cmp.Or(c.API, OwnAPI), "/")
	at, err := url.Parse(base)
	if err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http" || at.RawQuery != "" {
		return nil, &bot.Error{Code: bot.Invalid, Sentence: "The address of the Discord API is no web address."}
	}
	token := strings.TrimPrefix(c.Token, "Bot ")
	if base == OwnAPI && !tokenShape.MatchString(token) || !anyToken.MatchString(token) {
		return nil, &bot.Error{Code: bot.Invalid, Sentence: "That is no Discord token. It is on the page Bot of your application, at https://discord.com/developers/applications."}
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = kept
	if c.Dial != nil {
		transport.DialContext = c.Dial
	}
	return &client{
		http: &http.Client{
			Transport: transport,
			// A redirect would hand the token on.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		api: base, token: token, pace: newPace(c.Unpaced),
	}, nil
}

// kept is how many connections stay open between calls.
const kept = 64

// call is one request. What names it in errors and buckets is the route, in which no id
// and no token stands.
type call struct {
	method string
	route  string // "/channels/%s/messages"
	vars   []string
	query  url.Values
	body   any
	files  []upload
	urgent bool // goes past our own pacing
}

// upload is a file that goes with a call.
type upload struct {
	name, kind string
	data       []byte
}

func get(route string, vars ...string) call {
	return call{method: http.MethodGet, route: route, vars: vars}
}
func post(route string, vars ...string) call {
	return call{method: http.MethodPost, route: route, vars: vars}
}
func patch(route string, vars ...string) call {
	return call{method: http.MethodPatch, route: route, vars: vars}
}
func put(route string, vars ...string) call {
	return call{method: http.MethodPut, route: route, vars: vars}
}
func remove(route string, vars ...string) call {
	return call{method: http.MethodDelete, route: route, vars: vars}
}

// with is c with a body.
func (c call) with(body any, files ...upload) call {
	c.body, c.files = body, files
	return c
}

func (c call) name() string {
	return c.method + " " + strings.ReplaceAll(c.route, "%s", "{}")
}

// interaction says whether a call is proved by an interaction's token, and so needs
// none of ours and is counted by itself.
func (c call) interaction() bool {
	return strings.HasPrefix(c.route, "/interactions/") || strings.HasPrefix(c.route, "/webhooks/")
}

// path is where c goes.
func (c call) path() string {
	vars := make([]any, len(c.vars))
	for i, v := range c.vars {
		vars[i] = url.PathEscape(v)
	}
	path := fmt.Sprintf(c.route, vars...)
	if len(c.query) > 0 {
		path += "?" + c.query.Encode()
	}
	return path
}

// do makes a call and reads its result into result, where that is not nil. Where a limit
// is reached it is a bot.Wait at once, and nothing is sent.
func (c *client) do(ctx context.Context, what call, result any) error {
	if err := c.pace.take(ctx, what); err != nil {
		return fmt.Errorf("calling %s: %w", what.name(), err)
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	req, err := c.request(ctx, what)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return c.redact(what, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, longestBody))
	if err != nil {
		return c.redact(what, err)
	}
	if resp.StatusCode/100 != 2 {
		failed := failure(what, resp, body)
		c.pace.refused(what, failed)
		return failed
	}
	c.pace.note(what, resp.Header)
	if result == nil || resp.StatusCode == http.StatusNoContent {
		return nil
	}
	if err := json.Unmarshal(body, result); err != nil {
		return fmt.Errorf("reading the answer to %s: %w", what.name(), errShape)
	}
	return nil
}

var errShape = errors.New("it is not what was to be expected")

// patiently is do, waiting out whatever limits there are.
func (c *client) patiently(ctx context.Context, what call, result any) error {
	for {
		err := c.do(ctx, what, result)
		var wait *bot.Wait
		if !errors.As(err, &wait) || ctx.Err() != nil {
			return err
		}
		bot.Nap(ctx, wait.For)
	}
}

func (c *client) request(ctx context.Context, what call) (*http.Request, error) {
	body, kind, err := what.encoded()
	if err != nil {
		return nil, fmt.Errorf("encoding %s: %w", what.name(), err)
	}
	req, err := http.NewRequestWithContext(ctx, what.method, c.api+what.path(), body)
	if err != nil {
		return nil, c.redact(what, err)
	}
	req.Header.Set("User-Agent", agent)
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if !what.interaction() {
		req.Header.Set("Authorization", "Bot "+c.token)
	}
	return req, nil
}

// encoded is the body of a call and its type; nil where it has none.
func (c call) encoded() (io.Reader, string, error) {
	if c.body == nil {
		return nil, "", nil
	}
	data, err := json.Marshal(c.body)
	if err != nil || len(c.files) == 0 {
		return bytes.NewReader(data), "application/json", err
	}
	var out bytes.Buffer
	form := multipart.NewWriter(&out)
	err = part(form, `form-data; name="payload_json"`, "application/json", data)
	for i, f := range c.files {
		err = errors.Join(err, part(form, fmt.Sprintf(`form-data; name="files[%d]"; filename=%q`, i, f.name), f.kind, f.data))
	}
	return &out, form.FormDataContentType(), errors.Join(err, form.Close())
}

func part(form *multipart.Writer, disposition, kind string, data []byte) error {
	w, err := form.CreatePart(textproto.MIMEHeader{"Content-Disposition": {disposition}, "Content-Type": {kind}})
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}

// redact is err without the address that was called, in which an interaction's token may
// stand, and without ours.
func (c *client) redact(what call, err error) error {
	var called *url.Error
	if errors.As(err, &called) {
		err = called.Err
	}
	for _, secret := range append([]string{c.token}, what.vars...) {
		if secret != "" && strings.Contains(err.Error(), secret) {
			err = errors.New("it failed, in words with a secret in them")
		}
	}
	return fmt.Errorf("calling %s: %w", what.name(), err)
}

// download fetches a file a person sent, of at most limit bytes. It is public to whoever
// has its address, and is asked for without the token.
func (c *client) download(ctx context.Context, address string, limit int64) ([]byte, error) {
	what := get("(a file)")
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, c.redact(what, err)
	}
	req.Header.Set("User-Agent", agent)
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, c.redact(what, err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil:
		return nil, c.redact(what, err)
	case resp.StatusCode != http.StatusOK:
		return nil, &Error{Call: what.name(), Status: resp.StatusCode}
	case int64(len(data)) > limit:
		return nil, errTooBig
	}
	return data, nil
}

var errTooBig = errors.New("the file is too big")

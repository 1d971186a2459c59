package fake

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// reply is what a bot gets.
type reply struct {
	Status int
	Header http.Header
	Body   string
}

// get reads a reply as JSON.
func (r reply) get(t *testing.T) obj {
	t.Helper()
	var o obj
	if err := json.Unmarshal([]byte(r.Body), &o); err != nil {
		t.Fatalf("%d %s: %v", r.Status, r.Body, err)
	}
	return o
}

// code is the error code in a reply.
func (r reply) code(t *testing.T) int {
	t.Helper()
	n, _ := r.get(t)["code"].(float64)
	return int(n)
}

// call sends a body of JSON to a path of the API; "" is no body.
func call(t *testing.T, s *Server, method, path, body string) reply {
	t.Helper()
	return ask(t, s, method, path, "application/json", strings.NewReader(body))
}

func ask(t *testing.T, s *Server, method, path, media string, body *strings.Reader) reply {
	t.Helper()
	r, err := http.NewRequest(method, s.API()+path, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bot "+s.Token())
	r.Header.Set("User-Agent", "DiscordBot (https://samepage.example, 1)")
	if body.Len() > 0 {
		r.Header.Set("Content-Type", media)
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	data, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{a.StatusCode, a.Header, string(data)}
}

// said is a message in order, with more fields where given.
func said(words string, more ...string) string {
	return `{"content": ` + quote(words) + `, "nonce": ` + quote(nextNonce()) + `, "enforce_nonce": true, ` + quiet + strings.Join(append([]string{""}, more...), ", ") + `}`
}

const quiet = `"allowed_mentions": {"parse": []}`

var nonces struct {
	sync.Mutex
	n int
}

func nextNonce() string {
	nonces.Lock()
	defer nonces.Unlock()
	nonces.n++
	return "n" + quote(nonces.n)
}

func quote(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}

func buttons(all ...string) string {
	return `"components": [{"type": 1, "components": [` + strings.Join(all, ", ") + `]}]`
}

func pressable(label, id string) string {
	return `{"type": 2, "style": 1, "label": ` + quote(label) + `, "custom_id": ` + quote(id) + `}`
}

// to is the path of somebody's direct messages.
func to(seat *Seat) string { return "/channels/" + seat.ChannelID() + "/messages" }

func settle(t *testing.T, s *Server) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	if err := s.Settle(ctx); err != nil {
		t.Fatal(err)
	}
}

// here sends what is meant for Discord to the fake.
type here struct{ *Server }

func (h here) RoundTrip(r *http.Request) (*http.Response, error) {
	base, err := url.Parse(h.URL())
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = base.Scheme, base.Host
	r.URL.Path = strings.Replace(r.URL.Path, "/api/v9/", "/api/v10/", 1)
	return http.DefaultTransport.RoundTrip(r)
}

func init() { discordgo.APIVersion = "10" }

// library is discordgo on the fake, connected until the test ends.
func library(t *testing.T, s *Server, handlers ...any) *discordgo.Session {
	t.Helper()
	d, err := discordgo.New("Bot " + s.Token())
	if err != nil {
		t.Fatal(err)
	}
	d.Client = &http.Client{Transport: here{s}}
	d.Identify.Intents = discordgo.IntentsDirectMessages | discordgo.IntentsGuilds
	d.Identify.Presence.Status = "online"
	for _, h := range handlers {
		d.AddHandler(h)
	}
	if err := d.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() }) // the fake may have done so
	return d
}

// echo repeats what it hears on a message with a button, and says what was pressed in
// its place.
func echo(t *testing.T, s *Server) {
	library(t, s, func(d *discordgo.Session, m *discordgo.MessageCreate) {
		if m.Author.ID == AppID {
			return
		}
		path := s.API() + "/channels/" + m.ChannelID + "/messages"
		if _, err := d.RequestWithBucketID("POST", path, json.RawMessage(said(m.Content, buttons(pressable("Yes", "y")))), path); err != nil {
			t.Error(err)
		}
		s.Taken(m.ID)
	}, func(d *discordgo.Session, i *discordgo.InteractionCreate) {
		path := s.API() + "/interactions/" + i.ID + "/" + i.Token + "/callback"
		if _, err := d.RequestWithBucketID("POST", path, json.RawMessage(`{"type": 7, "data": {"content": "You said yes", "components": [], `+quiet+`}}`), path); err != nil {
			t.Error(err)
		}
	})
}

func TestAConversation(t *testing.T) {
	t.Parallel() // the library takes a second to close
	s := New(t, Taking())
	p := s.Person("4711", "Ida")
	echo(t, s)
	p.Say("hello")
	settle(t, s)
	if got := p.Last(); got.Text != "hello" || len(got.Labels()) != 1 {
		t.Fatalf("the bot shows %+v", got)
	}
	if !p.Press("yes") {
		t.Fatal("there is no button")
	}
	settle(t, s)
	if got := p.Last(); got.Text != "You said yes" || !got.Edited || got.Buttons != nil {
		t.Errorf("after the press the bot shows %+v", got)
	}
	if got := p.Take(); len(got) != 2 || got[0].Edited || !got[1].Edited {
		t.Errorf("it was shown so: %v", got)
	}
	if p.Press("yes") {
		t.Error("a button that is gone was pressed")
	}
	if uses := s.Uses(); len(uses) != 1 || !uses[0].Done || uses[0].Label != "Yes" || len(s.Deliveries()) != 1 {
		t.Errorf("%v, %v", uses, s.Deliveries())
	}
}

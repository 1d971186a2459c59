package fake

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// line is a bot's connection to the gateway.
type line struct {
	t  *testing.T
	ws *websocket.Conn
}

// dial connects and hears hello.
func dial(t *testing.T, s *Server) *line {
	t.Helper()
	l := connect(t, s)
	if got := l.next(); got["op"] != 10. || child(got, "d")["heartbeat_interval"] != 41250. {
		t.Fatal(got)
	}
	return l
}

func connect(t *testing.T, s *Server) *line {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(s.Gateway()+"/?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.Close() }) // it may be closed
	return &line{t, ws}
}

func (l *line) say(payload string) {
	l.t.Helper()
	if err := l.ws.WriteMessage(websocket.TextMessage, []byte(payload)); err != nil {
		l.t.Fatal(err)
	}
}

func (l *line) next() obj {
	l.t.Helper()
	kind, data, err := l.ws.ReadMessage()
	if err != nil {
		l.t.Fatal(err)
	}
	if kind != websocket.TextMessage {
		l.t.Fatalf("%q was not asked for", data)
	}
	var o obj
	if err := json.Unmarshal(data, &o); err != nil {
		l.t.Fatal(err)
	}
	return o
}

func inflated(t *testing.T, data []byte) []byte {
	t.Helper()
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// hears says which events come next: their names, in order.
func (l *line) hears(kinds ...string) obj {
	l.t.Helper()
	var last obj
	for _, kind := range kinds {
		if last = l.next(); last["t"] != kind {
			l.t.Fatalf("got %v, want %s", last, kind)
		}
	}
	return last
}

// ends is the code the connection is closed with, 0 for none.
func (l *line) ends() int {
	l.t.Helper()
	for {
		_, _, err := l.ws.ReadMessage()
		var closed *websocket.CloseError
		switch {
		case errors.As(err, &closed) && closed.Code != websocket.CloseAbnormalClosure:
			return closed.Code
		case err != nil:
			return 0
		}
	}
}

func identify(s *Server, intents, more string) string {
	return `{"op": 2, "d": {"token": "Bot ` + s.Token() + `", "properties": {"os": "linux"}, "intents": ` + intents + more + `}}`
}

const messages = "4096" // the intent of direct messages

// begin identifies and is ready. It gives the id of the session.
func begin(t *testing.T, s *Server, intents string) (*line, string) {
	t.Helper()
	l := dial(t, s)
	l.say(identify(s, intents, ""))
	return l, text(child(l.hears("READY"), "d"), "session_id")
}

func resume(s *Server, id, seq string) string {
	return `{"op": 6, "d": {"token": "` + s.Token() + `", "session_id": "` + id + `", "seq": ` + seq + `}}`
}

func TestASession(t *testing.T) {
	s := New(t)
	p := s.Person("4711", "Ida")
	l, _ := begin(t, s, messages)
	l.say(`{"op": 1, "d": 1}`)
	if got := l.next(); got["op"] != 11. {
		t.Error(got)
	}
	s.Beat()
	if got := l.next(); got["op"] != 1. {
		t.Error(got)
	}
	p.Edit(p.Say("hello"), "hullo")
	if d := child(l.hears("MESSAGE_CREATE", "MESSAGE_UPDATE"), "d"); d["content"] != "hullo" || d["edited_timestamp"] == nil || d["channel_id"] != p.ChannelID() {
		t.Error(d)
	}
	p.Unfurl(p.Say("https://a.example"))
	if d := child(l.hears("MESSAGE_CREATE", "MESSAGE_UPDATE"), "d"); d["edited_timestamp"] != nil {
		t.Error("nobody edited it", d)
	}
	p.Delete(p.Chat()[0].ID)
	l.hears("MESSAGE_DELETE")
	if !s.Online() || s.Identifies() != 1 || s.Identified()["token"] != nil || s.Identified()["intents"] == nil {
		t.Error(s.Identified())
	}
}

func TestWhatAServerAsks(t *testing.T) {
	s := New(t)
	l, id := begin(t, s, messages)
	s.Reconnect()
	if got := l.next(); got["op"] != 7. {
		t.Error(got)
	}
	s.Invalidate(true)
	if got := l.next(); got["op"] != 9. || got["d"] != true {
		t.Error(got)
	}
	l.say(resume(s, id, "1"))
	l.hears("RESUMED")
	s.Invalidate(false)
	if got := l.next(); got["d"] != false {
		t.Error(got)
	}
	l.say(resume(s, id, "1"))
	if got := l.next(); got["op"] != 9. {
		t.Error(got)
	}
	l.say(identify(s, messages, ""))
	l.hears("READY")
	s.Shut(4000)
	if code := l.ends(); code != 4000 {
		t.Error(code)
	}
}

// What one person alone sees is no message of the channel.
func TestWhatIsPrivateIsToldNobody(t *testing.T) {
	s, p, it := pressed(t)
	l, _ := begin(t, s, messages)
	call(t, s, "POST", callbackOf(it), `{"type": 4, "data": {"content": "secret", "flags": 64, `+quiet+`}}`)
	call(t, s, "PATCH", originalOf(it), `{"content": "secrets", `+quiet+`}`)
	id := p.Last().ID
	if r := call(t, s, "GET", to(p.Seat)+"/"+id, ""); r.code(t) != 10008 {
		t.Error(r)
	}
	if n := len(listed(t, s, p, "").([]any)); n != 1 {
		t.Errorf("%d messages are listed", n)
	}
	call(t, s, "DELETE", originalOf(it), "")
	p.Say("the next")
	if d := child(l.hears("MESSAGE_CREATE"), "d"); d["content"] != "the next" {
		t.Error(d)
	}
}

// A bot is told what nobody has heard of, and how often its heart is to beat.
func TestWhatNobodyHasHeardOf(t *testing.T) {
	s := New(t, Heartbeat(time.Second))
	l := connect(t, s)
	if got := child(l.next(), "d")["heartbeat_interval"]; got != 1000. {
		t.Error(got)
	}
	l.say(identify(s, "0", ""))
	l.hears("READY")
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	s.PushRaw("DREAM_CREATE", obj{"of": "sheep"})
	if d := child(l.hears("DREAM_CREATE"), "d"); d["of"] != "sheep" {
		t.Error(d)
	}
}

func TestIntentsDecideWhatIsHeard(t *testing.T) {
	s := New(t, Lenient(), Privileged(1<<15))
	p := s.Person("4711", "Ida")
	town := s.Guild("Town", p)
	none, _ := begin(t, s, "0")
	direct, _ := begin(t, s, messages)
	town1, _ := begin(t, s, "513")
	town1.hears("GUILD_CREATE")
	p.Say("secret")
	town.Seat(p).Say("hello all")
	town.Seat(p).Say("hello <@" + AppID + ">")
	town.Open("quiet", p)
	town.Leave()
	direct.hears("MESSAGE_CREATE")
	if d := child(town1.hears("MESSAGE_CREATE"), "d"); d["content"] != "" || d["guild_id"] != town.ID {
		t.Error("words in a server are for those they speak to", d)
	}
	if d := child(town1.hears("MESSAGE_CREATE"), "d"); d["content"] == "" {
		t.Error(d)
	}
	town1.hears("CHANNEL_CREATE", "GUILD_DELETE")
	direct.silent(s)
	none.silent(s)
}

func TestTheBudgetOfIdentifies(t *testing.T) {
	s := New(t, Lenient(), Budget(1))
	left := func() any {
		return child(call(t, s, "GET", "/gateway/bot", "").get(t), "session_start_limit")["remaining"]
	}
	if left() != 1. {
		t.Error(left())
	}
	begin(t, s, messages)
	if left() != 0. {
		t.Error(left())
	}
	l := dial(t, s)
	l.say(identify(s, messages, ""))
	if code := l.ends(); code != 4004 {
		t.Error(code)
	}
	found(t, s, "more identifies than the day has")
	if r := call(t, s, "GET", "/users/@me", ""); r.Status != 401 {
		t.Error("the token was reset", r)
	}
}

func TestWrongIdentifiesAreFound(t *testing.T) {
	s := New(t, Lenient())
	l := dial(t, s)
	l.say(`{"op": 2, "d": {"token": "` + Token + `", "intents": 4096, "compress": true, "presence": {"status": ""}}}`)
	if kind, data, err := l.ws.ReadMessage(); err != nil || kind != websocket.BinaryMessage || !strings.Contains(string(inflated(t, data)), "READY") {
		t.Errorf("%d %q %v", kind, data, err)
	}
	found(t, s, "properties are missing")
	found(t, s, "presence.status")
	if _, _, err := websocket.DefaultDialer.Dial(s.Gateway()+"/?v=9&encoding=json", nil); err != nil {
		t.Fatal(err)
	}
	found(t, s, "v=10")
}

func TestIdentifyingTooSoon(t *testing.T) {
	c := newClock()
	s := New(t, Clock(c.now), Limits(c.now))
	begin(t, s, messages)
	c.at = c.at.Add(4 * time.Second)
	l := dial(t, s)
	l.say(identify(s, messages, ""))
	if got := l.next(); got["op"] != 9. {
		t.Error(got)
	}
}

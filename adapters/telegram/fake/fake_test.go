package fake

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// answer is what a bot gets.
type answer struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
		MigrateTo  int `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// call sends params as JSON.
func call(t *testing.T, s *Server, method, params string) answer {
	t.Helper()
	return ask(t, s, method, "application/json", strings.NewReader(params))
}

func ask(t *testing.T, s *Server, method, media string, body io.Reader) answer {
	t.Helper()
	r, err := http.Post(s.URL()+"/bot"+s.Token()+"/"+method, media, body)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var a answer
	if err := json.NewDecoder(r.Body).Decode(&a); err != nil {
		t.Fatal(err)
	}
	return a
}

// echo is a bot that repeats what it hears, on a message with a button, and says what
// was pressed in its place.
func echo(ctx context.Context, t *testing.T, s *Server) {
	offset := 0
	for ctx.Err() == nil {
		var batch []struct {
			ID      int `json:"update_id"`
			Message *struct{ Text string }
			Query   *struct {
				ID, Data string
				Message  struct {
					ID int `json:"message_id"`
				}
			} `json:"callback_query"`
		}
		a := call(t, s, "getUpdates", `{"timeout": 50, "offset": `+quote(offset)+`}`)
		_ = json.Unmarshal(a.Result, &batch)
		for _, u := range batch {
			offset = u.ID + 1
			switch {
			case u.Message != nil:
				call(t, s, "sendMessage", `{"chat_id": 1, "text": `+quote(u.Message.Text)+`,
					"reply_markup": {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}}`)
			case u.Query != nil:
				call(t, s, "answerCallbackQuery", `{"callback_query_id": `+quote(u.Query.ID)+`}`)
				call(t, s, "editMessageText", `{"chat_id": 1, "text": "You said yes", "message_id": `+quote(u.Query.Message.ID)+`}`)
			}
		}
	}
}

func quote(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// play runs echo until the test ends.
func play(t *testing.T, s *Server) {
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { echo(ctx, t, s) })
	t.Cleanup(func() {
		stop()
		s.PushRaw("unheard_of", nil)
		running.Wait()
	})
}

func settle(t *testing.T, s *Server) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	if err := s.Settle(ctx); err != nil {
		t.Fatal(err)
	}
}

func TestAConversation(t *testing.T) {
	s := New(t)
	p := s.Person(1, "Ida")
	play(t, s)
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
	if len(s.Deliveries()) != 1 || len(s.Unanswered()) != 0 || len(p.Toasts()) != 1 {
		t.Errorf("%v, %v, %v", s.Deliveries(), s.Unanswered(), p.Toasts())
	}
}

func TestOneQuestionInEveryForm(t *testing.T) {
	s := New(t)
	p := s.Person(1, "Ida")
	p.Known()
	base := s.URL() + "/bot" + s.Token() + "/sendMessage"
	form := url.Values{"chat_id": {"1"}, "text": {"123"}, "disable_notification": {"true"}}
	for _, send := range []func() (*http.Response, error){
		func() (*http.Response, error) { return http.Get(base + "?" + form.Encode()) },
		func() (*http.Response, error) { return http.PostForm(base, form) },
		func() (*http.Response, error) {
			return http.Post(base, "application/json", strings.NewReader(`{"chat_id":1,"text":"123"}`))
		},
		func() (*http.Response, error) {
			body, media := parts(form, nil)
			return http.Post(base, media, body)
		},
	} {
		r, err := send()
		if err != nil || r.StatusCode != http.StatusOK {
			t.Fatal(r, err)
		}
		r.Body.Close()
		if got := p.Take(); len(got) != 1 || got[0].Text != "123" {
			t.Errorf("shown: %v", got)
		}
	}
}

func TestPhotosAndFiles(t *testing.T) {
	s := New(t)
	p := s.Person(1, "Ida")
	p.Known()
	body, media := parts(url.Values{"chat_id": {"1"}, "caption": {"A week"}}, map[string][]byte{"photo": dot()})
	if a := ask(t, s, "sendPhoto", media, body); !a.OK {
		t.Fatal(a.Description)
	}
	if got := p.Last(); !bytes.Equal(got.Photo, dot()) || got.Text != "A week" {
		t.Errorf("shown: %v", got)
	}
	body, media = parts(url.Values{"chat_id": {"1"}}, map[string][]byte{"photo": []byte("no picture")})
	if a := ask(t, s, "sendPhoto", media, body); a.OK {
		t.Error("what is no picture was taken for one")
	}
	body, media = parts(url.Values{"chat_id": {"1"}}, map[string][]byte{"document": []byte("BEGIN")})
	if a := ask(t, s, "sendDocument", media, body); !a.OK {
		t.Fatal(a.Description)
	}
	if d := p.Last().Document; d == nil || d.Name != "document" || string(d.Data) != "BEGIN" {
		t.Errorf("shown: %+v", d)
	}
}

func TestAFileIsFetched(t *testing.T) {
	s := New(t)
	s.Person(1, "Ida").Document("plan.ics", []byte("BEGIN"))
	a := call(t, s, "getFile", `{"file_id": `+quote(s.lastFile())+`}`)
	var f struct {
		Path string `json:"file_path"`
	}
	if err := json.Unmarshal(a.Result, &f); err != nil || f.Path == "" {
		t.Fatal(err, a)
	}
	r, err := http.Get(s.URL() + "/file/bot" + s.Token() + "/" + f.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if data, _ := io.ReadAll(r.Body); string(data) != "BEGIN" {
		t.Errorf("got %q", data)
	}
}

func (s *Server) lastFile() string {
	for id := range s.files {
		return id
	}
	return ""
}

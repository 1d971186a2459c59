package fake

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

// dot is a picture.
func dot() []byte {
	var b bytes.Buffer
	must(png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))))
	return b.Bytes()
}

func must(err error) {
	if err != nil {
		panic(err) // writing to memory
	}
}

// parts is a multipart body and its media type; the files are called by the number.
func parts(payload string, files ...string) (string, *strings.Reader) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	must(w.WriteField("payload_json", payload))
	for i, data := range files {
		name := "a.txt"
		if strings.HasPrefix(data, "\x89PNG") {
			name = "a.png"
		}
		f, err := w.CreateFormFile("files["+quote(i)+"]", name)
		must(err)
		_, err = f.Write([]byte(data))
		must(err)
	}
	must(w.Close())
	return w.FormDataContentType(), strings.NewReader(body.String())
}

func post(t *testing.T, s *Server, p *Person, payload string, files ...string) reply {
	t.Helper()
	media, body := parts(payload, files...)
	return ask(t, s, "POST", to(p.Seat), media, body)
}

const described = `"attachments": [{"id": "0", "filename": "a.png", "description": "A week, going up"}]`

func TestPicturesAndFiles(t *testing.T) {
	s, p := told(t)
	if r := post(t, s, p, said("Your week", described), string(dot())); r.Status != 200 {
		t.Fatal(r)
	}
	got := p.Last()
	if len(got.Pictures) != 1 || got.Pictures[0].Alt != "A week, going up" || !bytes.Equal(got.Pictures[0].Data, dot()) {
		t.Errorf("%+v", got)
	}
	path := to(p.Seat) + "/" + got.ID
	call(t, s, "PATCH", path, `{"content": "Kept", `+quiet+`}`)
	if got := p.Last(); len(got.Pictures) != 1 || got.Text != "Kept" {
		t.Error("the picture is gone", got)
	}
	call(t, s, "PATCH", path, `{"attachments": [], `+quiet+`}`)
	if got := p.Last(); len(got.Pictures) != 0 || !got.Edited {
		t.Error("the picture is still there", got)
	}
	post(t, s, p, said("", `"attachments": [{"id": "0"}]`), "{}")
	if got := p.Last(); len(got.Files) != 1 || got.Files[0].Name != "a.txt" || string(got.Files[0].Data) != "{}" {
		t.Errorf("%+v", got)
	}
	shown := v2(`{"type": 10, "content": "See"}, {"type": 12, "items": [{"media": {"url": "attachment://a.png"}, "description": "Up"}, {"media": {"url": "https://a.example/b.png"}}]},
		{"type": 9, "components": [{"type": 10, "content": "Too"}], "accessory": {"type": 11, "media": {"url": "attachment://a.png"}}}`)
	if r := post(t, s, p, strings.Replace(shown, "{", `{"attachments": [{"id": "0", "description": "Up"}], `, 1), string(dot())); r.Status != 200 {
		t.Error(r)
	}
	if got := p.Last(); got.Text != "See\nToo" || got.Pictures[0].Alt != "Up" {
		t.Errorf("%+v", got)
	}
}

func TestFilesInComponents(t *testing.T) {
	s, p := told(t)
	shown := v2(`{"type": 13, "file": {"url": "attachment://a.txt"}}`)
	if r := post(t, s, p, strings.Replace(shown, "{", `{"attachments": [{"id": "0"}], `, 1), "{}"); r.Status != 200 {
		t.Error(r)
	}
	if got := p.Last(); len(got.Files) != 1 || strings.Count(string(s.HTML("4711")), "a.txt") != 1 {
		t.Errorf("%+v", got)
	}
}

func TestWrongFilesAreFound(t *testing.T) {
	for _, c := range []struct{ name, payload, file, found string }{
		{"a picture without words", said("", `"attachments": [{"id": "0"}]`), string(dot()), "has no description"},
		{"a file not named", said("hi"), "a", "files[0]: not among the attachments"},
		{"an empty file", said("hi", `"attachments": [{"id": "0"}]`), "", "files[0]: empty"},
		{"a file nobody sees", strings.Replace(v2(`{"type": 10, "content": "a"}`), "{", `{"attachments": [{"id": "0"}], `, 1), "a", "no component shows a.txt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, p := told(t, Lenient())
			post(t, s, p, c.payload, c.file)
			found(t, s, c.found)
		})
	}
	s, p := told(t, Lenient())
	media, body := parts(said("hi"))
	all, err := io.ReadAll(body)
	must(err)
	ask(t, s, "POST", to(p.Seat), media, strings.NewReader(strings.Replace(string(all), "payload_json", "content", 1)))
	found(t, s, "only payload_json and files are taken")
}

func TestWhatPeopleSendIsFetched(t *testing.T) {
	s := New(t)
	p := s.Person("4711", "Ida")
	p.Attach("plan.ics", []byte("BEGIN"), "")
	p.Voice()
	p.Sticker()
	p.Attach("a.png", dot(), "look")
	p.Reply(p.Chat()[0].ID, "that one")
	p.Poll("Tea?", "Yes", "No")
	p.Forward("what they said")
	r := call(t, s, "GET", to(p.Seat)+"?limit=100", "")
	if r.Status != 200 || !strings.Contains(r.Body, `"text/calendar; charset=utf-8"`) {
		t.Fatal(r)
	}
	var media []string
	for _, m := range p.Chat() {
		media = append(media, m.Media)
	}
	if strings.Join(media, " ") != "file voice sticker photo  poll forward" || p.Chat()[4].ReplyTo != p.Chat()[0].ID {
		t.Error(media)
	}
	for _, f := range s.files {
		if _, data := fetch(t, s.url(f), ""); f.name == "plan.ics" && data != "BEGIN" {
			t.Errorf("got %q", data)
		}
	}
}

func fetch(t *testing.T, url, token string) (int, string) {
	t.Helper()
	r, err := http.NewRequest("GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", token)
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
	return a.StatusCode, string(data)
}

// Files lie elsewhere than the API: the token is not for there, and they fail by themselves.
func TestFilesLieElsewhere(t *testing.T) {
	s := New(t, Lenient())
	s.Person("4711", "Ida").Attach("plan.ics", []byte("BEGIN"), "")
	if status, _ := fetch(t, s.URL()+cdn+"1/2/none.ics", ""); status != 404 {
		t.Error(status)
	}
	for path := range s.files {
		s.Fail("GET "+cdn, Silent(503))
		if status, _ := fetch(t, s.URL()+path, ""); status != 503 {
			t.Error(status)
		}
		fetch(t, s.URL()+path, "Bot "+Token)
	}
	found(t, s, "the token was sent to where files lie")
}

func TestMessagesAreListed(t *testing.T) {
	s := New(t)
	p := s.Person("4711", "Ida")
	var ids []string
	for _, words := range []string{"one", "two", "three", "four"} {
		ids = append(ids, p.Say(words))
	}
	p.Delete(ids[2])
	for query, want := range map[string]string{
		"": "four two one", "?limit=2": "four two", "?after=" + ids[0]: "four two", "?after=" + ids[0] + "&limit=1": "two",
		"?before=" + ids[3]: "two one", "?before=" + ids[3] + "&limit=1": "two", "?after=" + ids[3]: "",
	} {
		var got []string
		for _, o := range objects(plain(listed(t, s, p, query))) {
			got = append(got, text(o, "content"))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", query, got, want)
		}
	}
}

func listed(t *testing.T, s *Server, p *Person, query string) any {
	t.Helper()
	v, err := readJSON([]byte(call(t, s, "GET", to(p.Seat)+query, "").Body))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestMessagesOfOthers(t *testing.T) {
	s, p := told(t)
	id := p.Say("mine")
	for method, body := range map[string]string{"PATCH": `{"content": "yours", ` + quiet + `}`, "DELETE": ""} {
		if r := call(t, s, method, to(p.Seat)+"/"+id, body); r.Status != 403 {
			t.Error(r)
		}
	}
	own := p.Chat()[0].ID
	if r := call(t, s, "GET", to(p.Seat)+"/"+own, ""); r.Status != 200 {
		t.Error(r)
	}
	if r := call(t, s, "DELETE", to(p.Seat)+"/"+own, ""); r.Status != 204 || len(p.Chat()) != 1 {
		t.Error(r)
	}
	if r := call(t, s, "GET", to(p.Seat)+"/"+own, ""); r.code(t) != 10008 {
		t.Error(r)
	}
}

func TestDirectMessagesAreOpened(t *testing.T) {
	s := New(t, Lenient())
	p := s.Person("4711", "Ida")
	if r := call(t, s, "POST", to(p.Seat), said("hi")); r.code(t) != 10003 {
		t.Error("the bot knew a channel it had not opened", r)
	}
	r := call(t, s, "POST", "/users/@me/channels", `{"recipient_id": "4711"}`)
	if r.get(t)["id"] != p.ChannelID() {
		t.Error(r)
	}
	found(t, s, "somebody who has done nothing")
	if r := call(t, s, "POST", to(p.Seat), said("hi")); r.Status != 200 {
		t.Error(r)
	}
	if r := call(t, s, "POST", "/channels/"+p.ChannelID()+"/typing", ""); r.Status != 204 || p.Typing() != 1 {
		t.Error(r)
	}
	for _, path := range []string{"/users/@me", "/applications/@me", "/channels/" + p.ChannelID(), "/gateway", "/gateway/bot"} {
		if r := call(t, s, "GET", path, ""); r.Status != 200 {
			t.Error(r)
		}
	}
}

func TestButtonsOfAClientThatLags(t *testing.T) {
	s, p, _ := pressed(t)
	old := p.Last()
	call(t, s, "PATCH", to(p.Seat)+"/"+old.ID, `{"content": "Done", "components": [], `+quiet+`}`)
	if p.Press("Yes") || p.PressOn(old, "No") || !p.PressOn(old, "Yes") {
		t.Error("only a client that lags behind has the button")
	}
	call(t, s, "POST", to(p.Seat), said("Off", buttons(`{"type": 2, "style": 1, "label": "Off", "custom_id": "o", "disabled": true}`)))
	if p.Press("Off") {
		t.Error("a button that is off was pressed")
	}
}

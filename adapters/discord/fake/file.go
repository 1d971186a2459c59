package fake

import (
	"bytes"
	"image"
	_ "image/jpeg" // what people may upload
	_ "image/png"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
)

// file is something uploaded, by the bot or by a person.
type file struct {
	id          string
	name        string
	description string
	data        []byte
	channel     *channel
	voice       bool
}

// cdn is where files are fetched.
const cdn = "/attachments/"

func (s *Server) keep(in *channel, name, description string, data []byte) *file {
	f := &file{id: s.snowflake(), name: name, description: description, data: data, channel: in}
	s.files[f.path()] = f
	return f
}

func (f *file) path() string { return cdn + f.channel.id + "/" + f.id + "/" + path.Base(f.name) }

// url is where the bot fetches it.
func (s *Server) url(f *file) string { return s.http.URL + f.path() + "?ex=0&is=0&hm=0" }

func (m *message) attachments() []any {
	out := []any{}
	for _, f := range m.files {
		out = append(out, m.channel.server.attachment(f))
	}
	return out
}

func (s *Server) attachment(f *file) obj {
	o := obj{
		"id": f.id, "filename": f.name, "size": len(f.data), "url": s.url(f), "proxy_url": s.url(f),
		"content_type": mediaType(f),
	}
	if f.description != "" {
		o["description"] = f.description
	}
	if w, h := f.size(); w > 0 {
		o["width"], o["height"] = w, h
	}
	if f.voice {
		o["duration_secs"], o["waveform"] = 2.5, "AAAA"
	}
	return o
}

// size is that of a picture, 0 for what is none.
func (f *file) size() (width, height int) {
	about, _, err := image.DecodeConfig(bytes.NewReader(f.data))
	if err != nil {
		return 0, 0
	}
	return about.Width, about.Height
}

func (f *file) picture() bool { w, _ := f.size(); return w > 0 }

func mediaType(f *file) string {
	if strings.HasSuffix(f.name, ".ics") {
		return "text/calendar; charset=utf-8"
	}
	return http.DetectContentType(f.data)
}

// attached are the files a message has after a request: those of before it still names,
// and those sent along. A body without attachments keeps what was there.
func (s *Server) attached(c *Call, m *message, o obj) ([]*file, *refusal) {
	if _, there := o["attachments"]; !there {
		return append(slices.Clone(m.files), s.unnamed(c, m)...), nil
	}
	var out []*file
	for _, about := range objects(o["attachments"]) {
		id := text(about, "id")
		if u := c.files[id]; u != nil {
			out = append(out, s.keep(m.channel, u.name, text(about, "description"), u.data))
			continue
		}
		i := slices.IndexFunc(m.files, func(f *file) bool { return f.id == id })
		if i < 0 {
			return nil, invalid("attachments: there is no file " + id)
		}
		out = append(out, m.files[i])
	}
	return out, nil
}

func (s *Server) unnamed(c *Call, m *message) []*file {
	var out []*file
	for _, n := range slices.Sorted(maps.Keys(c.files)) {
		out = append(out, s.keep(m.channel, c.files[n].name, "", c.files[n].data))
	}
	return out
}

// download hands out a file. It asks for no token.
func (s *Server) download(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	f, given := s.files[r.URL.Path], r.Header.Get("Authorization") != ""
	if given {
		s.violate("GET "+cdn, "the token was sent to where files lie")
	}
	s.mu.Unlock()
	if fault := s.fault("GET " + cdn); fault != nil && fault.answer != nil {
		fault.answer(s, w, r)
		return
	}
	if f == nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", mediaType(f))
	_, _ = w.Write(f.data) // the bot may be gone
}

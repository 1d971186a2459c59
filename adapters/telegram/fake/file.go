package fake

import (
	"bytes"
	"image"
	_ "image/jpeg" // what people may upload as photos
	_ "image/png"
	"net/http"
	"path"
	"strings"
)

// file is something uploaded, by the bot or by a person.
type file struct {
	id   string
	name string
	data []byte
}

// Where the real server stops.
const (
	mostPhoto    = 10 << 20
	mostDownload = 20 << 20
)

func (s *Server) keep(name string, data []byte) *file {
	s.nextFile++
	f := &file{s.id("AgACFake", s.nextFile), name, data}
	s.files[f.id] = f
	return f
}

// fileOf is the file a request means: one sent along, one the server has, or one that
// lies at an address, which the fake does not fetch.
func (s *Server) fileOf(c *Call, v any) (*file, *refusal) {
	switch v := v.(type) {
	case *upload:
		return s.upload(v)
	case string:
		if name, ok := strings.CutPrefix(v, "attach://"); ok {
			return s.upload(c.files[name])
		}
		if f := s.files[v]; f != nil {
			return f, nil
		}
	}
	return nil, bad("wrong file identifier/HTTP URL specified")
}

func (s *Server) upload(u *upload) (*file, *refusal) {
	if u == nil || len(u.data) == 0 {
		return nil, bad("file must be non-empty")
	}
	return s.keep(u.name, u.data), nil
}

// photo is f as sizes of a photo, if it really is a picture.
func (f *file) photo() (any, *refusal) {
	picture, _, err := image.Decode(bytes.NewReader(f.data))
	if err != nil || len(f.data) > mostPhoto {
		return nil, bad("IMAGE_PROCESS_FAILED")
	}
	w, h := picture.Bounds().Dx(), picture.Bounds().Dy()
	if w+h > 10_000 || w > 20*h || h > 20*w {
		return nil, bad("PHOTO_INVALID_DIMENSIONS")
	}
	return []any{obj{
		"file_id": f.id, "file_unique_id": "u" + f.id, "width": w, "height": h, "file_size": len(f.data),
	}}, nil
}

func (f *file) document() obj {
	return obj{
		"file_id": f.id, "file_unique_id": "u" + f.id, "file_name": f.name,
		"mime_type": mediaType(f.data), "file_size": len(f.data),
	}
}

func mediaType(data []byte) string {
	media, _, _ := strings.Cut(http.DetectContentType(data), ";")
	return media
}

func (s *Server) getFile(c *Call) (any, *refusal) {
	f := s.files[c.text("file_id")]
	switch {
	case f == nil:
		return nil, bad("wrong file_id or the file is temporarily unavailable")
	case len(f.data) > mostDownload:
		return nil, bad("file is too big")
	}
	return obj{
		"file_id": f.id, "file_unique_id": "u" + f.id, "file_size": len(f.data), "file_path": f.path(),
	}, nil
}

func (f *file) path() string { return "files/" + f.id + path.Ext(f.name) }

// hand hands over a file, which goes wrong like a method named "download".
func (s *Server) hand(w http.ResponseWriter, r *http.Request, at string) {
	if fault := s.fault("download"); fault != nil {
		fault.answer(s, w, r)
		return
	}
	s.download(w, at)
}

func (s *Server) download(w http.ResponseWriter, at string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.files {
		if f.path() == at {
			_, _ = w.Write(f.data) // the bot may be gone
			return
		}
	}
	s.answer(w, nil, &refusal{Code: http.StatusNotFound, Description: "Not Found"})
}

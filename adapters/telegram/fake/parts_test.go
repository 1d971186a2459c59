package fake

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/url"
)

// parts is a multipart body and its media type.
func parts(values url.Values, files map[string][]byte) (io.Reader, string) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name := range values {
		must(w.WriteField(name, values.Get(name)))
	}
	for name, data := range files {
		f, err := w.CreateFormFile(name, name)
		must(err)
		_, err = f.Write(data)
		must(err)
	}
	must(w.Close())
	return &body, w.FormDataContentType()
}

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

package telegram

import (
	"bytes"
	"errors"
	"mime/multipart"

	"github.com/go-json-experiment/json/v1"
)

// attached is a file that goes with a call.
type attached struct {
	field string // the parameter it is, or that speaks of it
	name  string
	data  []byte
}

// with is a body of p and the file, and its type. A string stands in it as it is, all else
// as JSON (https://core.telegram.org/bots/api#sending-files).
func (f attached) with(p params) (kind string, body []byte, err error) {
	var out bytes.Buffer
	form := multipart.NewWriter(&out)
	for name, value := range p {
		words, plain := value.(string)
		if !plain {
			text, failed := json.Marshal(value)
			words, err = string(text), errors.Join(err, failed)
		}
		err = errors.Join(err, form.WriteField(name, words))
	}
	part, failed := form.CreateFormFile(f.field, f.name)
	if err = errors.Join(err, failed); err == nil {
		_, err = part.Write(f.data)
	}
	err = errors.Join(err, form.Close())
	return form.FormDataContentType(), out.Bytes(), err
}

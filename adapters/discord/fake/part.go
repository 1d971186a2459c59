package fake

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"regexp"
)

var fileField = regexp.MustCompile(`^files\[(\d)\]$`)

func (c *Call) readParts(data []byte, boundary string) error {
	form, err := multipart.NewReader(bytes.NewReader(data), boundary).ReadForm(most)
	if err != nil {
		return fmt.Errorf("reading parts: %w", err)
	}
	for name, values := range form.Value {
		if name != "payload_json" || len(values) != 1 {
			c.wrong = append(c.wrong, name+": only payload_json and files are taken")
			continue
		}
		if c.Body, err = readJSON([]byte(values[0])); err != nil {
			return err
		}
	}
	for name, parts := range form.File {
		number := fileField.FindStringSubmatch(name)
		if number == nil || len(parts) != 1 {
			c.wrong = append(c.wrong, name+": files are called files[0] to files[9]")
			continue
		}
		if c.files[number[1]], err = opened(parts[0]); err != nil {
			return err
		}
	}
	return nil
}

func opened(part *multipart.FileHeader) (*upload, error) {
	f, err := part.Open()
	if err != nil {
		return nil, fmt.Errorf("opening a part: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("reading a part: %w", err)
	}
	return &upload{part.Filename, data}, nil
}

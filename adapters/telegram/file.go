package telegram

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"

	"samepage/bot"
)

// longestFile is of a calendar somebody hands over. Telegram would give 20 MB.
const longestFile = 4 << 20

// fetch is a document; nil where it is too big or gone.
func (t *Telegram) fetch(ctx context.Context, d document) (*bot.File, error) {
	if d.Size > longestFile {
		return nil, nil
	}
	var file struct {
		Path string `json:"file_path"`
	}
	err := t.client.call(ctx, "getFile", params{"file_id": d.FileID}, &file)
	var e *Error
	if errors.As(err, &e) && e.Code == http.StatusBadRequest || err == nil && file.Path == "" {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("fetching a file: %w", err)
	}
	data, err := t.client.download(ctx, file.Path, longestFile)
	switch {
	case errors.Is(err, errTooBig):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("fetching a file: %w", err)
	}
	return &bot.File{Name: d.Name, Type: cmp.Or(d.Type, "text/calendar"), Data: data}, nil
}

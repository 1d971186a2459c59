package discord

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strings"

	"samepage/bot"
)

// longestFile is of a calendar somebody hands over.
const longestFile = 4 << 20

// calendar is the first file of a message that the bot reads.
func (m message) calendar() (given, bool) {
	for _, f := range m.files() {
		if strings.HasPrefix(strings.ToLower(f.Type), "text/calendar") || strings.HasSuffix(strings.ToLower(f.Name), ".ics") {
			return f, true
		}
	}
	return given{}, false
}

const fetches = 3 // of a file that fails

// handleFile hears a message that has a calendar; one that cannot be fetched is something
// that cannot be read.
func (d *Discord) handleFile(ctx context.Context, ev bot.Event, f given) (settled bool) {
	pause := bot.NewBackoff()
	for try := 1; try <= fetches && f.Size <= longestFile; try++ {
		data, err := d.client.download(ctx, f.URL, longestFile)
		if err == nil {
			kind, _, _ := strings.Cut(f.Type, ";")
			ev.File, ev.Media = &bot.File{Name: f.Name, Type: cmp.Or(kind, "text/calendar"), Data: data}, ""
			break
		}
		var e *Error
		if errors.Is(err, errTooBig) || errors.As(err, &e) && e.Status == http.StatusNotFound {
			break
		}
		d.log.Warn("discord: fetching a file", "error", reason(err))
		if pause.Sleep(ctx, err); ctx.Err() != nil {
			return false
		}
	}
	return d.handle(ctx, ev)
}

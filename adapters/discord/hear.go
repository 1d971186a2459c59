package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"samepage/bot"
)

// hear takes what the gateway sends, in the order it comes. It is called while discordgo
// holds its locks, so all it does is to begin.
func (d *Discord) hear(ctx context.Context, kind string, raw json.RawMessage) {
	switch kind {
	case "READY":
		d.log.Info("discord: heard")
	case "MESSAGE_CREATE", "MESSAGE_UPDATE":
		var m message
		if decode(raw, &m) && m.theirs() {
			d.begin(ctx, m.Channel, func(ctx context.Context) { d.listen(ctx, m, kind == "MESSAGE_UPDATE") })
		}
	case "MESSAGE_DELETE":
		var m message
		if decode(raw, &m) && m.private() {
			ev := bot.Event{ID: m.ID + "-", From: d.address(m.Channel), Message: bot.MessageID(m.ID), Deleted: true}
			d.begin(ctx, m.Channel, func(ctx context.Context) { d.handle(ctx, ev) })
		}
	case "INTERACTION_CREATE":
		d.interact(ctx, raw)
	}
}

// decode reads what it can: a field of another shape, in a part nobody reads, must not
// lose what a person said.
func decode(raw json.RawMessage, into any) bool {
	err := json.Unmarshal(raw, into)
	var shape *json.UnmarshalTypeError
	return err == nil || errors.As(err, &shape)
}

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

// message is one in a channel. Of a change some fields may be missing.
type message struct {
	ID       string  `json:"id"`
	Type     int     `json:"type"`
	Channel  string  `json:"channel_id"`
	Guild    string  `json:"guild_id"`
	Author   *user   `json:"author"`
	Content  string  `json:"content"`
	Edited   string  `json:"edited_timestamp"`
	Flags    int     `json:"flags"`
	Files    []given `json:"attachments"`
	Stickers []any   `json:"sticker_items"`
	Poll     any     `json:"poll"`
	Forwards []struct {
		Message struct {
			Content string  `json:"content"`
			Files   []given `json:"attachments"`
		} `json:"message"`
	} `json:"message_snapshots"`
}

// given is a file somebody sent.
type given struct {
	Name string `json:"filename"`
	Type string `json:"content_type"`
	Size int64  `json:"size"`
	URL  string `json:"url"`
}

// spoken is the flag of a message that is a recording.
const spoken = 1 << 13

func (m message) private() bool { return m.Guild == "" && snowflake(m.ID) && snowflake(m.Channel) }

// theirs says whether a person wrote it in a private chat: words (0) or an answer to
// words (19), and not that somebody pinned something.
func (m message) theirs() bool {
	return m.private() && m.Author != nil && !m.Author.Bot && (m.Type == 0 || m.Type == 19)
}

// listen hears a message.
func (d *Discord) listen(ctx context.Context, m message, edited bool) (settled bool) {
	ev, ok := d.event(m, edited)
	if !ok || d.heard.before(ev.ID) {
		return true
	}
	if file, ok := m.calendar(); ok && !edited {
		settled = d.handleFile(ctx, ev, file)
	} else {
		settled = d.handle(ctx, ev)
	}
	if settled {
		d.heard.done(ev.ID)
	}
	return settled
}

// event is what a message says to the bot; ok is false where it is none of the person's
// doing: Discord has looked at a link in it.
func (d *Discord) event(m message, edited bool) (ev bot.Event, ok bool) {
	ev = bot.Event{ID: m.ID, From: d.address(m.Channel), Message: bot.MessageID(m.ID), Text: m.Content}
	if edited {
		ev.ID, ev.Edited = m.ID+"+"+m.Edited, true
		return ev, m.Edited != "" && strings.TrimSpace(m.Content) != ""
	}
	ev.Mark, ev.Media = d.heard.message(m.Channel, m.ID), m.media()
	if len(m.Forwards) > 0 {
		ev.Text, ev.Passed = cmp.Or(m.Content, m.Forwards[0].Message.Content), true
	}
	if ev.Media == "" && strings.TrimSpace(ev.Text) == "" {
		ev.Media = bot.Other
	}
	return ev, true
}

// media is what a message has that is no text.
func (m message) media() bot.Media {
	switch {
	case m.Flags&spoken != 0, m.has("audio/"):
		return bot.Voice
	case m.has("image/"):
		return bot.Photo
	case len(m.Stickers) > 0:
		return bot.Sticker
	case len(m.files()) > 0, m.Poll != nil:
		return bot.Other
	}
	return ""
}

func (m message) has(kind string) bool {
	return slices.ContainsFunc(m.files(), func(f given) bool { return strings.HasPrefix(f.Type, kind) })
}

// files are those of a message, and of the one it passes on.
func (m message) files() []given {
	files := slices.Clone(m.Files)
	for _, f := range m.Forwards {
		files = append(files, f.Message.Files...)
	}
	return files
}

// handle hears one event; false where it is to come again after a restart. What the bot
// does not take is handed over until it does, since all else would lose it: what it
// cannot hear it sets aside itself.
func (d *Discord) handle(ctx context.Context, ev bot.Event) (settled bool) {
	patient, cancel := bot.Outliving(ctx, lastGrace)
	defer cancel()
	for pause := bot.NewBackoff(); ; {
		err := bot.Guarded(func() error { return d.deliver(patient, ev) })
		if err == nil {
			return true
		}
		d.log.Warn("discord: an event failed, trying again", "code", bot.CodeOf(err), "fault", bot.FaultOf(err))
		if pause.Sleep(ctx, nil); ctx.Err() != nil {
			return false
		}
	}
}

// lastGrace is what was begun may still take once the program ends.
const lastGrace = 5 * time.Second

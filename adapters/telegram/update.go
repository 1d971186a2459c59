package telegram

import (
	"cmp"
	"errors"
	"strings"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot"
)

// Of an update only what is used is decoded, here and not by the library: a field of
// another shape, in a part nobody reads, must not lose what a person said.
type update struct {
	ID       int64     `json:"update_id"`
	Message  *message  `json:"message"`
	Edited   *message  `json:"edited_message"`
	Callback *callback `json:"callback_query"`
	Member   *member   `json:"my_chat_member"`
}

// allowed are the kinds of updates that are asked for.
var allowed = []string{"message", "edited_message", "callback_query", "my_chat_member"}

type user struct {
	ID       int64  `json:"id"`
	Bot      bool   `json:"is_bot"`
	Username string `json:"username"`
}

type chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"`
}

func (c chat) private() bool { return c.Type == "private" }
func (c chat) group() bool   { return c.Type == "group" || c.Type == "supergroup" }

type message struct {
	ID       int64     `json:"message_id"`
	Date     int64     `json:"date"` // 0: it can no longer be seen
	From     *user     `json:"from"`
	Chat     chat      `json:"chat"`
	Text     string    `json:"text"`
	Caption  string    `json:"caption"`
	Album    string    `json:"media_group_id"`
	Origin   *origin   `json:"forward_origin"`
	Location *location `json:"location"`
	Document *document `json:"document"`
	Left     *user     `json:"left_chat_member"`

	MovedTo   int64 `json:"migrate_to_chat_id"` // a group that is another chat now
	MovedFrom int64 `json:"migrate_from_chat_id"`

	// What they hold is not looked at.
	Photo     given `json:"photo"`
	Voice     given `json:"voice"`
	VideoNote given `json:"video_note"`
	Audio     given `json:"audio"`
	Sticker   given `json:"sticker"`
	Animation given `json:"animation"`
	Video     given `json:"video"`
	Contact   given `json:"contact"`
	Dice      given `json:"dice"`
	Game      given `json:"game"`
	Poll      given `json:"poll"`
	Story     given `json:"story"`
	Venue     given `json:"venue"`
	PaidMedia given `json:"paid_media"`
	Checklist given `json:"checklist"`
}

// origin is who wrote what is passed on.
type origin struct {
	Sender *user `json:"sender_user"`
}

// passed says whether somebody else wrote it.
func (m *message) passed() bool {
	return m.Origin != nil && (m.Origin.Sender == nil || m.From == nil || m.Origin.Sender.ID != m.From.ID)
}

// words are a message's text, or what stands below a picture or a file.
func (m *message) words() string { return cmp.Or(m.Text, m.Caption) }

// given is whether a field is there, whatever is in it.
type given bool

// UnmarshalJSON takes anything.
func (g *given) UnmarshalJSON(b []byte) error {
	*g = string(b) != "null"
	return nil
}

type location struct {
	Lat float64 `json:"latitude"`
	Lon float64 `json:"longitude"`
}

type document struct {
	FileID string `json:"file_id"`
	Name   string `json:"file_name"`
	Type   string `json:"mime_type"`
	Size   int64  `json:"file_size"`
}

type callback struct {
	ID      string   `json:"id"`
	From    user     `json:"from"`
	Message *message `json:"message"` // nil, or without a date, where it is too old
	Data    string   `json:"data"`
}

type member struct {
	Chat chat `json:"chat"`
	New  struct {
		Status string `json:"status"`
	} `json:"new_chat_member"`
}

// updates are those in an answer, oldest first. One that cannot be read is there with its
// id alone, so that it is passed over and confirmed.
func (c *client) updates(a answer) (out []update, err error) {
	var shape *json.UnmarshalTypeError
	if err := c.read(a, &out); !errors.As(err, &shape) {
		return out, err
	}
	var raw []json.RawMessage
	if err := c.read(a, &raw); err != nil {
		return nil, err
	}
	out = nil
	for _, r := range raw {
		if u, ok := decode(r); ok {
			out = append(out, u)
		}
	}
	return out, nil
}

// decode is false for what has no id, since then there is nothing to confirm.
func decode(raw []byte) (u update, ok bool) {
	if json.Unmarshal(raw, &u) == nil {
		return u, u.ID != 0
	}
	var id struct {
		ID int64 `json:"update_id"`
	}
	err := json.Unmarshal(raw, &id)
	return update{ID: id.ID}, err == nil && id.ID != 0
}

// chat is where an update happened; the zero chat for one of no kind that is known.
func (u update) chat() chat {
	switch {
	case u.Message != nil:
		return u.Message.Chat
	case u.Edited != nil:
		return u.Edited.Chat
	case u.Callback != nil && u.Callback.Message != nil:
		return u.Callback.Message.Chat
	case u.Callback != nil: // of a private chat the id is the person's
		return chat{ID: u.Callback.From.ID, Type: "private"}
	case u.Member != nil:
		return u.Member.Chat
	}
	return chat{}
}

// event is what a person did in a private chat; ok is false where that is nothing the
// bot hears, like a pinned message. A document is still to be fetched.
func (t *Telegram) event(u update) (ev bot.Event, ok bool) {
	c := u.chat()
	if !c.private() {
		return ev, false
	}
	ev = bot.Event{ID: itoa(u.ID), From: t.address(c.ID)}
	switch {
	case u.Callback != nil:
		ev.Press = pressOf(u.Callback.Data)
		if m := u.Callback.Message; m != nil {
			ev.Message = m.name()
		}
		return ev, true
	case u.Edited != nil:
		ev.Text, ev.Edited, ev.Message = u.Edited.words(), true, u.Edited.name()
		return ev, ev.Text != ""
	case u.Message == nil || u.Message.From != nil && u.Message.From.Bot:
		return ev, false
	}
	ev.Message, ev.Text, ev.Media = u.Message.name(), u.Message.words(), u.Message.media()
	ev.Album, ev.Passed = u.Message.Album, u.Message.passed()
	if at := u.Message.Location; at != nil && !bool(u.Message.Venue) {
		ev.Location, ev.Media = &bot.Location{Lat: at.Lat, Lon: at.Lon}, ""
	}
	return ev, ev.Text != "" || ev.Media != "" || ev.Location != nil
}

// media is what a message is that is no text.
func (m *message) media() bot.Media {
	switch {
	case bool(m.Voice || m.VideoNote || m.Audio):
		return bot.Voice
	case bool(m.Photo):
		return bot.Photo
	case bool(m.Sticker || m.Animation):
		return bot.Sticker
	case m.Document != nil, bool(m.Video || m.Contact || m.Dice || m.Game || m.Poll || m.Story || m.Venue || m.PaidMedia || m.Checklist):
		return bot.Other
	}
	return ""
}

// calendar says whether a document is one that the bot reads.
func (d *document) calendar() bool {
	return strings.EqualFold(d.Type, "text/calendar") || strings.HasSuffix(strings.ToLower(d.Name), ".ics")
}

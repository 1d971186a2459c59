package bot

import (
	"slices"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// A person may have several chats. One of them is where prompts go; a dialog knows them
// by keys that say nothing, since a network sees what its buttons carry.

// giveChats freezes the chats into a dialog: to choose from, and which is preferred.
func (t *Turn) giveChats(d *Dialog) {
	for i, a := range t.chats() {
		key := t.records.NewID()[:6]
		at, err := json.Marshal(a)
		if err != nil {
			t.fail(err)
		}
		d.give("chat."+key, string(at))
		d.list("chats", dialog.Option{Key: key, Label: t.chatLabel(a)})
		if i == 0 {
			d.give("preferred", key)
		}
	}
}

// chatOf is the chat a key stands for, while it is still the person's.
func (t *Turn) chatOf(d *Dialog, key string) (Address, bool) {
	var a Address
	err := json.Unmarshal([]byte(d.Given.Words["chat."+key]), &a)
	return a, err == nil && slices.Contains(t.chats(), a)
}

// chatNamed is what people call where a chat is.
func (t *Turn) chatNamed(a Address) text.Text {
	if carrier := t.bot.limits(a).Carrier; carrier != "" {
		return text.Text{{Text: carrier}}
	}
	return t.T("This computer")
}

// chatLabel tells two chats on one network apart.
func (t *Turn) chatLabel(a Address) text.Text {
	n := 0
	for _, other := range t.chats() {
		if other.Network == a.Network && other != a {
			n++
		}
		if other == a {
			break
		}
	}
	switch name := t.chatNamed(a); {
	case a == t.chat():
		return t.T("%s, this chat", name)
	case n > 0:
		return t.T("%s %d", name, n+1)
	default:
		return name
	}
}

// writing asks which chat prompts go to.
type writing struct{}

func (writing) Final() {}

func (writing) Script(s *dialog.Script) {
	s.Choice("where", s.T("Where shall I write by myself?"), s.Options("chats"))
}

func (writing) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	if at, ok := t.chatOf(d, a.Word("where")); ok {
		t.records.Attach(at)
	}
}

func (writing) Close(t *Turn, d *Dialog, a dialog.Answers) {
	chosen, ok := t.chatOf(d, a.Word("where"))
	if !ok {
		t.stale()
		return
	}
	name := t.chatNamed(chosen)
	t.instead(t.T("From now on I write by myself here: %s. You can write to me in any of them.", name))
	if a.Word("where") == d.Given.Words["preferred"] {
		return
	}
	for _, other := range t.chats() {
		if other != t.chat() {
			t.tellChat(other, t.T("From now on I write by myself here: %s. You can write to me in any of them.", name))
		}
	}
}

func (t *Turn) askWhere() { t.askAmongChats("where") }

// askAmongChats opens a dialog that chooses one of the person's chats.
func (t *Turn) askAmongChats(kind string) {
	if len(t.chats()) < 2 {
		t.onlyChat()
		return
	}
	d := &Dialog{Kind: kind}
	t.giveChats(d)
	t.open(d)
}

// tellChat says something in another chat of the person's.
func (t *Turn) tellChat(to Address, what text.Text) {
	t.records.Queue(Outgoing{ID: t.records.NewID(), To: to, Message: Message{Text: what}})
}

// unlinking takes a chat away from the person, never the last.
type unlinking struct{}

func (unlinking) Final() {}

func (unlinking) Script(s *dialog.Script) {
	which := s.Choice("which", s.T("Which chat shall I leave?"), s.Options("chats"))
	var label text.Text
	for _, o := range s.Options("chats") {
		if o.Key == which {
			label = o.Label
		}
	}
	if which != "" {
		s.Choice("sure", s.T("Leave this one: %s? I will not know you there any more. All I kept stays.", label), []dialog.Option{
			s.Option("leave", s.T("Leave it")),
			s.Option("keep", s.T("Keep it")),
		}, dialog.Means("leave", "keep"))
	}
}

func (unlinking) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	at, ok := t.chatOf(d, a.Word("which"))
	if a.Word("sure") != "leave" || !ok || len(t.chats()) < 2 {
		return
	}
	t.records.Detach(at)
	if at != t.chat() {
		t.tellChat(at, t.T("This chat is on its own again. I do not know you here any more."))
	}
}

func (unlinking) Close(t *Turn, d *Dialog, a dialog.Answers) {
	_, there := t.chatOf(d, a.Word("which"))
	switch {
	case a.Word("sure") != "leave":
		t.instead(t.T("Kept as it was."))
	case there:
		t.onlyChat()
	case !slices.Contains(t.chats(), t.chat()):
		t.instead(t.T("This chat is on its own again. I do not know you here any more."))
	default:
		t.instead(t.T("Done. I write to you here: %s.", t.chatNamed(t.chats()[0])))
	}
}

func (t *Turn) unlink() { t.askAmongChats("unlink") }

func (t *Turn) onlyChat() {
	t.say(t.T("This is the only chat I know you by. /link joins another one."))
}

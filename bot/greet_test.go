package bot_test

import (
	"context"
	"strings"
	"testing"

	"samepage/bot"
)

// overtaken is a store in which something happens while a person is being made.
type overtaken struct {
	bot.Store
	meanwhile func()
	marks     []string
}

func (o *overtaken) Create(ctx context.Context) (bot.PersonID, error) {
	if do := o.meanwhile; do != nil {
		o.meanwhile = nil
		do()
	}
	return o.Store.Create(ctx)
}

func (o *overtaken) SetMark(ctx context.Context, m bot.Mark) error {
	o.marks = append(o.marks, m.Mark)
	return o.Store.SetMark(ctx, m)
}

// Of two yeses at once one makes a person, and the other is heard from them: once, like any
// event.
func TestTwoYesesAtOnce(t *testing.T) {
	inner, shut := openStore(t, t.TempDir(), bot.WallClock{})
	defer shut()
	store, net := &overtaken{Store: inner}, &post{}
	b := bot.New(bot.Config{Store: store, Clock: bot.WallClock{}, Networks: []bot.Network{net}, Settings: bot.DefaultSettings()})
	hear := func(id, words string) {
		ev := bot.Event{ID: id, From: bot.Address{Network: "post", Chat: "1"}, Text: words, Mark: id}
		if err := b.Hear(t.Context(), ev); err != nil {
			t.Fatal(err)
		}
	}
	hear("1", "hi")
	store.meanwhile = func() { hear("2", "Yes, I'm 16 or older") }
	hear("3", "Yes, I'm 16 or older")
	if got := strings.Join(store.marks, " "); got != "1 2 3" {
		t.Errorf("it marked %s", got)
	}
	if err := b.Flush(t.Context()); err != nil || len(net.sent) < 2 || !strings.Contains(net.sent[1].m.Text.String(), "What brings you?") {
		t.Errorf("%v, %v", net.sent, err)
	}
}

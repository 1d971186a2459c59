package telegram

import (
	"context"
	"errors"
	"net/http"
	"sync"

	"samepage/bot/text"
)

// groups are those that were told, while we run; nothing of a group is kept.
type groups struct {
	mu   sync.Mutex
	told map[int64]bool
	was  map[int64]int64 // which group one was before it moved
}

// mostGroups are remembered; then all are forgotten.
const mostGroups = 1000

// first says whether a group is seen for the first time.
func (g *groups) first(id int64) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if before, moved := g.was[id]; moved {
		id = before
	}
	if g.told[id] {
		return false
	}
	if g.told == nil || len(g.told) > mostGroups {
		g.told = map[int64]bool{}
	}
	g.told[id] = true
	return true
}

// moved notes that a group is another chat now.
func (g *groups) moved(from, to int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.was == nil || len(g.was) > mostGroups {
		g.was = map[int64]int64{}
	}
	g.was[to] = from
}

// inGroup says one line in a group that we were put into or are spoken to in, and leaves
// one that nobody is left in. What is written there is not looked at.
func (t *Telegram) inGroup(ctx context.Context, u update) error {
	group := u.chat().ID
	switch {
	case u.Member != nil && u.Member.New.Status != "member" && u.Member.New.Status != "administrator":
		return nil // we were put out
	case u.Message != nil && u.Message.MovedTo != 0:
		t.told.moved(group, u.Message.MovedTo)
		return nil
	case u.Message != nil && u.Message.MovedFrom != 0:
		t.told.moved(u.Message.MovedFrom, group)
		return nil
	case u.Message != nil && u.Message.Left != nil && u.Message.Left.ID != t.self.ID:
		return t.leaveIfAlone(ctx, group)
	case u.Edited != nil || !t.told.first(group):
		return nil
	}
	line := write(text.Printer{}.T("Write to me privately, please. I don't read along in groups. https://t.me/%s", text.Text{{Text: t.self.Username}}))
	err := t.client.call(ctx, "sendMessage", params{"chat_id": group, "text": line.Text, "link_preview_options": noPreview}, nil)
	if err != nil {
		t.log.Debug("telegram: speaking in a group", "error", reason(err)) // it may forbid that, and nothing is lost
	}
	return nil
}

// leaveIfAlone leaves a group whose last person has gone. Telegram tells a bot how many
// are in a group, and not who: where another bot stays too, so do we, saying nothing.
func (t *Telegram) leaveIfAlone(ctx context.Context, group int64) error {
	at := params{"chat_id": group}
	var members int
	err := t.client.call(ctx, "getChatMemberCount", at, &members)
	if err == nil && members <= 1 {
		err = t.client.call(ctx, "leaveChat", at, nil)
	}
	return ignoreRefusal(err)
}

// ignoreRefusal is nil where Telegram will not, as when we are out already.
func ignoreRefusal(err error) error {
	var e *Error
	if errors.As(err, &e) && (e.Code == http.StatusForbidden || e.Code == http.StatusBadRequest) {
		return nil
	}
	return err
}

package telegram

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"samepage/bot"
)

const (
	longestPoll = 50 * time.Second // Telegram holds none longer
	pollGrace   = 15 * time.Second // how much later its answer may come
	mostUpdates = 100              // of one answer

	// few is how many updates may be open when more are asked for: those come again.
	few = 32
	// patience is how long an update that takes its time holds up the next poll. Telegram
	// gives few updates to whoever asks for the same again within half a second.
	patience = 600 * time.Millisecond
	// tooQuick is an empty answer of a server that holds no polls.
	tooQuick = 500 * time.Millisecond

	tries = 3 // of an update that cannot be read, before it is passed over
)

// listen polls until ctx ends and then waits for what it has begun.
func (t *Telegram) listen(ctx context.Context, deliver func(context.Context, bot.Event) error) error {
	patient, cancel := bot.Outliving(ctx, asideTime)
	defer cancel()
	l := newLanes(func(ctx context.Context, u update) bool { return t.handle(ctx, patient, u, deliver) })
	defer l.running.Wait()
	pause := bot.NewBackoff()
	for ctx.Err() == nil {
		began, asked := time.Now(), l.offset()
		updates, err := t.updates(ctx, asked)
		if err != nil {
			t.trouble(ctx, err)
			pause.Sleep(ctx, err)
			continue
		}
		fresh, from := false, asked
		if len(updates) > 0 {
			from = updates[0].ID
		}
		for _, u := range updates {
			fresh = l.begin(ctx, u) || fresh
		}
		switch {
		case fresh || l.open() > 0:
			pause.Reset()
			l.rest(ctx, from, patience)
		case l.offset() > asked: // what came again was settled meanwhile
			pause.Reset()
		case time.Since(began) < min(tooQuick, t.poll/2):
			pause.Sleep(ctx, nil)
		default:
			pause.Reset()
		}
		if len(updates) == 0 && l.open() == 0 {
			l.forget()
		}
	}
	return nil
}

// updates asks for what is new from offset on, which confirms everything before.
func (t *Telegram) updates(ctx context.Context, offset int64) ([]update, error) {
	ctx, cancel := context.WithTimeout(ctx, t.poll+pollGrace)
	defer cancel()
	p := params{"limit": mostUpdates, "timeout": int(t.poll / time.Second), "allowed_updates": allowed}
	if offset > 0 {
		p["offset"] = offset
	}
	a, err := t.client.ask(ctx, "getUpdates", p)
	if err != nil {
		return nil, err
	}
	defer a.letGo()
	return t.client.updates(a)
}

// trouble tells the operator why nothing is heard.
func (t *Telegram) trouble(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return
	}
	var e *Error
	errors.As(err, &e)
	switch {
	case e != nil && e.Code == http.StatusConflict && e.says("webhook"):
		t.log.Error("telegram: a webhook is set for this bot, so nothing can be heard here. Whoever set it must remove it (deleteWebhook).")
	case e != nil && e.Code == http.StatusConflict:
		t.log.Error("telegram: another program uses this bot's token and takes its messages. Stop it, or get a new token from @BotFather.")
	case refused(err) != nil:
		t.log.Error("telegram: the token is no longer taken. @BotFather shows the right one.")
	default:
		t.log.Warn("telegram: cannot be heard, trying again", "error", reason(err))
	}
}

// errUnheard is wrapped where the bot took no event: what it cannot hear it sets aside
// itself, so this one is to wait until it can.
var errUnheard = errors.New("the bot takes nothing now")

// handle hears one update; false where it is to come again after a restart. One that
// fails here is passed over in the end, so that its chat goes on; what the bot does not
// take is handed over until it does, since all else would lose it. What was begun goes on
// under patient, which ends later than ctx. A button shows that it waits until what was
// pressed is kept, and is told so beside the reply, which does not wait for that.
func (t *Telegram) handle(ctx, patient context.Context, u update, deliver func(context.Context, bot.Event) error) (settled bool) {
	defer func() {
		if settled && u.Callback != nil {
			t.aside(func() { t.answer(patient, u.Callback.ID) })
		}
	}()
	pause := bot.NewBackoff()
	for try := 1; ; try++ {
		err := bot.Guarded(func() error { return t.hear(patient, u, try >= tries, deliver) })
		code, fault := bot.CodeOf(err), bot.FaultOf(err)
		switch {
		case err == nil:
			return true
		case try >= tries && !errors.Is(err, errUnheard):
			t.log.Error("telegram: an update failed and is passed over", "update", u.ID, "tries", try, "code", code, "fault", fault)
			return true
		}
		t.log.Warn("telegram: an update failed, trying again", "update", u.ID, "code", code, "fault", fault)
		if pause.Sleep(ctx, nil); ctx.Err() != nil {
			return false
		}
	}
}

// hear is one update and everything it means.
func (t *Telegram) hear(ctx context.Context, u update, last bool, deliver func(context.Context, bot.Event) error) error {
	if c := u.chat(); c.group() {
		return t.inGroup(ctx, u)
	}
	ev, ok := t.event(u)
	if !ok {
		return nil
	}
	if u.Message != nil && u.Message.Document != nil && u.Message.Document.calendar() {
		file, err := t.fetch(ctx, *u.Message.Document)
		if err != nil && !last {
			return err
		}
		if file != nil {
			ev.File, ev.Media = file, ""
		}
	}
	if err := deliver(ctx, ev); err != nil {
		return fmt.Errorf("%w: %w", errUnheard, err)
	}
	return nil
}

// answer ends the waiting that a pressed button shows. Too late is no harm: the reply
// is what counts.
func (t *Telegram) answer(ctx context.Context, id string) {
	err := t.client.aside(ctx, "answerCallbackQuery", params{"callback_query_id": id})
	if err != nil && answered(err, "query is too old", "query ID is invalid") == nil {
		t.log.Debug("telegram: answering a button", "error", reason(err))
	}
}

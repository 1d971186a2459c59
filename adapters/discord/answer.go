package discord

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"samepage/bot"
)

// How an interaction is answered first:
// https://discord.com/developers/docs/interactions/receiving-and-responding
const (
	sayNow   = 4
	sayLater = 5 // "is thinking", until words take its place
	changed  = 6 // nothing to see: what changes is changed
	suggest  = 8
	form     = 9
)

const (
	answerWithin = 3 * time.Second
	// soon is how long an acknowledgement waits for what it acknowledges to be durable.
	soon = 2200 * time.Millisecond
	// goodFor is how long words may take the place of "is thinking": fifteen minutes.
	goodFor = 15*time.Minute - 30*time.Second
	// wordless is how long after its turn a place nobody took is kept.
	wordless = 10 * time.Second
	// triedAgain is how long one is kept whose words could not be shown: they are tried
	// again within two minutes.
	triedAgain = 3 * time.Minute
)

// callback is a first answer.
type callback struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// handle is what the bot carries back with the first words to a command: where they go.
type handle struct {
	App   string    `json:"a"`
	Token string    `json:"t"`
	Came  time.Time `json:"c"`
}

func (h handle) String() string {
	b, _ := json.Marshal(h)
	return string(b)
}

func readHandle(s string) (h handle, ok bool) {
	ok = s != "" && json.Unmarshal([]byte(s), &h) == nil && h.Token != "" && time.Since(h.Came) < goodFor
	return h, ok
}

// take hears ev, which an interaction means, and acknowledges it: once what it means is
// durable, so that an acknowledged one is never lost; but in time, if that takes long.
func (d *Discord) take(ctx context.Context, in interaction, ev bot.Event, first callback) {
	w := d.answers.begin(in.Token)
	d.aside(func() {
		defer d.answers.end(in.Token)
		d.acknowledge(ctx, in, first, w)
	})
	d.begin(ctx, in.Channel, func(ctx context.Context) {
		if d.handle(ctx, ev) {
			w.keep()
		}
	})
}

// acknowledge makes the first answer, and takes "is thinking" away where no words came.
func (d *Discord) acknowledge(ctx context.Context, in interaction, first callback, w *answer) {
	defer w.settle(false) // whatever happens, nobody waits for ever
	timer := time.NewTimer(soon)
	defer timer.Stop()
	select {
	case <-w.kept:
	case <-timer.C:
		if ctx.Err() != nil { // we are about to end, and it was not kept
			return
		}
	}
	w.settle(d.answer(context.WithoutCancel(ctx), in, first) == nil)
	if first.Type == sayLater && w.good {
		d.tidy(ctx, in, w)
	}
}

// answer makes the first answer to an interaction. Discord may have taken one whose
// answer was lost; it says so at the second, and that is as good.
func (d *Discord) answer(ctx context.Context, in interaction, first callback) error {
	ctx, cancel := context.WithDeadline(ctx, in.came.Add(answerWithin))
	defer cancel()
	err := context.DeadlineExceeded // where it is too late for the first try
	for try := 0; try < 3 && ctx.Err() == nil; try++ {
		err = d.client.do(ctx, post("/interactions/%s/%s/callback", in.ID, in.Token).with(first), nil)
		var e *Error
		if err == nil || answered(err, alreadyAnswered) {
			return nil
		}
		if errors.As(err, &e) && e.Status < 500 {
			break
		}
	}
	d.log.Debug("discord: answering an interaction", "error", reason(err))
	return err
}

// tidy takes "is thinking" away where the turn had nothing to say, or what it said cannot
// be shown.
func (d *Discord) tidy(ctx context.Context, in interaction, w *answer) {
	select {
	case <-w.kept:
	case <-ctx.Done():
		return
	}
	timer := time.NewTimer(wordless)
	defer timer.Stop()
	for {
		select {
		case <-w.over:
			return
		case <-ctx.Done():
			return
		case <-w.failed:
			timer.Reset(triedAgain)
		case <-timer.C:
			if w.takeAway() {
				last, cancel := lastly(ctx)
				d.clear(last, handle{App: in.App, Token: in.Token})
				cancel()
			}
		}
	}
}

var errPlaceGone = errors.New("the place for an answer is gone")

const original = "/webhooks/%s/%s/messages/@original"

// fill shows p where "is thinking" stands. Doing it twice is the same as once.
func (d *Discord) fill(ctx context.Context, reply string, p piece) (string, error) {
	h, fresh := readHandle(reply)
	if !fresh {
		return "", errPlaceGone
	}
	w := d.answers.of(h.Token)
	if w == nil {
		return d.put(ctx, h, p)
	}
	w.keep() // what is sent was durable before
	if !w.isSettled(ctx) {
		return "", ctx.Err()
	}
	if !w.good || !w.claim() {
		return "", errPlaceGone
	}
	id, err := d.put(ctx, h, p)
	w.came(err == nil || errors.Is(err, errPlaceGone))
	return id, err
}

// put shows p in the place for an answer.
func (d *Discord) put(ctx context.Context, h handle, p piece) (string, error) {
	var got struct {
		ID string `json:"id"`
	}
	err := d.client.do(ctx, patch(original, h.App, h.Token).with(p.body.asChange(), p.files...), &got)
	if answered(err, unknownMessage, unknownWebhook, unknownInteraction, badWebhookToken) {
		return "", errPlaceGone
	}
	return got.ID, err
}

// spare lets go of the place for an answer that was given elsewhere.
func (d *Discord) spare(ctx context.Context, reply string) {
	h, fresh := readHandle(reply)
	if !fresh {
		return
	}
	w := d.answers.of(h.Token)
	if w != nil {
		w.keep()
	}
	d.aside(func() {
		ctx, cancel := lastly(ctx)
		defer cancel()
		if w == nil || w.isSettled(ctx) && w.takeAway() {
			d.clear(ctx, h)
		}
	})
}

// lastly is for what is done though ctx may have ended, as that of whoever sends has by
// then, and for which a program that ends waits.
func lastly(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), lastGrace)
}

func (d *Discord) clear(ctx context.Context, h handle) {
	err := d.client.do(ctx, remove(original, h.App, h.Token), nil)
	if err != nil {
		d.log.Debug("discord: taking away a place for an answer", "error", reason(err))
	}
}

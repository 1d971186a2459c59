package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"samepage/bot"
)

const (
	identifyEvery = 5 * time.Second // Discord takes one in that time
	resumes       = 3               // that may fail before a new session is begun
	steady        = time.Minute     // connected that long, trouble is over
	fewLeft       = 50              // sessions of a day, that the operator is told of
)

// attend is connected to the gateway until ctx ends, or Discord will not have us.
func (d *Discord) attend(ctx context.Context) error {
	t := newTrouble()
	for ctx.Err() == nil {
		err := d.live(ctx, t)
		var final *bot.Error
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.As(err, &final):
			return err
		case err != nil:
			d.log.Warn("discord: cannot be heard, trying again", "error", reason(err))
		}
		t.begin.Sleep(ctx, err)
	}
	return nil
}

// live is one session from its beginning to its end.
func (d *Discord) live(ctx context.Context, t *trouble) error {
	url, err := d.mayBegin(ctx)
	if err != nil {
		return err
	}
	marks, err := d.missed(ctx)
	if err != nil {
		return err
	}
	s, err := newSession(d.client.token, url, d.patience, d.dial, func(kind string, data json.RawMessage) {
		if kind == "READY" {
			d.catchUp(ctx, marks)
		}
		d.hear(ctx, kind, data)
	})
	if err != nil {
		return err
	}
	defer s.leave()
	if err := s.open(ctx); err != nil {
		return d.over(s, err)
	}
	t.anew()
	for {
		began := time.Now()
		select {
		case <-ctx.Done():
			return nil
		case <-s.gone:
		}
		again := t.ended(time.Since(began))
		if s.current().ending().final() {
			return d.over(s, nil)
		}
		if !again {
			return errUnresumed
		}
		if err := d.resume(ctx, s, t); err != nil {
			return err
		}
	}
}

// resume goes on with a session whose connection ended. It is begun anew where that
// fails time after time.
func (d *Discord) resume(ctx context.Context, s *session, t *trouble) error {
	for again := true; again && ctx.Err() == nil; again = t.ended(0) {
		d.log.Info("discord: the connection ended, going on", "how", s.current().ending().String())
		t.goOn.Sleep(ctx, nil)
		err := s.open(ctx)
		if err == nil {
			return nil
		}
		if s.current().ending().final() {
			return d.over(s, err)
		}
	}
	return errUnresumed
}

// trouble is what came of connections lately, and how long to wait before the next.
type trouble struct {
	begin *bot.Backoff // of a new session
	goOn  *bot.Backoff // of one there is
	fails int          // to go on with that one
}

func newTrouble() *trouble { return &trouble{begin: bot.NewBackoff(), goOn: bot.NewBackoff()} }

// anew notes that a session has begun.
func (t *trouble) anew() {
	t.goOn.Reset()
	t.fails = 0
}

// ended notes that a connection has ended, and says whether its session may go on.
func (t *trouble) ended(after time.Duration) bool {
	if after > steady {
		t.begin.Reset()
		t.anew()
	}
	t.fails++
	return t.fails <= resumes
}

var errUnresumed = errors.New("the session could not be resumed")

// mayBegin is the gateway's address, once a new session may be begun. Discord takes a
// thousand a day, and after that resets the token.
func (d *Discord) mayBegin(ctx context.Context) (string, error) {
	var gateway struct {
		URL   string `json:"url"`
		Limit *struct {
			Remaining  int   `json:"remaining"`
			ResetAfter int64 `json:"reset_after"` // milliseconds
		} `json:"session_start_limit"`
	}
	if err := d.client.patiently(ctx, get("/gateway/bot"), &gateway); err != nil {
		if told := refused(err); told != nil {
			return "", told
		}
		return "", fmt.Errorf("asking for the gateway: %w", err)
	}
	switch {
	case gateway.Limit == nil: // it is not Discord's own, and counts none
	case gateway.Limit.Remaining <= 0:
		wait := time.Duration(gateway.Limit.ResetAfter) * time.Millisecond
		d.log.Error("discord: no more sessions may be begun today. Is another program using this bot's token?", "wait", wait)
		return "", &bot.Wait{For: max(wait, time.Second)}
	case gateway.Limit.Remaining < fewLeft:
		d.log.Warn("discord: few sessions may still be begun today", "left", gateway.Limit.Remaining)
	}
	bot.Nap(ctx, time.Until(d.begun.Add(identifyEvery)))
	d.begun = time.Now()
	return gateway.URL, ctx.Err()
}

// over is why a session ended: a bot.Error where it makes no sense to begin another.
func (d *Discord) over(s *session, err error) error {
	l := s.current()
	if l == nil {
		return err
	}
	how := l.ending()
	if told := forOperator(how.code); told != "" {
		return &bot.Error{Code: bot.Invalid, Sentence: told}
	}
	if how.code == 4004 {
		return badToken(err)
	}
	if err == nil || how != (ending{}) {
		return fmt.Errorf("the session ended: %s", how)
	}
	return err
}

// forOperator is what to say of a code that no new session changes; "" for any other.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
func forOperator(code int) string {
	switch code {
	case 4010, 4011:
		return "Discord wants this bot to connect in shards, which I cannot do yet: it is in too many servers."
	case 4012:
		return "Discord no longer takes the version of its gateway that I speak. Samepage needs an update."
	case 4013, 4014:
		return "Discord refuses what I ask to be told about, which is direct messages only (the intent DIRECT_MESSAGES). Your application may be restricted: look at https://discord.com/developers/applications."
	}
	return ""
}

// final says whether the session is over with its connection.
func (e ending) final() bool {
	switch e.code {
	case 1000, 1001, 4003, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014:
		return true
	}
	return e.invalid
}

// String is how it ended, for a log.
func (e ending) String() string {
	switch {
	case e.code != 0:
		return fmt.Sprintf("closed with %d", e.code)
	case e.invalid:
		return "the session is no longer valid"
	case e.asked:
		return "asked to connect anew"
	case e.silent:
		return "nothing was answered"
	}
	return "cut off"
}

package telegram_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"samepage/adapters/telegram"
	"samepage/adapters/telegram/fake"
	"samepage/bot"
)

func TestLimitsAreKeptBeforehand(t *testing.T) {
	t.Parallel()
	s := fake.New(t, fake.Limits(time.Now))
	net, err := telegram.New(telegram.Config{Token: s.Token(), API: s.URL()})
	if err != nil {
		t.Fatal(err)
	}
	heard := make(chan bot.Address, 60)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- net.Run(ctx, func(_ context.Context, ev bot.Event) error { heard <- ev.From; return nil })
	}()
	defer func() { cancel(); <-done }()
	for i := range 60 {
		s.Person(100+i, "Person").Say("hello")
	}
	began := time.Now()
	var sending sync.WaitGroup
	for range 60 {
		to := <-heard
		sending.Go(func() {
			if _, err := net.Send(ctx, to, saying("hello")); err != nil {
				t.Error(err)
			}
		})
	}
	sending.Wait()
	if took := time.Since(began); s.TooFast() > 0 || took < time.Second || took > 5*time.Second {
		t.Errorf("%d refused in %s", s.TooFast(), took)
	}
}

func TestAChatHasItsShare(t *testing.T) {
	l := &line{t: t, server: fake.New(t, fake.Limits(time.Now)), heard: make(chan bot.Event, 10)}
	l.mia = l.server.Person(4711, "Mia")
	l.start(nil)
	to := l.meet()
	paced, err := telegram.New(telegram.Config{Token: l.server.Token(), API: l.server.URL()})
	if err != nil {
		t.Fatal(err)
	}
	l.stop()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- paced.Run(ctx, func(context.Context, bot.Event) error { return nil }) }()
	defer func() { cancel(); <-done }()
	var wait *bot.Wait
	for range 4 {
		_, err = paced.Send(ctx, to, saying("hello"))
	}
	if !errors.As(err, &wait) || wait.For > time.Second || l.server.TooFast() > 0 {
		t.Errorf("got %v, %d refused", err, l.server.TooFast())
	}
	question := saying("Who do you see?", "Not now")
	question.PlaceOver = true
	if _, err := paced.Send(ctx, to, question); !errors.As(err, &wait) || l.server.TooFast() > 0 {
		t.Errorf("got %v, %d refused: a keyboard is put away for what is not sent yet", err, l.server.TooFast())
	}
}

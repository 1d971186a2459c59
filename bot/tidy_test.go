package bot_test

import (
	"context"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/bottest"
)

// That a card was shown is known for a day, to whoever has no time zone yet too; then
// nothing is left that tells of it.
func TestTheMarkOfACardGoesAfterADay(t *testing.T) {
	clock := bot.NewSimulatedClock(time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC))
	store, shut := openStore(t, t.TempDir(), clock)
	defer shut()
	net := &post{}
	x := &talk{T: t, net: net, bot: bot.New(bot.Config{Store: store, Clock: clock, Networks: []bot.Network{net}, Settings: bot.DefaultSettings()})}
	x.begin("a")
	x.say("a", "sos")
	marks := func() (rows, prompts int) {
		person, err := store.Find(t.Context(), bot.Address{Network: "post", Chat: "a"})
		if err != nil {
			t.Fatal(err)
		}
		err = store.With(context.Background(), person, func(r bot.Records) error {
			rows, prompts = len(r.All("card")), len(r.Prompts(clock.Now().Add(-1000*time.Hour)))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return rows, prompts
	}
	if rows, prompts := marks(); rows != 1 || prompts != 1 {
		t.Fatalf("after the card: %d marks, %d prompts", rows, prompts)
	}
	said := len(net.sent)
	if err := bottest.Advance(t.Context(), x.bot, clock, clock.Now().Add(24*time.Hour+time.Minute)); err != nil {
		t.Fatal(err)
	}
	if rows, prompts := marks(); rows != 0 || prompts != 0 || len(net.sent) != said {
		t.Errorf("a day later: %d marks, %d prompts, %d messages", rows, prompts, len(net.sent)-said)
	}
}

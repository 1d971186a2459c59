package bot_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"samepage/bot"
	"samepage/bot/bottest"
)

// TestWander lets somebody press and type whatever comes to mind. The seed of a walk
// that fails plays it again.
func TestWander(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			network := []func(bot.Clock) bottest.Scene{bottest.Plain, bottest.Forms}[seed%2]
			stage := bottest.NewStageOn(t, "Europe/Berlin", func(c bot.Clock) (bot.Store, func()) { return openStore(t, dir, c) }, network)
			stage.Wander(rand.New(rand.NewPCG(seed, 1)), 250, seed%3 == 0)
		})
	}
}

package bot_test

import (
	"os"
	"strconv"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/bottest"
)

// A year of people in zones of every kind, who answer, ignore, snooze, pause, travel and
// have appointments: nobody misses a message, gets one twice, or at a wrong time. With
// SAMEPAGE_YEAR=1000 in the environment it is a thousand people, which takes a while.
func TestAYear(t *testing.T) {
	people, days := len(bottest.Cities), 365
	if underRace {
		people, days = 4, 40
	}
	whole, err := strconv.Atoi(os.Getenv("SAMEPAGE_YEAR"))
	if err == nil {
		people = whole
	}
	t.Run("2026", func(t *testing.T) { year(t, time.Date(2026, 1, 5, 10, 30, 0, 0, time.UTC), days, 0, people) })
	t.Run("2011", func(t *testing.T) { // when Samoa left out a day
		year(t, time.Date(2011, 1, 10, 10, 30, 0, 0, time.UTC), days, 4, 4+people/4)
	})
}

func year(t *testing.T, from time.Time, days, first, last int) {
	var lives []*bottest.Life
	for n := first; n < last; n++ {
		lives = append(lives, bottest.NewLife(n, from))
	}
	dir := inMemory(t)
	bottest.Year(t, func(c bot.Clock) (bot.Store, func()) { return openStore(t, dir, c) }, lives, from, days)
}

// inMemory is a directory on a disk in memory, where there is one: what is tested is no disk.
func inMemory(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "samepage")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

package storage

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"samepage/bot"
)

// The program is killed at any step of what it does: before and within a turn, within its
// commit, before and after a message is shown, before and after it is marked so. What is
// left of the directory is opened again and life goes on; in the end nothing is lost,
// nothing is kept twice, and a message was shown twice at most once a kill and chat, and
// only one that was not marked as shown. SAMEPAGE_CRASHES=10000 is the whole of it.
func TestKilledAtAnyStep(t *testing.T) {
	crashes := 250
	if n, err := strconv.Atoi(os.Getenv("SAMEPAGE_CRASHES")); err == nil {
		crashes = n
	}
	seed := uint64(2026)
	if n, err := strconv.ParseUint(os.Getenv("SAMEPAGE_SEED"), 10, 64); err == nil {
		seed = n
	}
	for ; crashes > 0; crashes, seed = crashes-250, seed+1 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { manyLives(t, seed, min(crashes, 250)) })
	}
}

// manyLives is what becomes of one directory, before it grows large.
func manyLives(t *testing.T, seed uint64, crashes int) {
	m := newMortal(t, seed)
	for m.crashes < crashes {
		m.live()
	}
	m.next = 0 // which never comes
	m.live()
	m.check()
	t.Logf("%d crashes in %d steps, %d events, %d messages shown, %d of them twice", m.crashes, m.steps, m.said, len(m.shown), m.twice)
}

// mortal is a bot with a few people that is killed and opened again.
type mortal struct {
	*testing.T
	rand    *rand.Rand
	dir     string
	db      *DB
	bot     *bot.Bot
	clock   *bot.SimulatedClock
	steps   int
	next    int // how many steps to the next crash
	dead    bool
	crashes int
	said    int
	people  []*mortalPerson
	one     sync.Mutex

	shown  map[string]int    // how often, by nonce
	marked map[string]bool   // those whose mark was kept
	again  map[string]int    // shown again since the last crash, by chat
	words  map[string]string // by nonce: chat and words
	twice  int
}

type mortalPerson struct {
	chat  string
	told  int // of what they do first
	words []string
	days  map[string]bool // on which they are to be asked
}

func newMortal(t *testing.T, seed uint64) *mortal {
	m := &mortal{T: t, rand: rand.New(rand.NewPCG(seed, 1)), dir: t.TempDir(),
		clock: bot.NewSimulatedClock(time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)),
		shown: map[string]int{}, marked: map[string]bool{}, again: map[string]int{}, words: map[string]string{}}
	m.open()
	return m
}

func (m *mortal) open() {
	m.db = open(m.T, m.dir, m.clock)
	m.bot = bot.New(bot.Config{Store: &mortalStore{m.db, m}, Clock: m.clock, Networks: []bot.Network{m}, Settings: bot.DefaultSettings()})
	m.dead, m.next = false, 1+m.rand.IntN(25)
	clear(m.again)
	var ok string
	check(m.T, m.db.read.QueryRow(`PRAGMA integrity_check`).Scan(&ok))
	if ok != "ok" {
		m.Fatalf("after crash %d: %s", m.crashes, ok)
	}
}

// step is a point at which the program may be killed; before is how long the log of the
// database was when the step began.
func (m *mortal) step(before int64) error {
	if m.dead {
		return errKilled
	}
	if m.steps++; m.next == 1 {
		m.crash(before)
		return errKilled
	}
	m.next--
	return nil
}

func (m *mortal) logSize() int64 {
	info, err := os.Stat(filepath.Join(m.dir, "data.db-wal"))
	if err != nil {
		return 0
	}
	return info.Size()
}

// crash keeps the directory as it is now. Of what was being written, a part may be there.
func (m *mortal) crash(before int64) {
	m.dead = true
	m.crashes++
	left, err := os.MkdirTemp(filepath.Dir(m.dir), "left")
	if err == nil {
		err = os.CopyFS(left, os.DirFS(m.dir))
	}
	if now := m.logSize(); err == nil && before >= 0 && now > before {
		err = os.Truncate(filepath.Join(left, "data.db-wal"), before+m.rand.Int64N(now-before+1))
	}
	if err != nil {
		m.Error(err)
	}
	m.dir = left
}

// live does things until the next crash, and opens what is left of it.
func (m *mortal) live() {
	for begun := m.crashes; begun == m.crashes && m.rand.IntN(60) > 0; {
		m.doSomething()
	}
	if m.dead {
		was := m.db
		m.open()
		check(m.T, was.Close())
		check(m.T, os.RemoveAll(was.dir))
	}
}

// doSomething is a day that passes, or somebody who writes.
func (m *mortal) doSomething() {
	if m.rand.IntN(6) == 0 {
		m.clock.Set(m.clock.Now().Truncate(24 * time.Hour).Add(44 * time.Hour)) // the next day at 20:00
		for _, p := range m.people {
			if p.told == len(firstWords) && !m.dead {
				p.days[m.clock.Now().Format(time.DateOnly)] = true
			}
		}
		m.until(func() error { return nil })
		for _, p := range m.people {
			if p.told == len(firstWords) {
				m.says(p, "today was a 3") // or they would be asked less often
			}
		}
		return
	}
	if len(m.people) < 3 || m.rand.IntN(40) == 0 {
		m.people = append(m.people, &mortalPerson{chat: fmt.Sprint("p", len(m.people)), days: map[string]bool{}})
	}
	p := m.people[max(len(m.people)-4, 0)+m.rand.IntN(min(4, len(m.people)))]
	words := fmt.Sprintf("word%dx", m.said)
	switch {
	case p.told < len(firstWords): // in one go: a greeting is no longer known after two days
		for _, words := range firstWords {
			m.says(p, words)
		}
		p.told = len(firstWords)
		return
	default:
		p.words = append(p.words, words)
	}
	m.says(p, words)
}

func (m *mortal) says(p *mortalPerson, words string) {
	m.said++
	ev := bot.Event{ID: fmt.Sprint(m.said), From: chat(p.chat), Text: words, Message: bot.MessageID(fmt.Sprint("in", m.said))}
	if words == "(in Reykjavik)" {
		ev.Text, ev.Location = "", &bot.Location{Lat: 64.15, Lon: -21.94}
	}
	m.until(func() error { return m.bot.Hear(context.Background(), ev) })
}

// firstWords are what everybody does first.
var firstWords = []string{"hi", "Yes, I'm 16 or older", "Just looking", "(in Reykjavik)", "/appointment Tom, thursdays 4pm", "/checkin 20:00"}

// until does something, and sends what comes of it; over again where it was killed
// meanwhile, as a network hands over again what was not taken.
func (m *mortal) until(do func() error) {
	for {
		err := do()
		if err == nil {
			_, err = m.bot.Tick(context.Background())
		}
		if err == nil {
			err = m.bot.Flush(context.Background())
		}
		switch {
		case m.dead:
			was := m.db
			m.open()
			check(m.T, was.Close())
			check(m.T, os.RemoveAll(was.dir))
		case err != nil:
			m.Fatal(err)
		default:
			return
		}
	}
}

func (*mortal) Name() string { return "one" }

func (*mortal) Run(context.Context, func(context.Context, bot.Event) error) error { return nil }

// Send shows a message. Nothing is known of it by the bot where it is killed then.
func (m *mortal) Send(_ context.Context, to bot.Address, out bot.Message) (bot.MessageID, error) {
	if err := m.step(-1); err != nil {
		return "", err
	}
	if m.shown[out.Nonce]++; m.shown[out.Nonce] > 1 {
		m.twice++
		m.again[to.Chat]++
		if m.marked[out.Nonce] {
			m.Errorf("shown again, though it was marked: %s", out.Text)
		}
		if m.again[to.Chat] > 1 {
			m.Errorf("%d messages shown twice in one chat for one crash", m.again[to.Chat])
		}
	}
	m.words[out.Nonce] = to.Chat + " " + m.clock.Now().Format(time.DateOnly) + " " + out.Text.String()
	return bot.MessageID(out.Nonce), m.step(-1)
}

package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"samepage/adapters/telegram/fake"
	"samepage/bot"
	"samepage/storage"
)

// killing is the real program, killed again and again while people write to it.
type killing struct {
	*serving
	people  []*fake.Person
	written int
	// may is how often a message may have been shown once more, by chat and words: once
	// for every kill at which it was the first of its chat that was not marked sent.
	may     map[string]int
	waiting int // kills at which there was such a message
	twice   int // messages that were shown once more
}

// killsEach is how often one program is killed before the next begins anew: what people
// wrote has all to be read again each time.
const killsEach = 100

// Whenever it is killed, every update is handled once and in order, and none is lost. A
// message is shown twice only where the program died between showing it and marking it
// sent: at most one in a chat at a kill.
func TestServeOutlivesKills(t *testing.T) {
	t.Parallel()
	kills := 200
	if underRace {
		kills = 20
	}
	if n, err := strconv.Atoi(os.Getenv("SAMEPAGE_KILLS")); err == nil {
		kills = n
	}
	var waiting, written, twice atomic.Int64
	t.Run("all", func(t *testing.T) {
		for first := 0; first < kills; first += killsEach {
			t.Run(fmt.Sprint(first), func(t *testing.T) {
				t.Parallel()
				k := outliveKills(t, min(killsEach, kills-first))
				waiting.Add(int64(k.waiting))
				written.Add(int64(k.written * len(k.people)))
				twice.Add(int64(k.twice))
			})
		}
	})
	t.Logf("killed %d times, %d of them with a message on its way: of %d updates none was lost, none kept twice; %d messages were shown twice",
		kills, waiting.Load(), written.Load(), twice.Load())
}

func outliveKills(t *testing.T, kills int) *killing {
	s := newServing(t)
	k := &killing{serving: s, may: map[string]int{}, people: []*fake.Person{s.server.Person(1, "Mia"), s.server.Person(2, "Ben"), s.server.Person(3, "Ida")}}
	run := s.start()
	for _, p := range k.people {
		s.enrol(p)
	}
	s.settle()
	for range kills {
		k.write(1 + rand.IntN(4))
		k.moment()
		run.kill()
		k.look()
		run = s.start()
	}
	s.settle()
	for _, p := range k.people {
		k.kept(p)
		k.twice += k.shown(p)
	}
	run.cmd.Process.Signal(syscall.SIGTERM)
	run.cmd.Wait()
	return k
}

// write has everybody write a few lines.
func (k *killing) write(lines int) {
	for range lines {
		for _, p := range k.people {
			p.Say(word(k.written))
		}
		k.written++
	}
}

func word(i int) string { return fmt.Sprintf("word%dx", i) }

// moment waits for one: a number of requests, and a little more.
func (k *killing) moment() {
	from, more := k.server.Requests(), rand.IntN(24)
	for deadline := time.Now().Add(time.Second); k.server.Requests() < from+more && time.Now().Before(deadline); {
		time.Sleep(100 * time.Microsecond)
	}
	time.Sleep(rand.N(2 * time.Millisecond))
}

// look reads, in a copy of what the dead program left, what was not marked sent.
func (k *killing) look() {
	k.t.Helper()
	first := map[string]bool{}
	for _, row := range k.unsent() {
		if chat := row.To.Chat; !first[chat] {
			first[chat] = true
			k.may[chat+" "+row.Message.Text.String()]++
		}
	}
	if len(first) > 0 {
		k.waiting++
	}
}

func (k *killing) unsent() []bot.Outgoing {
	k.t.Helper()
	dir := k.t.TempDir()
	defer os.RemoveAll(dir) // thousands of them would fill the disk
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(k.dir, "share", "samepage"))); err != nil {
		k.t.Fatal(err)
	}
	root, err := storage.RootFor(filepath.Join(k.dir, "config", "samepage", "root.key"), dir)
	if err != nil {
		k.t.Fatal(err)
	}
	db, err := storage.Open(k.t.Context(), storage.Config{Dir: dir, Root: root, Clock: bot.WallClock{}})
	if err != nil {
		k.t.Fatalf("what it left cannot be opened: %v", err)
	}
	defer db.Close()
	rows, err := db.Unsent(k.t.Context(), 1000)
	if err != nil {
		k.t.Fatal(err)
	}
	return rows
}

// kept checks that all that somebody wrote is kept, once and in order.
func (k *killing) kept(p *fake.Person) {
	k.t.Helper()
	p.Say("/export")
	file := k.until(p, "Here is all I keep")
	var kept struct {
		Records struct{ Notes []struct{ Words string } }
	}
	if err := json.Unmarshal(file.Document.Data, &kept); err != nil {
		k.t.Fatal(err)
	}
	for i := range max(k.written, len(kept.Records.Notes)) {
		if i >= len(kept.Records.Notes) || kept.Records.Notes[i].Words != word(i) {
			k.t.Fatalf("%s wrote %d notes, %d are kept, and %s is not where it was", p, k.written, len(kept.Records.Notes), word(i))
		}
	}
}

// shown checks what somebody was shown: an answer to each, in order, and none twice that
// might not be. It says how many were shown twice.
func (k *killing) shown(p *fake.Person) (twice int) {
	k.t.Helper()
	times, next := map[string]int{}, 0
	for _, d := range k.server.Deliveries() {
		if d.Chat != p.ID {
			continue
		}
		times[d.Text]++
		if next < k.written && strings.Contains(d.Text, word(next)) {
			next++
		}
	}
	if next < k.written {
		k.t.Errorf("%s got no answer to %s, or out of order", p, word(next))
	}
	for text, n := range times {
		twice += n - 1
		if may := k.may[fmt.Sprint(p.ID, " ", text)]; n > 1+may {
			k.t.Errorf("%s was shown %q %d times, and %d were to be", p, text, n, 1+may)
		}
	}
	return twice
}

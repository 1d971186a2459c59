package main

import (
	"context"
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

	"samepage/adapters/discord/fake"
	telegram "samepage/adapters/telegram/fake"
)

// onDiscord is the real program on a fake Discord, restarted in one folder.
type onDiscord struct {
	t      *testing.T
	dir    string
	server *fake.Server
	config string
}

func newOnDiscord(t *testing.T, more string) *onDiscord {
	s := &onDiscord{t: t, dir: t.TempDir(), server: fake.New(t)}
	s.config = filepath.Join(s.dir, "samepage.yaml")
	token := filepath.Join(s.dir, "discord.token")
	os.WriteFile(token, []byte(s.server.Token()+"\n"), 0o600)
	os.WriteFile(s.config, fmt.Appendf(nil, "%sdiscord:\n  api: %s\n  token_file: %s\n  pace: false\n", more, s.server.API(), token), 0o600)
	return s
}

// start is another process, once it is heard.
func (s *onDiscord) start() *running {
	s.t.Helper()
	before := s.server.Identifies()
	run := start(s.t, s.dir, "serve", "--config", s.config)
	up := func() bool {
		return s.server.Identifies() > before && s.server.Online() && len(s.server.Commands()) > 0
	}
	for deadline := time.Now().Add(time.Minute); !up(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("it never connected: %s", run.errors)
		}
	}
	return run
}

// settle waits until the bot owes nobody anything, and more is so.
func (s *onDiscord) settle(more ...func() bool) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	if err := s.server.Settle(ctx, more...); err != nil {
		for _, use := range s.server.Uses() {
			if !use.Done && !use.Failed {
				s.t.Logf("owed: %+v", use)
			}
		}
		s.t.Fatal(err)
	}
}

// until waits until somebody was shown words.
func (s *onDiscord) until(p *fake.Person, words string) (found fake.Shown) {
	s.t.Helper()
	s.wait("nobody was shown "+words, func() bool {
		for _, m := range p.Chat() {
			if m.Own && strings.Contains(m.Text, words) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

// wait waits until something is so.
func (s *onDiscord) wait(otherwise string, is func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(time.Minute); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatal(otherwise)
		}
	}
}

// enrol takes somebody as far as writing notes.
func (s *onDiscord) enrol(p *fake.Person) {
	s.t.Helper()
	p.Say("hi")
	s.until(p, "May I keep what you write?")
	p.Press("Yes, I'm 16 or older")
	s.until(p, "What brings you?")
	p.Press("Just looking")
	p.Say("ready")
	s.until(p, "ready")
}

func TestServeOnDiscord(t *testing.T) {
	t.Parallel()
	s := newOnDiscord(t, "")
	mia := s.server.Person("4711", "Mia")
	run := s.start()
	s.enrol(mia)
	mia.Say("flare after lunch")
	s.until(mia, "flare after lunch")
	began := time.Now()
	run.cmd.Process.Signal(syscall.SIGTERM)
	if err := run.cmd.Wait(); err != nil || time.Since(began) > 10*time.Second {
		t.Errorf("it ended with %v after %s: %s", err, time.Since(began), run.errors)
	}
	said := run.errors.String()
	if strings.Contains(said, s.server.Token()) || strings.Contains(said, "flare") {
		t.Errorf("the log has the token, or words: %s", said)
	}
	if !strings.Contains(said, "connected") || !strings.Contains(said, "stopped") {
		t.Errorf("the log says %s", said)
	}
}

// Somebody who joins their chats on both networks has one record.
func TestOneRecordOnTwoNetworks(t *testing.T) {
	t.Parallel()
	other := telegram.New(t)
	token := filepath.Join(t.TempDir(), "telegram.token")
	os.WriteFile(token, []byte(other.Token()), 0o600)
	s := newOnDiscord(t, fmt.Sprintf("telegram:\n  api: %s\n  token_file: %s\n  pace: false\n", other.URL(), token))
	here, there := s.server.Person("4711", "Mia"), other.Person(4711, "Mia")
	run := s.start()
	s.enrol(here)
	here.Say("flare after lunch")
	s.until(here, "flare after lunch")
	if err := here.Slash("link", nil); err != nil {
		t.Fatal(err)
	}
	shown := s.until(here, "It works once.")
	_, code, _ := strings.Cut(shown.Text, "/link ")
	there.Say("/link " + strings.TrimSpace(code))
	chat := func() (all string) {
		for _, m := range there.Chat() {
			all += m.Text + "\n"
		}
		return all
	}
	s.settle(func() bool { return strings.Contains(chat(), "It is the same record") })
	there.Say("slept badly")
	s.settle(func() bool { return strings.Contains(chat(), `Kept: "slept badly"`) })
	if notes := s.kept(here).Notes; len(notes) != 3 || notes[1].Words != "flare after lunch" || notes[2].Words != "slept badly" {
		t.Errorf("what is kept is %v", notes)
	}
	run.cmd.Process.Signal(syscall.SIGTERM)
	run.cmd.Wait()
}

// exported is what stands in a person's export.
type exported struct {
	Notes []struct{ Words string }
	Goals []struct{ Words string }
}

func (s *onDiscord) kept(p *fake.Person) exported {
	s.t.Helper()
	p.Say("/export")
	file := s.until(p, "Here is all I keep")
	var out struct{ Records exported }
	if err := json.Unmarshal(file.Files[0].Data, &out); err != nil {
		s.t.Fatal(err)
	}
	return out.Records
}

// killed is what people did while the program was killed again and again.
type killed struct {
	*onDiscord
	people []*fake.Person
	lines  int                 // that each of them wrote
	goals  map[string][]string // that were given by command, by who did
	lost   int                 // answers that were lost on the way back
	calls  map[string]int      // how many there were of a route when one was to be lost
}

// answered are the calls whose answers are lost.
var answered = []string{
	"POST /channels/{channel_id}/messages", "POST /interactions/{interaction_id}/{interaction_token}/callback",
	"POST /channels/{channel_id}/messages", "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original",
}

// lose has the answer to the next call of a route be lost, unless one is to be already.
func (k *killed) lose(route string) {
	n := len(k.server.Calls(route))
	if was, lost := k.calls[route]; lost && was == n {
		route = answered[0] // of which there are always more
		n = len(k.server.Calls(route))
	}
	k.server.Fail(route, fake.Lost())
	k.calls[route] = n
	k.lost++
}

// Whenever it is killed, and whatever answers are lost: every message is kept once and in
// order, and so is what every acknowledged command meant; and nothing is shown twice.
func TestServeOnDiscordOutlivesKills(t *testing.T) {
	t.Parallel()
	kills := 8
	if n, err := strconv.Atoi(os.Getenv("SAMEPAGE_KILLS")); err == nil {
		kills = n
	}
	var lost, written, acknowledged, checked, violations atomic.Int64
	t.Run("all", func(t *testing.T) {
		for first := 0; first < kills; first += killsEach {
			t.Run(fmt.Sprint(first), func(t *testing.T) {
				t.Parallel()
				k, commands := outliveKillsOnDiscord(t, min(killsEach, kills-first))
				acknowledged.Add(int64(commands))
				lost.Add(int64(k.lost))
				written.Add(int64(k.lines * len(k.people)))
				checked.Add(int64(k.server.Checked()))
				violations.Add(int64(len(k.server.Violations())))
			})
		}
	})
	t.Logf("killed %d times, %d answers lost: of %d messages and %d acknowledged commands none was lost, none kept twice, none shown twice; %d requests, %d violations",
		kills, lost.Load(), written.Load(), acknowledged.Load(), checked.Load(), violations.Load())
}

func outliveKillsOnDiscord(t *testing.T, kills int) (k *killed, acknowledged int) {
	s := newOnDiscord(t, "")
	k = &killed{onDiscord: s, goals: map[string][]string{}, calls: map[string]int{}, people: []*fake.Person{s.server.Person("1", "Mia"), s.server.Person("2", "Ben"), s.server.Person("3", "Ida")}}
	run := s.start()
	for _, p := range k.people {
		s.enrol(p)
	}
	for i := range kills {
		k.act(i)
		k.lose(answered[i%len(answered)])
		k.moment(i)
		run.kill()
		if i%3 == 0 {
			k.act(i) // while nobody listens
		}
		run = s.start()
	}
	k.act(0)
	acknowledged = k.count()
	s.settle()
	run.cmd.Process.Signal(syscall.SIGTERM)
	run.cmd.Wait()
	return k, acknowledged
}

// moment waits for one: any at all, or soon after the latest command was acknowledged.
func (k *killed) moment(i int) {
	if i%2 == 0 {
		time.Sleep(rand.N(120 * time.Millisecond))
		return
	}
	for deadline := time.Now().Add(time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if uses := k.server.Uses(); uses[len(uses)-1].Answer != 0 {
			break
		}
	}
	time.Sleep(rand.N(5 * time.Millisecond))
}

// act has everybody write a few lines, and one of them give a command.
func (k *killed) act(i int) {
	k.t.Helper()
	p := k.people[i%len(k.people)]
	goal := fmt.Sprintf("goal%dy", len(k.goals[p.ID]))
	if err := p.Slash("goals", fake.Given{"goal": goal}); err != nil {
		k.t.Fatal(err)
	}
	k.goals[p.ID] = append(k.goals[p.ID], goal)
	for range 1 + rand.IntN(3) {
		for _, p := range k.people {
			p.Say(word(k.lines))
		}
		k.lines++
	}
}

// count checks what is kept and what was shown, and says how many commands were
// acknowledged.
func (k *killed) count() (acknowledged int) {
	k.t.Helper()
	for _, p := range k.people {
		k.until(p, word(k.lines-1))
		all := k.kept(p)
		for i := range max(k.lines, len(all.Notes)-1) { // the first is of before
			if i+1 >= len(all.Notes) || all.Notes[i+1].Words != word(i) {
				k.t.Fatalf("%s wrote %d notes, %d are kept, and %s is not where it was", p, k.lines, len(all.Notes)-1, word(i))
			}
			if n := k.times(p, word(i)); n != 1 {
				k.t.Errorf("%s was shown %s %d times", p, word(i), n)
			}
		}
		kept := map[string]int{}
		for _, g := range all.Goals {
			kept[g.Words]++
		}
		for i, use := range k.uses(p) {
			goal := k.goals[p.ID][i]
			if use.Answer != 0 {
				acknowledged++
			}
			if n := kept[goal]; n > 1 || use.Answer != 0 && n != 1 {
				k.t.Errorf("%s of %s is kept %d times, acknowledged with %d", goal, p, n, use.Answer)
			}
			k.wait(goal+" was never shown", func() bool { return k.times(p, goal) >= kept[goal] })
			if n := k.times(p, goal); n != kept[goal] {
				k.t.Errorf("%s of %s is kept %d times and shown %d times", goal, p, kept[goal], n)
			}
		}
	}
	return acknowledged
}

// times is how often somebody was shown a word.
func (k *killed) times(p *fake.Person, word string) (n int) {
	for _, d := range k.server.Deliveries() {
		if d.Channel == p.ChannelID() && strings.Contains(d.Text, word) && !strings.Contains(d.Text, "Here is all") {
			n++
		}
	}
	return n
}

// uses are the goals somebody gave by command, in order.
func (k *killed) uses(p *fake.Person) (found []fake.Use) {
	for _, use := range k.server.Uses() {
		if use.Label == "/goals" && use.Person == p.ID {
			found = append(found, use)
		}
	}
	return found
}

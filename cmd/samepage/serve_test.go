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
	"syscall"
	"testing"
	"time"

	"samepage/adapters/telegram/fake"
)

// serving is the real program on a fake Telegram, restarted in one folder.
type serving struct {
	t      *testing.T
	dir    string
	server *fake.Server
	config string
}

func newServing(t *testing.T, options ...fake.Option) *serving {
	s := &serving{t: t, dir: t.TempDir(), server: fake.New(t, options...)}
	s.config = filepath.Join(s.dir, "samepage.yaml")
	token := filepath.Join(s.dir, "token")
	os.WriteFile(token, []byte(s.server.Token()+"\n"), 0o600)
	os.WriteFile(s.config, fmt.Appendf(nil, "telegram:\n  api: %s\n  token_file: %s\n  pace: false\n", s.server.URL(), token), 0o600)
	return s
}

func (s *serving) start() *running {
	s.t.Helper()
	return start(s.t, s.dir, "serve", "--config", s.config)
}

// settle waits until all is answered that somebody wrote.
func (s *serving) settle() {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	if err := s.server.Settle(ctx); err != nil {
		s.t.Fatal(err)
	}
}

// until waits until somebody was shown words.
func (s *serving) until(p *fake.Person, words string) fake.Shown {
	s.t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		for _, m := range p.Chat() {
			if m.Own && strings.Contains(m.Text, words) {
				return m
			}
		}
	}
	s.t.Fatalf("%s was never shown %q, but last %v", p, words, p.Last())
	return fake.Shown{}
}

// enrol takes somebody as far as writing notes.
func (s *serving) enrol(p *fake.Person) {
	p.Say("/start")
	s.until(p, "May I keep what you write?")
	p.Press("Yes, I'm 16 or older")
	for deadline := time.Now().Add(time.Minute); !p.Press("Just looking"); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("it did not go on: %v", p.Chat())
		}
	}
}

func TestServe(t *testing.T) {
	t.Parallel()
	s := newServing(t)
	mia := s.server.Person(4711, "Mia")
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
	if _, secret, _ := strings.Cut(s.server.Token(), ":"); strings.Contains(said, secret) || strings.Contains(said, "flare") {
		t.Errorf("the log has the token, or words: %s", said)
	}
	if !strings.Contains(said, "connected") || !strings.Contains(said, "stopped") {
		t.Errorf("the log says %s", said)
	}
}

// Whenever it is killed, nothing is lost and nothing is kept twice; a message is shown
// twice at most once a kill.
func TestServeOutlivesKills(t *testing.T) {
	t.Parallel()
	kills := 8
	if n, err := strconv.Atoi(os.Getenv("SAMEPAGE_KILLS")); err == nil {
		kills = n
	}
	s := newServing(t)
	people := []*fake.Person{s.server.Person(1, "Mia"), s.server.Person(2, "Ben"), s.server.Person(3, "Ida")}
	run := s.start()
	for _, p := range people {
		s.enrol(p)
	}
	s.settle()
	written := 0
	for range kills {
		for range 1 + rand.IntN(4) {
			for _, p := range people {
				p.Say(fmt.Sprintf("word%dx", written))
			}
			written++
		}
		time.Sleep(rand.N(60 * time.Millisecond))
		run.kill()
		run = s.start()
	}
	for _, p := range people {
		s.until(p, fmt.Sprintf("word%dx", written-1))
		s.exactly(p, written, kills)
	}
	run.cmd.Process.Signal(syscall.SIGTERM)
	run.cmd.Wait()
}

// exactly checks what is kept and what was shown.
func (s *serving) exactly(p *fake.Person, written, kills int) {
	s.t.Helper()
	p.Say("/export")
	file := s.until(p, "Here is all I keep")
	var kept struct{ Records map[string][]map[string]any }
	if err := json.Unmarshal(file.Document.Data, &kept); err != nil {
		s.t.Fatal(err)
	}
	if n := len(kept.Records["notes"]); n != written {
		s.t.Errorf("%s wrote %d notes, and %d are kept", p, written, n)
	}
	twice := 0
	for i := range written {
		word, n := fmt.Sprintf("word%dx", i), 0
		for _, m := range p.Chat() {
			if m.Own && strings.Contains(m.Text, word) {
				n++
			}
		}
		if n == 0 {
			s.t.Errorf("%s got no answer to %s", p, word)
		}
		twice += max(0, n-1)
	}
	if twice > kills {
		s.t.Errorf("%s was shown %d messages twice in %d kills", p, twice, kills)
	}
}

func TestServeSaysWhatIsMissing(t *testing.T) {
	for want, env := range map[string]string{
		"@BotFather on Telegram gives one": "", "is no Telegram token": "nonsense",
	} {
		cmd := program(t, t.TempDir(), "serve")
		cmd.Env = append(cmd.Env, tokenVariable+"="+env)
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(out), want) {
			t.Errorf("%q: got %v, %s", env, err, out)
		}
	}
}

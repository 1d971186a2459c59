package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
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

// What the data folder has to tell the operator is in the log as well. Messages that
// cannot be read stand for it.
func TestServeLogsWhatTheStoreSays(t *testing.T) {
	t.Parallel()
	s := newServing(t)
	run := s.start()
	s.enrol(s.server.Person(4711, "Mia"))
	run.kill()
	db, err := sql.Open("sqlite3", filepath.Join(s.dir, "share", "samepage", "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`INSERT INTO outbox (seq, id, address, nonce, edits, edited, queued, held, urgency, stray, body)
		VALUES (1, 'damaged', x'00', '', '', 0, unixepoch() * 1000, 0, 0, 0, x'00')`); err != nil {
		t.Fatal(err)
	}
	run = s.start()
	for deadline := time.Now().Add(time.Minute); !strings.Contains(run.errors.String(), "messages cannot be read"); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("the log says %s", run.errors)
		}
	}
	run.kill()
}

// How much is logged is decided by the command, and by --debug.
func TestHowMuchIsLogged(t *testing.T) {
	for args, want := range map[string]string{
		"chat": "", "serve": "INFO", "--debug chat": "DEBUG INFO", "--debug serve": "DEBUG INFO", "understand": "",
	} {
		var cli commands
		if _, _, err := cli.read(strings.Fields(args), io.Discard); err != nil {
			t.Fatal(err)
		}
		out := &strings.Builder{}
		log := cli.logger(out)
		log.Debug("x")
		log.Info("x")
		if got := strings.Join(regexp.MustCompile("DEBUG|INFO").FindAllString(out.String(), -1), " "); got != want {
			t.Errorf("%s logs %q, want %q", args, got, want)
		}
	}
}

func TestServeSaysWhatIsMissing(t *testing.T) {
	for want, env := range map[string]string{
		"@BotFather on Telegram gives one": "", "is no Telegram token": "nonsense",
	} {
		cmd := program(t, t.TempDir(), "serve")
		cmd.Env = append(cmd.Env, telegramToken+"="+env)
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(out), want) {
			t.Errorf("%q: got %v, %s", env, err, out)
		}
	}
}

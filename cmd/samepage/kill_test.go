package main

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// running is the real program in a process of its own.
type running struct {
	t      *testing.T
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	lines  chan string
	errors *strings.Builder
}

// start starts "samepage" with args, as this very test binary (see TestMain).
func start(t *testing.T, dir string, args ...string) *running {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := &running{t: t, cmd: exec.Command(self), lines: make(chan string, 1000), errors: &strings.Builder{}}
	r.cmd.Args = append([]string{"samepage"}, args...)
	r.cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+filepath.Join(dir, "config"), "XDG_DATA_HOME="+filepath.Join(dir, "share"), "GORACE="+quickExit)
	r.cmd.Stderr = r.errors
	r.stdin, _ = r.cmd.StdinPipe()
	out, _ := r.cmd.StdoutPipe()
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.cmd.Process.Kill() })
	go func() {
		defer close(r.lines)
		for in := bufio.NewScanner(out); in.Scan(); {
			r.lines <- in.Text()
		}
	}()
	return r
}

func (r *running) says(line string) { io.WriteString(r.stdin, line+"\n") }

// until reads on to a line that holds want.
func (r *running) until(want string) {
	r.t.Helper()
	for {
		select {
		case line, more := <-r.lines:
			if !more {
				r.t.Fatalf("it ended before %q: %s", want, r.errors)
			}
			if strings.Contains(line, want) {
				return
			}
		case <-time.After(20 * time.Second):
			r.t.Fatalf("it never said %q", want)
		}
	}
}

func (r *running) kill() {
	r.cmd.Process.Kill()
	for range r.lines {
	}
	r.cmd.Wait()
}

// end closes the input and returns the exit code.
func (r *running) end() int {
	r.stdin.Close()
	for range r.lines {
	}
	r.cmd.Wait()
	return r.cmd.ProcessState.ExitCode()
}

// beginning is first contact: what is typed, and a line of what is asked after it.
var beginning = []struct{ typed, asked string }{
	{"", "May I keep what you write?"},
	{"1", "What brings you?"},
	{"2", "What time is it for you?"},
}

// Killed at any question and started in the same way, it asks that question again and
// has lost nothing before it.
func TestKilledItAsksAgain(t *testing.T) {
	flags := []string{"chat", "--clock", "2026-03-02T18:00", "--zone", "Europe/Berlin"}
	for at := range beginning {
		dir := t.TempDir()
		r := start(t, dir, flags...)
		for _, step := range beginning[:at+1] {
			if step.typed != "" {
				r.says(step.typed)
			}
			r.until(step.asked)
		}
		r.kill()
		r = start(t, dir, flags...)
		for _, step := range beginning[at:] {
			if step.typed != "" && step != beginning[at] {
				r.says(step.typed)
			}
			r.until(step.asked)
		}
		if code := r.end(); code != exitOK || r.errors.Len() > 0 {
			t.Errorf("killed at %q it ended with %d: %s", beginning[at].asked, code, r.errors)
		}
	}
}

func TestOneProcessAFolder(t *testing.T) {
	dir := t.TempDir()
	first := start(t, dir, "chat")
	first.until("May I keep what you write?")
	second := start(t, dir, "chat")
	if code := second.end(); code != exitFailed || !strings.Contains(second.errors.String(), "already running") {
		t.Errorf("the second ended with %d: %s", code, second.errors)
	}
	first.says("1")
	first.until("What brings you?")
	if code := first.end(); code != exitOK {
		t.Errorf("the first ended with %d: %s", code, first.errors)
	}
}

func TestASignalEndsItInOrder(t *testing.T) {
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		r := start(t, t.TempDir(), "chat")
		r.until("May I keep what you write?")
		r.cmd.Process.Signal(signal)
		for range r.lines {
		}
		if r.cmd.Wait(); r.cmd.ProcessState.ExitCode() != exitOK || r.errors.Len() > 0 {
			t.Errorf("%v: it ended with %d: %s", signal, r.cmd.ProcessState.ExitCode(), r.errors)
		}
	}
}

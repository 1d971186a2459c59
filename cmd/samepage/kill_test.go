package main

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
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
	errors *output
}

// program is "samepage" with args, as this very test binary (see TestMain), at home in dir.
func program(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Args = append([]string{"samepage"}, args...)
	cmd.Env = append(os.Environ(), "TERM=xterm", "GORACE="+quickExit,
		"XDG_CONFIG_HOME="+filepath.Join(dir, "config"), "XDG_DATA_HOME="+filepath.Join(dir, "share"))
	return cmd
}

func start(t *testing.T, dir string, args ...string) *running {
	t.Helper()
	r := &running{t: t, cmd: program(t, dir, args...), lines: make(chan string, 1000), errors: new(output)}
	r.cmd.Stderr = r.errors
	r.stdin, _ = r.cmd.StdinPipe()
	out, _ := r.cmd.StdoutPipe()
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
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

// journey is a few days: what is typed, what is said then, and what is said again by a
// program that was killed there and started anew.
var journey = []struct{ typed, said, again string }{
	{"", "May I keep what you write?", "May I keep what you write?"},
	{"1", "What brings you?", "What brings you?"},
	{"2", "What time is it for you?", "What time is it for you?"},
	{"1", "Who do you see, and when?", "Who do you see, and when?"},
	{"Tom, thursdays 4pm", "every Thursday at 16:00", "Hello again."},
	{"slept badly", `Kept: "slept badly"`, "Hello again."},
	{"/checkin", "How was today?", "How was today?"},
	{"3", "Kept: 3 of 5.", "Hello again."},
	{"Ask me daily", "When?", "When?"},
	{"1", "every day at 20:00", "Hello again."},
	{"/clock tue 20:00", "How was today?", "How was today?"},
	{"2", "Kept: 2 of 5.", "Hello again."},
}

// Killed at any point and started in the same way, it asks the open question again and
// has lost nothing before it: the rest of the journey goes as it would have gone.
func TestKilledItGoesOn(t *testing.T) {
	flags := []string{"chat", "--clock", "2026-03-02T18:00", "--zone", "Europe/Berlin"}
	for at := range journey {
		t.Run(journey[at].said, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			r := start(t, dir, flags...)
			for _, step := range journey[:at+1] {
				r.answers(step.typed, step.said)
			}
			r.kill()
			r = start(t, dir, flags...)
			r.until(journey[at].again)
			for _, step := range journey[at+1:] {
				r.answers(step.typed, step.said)
			}
			if code := r.end(); code != exitOK || r.errors.String() != "" {
				t.Errorf("it ended with %d: %s", code, r.errors)
			}
		})
	}
}

// answers types a line, if there is one, and reads on to what is said then.
func (r *running) answers(typed, said string) {
	r.t.Helper()
	if typed != "" {
		r.says(typed)
	}
	r.until(said)
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
		if r.cmd.Wait(); r.cmd.ProcessState.ExitCode() != exitOK || r.errors.String() != "" {
			t.Errorf("%v: it ended with %d: %s", signal, r.cmd.ProcessState.ExitCode(), r.errors)
		}
	}
}

// output is what a program has written so far.
type output struct {
	mu    sync.Mutex
	words strings.Builder
}

func (w *output) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.words.Write(b)
}

func (w *output) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.words.String()
}

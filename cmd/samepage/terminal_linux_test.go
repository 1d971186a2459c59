package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// terminal is a real one, with the program in it and nobody but the test at it.
type terminal struct {
	t     *testing.T
	keys  *os.File // what is written here is typed, what is read was shown
	tty   *os.File
	cmd   *exec.Cmd
	shown page
}

func openTerminal(t *testing.T) *terminal {
	fd, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Skipf("this machine lends no terminals: %v", err)
	}
	unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	keys := os.NewFile(uintptr(fd), "keys")
	tty, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	unix.IoctlSetWinsize(int(tty.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 30, Col: 50})
	t.Cleanup(func() { keys.Close(); tty.Close() })
	return &terminal{t: t, keys: keys, tty: tty}
}

func (term *terminal) chat() {
	term.cmd = program(term.t, term.t.TempDir(), "chat")
	term.cmd.Stdin, term.cmd.Stdout, term.cmd.Stderr = term.tty, term.tty, term.tty
	term.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := term.cmd.Start(); err != nil {
		term.t.Fatal(err)
	}
	go io.Copy(&term.shown, term.keys)
}

// types types keys and waits until want is shown; it returns all that was.
func (term *terminal) types(keys, want string) string {
	term.t.Helper()
	io.WriteString(term.keys, keys)
	shown := ""
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		if shown += term.shown.rest(); strings.Contains(shown, want) {
			return shown
		}
		time.Sleep(5 * time.Millisecond)
	}
	term.t.Fatalf("%q was never shown: %q", want, shown)
	return ""
}

// settings are how the terminal treats what is typed.
func (term *terminal) settings() unix.Termios {
	s, err := unix.IoctlGetTermios(int(term.tty.Fd()), unix.TCGETS)
	if err != nil {
		term.t.Fatal(err)
	}
	return *s
}

func TestAtATerminal(t *testing.T) {
	for name, leave := range map[string]func(*terminal){
		"Ctrl-D": func(term *terminal) { io.WriteString(term.keys, "\x15\x04") },
		"Ctrl-C": func(term *terminal) { io.WriteString(term.keys, "\x03") },
		"kill":   func(term *terminal) { term.cmd.Process.Signal(syscall.SIGTERM) },
	} {
		t.Run(name, func(t *testing.T) {
			term := openTerminal(t)
			before := term.settings()
			term.chat()
			term.types("", "[4] Help now")
			term.types("1\r", "[3] Just looking")
			term.types("3\r", "> ")
			term.types("a secret\r", "Undo")
			if shown := term.types("\x1b[A\x1b[Aafter", "after"); strings.Contains(shown, "secret") {
				t.Errorf("an arrow key showed it again: %q", shown)
			}
			leave(term)
			if err := term.cmd.Wait(); err != nil {
				t.Errorf("it ended with %v: %q", err, term.shown.rest())
			}
			if term.settings() != before {
				t.Error("the terminal was left in another state")
			}
		})
	}
}

// A file in place of a terminal gets no escape codes, on either side.
func TestHalfATerminal(t *testing.T) {
	term := openTerminal(t)
	cmd := program(t, t.TempDir(), "chat")
	cmd.Stdin, cmd.Stdout = strings.NewReader("1\n"), term.tty
	go io.Copy(&term.shown, term.keys)
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if shown := term.types("", "[3] Just looking"); strings.Contains(shown, "\x1b") {
		t.Errorf("it was shown %q", shown)
	}
}

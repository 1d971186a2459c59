package main

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets this test binary be the real program: for scripts, and for tests that
// kill it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"samepage": main})
}

// quickExit takes away the second that a program built with -race waits at its end.
const quickExit = "atexit_sleep_ms=0"

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			e.Setenv("XDG_DATA_HOME", filepath.Join(e.WorkDir, "share"))
			e.Setenv("GORACE", quickExit)
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

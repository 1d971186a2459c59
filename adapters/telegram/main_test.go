package telegram_test

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"samepage/adapters/telegram/fake"
)

// fewest is how many requests the tests of this package must put before the fake: with
// fewer, a check that finds nothing would say little.
const fewest = 500

// TestMain says how many requests were checked against the description of the Bot API,
// over all tests.
func TestMain(m *testing.M) {
	code := m.Run()
	requests, violations := fake.Tally()
	fmt.Printf("%d requests checked against the description of the Bot API, %d violations\n", requests, violations)
	if code == 0 && (violations > 0 || everything() && fake.Described() && requests <= fewest) {
		fmt.Printf("that is no more than %d, or one too many\n", fewest)
		code = 1
	}
	os.Exit(code)
}

// everything says whether all tests of the package ran.
func everything() bool {
	for _, name := range []string{"test.run", "test.skip", "test.list", "test.fuzz"} {
		if flag.Lookup(name).Value.String() != "" {
			return false
		}
	}
	return true
}

package discord_test

import (
	"flag"
	"log"
	"os"
	"testing"
)

// TestMain lets more tests wait side by side than there are processors: discordgo waits
// a second and more before it connects anew, and most of these tests wait for that.
func TestMain(m *testing.M) {
	if err := flag.Set("test.parallel", "8"); err != nil {
		log.Fatal(err)
	}
	os.Exit(m.Run())
}

package bot

import "testing"

// A code may not read as if somebody were in danger, or whoever sends it is shown a card.
func TestACodeIsHarmless(t *testing.T) {
	codes := []string{"2rtrcctbio2q", "cbneotwwkm5s", "abcdefghijkl"}
	got := harmless(func() string {
		next := codes[0] + "x"
		codes = codes[1:]
		return next
	})
	if got != "abcdefghijkl" {
		t.Errorf("the code is %q", got)
	}
}

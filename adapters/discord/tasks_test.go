package discord

import "testing"

func TestNothingBeginsOnceItIsOver(t *testing.T) {
	var w tasks
	done := false
	w.begin(func() { done = true })
	w.finish()
	w.begin(func() { t.Error("it began") })
	w.finish()
	if !done {
		t.Error("it did not wait")
	}
}

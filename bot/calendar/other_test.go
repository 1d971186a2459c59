package calendar

import (
	"bytes"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
)

// TestAnotherReaderOpensIt holds that what is written is read by a library that shares
// nothing with this one.
func TestAnotherReaderOpensIt(t *testing.T) {
	cal, err := ics.ParseCalendar(bytes.NewReader(Write(someEvents(), time.Unix(0, 0))))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(cal.Events()); n != 4 {
		t.Errorf("it sees %d events of 4", n)
	}
	start, err := cal.Events()[1].GetStartAt()
	if want := time.Date(2026, 3, 5, 21, 0, 0, 0, time.UTC); err != nil || !start.Equal(want) {
		t.Errorf("the series starts %v, want %v: %v", start, want, err)
	}
}

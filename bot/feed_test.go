package bot_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"samepage/bot"
	"samepage/bot/bottest"
	"samepage/bot/calendar"
)

// file hands a calendar file over, and returns what is read.
func (x *linked) file(chat string, data []byte) string {
	x.Helper()
	ev := x.event(chat, "")
	ev.File = &bot.File{Name: "calendar.ics", Data: data}
	return x.deliver(ev)
}

// exported is the file a command hands over.
func (x *linked) exported(chat, command string) []byte {
	x.Helper()
	x.read(chat)
	if err := x.bot.Hear(x.Context(), x.event(chat, command)); err != nil {
		x.Fatal(err)
	}
	if err := x.bot.Flush(x.Context()); err != nil {
		x.Fatal(err)
	}
	network, _, _ := strings.Cut(chat, " ")
	for _, l := range x.nets[network].sent {
		if l.m.File != nil {
			return l.m.File.Data
		}
	}
	x.Fatalf("%s handed no file over", command)
	return nil
}

// records is all that is kept, by kind.
func (x *linked) records(chat string) map[string]any {
	x.Helper()
	var e map[string]any
	if err := json.Unmarshal(x.exported(chat, "/export"), &e); err != nil {
		x.Fatal(err)
	}
	out, _ := e["records"].(map[string]any)
	return out
}

func (x *linked) someAppointments(chat string) {
	x.begin(chat)
	x.say(chat, "/appointment Tom, thursdays 4pm")
	x.say(chat, "Berlin")
	x.say(chat, "/appointment Ruth, mondays and fridays at 8 for 30 minutes")
	x.say(chat, "/appointment Dr. Kim, first monday of every month at 11")
	x.say(chat, "/appointment Dr. Lee, 24 march at 16:30")
	x.say(chat, "/appointment Anna, every second tuesday at 3")
	x.say(chat, "Tue 10 March")
	for _, say := range []string{"move thursday to friday 10", "Just this one", "cancel Dr. Kim", "Cancel it",
		"Ruth is away until 20 march", "Yes", "move Anna to wednesday at 9", "Every time"} {
		x.say(chat, say)
	}
}

// What is handed over and sent back changes nothing, byte for byte.
func TestACalendarComesBackTheSame(t *testing.T) {
	x := newLinked(t)
	x.someAppointments("telegram 1")
	before := fmt.Sprint(x.records("telegram 1"))
	for _, command := range []string{"/calendar export", "With names"} {
		file := x.exported("telegram 1", command)
		x.has(x.file("telegram 1", file), "I have all of this already")
	}
	if after := fmt.Sprint(x.records("telegram 1")); after != before {
		t.Errorf("records changed:\n%s\n%s", before, after)
	}
	x.clock.Set(x.clock.Now().AddDate(0, 0, 20))
	x.has(x.file("telegram 1", x.exported("telegram 1", "/calendar export")), "I have all of this already")
}

// Somebody else who takes the file in has the same appointments, and hands over the same.
func TestACalendarIsTheSameForAnother(t *testing.T) {
	x := newLinked(t)
	x.someAppointments("telegram 1")
	file := x.exported("telegram 1", "/calendar export")
	x.begin("discord 2")
	x.file("discord 2", file)
	x.say("discord 2", "Berlin")
	x.say("discord 2", "Somebody new")
	x.has(x.say("discord 2", "Tom"), "Added for Tom")
	here, _ := time.LoadLocation("Europe/Berlin")
	want, _ := calendar.Read(file, here)
	got, err := calendar.Read(x.exported("discord 2", "/calendar export"), here)
	if err != nil || fmt.Sprint(timesOf(got)) != fmt.Sprint(timesOf(want)) {
		t.Errorf("%v\n got %v\nwant %v", err, timesOf(got), timesOf(want))
	}
}

func timesOf(events []calendar.Event) map[string]int {
	out := map[string]int{}
	for _, e := range events {
		from := e.Start.Date
		for _, at := range e.Between(from.At(e.Start.Clock), from.AddDays(200).At(e.Start.Clock)) {
			out[at.String()]++
		}
	}
	return out
}

// Other people see calendars.
func TestACalendarSaysLittle(t *testing.T) {
	x := newLinked(t)
	x.someAppointments("telegram 1")
	file := string(x.exported("telegram 1", "/calendar export"))
	for _, never := range []string{"Tom", "Ruth", "Kim", "Lee", "Anna", "herap", "ession", "edic"} {
		if strings.Contains(file, never) {
			t.Errorf("%q is in the file", never)
		}
	}
	if named := string(x.exported("telegram 1", "With names")); !strings.Contains(named, "SUMMARY:Dr. Kim") {
		t.Error("no names")
	}
	other, err := ics.ParseCalendar(bytes.NewReader([]byte(file)))
	if err != nil || len(other.Events()) < 6 {
		t.Errorf("another reader: %v", err)
	}
}

func TestALargeCalendarIsTakenInParts(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	x.say("telegram 1", "/appointment Tom, thursdays 4pm")
	x.say("telegram 1", "Berlin")
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
	for i := range 4900 {
		at := time.Date(2020, 1, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, i)
		fmt.Fprintf(&b, "BEGIN:VEVENT\r\nUID:%d\r\nSUMMARY:Meeting %d\r\nDTSTART:%s\r\nDURATION:PT1H\r\nEND:VEVENT\r\n", i, i%40, at.Format("20060102T150405Z"))
	}
	b.WriteString("END:VCALENDAR\r\n")
	x.has(x.file("telegram 1", []byte(b.String())), "Which of these do you want to get ready for?")
	x.has(x.file("telegram 1", bytes.Repeat([]byte("x"), calendar.MaxBytes+1)), "too large")
}

// What the person changed here stays when the same file comes again.
func TestOwnChangesOutliveTheSameFile(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	x.say("telegram 1", "/appointment Tom, fridays 9am")
	x.say("telegram 1", "Berlin")
	file := []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tom\nDTSTART;TZID=Europe/Berlin:20260304T100000\nDURATION:PT50M\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR\n")
	x.file("telegram 1", file)
	x.say("telegram 1", "Yes")
	x.say("telegram 1", "cancel wednesday")
	x.say("telegram 1", "Cancel it")
	x.has(x.file("telegram 1", file), "I have all of this already")
	newer := bytes.Replace(file, []byte("RRULE"), []byte("SEQUENCE:1\nEXDATE;TZID=Europe/Berlin:20260318T100000\nRRULE"), 1)
	x.has(x.file("telegram 1", newer), "Off: Tom, Wed 18 March, 10:00.")
	x.say("telegram 1", "Yes")
	if got := x.say("telegram 1", "what is on wednesday?"); strings.Contains(got, "Wed 4 March") {
		t.Errorf("what was cancelled here is on again: %q", got)
	}
}

// A file that was left is forgotten after a day: it may tell of other people.
func TestALeftFileIsForgotten(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	x.say("telegram 1", "/appointment Tom, thursdays 4pm")
	x.say("telegram 1", "Berlin")
	holds := func() (found bool) {
		err := x.bot.InTurn(t.Context(), bot.Address{Network: "telegram", Chat: "1"}, func(turn *bot.Turn) { found = turn.Keeps("Lunch with Anna") })
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	file := []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Lunch with Anna\nDTSTART;TZID=Europe/Berlin:20260306T120000\nEND:VEVENT\nEND:VCALENDAR\n")
	x.file("telegram 1", file)
	if !holds() {
		t.Fatal("the file was not there at all")
	}
	x.say("telegram 1", "Tom")
	if holds() {
		t.Error("it is kept after the answer")
	}
	x.say("telegram 1", "undo")
	x.file("telegram 1", file)
	if err := bottest.Advance(t.Context(), x.bot, x.clock, x.clock.Now().Add(25*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if holds() {
		t.Error("it is kept after a day")
	}
}

// Two series in one file, both at other times now.
func TestTwoSeriesMove(t *testing.T) {
	x := newLinked(t)
	x.begin("telegram 1")
	x.say("telegram 1", "/appointment Tom, thursdays 4pm")
	x.say("telegram 1", "Berlin")
	one := func(uid, day, at string) string {
		return "BEGIN:VEVENT\nUID:" + uid + "\nSUMMARY:Tom\nDTSTART;TZID=Europe/Berlin:" + day + "T" + at + "\nDURATION:PT50M\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n"
	}
	file := func(at string) []byte {
		return []byte("BEGIN:VCALENDAR\n" + one("a", "20260202", at) + one("b", "20260203", at) + "END:VCALENDAR\n")
	}
	x.file("telegram 1", file("090000"))
	x.say("telegram 1", "Yes")
	x.has(x.file("telegram 1", file("103000")), "Tom, every Monday at 10:30", "Tom, every Tuesday at 10:30")
	x.say("telegram 1", "Yes")
	x.has(x.say("telegram 1", "/appointments"), "Tom, every Tuesday at 10:30. Next: Tue 3 March", "Tom, every Monday at 10:30. Next: Mon 9 March")
	x.has(x.file("telegram 1", file("103000")), "I have all of this already")
}

// Files as other programs write them are taken in, known again, and handed out the same.
func TestFeedsOfOthers(t *testing.T) {
	files, _ := filepath.Glob("../../shared/specs/when/ics/*.ics")
	if len(files) == 0 {
		if os.Getenv("CI") == "true" {
			t.Fatal("no feeds")
		}
		t.Skip("the feeds are not here")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			x := newLinked(t)
			x.begin("telegram 1")
			said := x.file("telegram 1", data)
			for range 8 {
				switch {
				case strings.Contains(said, "What time is it for you?"):
					said = x.say("telegram 1", "New York")
				case strings.Contains(said, "Who is it with?"):
					said = x.say("telegram 1", "Somebody new")
				case strings.Contains(said, "What do you call them?"):
					said = x.say("telegram 1", "Dr. Roe")
				case strings.Contains(said, "[Yes]"):
					said = x.say("telegram 1", "Yes")
				}
			}
			x.has(said, "Added for Dr. Roe")
			x.has(x.say("telegram 1", "/appointments"), "Dr. Roe")
			again := x.file("telegram 1", data)
			if !strings.Contains(again, "already") {
				t.Errorf("the second time: %q", again)
			}
			x.has(x.file("telegram 1", x.exported("telegram 1", "/ics")), "I have all of this already")
		})
	}
}

package discord_test

import (
	"fmt"
	"testing"
	"time"

	"samepage/adapters/discord/fake"
)

// What was written while no program ran is heard at the next start, in order, and what
// was heard before is not heard again.
func TestWhatWasMissedIsFetched(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.meet()
	ben := l.server.Person("4712", "Ben")
	ben.Say("I am Ben")
	l.next()
	l.stop()
	var want []string
	for i := range 230 { // of more than two pages
		words := fmt.Sprint("word ", i)
		l.mia.Say(words)
		want = append(want, words)
	}
	l.start(nil)
	l.mia.Say("now")
	l.hears(append(want, "now")...)
	l.mia.Say("the last")
	l.hears("the last")
}

// Until a chat can be looked into, nothing newer of it is heard.
func TestFetchingIsTriedUntilItCanBe(t *testing.T) {
	t.Parallel()
	l := connect(t, nil)
	l.meet()
	l.stop()
	l.mia.Say("missed")
	l.server.Fail("GET /channels/{channel_id}/messages", fake.Page(502), fake.TooMany(100*time.Millisecond), fake.Reset())
	l.start(nil)
	l.mia.Say("now")
	l.hears("missed", "now")
}

// A page of what stands before Discord is no reason to leave out what was missed; that
// Discord itself will not show a chat is.
func TestAPageLeavesNothingOut(t *testing.T) {
	for name, c := range map[string]struct {
		fault *fake.Fault
		want  []string
	}{
		"a page of 403":     {fake.Page(403), []string{"missed", "now"}},
		"a page of 400":     {fake.Page(400), []string{"missed", "now"}},
		"Discord's own 403": {fake.Refused(fake.No{Status: 403, Code: 50001, Message: "Missing Access"}), []string{"now"}},
	} {
		t.Run(name, func(t *testing.T) {
			simulated(t, func(t *testing.T) {
				l := connect(t, nil, fake.Piped())
				l.meet()
				l.stop()
				l.mia.Say("missed")
				l.server.Fail(looks, c.fault)
				l.start(nil)
				l.mia.Say("now")
				l.hears(c.want...)
			})
		})
	}
}

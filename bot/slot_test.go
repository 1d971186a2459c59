package bot

import (
	"fmt"
	"testing"
	"time"
)

func TestASlotInOnesOwnWords(t *testing.T) {
	berlin, _ := time.LoadLocation("Europe/Berlin")
	h := here{now: time.Date(2026, 3, 2, 18, 0, 0, 0, berlin), zone: berlin}
	weekly := "2026-03-05T16:00 FREQ=WEEKLY;BYDAY=TH;BYHOUR=16;BYMINUTE=0"
	for words, want := range map[string]string{
		"Tom, thursdays 4pm":                                weekly + " Tom",
		"Dr. Lee, Thursday at 4, every week":                weekly + " Dr. Lee",
		"thursdays with my therapist Tom at 4":              weekly + " Tom",
		"I see Tom every thursday at 4":                     weekly + " Tom",
		"May, thursdays at 4":                               weekly + " May",
		"therapy thursdays at 4":                            weekly,
		"Tom, thursdays 4pm for 30 minutes":                 weekly + " Tom 30 min",
		"Tom, thursdays 16:00-17:00":                        weekly + " Tom 60 min",
		"Tom at 4":                                          "16:00 Tom",
		"Tom thursdays at 4, 45 minutes":                    weekly + " Tom 45 min",
		"Tom thursdays at 4 by video":                       weekly + " Tom video",
		"Tom":                                               "Tom",
		"Tom on thursday":                                   "2026-03-05? Tom",
		"Anna 3/12 10:00":                                   "2026-03-12T10:00 or 2026-12-03T10:00 Anna",
		"Tom thursday 4pm or friday 5pm":                    "2026-03-05T16:00 or 2026-03-06T17:00 Tom",
		"Tom monday and thursday 4pm":                       "2026-03-05T16:00 FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=16;BYMINUTE=0 Tom",
		"my rheumatologist Dr. Kim, 14 april 8:15":          "2026-04-14T08:15 Dr. Kim medical",
		"monthly with Dr. Kim, 5 march at 9":                "2026-03-05T09:00 FREQ=MONTHLY;BYHOUR=9;BYMINUTE=0 Dr. Kim",
		"Tom every other thursday 4pm":                      "2026-03-05T16:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;BYHOUR=16;BYMINUTE=0 phase Tom",
		"tomorrow at 5 with Dr. May":                        "2026-03-03T17:00 Dr. May",
		"Tom today at 5pm":                                  "2026-03-03T17:00 later Tom",
		"Tom yesterday at 4":                                "2026-03-01T16:00 Tom",
		"therapy with Anna Schmidt at the clinic, friday 9": "2026-03-06T09:00 Anna Schmidt",
	} {
		if got := shortly(h.readSlot(words)); got != want {
			t.Errorf("%q:\n got %q\nwant %q", words, got, want)
		}
	}
}

func shortly(s slot) string {
	out := ""
	say := func(when bool, what string) {
		if when && out != "" {
			out += " "
		}
		if when {
			out += what
		}
	}
	for i, at := range s.Times {
		say(i > 0, "or")
		say(at.Clock, at.Start.String())
		say(!at.Clock, at.Start.Date.String()+"?")
		say(at.Rule != "", at.Rule)
		say(at.Phase, "phase")
		say(at.Later, "later")
	}
	say(s.Clock != nil, fmt.Sprint(s.Clock))
	say(s.Who != "", s.Who)
	say(s.Medical, "medical")
	say(s.Video, "video")
	say(s.Minutes > 0, fmt.Sprintf("%d min", s.Minutes))
	return out
}

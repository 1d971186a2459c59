package request

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func TestHear(t *testing.T) {
	for words, want := range map[string]Request{
		"What was last week's summary?":            {Summary, "last weeks"},
		"summary":                                  {Summary, ""},
		"Summary since my last session, please":    {Summary, "since my last session"},
		"how was last week?":                       {Summary, "last week"},
		"what was 2 to 8 march like":               {Summary, "2 to 8 march"},
		"next appointment?":                        {Query, ""},
		"what's on tomorrow?":                      {Query, ""},
		"whats planned for next thursday":          {Query, ""},
		"what's on my mind":                        {Note, ""},
		"When do I see Tom?":                       {Query, "tom"},
		"can you move Thursday to Friday at 10":    {Move, "thursday to friday at 10"},
		"thursday is at 5 now":                     {Move, "thursday 5"},
		"cancel Thursday":                          {Cancel, "thursday"},
		"Tom cancelled":                            {Cancel, "tom"},
		"tom just cancelled on me":                 {Cancel, "tom"},
		"tom has cancelled thursday":               {Cancel, "tom"},
		"Tom can't make it on Thursday":            {Cancel, "tom"},
		"I can't make it":                          {Note, ""},
		"no session this week":                     {SkipOne, "this week"},
		"there's no session on thursday":           {SkipOne, "on thursday"},
		"next week there is no session":            {SkipOne, "next week"},
		"moved to friday 10":                       {Move, "friday 10"},
		"tom moved thursday to friday 10":          {Move, "tom thursday friday 10"},
		"skip next week":                           {SkipOne, "next week"},
		"skip":                                     {Skip, ""},
		"pause until Friday":                       {Pause, "until friday"},
		"snooze 2 hours":                           {Snooze, "2 hours"},
		"remind me daily at 8pm":                   {Checkin, "at 8pm"},
		"yesterday was a 2":                        {PastDay, ""},
		"add goal sleep through the night":         {Goal, "sleep through the night"},
		"Add goal: tell Anna, if I can, why":       {Goal, "tell Anna, if I can, why"},
		"something felt off":                       {Off, ""},
		"Bring up: his tone, last time":            {BringUp, "his tone, last time"},
		"bring up His tone":                        {BringUp, "His tone"},
		"Tom is away until the 20th":               {Away, "tom the 20th"},
		"I stopped seeing Tom":                     {Stopped, "tom"},
		"I don't see Tom anymore":                  {Stopped, "tom"},
		"i no longer go to Dr. Lee":                {Stopped, "dr lee"},
		"I don't see the point any more of it all": {Note, ""},
		"what did I write about Anna?":             {Recall, "anna"},
		"did I ever mention my cat":                {Recall, "my cat"},
		"report for Tom since my last session":     {Report, "for tom since my last session"},
		"I'm back":                                 {Return, ""},
		"export":                                   {Export, ""},
		"how do I export my data?":                 {Export, ""},
		"how do I delete everything?":              {Forget, ""},
		"how do I cancel Thursday?":                {Cancel, "thursday"},
		"how do I cancel an appointment":           {Help, ""},
		"How can I change the time of my session":  {Help, ""},
		"how do I stop the daily question":         {Help, ""},
		"change my time zone to Tokyo":             {Place, "tokyo"},
		"how do I set my timezone":                 {Place, ""},
		"my time zone is now Lisbon":               {Place, "lisbon"},
		"how do I edit my page":                    {Help, ""},
		"Tom's page":                               {Page, "toms"},
		"zone out all day":                         {Note, ""},
		"how do I forget everything he did":        {Note, ""},
		"how do I stop crying":                     {Note, ""},
		"how do I stop messaging him":              {Note, ""},
		"how can I move on":                        {Note, ""},
		"delete all my data":                       {Forget, ""},
		"take that back":                           {Undo, ""},
		"thanks":                                   {Thanks, ""},
		"":                                         {Note, ""},
		"flare after lunch, cancelled on Anna":     {Note, ""},
		"I keep moving things in my head":          {Note, ""},
		"my mother cancelled christmas again":      {Note, ""},
		"I want to stop seeing everything black":   {Note, ""},
	} {
		if got := Hear(words); got != want {
			t.Errorf("%q: got %+v, want %+v", words, got, want)
		}
	}
}

// A slip is put right only in what asks first or only reads, and a word of its own is none.
func TestMend(t *testing.T) {
	for words, want := range map[string]string{
		"cancle thursday":                          "cancel thursday",
		"Can you please cancl Thursday?":           "Can you please cancel Thursday?",
		"snoze 10 min":                             "snooze 10 min",
		"evry tuesday at 5 instead":                "every tuesday at 5 instead",
		"resechedule thursday":                     "reschedule thursday",
		"potspone thursday":                        "postpone thursday",
		"sumary of last week":                      "summary of last week",
		"pasue until friday":                       "pause until friday",
		"remnd me daily at 8pm":                    "remind me daily at 8pm",
		"cancel thursday":                          "", // is none
		"cancer thursday":                          "",
		"cause until friday":                       "",
		"very tired at 5 now":                      "",
		"Avery tuesday at 5 instead":               "",
		"evry day is hard":                         "",
		"forgt everything":                         "",
		"delte all my data":                        "",
		"skpi next week":                           "",
		"cnacle thursday":                          "",
		"I could not cancle on Anna again":         "",
		"cancle":                                   "",
		"cancle. I mean it, I can't go on with it": "",
	} {
		if _, got, ok := Mend(words); ok != (want != "") || ok && got != want {
			t.Errorf("%q: got %q, %v", words, got, ok)
		}
	}
}

// Long personal text written by others, in which no command may be heard.
func TestNoCommandInPersonalText(t *testing.T) {
	file, err := os.Open("../../../shared/specs/when/notes-that-are-no-command.jsonl")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("the cases are not here:", err)
	}
	defer file.Close()
	heard, all := 0, 0
	for in := bufio.NewScanner(file); in.Scan(); {
		var c struct{ Text string }
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		for _, words := range append(sentences(c.Text), c.Text) {
			all++
			r := Hear(words)
			if as, _, ok := Mend(words); ok {
				r = as
			}
			switch r.Intent {
			case Note:
			case Cancel, Forget, Move, SkipOne, Stopped:
				t.Errorf("%s heard in %q", r.Intent, words)
			default:
				heard++
				t.Logf("%s heard in %q", r.Intent, words)
			}
		}
	}
	if heard*200 > all {
		t.Errorf("%d of %d heard as a command", heard, all)
	}
}

func sentences(text string) []string {
	var out []string
	from := 0
	for i, r := range text {
		if r == '.' || r == '?' || r == '!' || r == '\n' {
			out = append(out, text[from:i])
			from = i + 1
		}
	}
	return append(out, text[from:])
}

// BenchmarkHear is what nearly every message costs, and a long one, and a request.
func BenchmarkHear(b *testing.B) {
	line := "slept badly, cancelled on Anna again. I want to go home now. "
	for name, words := range map[string]string{
		"digit":   "3",
		"command": "/checkin",
		"short":   "The dog was happy to see me",
		"line":    "3 and tired, slept badly but went outside",
		"long":    strings.Repeat(line, 2000/len(line)+1)[:2000],
		"request": "can you move Thursday to Friday at 10",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Hear(words)
			}
		})
	}
}

func FuzzHear(f *testing.F) {
	f.Add("cancel thursday")
	f.Fuzz(func(t *testing.T, words string) {
		if Hear(words).Intent == "" {
			t.Error("nothing heard at all")
		}
		Mend(words)
	})
}

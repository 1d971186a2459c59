package bottest

import (
	"context"
	"math/rand/v2"

	"samepage/bot"
	"samepage/bot/transcript"
)

// Wander does steps things a person might do, and some that none would: it presses
// whatever stands there, old buttons among them, types answers and nonsense, walks away
// and comes back, scribbles on forms and deletes what was said. It fails the test where
// the bot fails.
func (s *Stage) Wander(r *rand.Rand, steps int, restart bool) {
	s.t.Helper()
	for range steps {
		if restart && r.IntN(10) == 0 {
			s.Restart()
		}
		switch form, has := s.scene.(*formScene); {
		case has && r.IntN(10) == 0:
			s.scribble(r, form)
		case has && len(form.typed) > 0 && r.IntN(10) == 0:
			s.Do(transcript.Line{Mark: '>', Text: "(delete) " + pick(r, form.typed).said}, false)
		default:
			s.Do(s.whim(r), r.IntN(4) > 0)
		}
	}
}

// scribble hands a form in, if one stands there, with whatever comes to mind.
func (s *Stage) scribble(r *rand.Rand, n *formScene) {
	s.t.Helper()
	at, press, ok := n.form()
	if !ok {
		return
	}
	form, err := n.desk.Form(context.Background(), person, press)
	ev := bot.Event{Press: press, Message: at, Filled: map[string][]string{}}
	for _, f := range form.Fields {
		value := pick(r, whims)
		if len(f.Options) > 0 {
			value = pick(r, f.Options).Key
		}
		ev.Filled[f.Key] = []string{value}
	}
	if err == nil {
		err = n.handIn(ev)
	}
	if err != nil && bot.CodeOf(err) != bot.Invalid {
		s.t.Fatal(err)
	}
	s.scene.Take()
}

func (s *Stage) whim(r *rand.Rand) transcript.Line {
	switch n := r.IntN(10); {
	case n == 0:
		return transcript.Line{Mark: '@', Text: pick(r, leaps)}
	case n < 6 && len(s.scene.Labels()) > 0:
		return transcript.Line{Mark: '>', Text: s.anyLabel(r)}
	default:
		return transcript.Line{Mark: '>', Text: pick(r, whims)}
	}
}

// anyLabel is a button's of one of the latest messages.
func (s *Stage) anyLabel(r *rand.Rand) string {
	recent := s.scene.Labels()
	labels := recent[r.IntN(len(recent))]
	if len(labels) == 0 {
		return pick(r, whims)
	}
	return pick(r, labels)
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

var leaps = []string{"+5m", "+1h", "+40m", "+6h", "+1d", "+3d", "08:00", "16:00", "20:00", "thu 15:30"}

var whims = []string{
	"Yes, I'm 16 or older", "yes", "no", "done", "skip", "back", "undo", "2", "5", "11", "0", "-1",
	"Tom, thursdays 4pm", "Dr. Lee, 14 March at 9", "every other friday at 10", "yesterday", "31 february",
	"flare after lunch, cancelled on Anna again", "manage my illness better\nsleep", "my boyfriend, a month now",
	"move thursday to friday 10", "thursday is at 5 now", "cancel thursday", "skip next week", "Tom is away until the 20th",
	"I stopped seeing Tom", "next appointment?", "what was last week's summary?", "summary since my last session",
	"pause until friday", "snooze", "remind me daily at 8pm", "yesterday was a 2", "add goal walk more", "something felt off",
	"bring up his tone", "export", "help", "sos", "i want to die", "thanks", "(voice)", "(edit) something else",
	"/checkin", "/agenda", "/page", "/debrief", "/disconnect", "/goals", "/homework", "/appointments", "/providers", "/measures",
	"/settings", "/summary", "/pause", "/resume", "/privacy", "/export", "/recovery", "/clear", "/help", "/start", "/checkin yesterday",
	"", "   ", "\x00", "\xff\xfe", "é̷̶̢", "\u202eolleh", "/nosuch", "%s %d", "[x](y) *b* <i>", "Use", "Change", "Add", "+",
}

package bottest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"samepage/bot"
)

// Year lives lives side by side on one store for some days of made-up time, and holds
// what each was sent, and when, to what the oracle foresaw.
func Year(t testing.TB, open func(bot.Clock) (bot.Store, func()), lives []*Life, from time.Time, days int) {
	w := &world{TB: t, clock: bot.NewSimulatedClock(from), lives: map[bot.Address]*living{}, todo: map[int64][]doing{}}
	store, shut := open(w.clock)
	defer shut()
	w.store = &patient{Store: store}
	w.bot = bot.New(bot.Config{Store: w.store, Clock: w.clock, Networks: []bot.Network{w}, Settings: bot.DefaultSettings()})
	until := from.AddDate(0, 0, days)
	for _, l := range lives {
		w.lives[l.address()] = &living{Life: l, world: w, day: map[string]int{}}
	}
	var all sync.WaitGroup
	for _, l := range w.lives {
		all.Go(l.begin)
	}
	all.Wait()
	w.flush()
	w.pass(until)
	w.compare(from, until)
}

// world is everybody, and what they are going to do when.
type world struct {
	testing.TB
	clock *bot.SimulatedClock
	store *patient
	bot   *bot.Bot
	lives map[bot.Address]*living
	sent  int

	mu   sync.Mutex
	todo map[int64][]doing // by the second
}

// doing is something somebody does.
type doing func()

// living is a Life as it goes on.
type living struct {
	*Life
	world  *world
	events int
	last   bot.Message // the latest with buttons
	lastID bot.MessageID
	got    []due
	day    map[string]int
}

// later has something done in so many seconds.
func (w *world) later(seconds int, do func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	at := w.clock.Now().Unix() + int64(seconds)
	w.todo[at] = append(w.todo[at], do)
}

// pass lets time pass, from one thing to the next.
func (w *world) pass(until time.Time) {
	for {
		next, err := w.bot.Tick(context.Background())
		if err != nil {
			w.Fatal(err)
		}
		w.flush()
		if !w.clock.Now().Before(until) {
			return
		}
		next = earliest(next, until, slices.Collect(maps.Keys(w.todo)))
		w.clock.Set(next)
		acts := w.todo[next.Unix()]
		delete(w.todo, next.Unix())
		var all sync.WaitGroup
		for _, do := range acts {
			all.Go(do)
		}
		all.Wait()
	}
}

func earliest(a, b time.Time, seconds []int64) time.Time {
	if b.Before(a) {
		a = b
	}
	for _, s := range seconds {
		if at := time.Unix(s, 0); at.Before(a) {
			a = at
		}
	}
	return a
}

func (w *world) flush() {
	if err := w.bot.Flush(context.Background()); err != nil {
		w.Fatal(err)
	}
}

// Name is the network's.
func (*world) Name() string { return "year" }

// Run has nothing to hand over.
func (*world) Run(ctx context.Context, _ func(context.Context, bot.Event) error) error {
	<-ctx.Done()
	return nil
}

// Send shows a message to somebody, who may do something about it later.
func (w *world) Send(_ context.Context, to bot.Address, m bot.Message) (bot.MessageID, error) {
	w.sent++
	l := w.lives[to]
	id := bot.MessageID(fmt.Sprint(w.sent))
	if len(m.Buttons) > 0 {
		l.last, l.lastID = m, id
	}
	if kind := kindOf(m.Text.String()); kind != "" {
		l.got = append(l.got, due{kind, w.clock.Now()})
		l.respond(kind, m, id)
	}
	return id, nil
}

// kindOf is what a message is that was sent unasked; "" for an answer.
func kindOf(words string) string {
	switch {
	case strings.Contains(words, "How was "):
		return "checkin"
	case strings.Contains(words, "A few minutes now?"):
		return "agenda"
	case strings.Contains(words, "did it happen?"):
		return "debrief"
	case strings.Contains(words, "here when you want it."):
		return "weekly"
	case words == "In an hour.", strings.HasPrefix(words, "In ") && strings.HasSuffix(words, " minutes."):
		return "page"
	}
	return ""
}

// respond is what they do about something that was said unasked.
func (l *living) respond(kind string, m bot.Message, id bot.MessageID) {
	w, now := l.world, l.world.clock.Now()
	answer := func(label string) func() { return func() { l.press(m, id, label) } }
	switch kind {
	case "checkin":
		day := wallAt(int(now.Unix()/60), l.zoneAt(now)) / dayLong
		again := l.day["asked"] == day
		l.day["asked"] = day
		switch does := l.Does(day); {
		case does == Answers, does == Snoozes && again:
			w.later(answerAfter, answer("3"))
		case does == Snoozes:
			w.later(snoozeAfter, func() { l.say("snooze 30 minutes") })
		}
	case "debrief":
		switch l.Does(l.visitBefore(now)) {
		case Answers:
			w.later(answerAfter, answer("Yes"))
			w.later(answerAfter+1, func() { l.press(l.last, l.lastID, "Done") })
		case Snoozes:
			w.later(answerAfter, answer("Missed"))
		}
	}
}

// zoneAt is where their clock hangs at a time.
func (l *living) zoneAt(t time.Time) *time.Location {
	zone := l.Home.zone()
	for _, m := range l.Moves {
		if !m.At.After(t) {
			zone = m.To.zone()
		}
	}
	return zone
}

// visitBefore is the day at home of the latest visit that is over.
func (l *living) visitBefore(now time.Time) int {
	home := l.Home.zone()
	for day := wallAt(int(now.Unix()/60), home) / dayLong; ; day-- {
		over := minuteOf(day*dayLong+l.Visit.At, home) + visitLong
		if time.Weekday((day+4)%7) == l.Visit.Weekday && isThere(day, home) && int64(over)*60 <= now.Unix() {
			return day
		}
	}
}

// begin is first contact, and what they want.
func (l *living) begin() {
	for _, words := range []string{"hi", "Yes, I'm 16 or older", "Just looking"} {
		l.say(words)
	}
	l.moveTo(l.Home)
	clock := fmt.Sprintf("%02d:%02d", l.At/60, l.At%60)
	switch l.Every {
	case 1:
		l.say("/checkin " + clock)
	case 2:
		l.say("/checkin every second day at " + clock)
	}
	if l.Weekly {
		l.say("/weekly")
	}
	if l.Visit != nil {
		l.say(fmt.Sprintf("/appointment Tom, %ss %02d:%02d", l.Visit.Weekday, l.Visit.At/60, l.Visit.At%60))
	}
	l.plan()
}

// plan puts into the world's hands what they are going to do by themselves.
func (l *living) plan() {
	now := l.world.clock.Now()
	for _, m := range l.Moves {
		l.world.later(int(m.At.Sub(now).Seconds()), func() {
			l.moveTo(m.To)
		})
	}
	for _, p := range l.Pauses {
		l.world.later(int(p.Sub(now).Seconds()), func() { l.say("/pause a week") })
	}
}

// moveTo tells where they are, and takes the question along where that is asked.
func (l *living) moveTo(c City) {
	l.hear(bot.Event{Location: &bot.Location{Lat: c.Lat, Lon: c.Lon}})
	l.world.later(1, func() {
		if len(l.last.Buttons) > 0 && l.last.Buttons[0].Label.String() == "Move it" {
			l.press(l.last, l.lastID, "Move it")
		}
	})
}

func (l *living) say(words string) { l.hear(bot.Event{Text: words}) }

func (l *living) press(m bot.Message, id bot.MessageID, label string) {
	for _, b := range m.Buttons {
		if b.Label.String() == label {
			l.hear(bot.Event{Press: b.Press, Message: id})
			return
		}
	}
	l.world.Errorf("%s: %s has no button %q", l.Name, m.Text.String(), label)
}

func (l *living) hear(ev bot.Event) {
	l.events++
	ev.ID, ev.From = fmt.Sprintf("%s.%d", l.Name, l.events), l.address()
	if ev.Message == "" {
		ev.Message = bot.MessageID(fmt.Sprintf("in%d", l.events))
	}
	if err := l.world.bot.Hear(context.Background(), ev); err != nil {
		l.world.Errorf("%s: %v", l.Name, err)
	}
}

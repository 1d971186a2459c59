package bottest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"samepage/bot"
)

// Life is how a made-up person lives with the bot for a year. It is worked out from its
// number alone, so that what went wrong can be looked at again.
type Life struct {
	Name   string
	Home   City
	Moves  []Move
	Pauses []time.Time // when they say "pause a week"
	At     int         // minute of the day at which they want to be asked
	Every  int         // how many days; 0 is never
	Weekly bool
	Visit  *Visit

	silent [2]int // from and to which day they answer nothing
	seed   uint64
}

// Move is a person who tells where they are now.
type Move struct {
	At time.Time
	To City
}

// Visit is an appointment that comes every week.
type Visit struct {
	Weekday time.Weekday
	At      int
}

// City is somewhere on the map.
type City struct {
	Zone     string
	Lat, Lon float64
}

func (c City) zone() *time.Location {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		panic(err)
	}
	return zone
}

// Cities are of every kind of zone there is: fixed, with summer time in the north and in
// the south, by half an hour, at midnight, off for a month, and on both sides of the date
// line. Of 2011 some changed their time for good, and one left out a day.
var Cities = []City{
	{"Europe/Berlin", 52.52, 13.40}, {"America/New_York", 40.71, -74.0}, {"Asia/Tokyo", 35.68, 139.69},
	{"Australia/Lord_Howe", -31.53, 159.07}, {"Pacific/Apia", -13.83, -171.76}, {"Africa/Casablanca", 33.57, -7.59},
	{"America/Santiago", -33.45, -70.66}, {"Asia/Kolkata", 28.61, 77.21}, {"Africa/Cairo", 30.04, 31.24},
	{"Pacific/Auckland", -36.85, 174.76}, {"Pacific/Honolulu", 21.31, -157.86}, {"America/Havana", 23.11, -82.37},
	{"Asia/Beirut", 33.89, 35.50}, {"Europe/Moscow", 55.75, 37.62}, {"America/St_Johns", 47.56, -52.71},
	{"Pacific/Chatham", -43.95, -176.55}, {"Asia/Kathmandu", 27.72, 85.32}, {"America/Sao_Paulo", -23.55, -46.63},
}

// What somebody may do about a question.
type Doing int

// They are these.
const (
	Ignores Doing = iota
	Answers
	Snoozes
)

// How long they take, in seconds: no whole minutes, so that nothing they do falls on
// anything that is due.
const (
	answerAfter = 7*60 + 13
	snoozeAfter = 3*60 + 29
)

// NewLife is the life with a number, from a time on.
func NewLife(n int, from time.Time) *Life {
	r := rand.New(rand.NewPCG(uint64(n), 2026))
	l := &Life{Name: fmt.Sprintf("p%d", n), Home: Cities[n%len(Cities)], seed: r.Uint64(), Every: 1}
	l.At = []int{20 * 60, 20 * 60, 21*60 + 30, 12 * 60, 2*60 + 30, 30, 18*60 + 15}[r.IntN(7)]
	if r.IntN(3) > 0 {
		l.Visit = &Visit{time.Weekday(r.IntN(7)), []int{9*60 + 30, 16 * 60, 20*60 + 40, 2*60 + 15}[r.IntN(4)]}
	}
	noon := func(day int) time.Time {
		return from.AddDate(0, 0, day).Add(11*time.Second + time.Duration(r.IntN(24))*time.Hour)
	}
	switch r.IntN(4) {
	case 0: // travels there and back
		there := Cities[r.IntN(len(Cities))]
		for day := 20 + r.IntN(40); day < 330; day += 20 + r.IntN(60) {
			l.Moves = append(l.Moves, Move{noon(day), there})
			there = map[bool]City{true: Cities[r.IntN(len(Cities))], false: l.Home}[there == l.Home]
		}
	case 1: // goes silent for weeks
		began := int(from.Unix()/86400) + 30 + r.IntN(100)
		l.silent = [2]int{began, began + 20 + r.IntN(100)}
		l.Every = 1 + r.IntN(2)
	case 2:
		for day := 15 + r.IntN(40); day < 340; day += 30 + r.IntN(60) {
			l.Pauses = append(l.Pauses, noon(day))
		}
	default:
		l.Weekly = l.Visit == nil
	}
	return l
}

// Does is what they do about what is asked of a day.
func (l *Life) Does(day int) Doing {
	if l.silent[0] <= day && day < l.silent[1] {
		return Ignores
	}
	switch x := rand.New(rand.NewPCG(l.seed, uint64(day))).IntN(10); {
	case x < 1 && len(l.Moves) == 0:
		return Ignores
	case x < 3 && len(l.Moves) == 0:
		return Snoozes
	default:
		return Answers
	}
}

// address is where they write.
func (l *Life) address() bot.Address {
	return bot.Address{Network: "year", Instance: "1", Chat: l.Name}
}

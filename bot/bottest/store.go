package bottest

import (
	"context"
	"errors"
	"testing"
	"time"

	"samepage/bot"
)

// Opener opens one and the same store, as often as it has been shut.
type Opener func(bot.Clock) (store bot.Store, shut func())

// Store is the contract of bot.Store. Fresh makes a store that is empty.
func Store(t *testing.T, fresh func(t *testing.T) Opener) {
	for name, test := range map[string]func(*shelf){
		"finds nobody":                          findsNobody,
		"finds a person at every address":       findsAtEveryAddress,
		"gives no address away":                 givesNoAddressAway,
		"prefers the address attached last":     prefersTheLast,
		"sweeps a person nobody can reach":      sweepsUnreached,
		"knows no stranger's id":                knowsNoStrangersID,
		"undoes a failing turn alone":           undoesAlone,
		"keeps the first failure":               keepsTheFirstFailure,
		"outlives a panic":                      outlivesPanic,
		"stops the clock for a turn":            stopsTheClock,
		"loses no update":                       losesNoUpdate,
		"does nothing once given up":            doesNothingOnceGivenUp,
		"hears an event once":                   hearsOnce,
		"hears once though a chat moves":        hearsOnceThoughAChatMoves,
		"hears many events once":                hearsManyOnce,
		"forgets events in time":                forgetsEvents,
		"keeps rows in order":                   keepsRowsInOrder,
		"finds rows by state":                   findsByState,
		"gives bytes back as they were":         givesBytesBack,
		"keeps persons apart":                   keepsPersonsApart,
		"knows what is due":                     knowsWhatIsDue,
		"spreads the same each day":             spreadsTheSameEachDay,
		"spends a prompt once":                  spendsOnce,
		"holds the key of a spent prompt":       holdsTheKey,
		"drops a prompt":                        dropsPrompt,
		"reads what it changed of prompts":      readsChangedPrompts,
		"knows when the bot was awake":          knowsWhenAwake,
		"sets words aside":                      setsAside,
		"sets no stranger's words aside":        setsNothingOfAStrangerAside,
		"forgets what was set aside":            forgetsAsides,
		"knows how far a network has come":      knowsMarks,
		"forgets how far a network has come":    forgetsMarks,
		"sends in order":                        sendsInOrder,
		"sends first what has to be sooner":     sendsSooner,
		"sends in order though the clock errs":  keepsOrderThoughTheClockErrs,
		"gives a message back as it was":        givesMessageBack,
		"replaces what was sent":                replacesWhatWasSent,
		"replaces what was pressed":             replacesWhatWasPressed,
		"changes nothing before it is sent":     changesNothingBefore,
		"holds back for the unreachable":        holdsBack,
		"knows what was posted":                 knowsWhatWasPosted,
		"knows all that was posted":             knowsAllThatWasPosted,
		"takes away after forgetting":           takesAwayAfterForgetting,
		"takes back what was not seen":          takesBackWhatWasNotSeen,
		"leaves nothing in a chat that is left": leavesNothingInAChat,
		"leases answers to a courier":           leasesAnswers,
		"leases nothing out of its turn":        leasesInTurn,
		"remembers what a message kept":         remembersSources,
		"forgets what a message kept":           dropsSources,
		"greets a stranger once in two days":    greetsOnce,
		"keeps a stranger's answers two days":   keepsAnswersTwoDays,
		"meets nobody it knows":                 meetsNobodyKnown,
		"forgets a person":                      forgetsPerson,
		"keeps everybody else":                  keepsEverybodyElse,
		"keeps a person whose forgetting fails": keepsOnFailure,
	} {
		t.Run(name, func(t *testing.T) { test(newShelf(t, fresh(t))) })
	}
}

// shelf is a store under test and what every test does with it.
type shelf struct {
	*testing.T
	bot.Store
	clock *bot.SimulatedClock
	open  Opener
	shut  func()
}

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func newShelf(t *testing.T, open Opener) *shelf {
	s := &shelf{T: t, clock: bot.NewSimulatedClock(noon), open: open}
	s.Store, s.shut = open(s.clock)
	t.Cleanup(func() { s.shut() })
	return s
}

func (s *shelf) restart() {
	s.shut()
	s.Store, s.shut = s.open(s.clock)
}

func (s *shelf) pass(d time.Duration) { s.clock.Set(s.clock.Now().Add(d)) }

func (s *shelf) check(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *shelf) create() bot.PersonID {
	s.Helper()
	id, err := s.Create(context.Background())
	s.check(err)
	return id
}

// personAt makes a person at an address.
func (s *shelf) personAt(address bot.Address) bot.PersonID {
	s.Helper()
	id := s.create()
	s.with(id, func(r bot.Records) {
		if !r.Attach(address) {
			s.Errorf("the address was taken")
		}
	})
	return id
}

func (s *shelf) with(person bot.PersonID, turn func(bot.Records)) {
	s.Helper()
	s.check(s.try(person, func(r bot.Records) error { turn(r); return nil }))
}

func (s *shelf) try(person bot.PersonID, turn func(bot.Records) error) error {
	return s.With(context.Background(), person, turn)
}

// seen marks an event. A turn may run more than once, and its last run is the one that counts.
func (s *shelf) seen(person bot.PersonID, at bot.Address, event string) (before bool) {
	s.Helper()
	s.with(person, func(r bot.Records) { before = r.Seen(at, event) })
	return before
}

func (s *shelf) meet(address bot.Address, turn func(bot.Stranger)) {
	s.Helper()
	s.check(s.Meet(context.Background(), address, func(x bot.Stranger) error { turn(x); return nil }))
}

func (s *shelf) find(address bot.Address) bot.PersonID {
	s.Helper()
	id, err := s.Find(context.Background(), address)
	s.check(err)
	return id
}

func (s *shelf) unsent() []bot.Outgoing {
	s.Helper()
	found, err := s.Unsent(context.Background(), 100)
	s.check(err)
	return found
}

func (s *shelf) sent(m bot.Outgoing, as bot.MessageID) {
	s.Helper()
	s.check(s.Sent(context.Background(), m, as))
}

func (s *shelf) due() ([]bot.Owed, time.Time) {
	s.Helper()
	due, next, err := s.Due(context.Background(), s.clock.Now(), 100)
	s.check(err)
	return due, next
}

var errTurn = errors.New("the turn failed")

// chat is an address of network one.
func chat(id string) bot.Address { return bot.Address{Network: "one", Instance: "1", Chat: id} }

func equal[T comparable](s *shelf, what string, got, want T) {
	s.Helper()
	if got != want {
		s.Errorf("%s: got %v, want %v", what, got, want)
	}
}

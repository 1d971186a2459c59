package when

import (
	"fmt"
	"slices"
	"time"
)

// Kind is what sort of time a Reading is.
type Kind uint8

// The kinds of time people write.
const (
	Day           Kind = iota + 1 // one day: Start.Date
	Instant                       // a clock time on a day: Start; End where its length was said
	TimeOfDay                     // a clock time without a day: Start.Clock
	DayPeriod                     // whole days: Start.Date up to, not including, End.Date
	InstantPeriod                 // Start up to, not including, End
	ClockPeriod                   // clock times without a day: Start.Clock to End.Clock
	Duration                      // a length of time: Length and Seconds
	Recurrence                    // Rule, first happening at Start
)

var kindNames = [...]string{"none", "date", "datetime", "time", "date_period", "datetime_period", "time_period", "duration", "recurrence"}

// String is the kind's name as the public case suites spell it.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// Grain is how finely a time was said: "at 16:00" to the minute, "in May" to the month.
type Grain uint8

// The grains, finest first.
const (
	Second Grain = iota + 1
	Minute
	Hour
	DayPart
	WholeDay
	Week
	Month
	Quarter
	Year
)

// Span is the bytes [From, To) of the text that a reading was read from.
type Span struct{ From, To int }

// Length is a length of time as said: "two months" stays two months, however many
// days they turn out to have.
type Length struct {
	Months, Days int
	Seconds      int64
}

// Approximate is the length in seconds, a month taken as 30 days and a year as 365.
func (l Length) Approximate() int64 {
	years, months := l.Months/12, l.Months%12
	return int64(years*365+months*30+l.Days)*86400 + l.Seconds
}

// IsZero says whether l is no time at all.
func (l Length) IsZero() bool { return l == Length{} }

// Doubt is something that was guessed and is worth reading back to the person.
type Doubt uint8

// The doubts a reading may carry.
const (
	GuessedHalf   Doubt = iota + 1 // am or pm was not said
	SwappedOrder                   // day and month stood in the order other than the person's, the only possible one
	EitherOrder                    // day and month could stand in either order
	RolledForward                  // the time said has passed; this is its next one
	GapTime                        // the clocks jump over this time; Resolve shifts it
	EitherPhase                    // every other week: this one or the next was not said
	SplitWords                     // day and clock time stood apart in the text
	AlreadyPast                    // planned, but gone by now
	OtherCustom                    // what some people mean by these words; not worth asking about
	doubtCount
)

var doubtNames = [...]string{"none", "guessed half", "swapped order", "either order", "rolled forward", "gap time", "either phase", "split words", "already past", "other custom"}

// String names the doubt, for logs and tests.
func (d Doubt) String() string {
	if int(d) < len(doubtNames) {
		return doubtNames[d]
	}
	return fmt.Sprintf("Doubt(%d)", uint8(d))
}

// Anchor is a time that only the bot knows, as people point at it.
type Anchor uint8

// The anchors people name.
const (
	NoAnchor        Anchor = iota
	LastAppointment        // "my last session"
	NextAppointment        // "the next appointment"
	LastCheckIn            // "the last check-in"
	LastTalk               // "we last spoke"
)

// Reading is one way to understand a piece of text as a time. Times are civil: a
// wall calendar and clock in the person's zone. Ends are exclusive.
type Reading struct {
	Kind       Kind
	Start, End DateTime
	OpenStart  bool // "until Friday": no Start
	OpenEnd    bool // "since Monday": no End

	Seconds int64  // a Duration's length, Length.Approximate
	Length  Length // a Duration as said; also "for an hour" said with an Instant
	Shift   int    // +1 for "an hour later", -1 for "20 minutes earlier", on a Duration

	Rule string // an RFC 5545 recurrence rule value, "FREQ=WEEKLY;BYDAY=TU;BYHOUR=15;BYMINUTE=30"

	Span   Span
	Grain  Grain
	Doubts []Doubt
	Anchor Anchor // the anchor it was reckoned from, if any
}

// Doubtful says whether r carries doubt d.
func (r Reading) Doubtful(d Doubt) bool { return slices.Contains(r.Doubts, d) }

// Mode is which way the person looks.
type Mode uint8

// The modes.
const (
	Any    Mode = iota // no side preferred beyond what the words say
	Future             // planning: a time that has passed rolls forward
	Past               // looking back: a day without a year was the last such day
)

// Policy is how this person's words are to be taken. The zero Policy is the default.
type Policy struct {
	SundayFirst bool     // weeks run Sunday to Saturday
	DayFirst    bool     // 10/11 is the tenth of November
	Typical     []Clock  // this person's appointments so far, by which a bare hour is am or pm
	Parts       DayParts // when morning begins and so on; zero is DefaultParts
}

// DayParts says when the parts of the day begin. Each ends where the next begins.
type DayParts struct{ Morning, Afternoon, Evening, Night Clock }

// DefaultParts: morning 5 to 12, afternoon to 17, evening to 21, night to 5.
var DefaultParts = DayParts{Clock{5, 0}, Clock{12, 0}, Clock{17, 0}, Clock{21, 0}}

// Context is all that Parse knows besides the text.
type Context struct {
	Now     time.Time
	Zone    *time.Location // nil is UTC
	Policy  Policy
	Anchors map[Anchor]DateTime // a phrase that names a missing anchor has no reading
	Mode    Mode
}

// civil is the wall clock at c.Now.
func (c Context) civil() DateTime {
	if c.Zone == nil {
		return Civil(c.Now, time.UTC)
	}
	return Civil(c.Now, c.Zone)
}

package bot

import (
	"time"

	"samepage/bot/text"
	"samepage/bot/when"
)

// Person is who uses the bot, and how they want it.
type Person struct {
	Meta
	Consent Consent
	Zone    string    // IANA name; "" until they told it
	Country string    `json:",omitzero"` // ISO 3166 code, for the help lines; "" is that of Zone
	Checkin Routine   // when the daily question comes
	Quiet   Quiet     // no prompts in these hours
	Paused  when.Date `json:",omitzero"` // nothing unasked before this day
	Open    bool      // prompts may say what they are about
	Weekly  bool      // a summary every Monday
	// WeeklyFrom is the first day one may come.
	WeeklyFrom when.Date `json:",omitzero"`
	Young      bool      `json:",omitzero"` // they said they are under age: nothing is kept
	Sunday     bool      `json:",omitzero"` // weeks begin on it
}

// Consent is the yes, its words' version and when it was given. It can be withdrawn.
type Consent struct {
	Version int
	At      time.Time
}

// Routine is a civil time of day, and every how many days; 0 is never.
type Routine struct {
	At    when.Clock
	Every int
	Since when.Date `json:",omitzero"` // not before this day
	Told  bool      `json:",omitzero"` // the person was asked whether they want it
	Zone  string    `json:",omitzero"` // whose clock shows At; "" is that of wherever they are
}

func (*Person) kind() string { return "person" }

// Person is who this turn is about; reading it twice reads it once.
func (t *Turn) Person() *Person {
	if t.person == nil {
		t.person = get[Person](t, "me")
	}
	if t.person == nil {
		t.person = t.newPerson()
	}
	return t.person
}

func (t *Turn) newPerson() *Person {
	return &Person{
		Meta:    Meta{ID: "me"},
		Quiet:   t.bot.settings.Quiet,
		Checkin: Routine{At: t.bot.settings.Checkin},
	}
}

// Zone is where the person's wall clock hangs; UTC until they told.
func (t *Turn) Zone() *time.Location {
	zone, err := when.LoadZone(t.Person().Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// Local is what the person's calendar and clock say now.
func (t *Turn) Local() when.DateTime { return when.Civil(t.Now, t.Zone()) }

// Today is the person's day.
func (t *Turn) Today() when.Date { return t.Local().Date }

// dayOf is the day of a moment as the person says it.
func (t *Turn) dayOf(at time.Time) text.Text {
	return t.DayMonth(when.Civil(at, t.Zone()).Date, t.Today())
}

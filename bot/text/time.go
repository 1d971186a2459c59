package text

import (
	"time"

	"samepage/bot/when"
)

// Weekday is "Thursday".
func (p Printer) Weekday(d time.Weekday) Text {
	switch d {
	case time.Monday:
		return p.T("Monday")
	case time.Tuesday:
		return p.T("Tuesday")
	case time.Wednesday:
		return p.T("Wednesday")
	case time.Thursday:
		return p.T("Thursday")
	case time.Friday:
		return p.T("Friday")
	case time.Saturday:
		return p.T("Saturday")
	default:
		return p.T("Sunday")
	}
}

// ShortWeekday is "Thu".
func (p Printer) ShortWeekday(d time.Weekday) Text {
	switch d {
	case time.Monday:
		return p.T("Mon")
	case time.Tuesday:
		return p.T("Tue")
	case time.Wednesday:
		return p.T("Wed")
	case time.Thursday:
		return p.T("Thu")
	case time.Friday:
		return p.T("Fri")
	case time.Saturday:
		return p.T("Sat")
	default:
		return p.T("Sun")
	}
}

// Month is "March".
func (p Printer) Month(m time.Month) Text {
	switch m {
	case time.January:
		return p.T("January")
	case time.February:
		return p.T("February")
	case time.March:
		return p.T("March")
	case time.April:
		return p.T("April")
	case time.May:
		return p.T("May")
	case time.June:
		return p.T("June")
	case time.July:
		return p.T("July")
	case time.August:
		return p.T("August")
	case time.September:
		return p.T("September")
	case time.October:
		return p.T("October")
	case time.November:
		return p.T("November")
	default:
		return p.T("December")
	}
}

// DayMonth is "5 March", with the year where it is not this one.
func (p Printer) DayMonth(d when.Date, today when.Date) Text {
	if d.Year != today.Year {
		return p.T("%d %s %d", d.Day, p.Month(d.Month), d.Year)
	}
	return p.T("%d %s", d.Day, p.Month(d.Month))
}

// Day is "Thu 5 March", with the year where it is not this one.
func (p Printer) Day(d when.Date, today when.Date) Text {
	return p.T("%s %s", p.ShortWeekday(d.Weekday()), p.DayMonth(d, today))
}

// Clock is "16:00".
func (p Printer) Clock(c when.Clock) Text { return Text{{Text: c.String()}} }

// At is "Thu 5 March, 16:00".
func (p Printer) At(t when.DateTime, today when.Date) Text {
	return p.T("%s, %s", p.Day(t.Date, today), p.Clock(t.Clock))
}

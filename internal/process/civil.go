package process

import (
	"fmt"
	"time"
)

// Date is a day of the calendar, without hour or zone. The zero Date is unset.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate gives the date, or false when there is no such day.
func NewDate(year int, month time.Month, day int) (Date, bool) {
	d := Date{year, month, day}
	t := d.UTC()
	return d, t.Year() == year && t.Month() == month && t.Day() == day
}

// IsZero tells whether d is unset.
func (d Date) IsZero() bool { return d == Date{} }

// UTC is midnight of d in UTC, for arithmetic on days only.
func (d Date) UTC() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Weekday is the day of the week of d.
func (d Date) Weekday() time.Weekday { return d.UTC().Weekday() }

// Before tells whether d comes before e.
func (d Date) Before(e Date) bool { return d.UTC().Before(e.UTC()) }

// String is the date as in ISO 8601, "2013-11-04"; empty when unset.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// TimeOfDay is an hour of the day. The zero TimeOfDay is unset; midnight is set.
type TimeOfDay struct {
	Set    bool
	Hour   int
	Minute int
}

// Minutes is the number of minutes since midnight.
func (t TimeOfDay) Minutes() int { return 60*t.Hour + t.Minute }

// String is the hour as Italian acts print it, "9.30"; empty when unset.
func (t TimeOfDay) String() string {
	if !t.Set {
		return ""
	}
	return fmt.Sprintf("%d.%02d", t.Hour, t.Minute)
}

// IsZero tells whether m is unset.
func (m Moment) IsZero() bool { return m.Date.IsZero() }

// String is the day as in ISO 8601 and the hour, "2013-11-05 11.40"; without the
// hour when it is unset, empty when the day is.
func (m Moment) String() string {
	if m.IsZero() || !m.Hour.Set {
		return m.Date.String()
	}
	return m.Date.String() + " " + m.Hour.String()
}

// Italian is the moment in the words of acts, "5 novembre 2013 ore 11.40".
func (m Moment) Italian() string {
	if m.IsZero() || !m.Hour.Set {
		return m.Date.Italian()
	}
	return m.Date.Italian() + " ore " + m.Hour.String()
}

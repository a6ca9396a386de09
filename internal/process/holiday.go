package process

import (
	"time"
)

// national is a public holiday of the whole country, from the year it has been
// one without a break.
type national struct {
	month time.Month
	day   int
	since int
	name  string
}

// nationals is dated, because the law changes: 4 October is a holiday again
// from 2026; 4 November is a day of remembrance and no holiday.
func nationals() []national {
	return []national{
		{time.January, 1, 0, "Capodanno"},
		{time.January, 6, 1986, "Epifania"},
		{time.April, 25, 0, "Anniversario della Liberazione"},
		{time.May, 1, 0, "Festa del Lavoro"},
		{time.June, 2, 2001, "Festa della Repubblica"},
		{time.August, 15, 0, "Assunzione"},
		{time.October, 4, 2026, "San Francesco d'Assisi"},
		{time.November, 1, 0, "Ognissanti"},
		{time.December, 8, 0, "Immacolata Concezione"},
		{time.December, 25, 0, "Natale"},
		{time.December, 26, 0, "Santo Stefano"},
	}
}

// HolidayOn is the name of the public holiday that d is, national or among the
// local ones, or "" when it is none. Every Sunday is one.
func HolidayOn(d Date, local []Holiday) string {
	if d.IsZero() {
		return ""
	}
	for _, h := range nationals() {
		if h.month == d.Month && h.day == d.Day && d.Year >= h.since {
			return h.name
		}
	}
	for _, h := range local {
		if h.Month == int(d.Month) && h.Day == d.Day && (h.Year == 0 || h.Year == d.Year) {
			return h.Name
		}
	}
	switch easter := Easter(d.Year); {
	case d == easter:
		return "Pasqua"
	case d == easter.AddDays(1):
		return "Lunedì dell'Angelo"
	case d.Weekday() == time.Sunday:
		return "domenica"
	}
	return ""
}

// Easter is Easter Sunday of a year of the Gregorian calendar, by the method
// of Meeus, Jones and Butcher.
func Easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	d := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	e := (32 + 2*(b%4) + 2*(c/4) - d - c%4) % 7
	f := d + e - 7*((a+11*d+22*e)/451) + 114
	return Date{year, time.Month(f / 31), f%31 + 1}
}

// AddDays is the date n days after d.
func (d Date) AddDays(n int) Date {
	t := d.UTC().AddDate(0, 0, n)
	return Date{t.Year(), t.Month(), t.Day()}
}

// Exists tells whether the holiday is a day of some calendar year, or of its
// own when it has one.
func (h Holiday) Exists() bool {
	year := h.Year
	if year == 0 {
		year = 2000 // has a 29 February
	}
	_, ok := NewDate(year, time.Month(h.Month), h.Day)
	return ok
}

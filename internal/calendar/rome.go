package calendar

import ics "github.com/arran4/golang-ical"

// rome is the time zone of all meetings (IANA).
const rome = "Europe/Rome"

// addRome adds the rules of the zone, which RFC 5545 (3.2.19) asks of a file that
// names it: those in force since 1996.
func addRome(cal *ics.Calendar) {
	zone := cal.AddTimezone(rome)
	change := func(c *ics.ComponentBase, name, from, to, first, rule string) {
		c.SetProperty(ics.ComponentProperty(ics.PropertyTzname), name)
		c.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), from)
		c.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), to)
		c.SetProperty(ics.ComponentPropertyDtStart, first)
		c.SetProperty(ics.ComponentPropertyRrule, rule)
	}
	summer := &ics.Daylight{}
	change(&summer.ComponentBase, "CEST", "+0100", "+0200", "19960331T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
	winter := &ics.Standard{}
	change(&winter.ComponentBase, "CET", "+0200", "+0100", "19961027T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
	zone.Components = append(zone.Components, summer, winter)
}

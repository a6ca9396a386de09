// Package calendar gives the meetings of a process as iCalendar files (RFC 5545),
// which every calendar program takes. The hours are of Europe/Rome.
package calendar

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"concerta/internal/process"
)

// The kinds of errors.
var (
	ErrNoMeeting = errors.New("the process has no such meeting")
	ErrNoDate    = errors.New("the date of the meeting is not known yet")
)

// Options are what a calendar cannot know by itself.
type Options struct {
	Stamp    time.Time // when the data were last changed, never the clock
	Sequence int       // version of the data: a program takes the highest it has seen
}

// Write writes all the meetings of p that have a date, in printed order.
func Write(w io.Writer, p *process.Process, o Options) error {
	cal := empty(p)
	for _, m := range p.Meetings() {
		if !m.Date.IsZero() {
			add(cal, p, m, o)
		}
	}
	return serialize(w, cal)
}

// WriteMeeting writes one meeting. It fails with ErrNoMeeting, or with
// ErrNoDate when the meeting is still to be announced.
func WriteMeeting(w io.Writer, p *process.Process, id string, o Options) error {
	m := p.Meeting(id)
	if m == nil {
		return fmt.Errorf("calendar of «%s»: %w", id, ErrNoMeeting)
	}
	if m.Date.IsZero() {
		return fmt.Errorf("calendar of «%s»: %w", id, ErrNoDate)
	}
	cal := empty(p)
	add(cal, p, m, o)
	return serialize(w, cal)
}

func serialize(w io.Writer, cal *ics.Calendar) error {
	if err := cal.SerializeTo(w, ics.WithNewLineWindows); err != nil {
		return fmt.Errorf("writing the calendar: %w", err)
	}
	return nil
}

func empty(p *process.Process) *ics.Calendar {
	cal := ics.NewCalendar()
	cal.SetProductId("-//concerta//incontri//IT")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(p.Title)
	addRome(cal)
	return cal
}

// add adds a meeting. Its UID stays the same whatever changes of it, so that a
// program which has it already moves it.
func add(cal *ics.Calendar, p *process.Process, m *process.Meeting, o Options) {
	e := cal.AddEvent(m.ID + "@" + p.Key + ".concerta")
	e.SetDtStampTime(o.Stamp)
	e.SetSequence(o.Sequence)
	e.SetSummary(name(m) + " – " + p.Title)
	setTime(e, m)
	if m.Place.Printed != "" {
		e.SetLocation(m.Place.Printed)
	}
	if m.Link != "" {
		e.SetURL(m.Link)
	}
	if words := description(p, m); words != "" {
		e.SetDescription(words)
	}
	if p.Office.Email != "" { // RFC 5546 asks who publishes
		e.SetOrganizer("mailto:" + p.Office.Email)
	}
	e.SetStatus(ics.ObjectStatusConfirmed)
}

// name is how the meeting is called in a list of appointments.
func name(m *process.Meeting) string {
	if m.Label == "" {
		return "Incontro"
	}
	r, n := utf8.DecodeRuneInString(m.Label)
	return string(unicode.ToUpper(r)) + m.Label[n:]
}

// setTime says when: the whole day without an hour, no end when none is said.
func setTime(e *ics.VEvent, m *process.Meeting) {
	if !m.Start.Set {
		e.SetProperty(ics.ComponentPropertyDtStart, day(m.Date), ics.WithValue(string(ics.ValueDataTypeDate)))
		return
	}
	e.SetProperty(ics.ComponentPropertyDtStart, local(m.Date, m.Start), ics.WithTZID(rome))
	if m.End.Set && m.End.Minutes() > m.Start.Minutes() {
		e.SetProperty(ics.ComponentPropertyDtEnd, local(m.Date, m.End), ics.WithTZID(rome))
	}
}

func day(d process.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

func local(d process.Date, t process.TimeOfDay) string {
	return fmt.Sprintf("%sT%02d%02d00", day(d), t.Hour, t.Minute)
}

// description is who is invited, the agenda and the tables. The text of the
// office is left to the acts: it may hold references.
func description(p *process.Process, m *process.Meeting) string {
	var lines []string
	switch m.Mode {
	case process.Remote:
		lines = append(lines, "A distanza.")
	case process.Mixed:
		lines = append(lines, "In presenza e a distanza.")
	case process.InPerson:
	}
	if len(m.Invited) > 0 {
		lines = append(lines, "Sono invitati: "+strings.Join(m.Invited, "; ")+".")
	}
	for _, a := range m.Agenda {
		line := "- " + a.Title
		if a.Start.Set {
			line = "- ore " + a.Start.String() + " – " + a.Title
		}
		lines = append(lines, line)
	}
	for _, n := range m.Tables {
		if t := p.Table(n); t != nil {
			lines = append(lines, fmt.Sprintf("Tavolo %d: %s", t.Number, t.Name))
		}
	}
	if m.OwnTable != "" {
		lines = append(lines, "Tavolo: "+m.OwnTable)
	}
	return strings.Join(lines, "\n")
}

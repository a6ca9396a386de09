package calendar_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"concerta/internal/calendar"
	"concerta/internal/process"
)

func date(m time.Month, d int) process.Date { return process.Date{Year: 2013, Month: m, Day: d} }

func hour(h, m int) process.TimeOfDay { return process.TimeOfDay{Set: true, Hour: h, Minute: m} }

func sample() *process.Process {
	meeting := func(m process.Meeting) process.Entry { return process.Entry{Meeting: &m} }
	return &process.Process{
		Key: "prova-2013", Title: "Piano di zona, 2014; prova",
		Office: process.Office{Name: "Ambito di Prova", Email: "ufficio@example.org"},
		Tables: []process.ThematicTable{{Number: 3, Name: "La cultura dell’accoglienza"}},
		Entries: []process.Entry{
			meeting(process.Meeting{
				ID: "plenaria", Label: "prima sessione", Date: date(time.November, 6), Start: hour(15, 30), End: hour(18, 0),
				Place:   process.Place{Printed: "Auditorium, Casarano"},
				Agenda:  []process.AgendaItem{{Start: hour(15, 30), Title: "Apertura"}, {Title: "Interventi"}},
				Invited: []string{"scuole", "sindacati"}, Tables: []int{3},
			}),
			meeting(process.Meeting{ID: "giornata", Date: date(time.November, 7)}),
			meeting(process.Meeting{ID: "poi"}),
			meeting(process.Meeting{ID: "remoto", Date: date(time.July, 8), Start: hour(9, 0), Mode: process.Remote, Link: "https://incontri.example.org/a,b"}),
		},
	}
}

func options() calendar.Options {
	return calendar.Options{Stamp: time.Date(2013, time.October, 30, 9, 0, 0, 0, time.UTC), Sequence: 4}
}

func all(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := calendar.Write(&b, sample(), options()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// unfolded joins the lines that RFC 5545 (3.1) has broken.
func unfolded(s string) string { return strings.ReplaceAll(s, "\r\n ", "") }

func TestWrite_HasEveryMeetingWithADateAndNoOther(t *testing.T) {
	cal, err := ics.ParseCalendar(strings.NewReader(all(t)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range cal.Events() {
		got = append(got, e.Id())
	}
	want := "plenaria@prova-2013.concerta giornata@prova-2013.concerta remoto@prova-2013.concerta"
	if strings.Join(got, " ") != want {
		t.Errorf("events %v", got)
	}
}

func TestWrite_SaysWhenInTheTimeOfRome(t *testing.T) {
	s := unfolded(all(t))
	for _, want := range []string{
		"BEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\nBEGIN:DAYLIGHT\r\n",
		"DTSTART;TZID=Europe/Rome:20131106T153000\r\nDTEND;TZID=Europe/Rome:20131106T180000\r\n",
		"DTSTART;VALUE=DATE:20131107\r\n",
		"DTSTART;TZID=Europe/Rome:20130708T090000\r\n",
		"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n",
		"DTSTAMP:20131030T090000Z\r\n",
		"SEQUENCE:4\r\n",
	} {
		if !strings.Contains(s, want) {
			t.Errorf("no %q in\n%s", want, s)
		}
	}
	if n := strings.Count(s, "DTEND"); n != 1 {
		t.Errorf("%d ends: only the meeting that has one says it", n)
	}
}

// TestRome_RulesAreThoseOfTheZoneDatabase compares the offsets that the rules
// of the file give with those of the system's database.
func TestRome_RulesAreThoseOfTheZoneDatabase(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Skip("no time zone database:", err)
	}
	lastSunday := func(year int, m time.Month) int {
		d := time.Date(year, m+1, 0, 0, 0, 0, 0, time.UTC)
		return d.Day() - int(d.Weekday())
	}
	for year := 1996; year < 2030; year++ {
		for _, c := range []struct {
			month         time.Month
			before, after string
		}{{time.March, "CET", "CEST"}, {time.October, "CEST", "CET"}} {
			at := time.Date(year, c.month, lastSunday(year, c.month), 1, 0, 0, 0, time.UTC)
			b, _ := at.Add(-time.Second).In(rome).Zone()
			a, _ := at.In(rome).Zone()
			if b != c.before || a != c.after {
				t.Errorf("%v: %s then %s", at, b, a)
			}
		}
	}
}

func TestWrite_EscapesTextAndFoldsLongLines(t *testing.T) {
	s := all(t)
	for line := range strings.SplitSeq(strings.TrimSuffix(s, "\r\n"), "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
		if strings.ContainsAny(line, "\r\n") {
			t.Errorf("a bare line end in %q", line)
		}
	}
	s = unfolded(s)
	for _, want := range []string{
		`SUMMARY:Prima sessione – Piano di zona\, 2014\; prova` + "\r\n",
		`LOCATION:Auditorium\, Casarano` + "\r\n",
		`DESCRIPTION:Sono invitati: scuole\; sindacati.\n- ore 15.30 – Apertura\n- Interventi\nTavolo 3: La cultura dell’accoglienza` + "\r\n",
		"URL:https://incontri.example.org/a,b\r\n",
		"ORGANIZER:mailto:ufficio@example.org\r\n",
	} {
		if !strings.Contains(s, want) {
			t.Errorf("no %q in\n%s", want, s)
		}
	}
}

func TestWrite_SameDataGiveTheSameBytes(t *testing.T) {
	first := all(t)
	for range 20 {
		if all(t) != first {
			t.Fatal("two calendars of the same data differ")
		}
	}
}

func TestWriteMeeting_WritesThatOneOnly(t *testing.T) {
	var b bytes.Buffer
	if err := calendar.WriteMeeting(&b, sample(), "remoto", options()); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); strings.Count(s, "BEGIN:VEVENT") != 1 || !strings.Contains(s, "UID:remoto@prova-2013.concerta") {
		t.Error(s)
	}
	for id, want := range map[string]error{"mai": calendar.ErrNoMeeting, "poi": calendar.ErrNoDate} {
		if err := calendar.WriteMeeting(&b, sample(), id, options()); !errors.Is(err, want) {
			t.Errorf("%s: %v", id, err)
		}
	}
}

type full struct{}

var errDisk = errors.New("disk full")

func (full) Write([]byte) (int, error) { return 0, errDisk }

func TestWrite_ReportsAWriterThatFails(t *testing.T) {
	if err := calendar.Write(full{}, sample(), options()); !errors.Is(err, errDisk) {
		t.Errorf("got %v", err)
	}
}

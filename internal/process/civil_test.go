package process_test

import (
	"errors"
	"testing"
	"time"

	"concerta/internal/process"
)

func TestParseDate_TakesTheFormsPeopleWrite(t *testing.T) {
	for _, s := range []string{"2013-11-04", "2013-11-4", "04/11/2013", "4/11/2013", "4 novembre 2013", "04 Novembre 2013", " 4  novembre  2013 "} {
		if d, err := process.ParseDate(s); err != nil || d != day(2013, 11, 4) {
			t.Errorf("%q: got %v, %v", s, d, err)
		}
	}
	if d, err := process.ParseDate("1° novembre 2013"); err != nil || d != day(2013, 11, 1) {
		t.Errorf("the first of a month: got %v, %v", d, err)
	}
}

func TestParseDate_TellsANonsenseFromADayThatIsNot(t *testing.T) {
	for s, kind := range map[string]error{
		"2013-02-29": process.ErrNoSuch, "31/11/2013": process.ErrNoSuch, "0 maggio 2013": process.ErrNoSuch,
		"2013-13-01": process.ErrNoSuch, "2013-00-01": process.ErrNoSuch, "4 novembre 1013": process.ErrNoSuch,
		"": process.ErrForm, "4 nov 2013": process.ErrForm, "4 novembre": process.ErrForm, "04-11-2013": process.ErrForm,
		"11/2013": process.ErrForm, "lunedì 4 novembre 2013": process.ErrForm, "2013-11-04T10:00": process.ErrForm,
	} {
		if d, err := process.ParseDate(s); !errors.Is(err, kind) || !d.IsZero() {
			t.Errorf("%q: got %v, %v; want %v", s, d, err, kind)
		}
	}
	if d, err := process.ParseDate("29/02/2024"); err != nil || d != day(2024, 2, 29) {
		t.Errorf("a leap day: got %v, %v", d, err)
	}
}

func TestParseTimeOfDay(t *testing.T) {
	for s, want := range map[string]process.TimeOfDay{
		"9.30": at(9, 30), "09:30": at(9, 30), "16": at(16, 0), "0": at(0, 0), "23.59": at(23, 59), "8.05": at(8, 5),
	} {
		if got, err := process.ParseTimeOfDay(s); err != nil || got != want {
			t.Errorf("%q: got %v, %v", s, got, err)
		}
	}
	for s, kind := range map[string]error{
		"24.00": process.ErrNoSuch, "9.60": process.ErrNoSuch, "9.3": process.ErrForm, "9,30": process.ErrForm,
		"ore 9": process.ErrForm, "": process.ErrForm, "9.300": process.ErrForm, "-9": process.ErrForm,
	} {
		if got, err := process.ParseTimeOfDay(s); !errors.Is(err, kind) || got.Set {
			t.Errorf("%q: got %v, %v; want %v", s, got, err, kind)
		}
	}
}

func TestItalian_WordsOfDates(t *testing.T) {
	for got, want := range map[string]string{
		day(2013, 11, 4).Italian():             "4 novembre 2013",
		day(2013, 11, 1).Italian():             "1° novembre 2013",
		day(2013, 12, 31).DayMonth():           "31 dicembre",
		process.Date{}.Italian():               "",
		process.WeekdayName(time.Sunday):       "domenica",
		process.WeekdayName(time.Saturday):     "sabato",
		process.MonthName(time.January):        "gennaio",
		day(2013, 12, 31).AddDays(1).String():  "2014-01-01",
		process.TimeOfDay{}.String():           "",
		at(9, 5).String():                      "9.05",
		day(2013, 11, 4).Weekday().String():    time.Monday.String(),
		process.Severity("confirm").Italian():  "da confermare",
		process.Deadline{}.Moment().String():   "23.59",
		process.HolidayOn(process.Date{}, nil): "",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		if got, ok := process.ParseWeekday(process.WeekdayName(d)); !ok || got != d {
			t.Errorf("%s reads back as %s", process.WeekdayName(d), got)
		}
	}
	for _, s := range []string{"LUNEDÌ", "lunedi", "lunedi'"} {
		if got, ok := process.ParseWeekday(s); !ok || got != time.Monday {
			t.Errorf("%q: got %s, %t", s, got, ok)
		}
	}
}

func TestHolidayOn_FollowsTheLawOfItsYear(t *testing.T) {
	patron := []process.Holiday{{Name: "Patrono", Day: 23, Month: 1}, {Name: "Centenario", Day: 5, Month: 3, Year: 2026}}
	for d, want := range map[process.Date]string{
		day(2013, 11, 4):  "", // remembrance, no holiday
		day(2025, 10, 4):  "",
		day(2026, 10, 4):  "San Francesco d'Assisi",
		day(2029, 10, 4):  "San Francesco d'Assisi",
		day(2013, 11, 1):  "Ognissanti",
		day(2013, 12, 26): "Santo Stefano",
		day(2013, 11, 3):  "domenica",
		day(2013, 11, 2):  "", // Saturday
		day(2026, 6, 2):   "Festa della Repubblica",
		day(1999, 6, 2):   "",
		day(2026, 1, 23):  "Patrono",
		day(2027, 3, 5):   "",
		day(2026, 3, 5):   "Centenario",
		day(2026, 4, 5):   "Pasqua",
		day(2026, 4, 6):   "Lunedì dell'Angelo",
		day(2026, 4, 7):   "",
	} {
		if got := process.HolidayOn(d, patron); got != want {
			t.Errorf("%s: got %q, want %q", d, got, want)
		}
	}
}

func TestEaster(t *testing.T) {
	for _, want := range []process.Date{
		day(1818, 3, 22), day(1943, 4, 25), day(1954, 4, 18), day(1981, 4, 19), day(2000, 4, 23),
		day(2008, 3, 23), day(2011, 4, 24), day(2013, 3, 31), day(2024, 3, 31), day(2025, 4, 20), day(2038, 4, 25), day(2049, 4, 18), day(2076, 4, 19),
	} {
		if got := process.Easter(want.Year); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

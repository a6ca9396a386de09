package markup

import (
	"fmt"
	"strconv"
	"time"
)

// parseDate reads a date as views carry it, "2013-11-04".
func parseDate(v any) (time.Time, error) {
	s, err := plainValue(v)
	if err != nil {
		return time.Time{}, err
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("«%s» %w", s, errNotDate)
	}
	return t, nil
}

// dateInFigures is "4 novembre 2013"; the first of a month is "1° novembre".
func dateInFigures(v any) (string, error) {
	t, err := parseDate(v)
	if err != nil {
		return "", err
	}
	return dayMonth(t) + " " + strconv.Itoa(t.Year()), nil
}

// dateWithWeekday is "lunedì 4 novembre 2013".
func dateWithWeekday(v any) (string, error) {
	t, err := parseDate(v)
	if err != nil {
		return "", err
	}
	return weekday(t.Weekday()) + " " + dayMonth(t) + " " + strconv.Itoa(t.Year()), nil
}

// dateInLetters is "quattro novembre duemilatredici".
func dateInLetters(v any) (string, error) {
	t, err := parseDate(v)
	if err != nil {
		return "", err
	}
	day, err := dayInLetters(v)
	if err != nil {
		return "", err
	}
	year, err := inLetters(t.Year())
	return day + " " + month(t.Month()) + " " + year, err
}

// dayInLetters is "quattro"; the first of a month is "primo".
func dayInLetters(v any) (string, error) {
	t, err := parseDate(v)
	if err != nil {
		return "", err
	}
	if t.Day() == 1 {
		return "primo", nil
	}
	return inLetters(t.Day())
}

// monthName is "novembre".
func monthName(v any) (string, error) {
	t, err := parseDate(v)
	if err != nil {
		return "", err
	}
	return month(t.Month()), nil
}

// yearOf is 2013.
func yearOf(v any) (int, error) {
	t, err := parseDate(v)
	if err != nil {
		return 0, err
	}
	return t.Year(), nil
}

func weekdayName(v any) (string, error) {
	t, err := parseDate(v)
	if err != nil {
		return "", err
	}
	return weekday(t.Weekday()), nil
}

// period is "dal 12 novembre al 15 novembre 2013"; without an end "dal 20
// ottobre 2013"; of one day "il 20 ottobre 2013". A year is said once when both
// ends have the same.
func period(from, to any) (string, error) {
	a, err := parseDate(from)
	if err != nil {
		return "", err
	}
	end, err := plainValue(to)
	if err != nil {
		return "", err
	}
	if end == "" {
		return article(a, "dal ", "dall’") + dayMonth(a) + " " + strconv.Itoa(a.Year()), nil
	}
	b, err := parseDate(to)
	if err != nil {
		return "", err
	}
	if a.Equal(b) {
		return article(a, "il ", "l’") + dayMonth(a) + " " + strconv.Itoa(a.Year()), nil
	}
	first := article(a, "dal ", "dall’") + dayMonth(a)
	if a.Year() != b.Year() {
		first += " " + strconv.Itoa(a.Year())
	}
	return first + " " + article(b, "al ", "all’") + dayMonth(b) + " " + strconv.Itoa(b.Year()), nil
}

// ofDay is "del 4 novembre 2013", "dell’8 novembre 2013".
func ofDay(v any) (string, error) {
	t, err := parseDate(v)
	if err != nil {
		return "", err
	}
	return article(t, "del ", "dell’") + dayMonth(t) + " " + strconv.Itoa(t.Year()), nil
}

// article chooses the form before a vowel, which only 8 (otto) and 11 (undici) ask.
func article(t time.Time, plain, elided string) string {
	if t.Day() == 8 || t.Day() == 11 {
		return elided
	}
	return plain
}

func dayMonth(t time.Time) string {
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = "1°"
	}
	return day + " " + month(t.Month())
}

// hours is "ore 16.00" or "dalle ore 9.30 alle ore 12.30"; empty when no hour
// is said.
func hours(start, end any) (string, error) {
	a, err := plainValue(start)
	if err != nil {
		return "", err
	}
	b, err := plainValue(end)
	switch {
	case err != nil || a == "":
		return "", err
	case b == "":
		return "ore " + a, nil
	}
	return "dalle ore " + a + " alle ore " + b, nil
}

// deadline is "ore 12.00 del 5 novembre 2013".
func deadline(hour, date any) (string, error) {
	h, err := plainValue(hour)
	if err != nil {
		return "", err
	}
	of, err := ofDay(date)
	return "ore " + h + " " + of, err
}

func month(m time.Month) string {
	names := [...]string{"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"}
	return names[m-1]
}

func weekday(d time.Weekday) string {
	names := [...]string{"domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"}
	return names[d]
}

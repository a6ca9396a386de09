package process

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"concerta/internal/richtext"
)

// ErrForm means that words are no date or no hour in any accepted form.
var ErrForm = errors.New("forma non riconosciuta")

// ErrNoSuch means that the form is right but there is no such day or hour.
var ErrNoSuch = errors.New("non esiste")

// WeekdayName is the Italian name of a day of the week, in lower case.
func WeekdayName(d time.Weekday) string {
	return [...]string{"domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"}[d]
}

// ParseWeekday reads the Italian name of a day of the week, whatever its
// capitals and with the accent forgotten or typed as an apostrophe.
func ParseWeekday(s string) (time.Weekday, bool) {
	bare := func(s string) string {
		return strings.NewReplacer("ì", "i", "'", "", "’", "", "`", "").Replace(strings.ToLower(s))
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		if bare(s) == bare(WeekdayName(d)) {
			return d, true
		}
	}
	return 0, false
}

// MonthName is the Italian name of a month, in lower case.
func MonthName(m time.Month) string {
	return [...]string{
		"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
		"luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
	}[m-1]
}

// ParseMonth reads the Italian name of a month, whatever its capitals.
func ParseMonth(s string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(s, MonthName(m)) {
			return m, true
		}
	}
	return 0, false
}

// Italian is the date in the words of acts, "4 novembre 2013", with "1°" for
// the first of a month; empty when unset.
func (d Date) Italian() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s %d", d.DayMonth(), d.Year)
}

// With is the date in the words of acts after one that agrees with it: With("del")
// is "del 5 novembre 2013", "dell’8 novembre 2013".
func (d Date) With(before string) string { return Joined(before, d.Italian()) }

// Joined is words that begin with a day, such as those of a Moment, after one that
// agrees with them: "il" and "8 novembre 2013 ore 9.30" are "l’8 novembre 2013 ore 9.30".
func Joined(before, words string) string { return richtext.Joined(before+" ", words) }

// DayMonth is the date without its year, "4 novembre"; empty when unset.
func (d Date) DayMonth() string {
	if d.IsZero() {
		return ""
	}
	day := strconv.Itoa(d.Day)
	if d.Day == 1 {
		day = "1°"
	}
	return day + " " + MonthName(d.Month)
}

// The ways to write a date; the names of the groups say what they hold.
var (
	isoDate   = regexp.MustCompile(`^(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})$`)
	slashDate = regexp.MustCompile(`^(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})$`)
	wordDate  = regexp.MustCompile(`^(?P<d>\d{1,2})[°º]? +(?P<m>\pL+) +(?P<y>\d{4})$`)
	clockTime = regexp.MustCompile(`^(\d{1,2})(?:[.:](\d{2}))?$`)
)

// ParseDate reads "2013-11-04", "04/11/2013" or "4 novembre 2013". The error
// wraps ErrForm or ErrNoSuch and is in Italian.
func ParseDate(s string) (Date, error) {
	for _, form := range []*regexp.Regexp{isoDate, slashDate, wordDate} {
		g := form.FindStringSubmatch(strings.TrimSpace(s))
		if g == nil {
			continue
		}
		year, _ := strconv.Atoi(g[form.SubexpIndex("y")])
		day, _ := strconv.Atoi(g[form.SubexpIndex("d")])
		word := g[form.SubexpIndex("m")]
		number, err := strconv.Atoi(word)
		month, known := time.Month(number), err == nil
		if !known {
			if month, known = ParseMonth(word); !known {
				return Date{}, fmt.Errorf("«%s» non è il nome di un mese: %w", word, ErrForm)
			}
		}
		return newDate(year, month, day)
	}
	return Date{}, fmt.Errorf("«%s» non è una data: %w", s, ErrForm)
}

func newDate(year int, month time.Month, day int) (Date, error) {
	if month < time.January || month > time.December {
		return Date{}, fmt.Errorf("il mese %d %w: i mesi vanno da 1 a 12", month, ErrNoSuch)
	}
	if year < 1900 || year > 2199 {
		return Date{}, fmt.Errorf("l'anno %d è fuori dall'intervallo 1900-2199: per un procedimento %w", year, ErrNoSuch)
	}
	d, ok := NewDate(year, month, day)
	if !ok {
		last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
		return Date{}, fmt.Errorf("%s %s %d %w: %s %d ha %d giorni",
			Joined("il", strconv.Itoa(day)), MonthName(month), year, ErrNoSuch, MonthName(month), year, last)
	}
	return d, nil
}

// ParseTimeOfDay reads "9.30", "9:30" or "16". The error wraps ErrForm or
// ErrNoSuch and is in Italian.
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	g := clockTime.FindStringSubmatch(strings.TrimSpace(s))
	if g == nil {
		return TimeOfDay{}, fmt.Errorf("«%s» non è un'ora: %w", s, ErrForm)
	}
	hour, _ := strconv.Atoi(g[1])
	minute := 0
	if g[2] != "" {
		minute, _ = strconv.Atoi(g[2])
	}
	if hour > 23 || minute > 59 {
		return TimeOfDay{}, fmt.Errorf("l'ora «%s» %w: le ore vanno da 0.00 a 23.59", s, ErrNoSuch)
	}
	return TimeOfDay{Set: true, Hour: hour, Minute: minute}, nil
}

// ParseMoment reads a day and an hour, "2013-11-05 11.40" or "5 novembre 2013
// ore 11.40". The hour may be left out. The error wraps ErrForm or ErrNoSuch and
// is in Italian.
func ParseMoment(s string) (Moment, error) {
	s = strings.TrimSpace(s)
	if d, err := ParseDate(s); err == nil {
		return Moment{Date: d}, nil
	}
	cut := strings.LastIndexAny(s, " T")
	if cut < 0 {
		d, err := ParseDate(s)
		return Moment{Date: d}, err
	}
	day := strings.TrimRight(s[:cut], " ,")
	day = strings.TrimRight(strings.TrimSuffix(day, " ore"), " ,")
	d, err := ParseDate(day)
	if errors.Is(err, ErrNoSuch) {
		return Moment{}, err
	}
	if err != nil {
		return Moment{}, fmt.Errorf("«%s» non è un giorno con la sua ora: %w", s, ErrForm)
	}
	h, err := ParseTimeOfDay(s[cut+1:])
	return Moment{Date: d, Hour: h}, err
}

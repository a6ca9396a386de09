package tabular

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// row is a line being taken.
type row struct {
	cells   []string
	columns map[string]int // where each is
	epoch   time.Time      // as in Table
	refusal *refusal
}

// refusal gathers everything for which a line is refused.
type refusal struct{ why []string }

func (r row) refuse(format string, args ...any) {
	r.refusal.why = append(r.refusal.why, fmt.Sprintf(format, args...))
}

func (r row) refused() bool { return len(r.refusal.why) > 0 }

// line tells of the row, which is refused whatever o says if anything was wrong.
func (r row) line(subject string, o Outcome, why string) Line {
	if r.refused() {
		o, why = Refused, strings.Join(r.refusal.why, "; ")
	}
	return Line{Subject: subject, Outcome: o, Why: why}
}

// text is what the line says under a column, as one line of printable text.
func (r row) text(column string) string {
	i, there := r.columns[column]
	if !there || i >= len(r.cells) {
		return ""
	}
	s := strings.Join(strings.Fields(norm.NFC.String(richtext.Typed(r.cells[i]))), " ")
	switch {
	case len(s) > maxCell:
		r.refuse("«%s» supera %d caratteri: accorciarlo", column, maxCell)
	case strings.HasPrefix(s, "="):
		r.refuse("«%s» sembra una formula: scriverci il valore", column)
	case strings.ContainsFunc(s, unprintable):
		r.refuse("«%s» contiene un carattere che non si può stampare: riscriverlo a mano", column)
	default:
		return s
	}
	return ""
}

func unprintable(r rune) bool {
	return r == unicode.ReplacementChar || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || unicode.IsControl(r)
}

// address is an e-mail address: what could not be one would stand in a register as
// where a body is to be reached.
func (r row) address(column string) string {
	s := r.text(column)
	local, domain, found := strings.Cut(s, "@")
	if s != "" && (!found || local == "" || domain == "" || strings.ContainsAny(domain, "@") || strings.ContainsAny(s, " ,;")) {
		r.refuse("«%s»: «%s» non è un indirizzo; scriverne uno solo, come nome@esempio.it, o lasciare la cella vuota", column, s)
	}
	return s
}

// list is what the line says under a column, cut at commas and semicolons.
func (r row) list(column string) []string {
	var list []string
	for _, s := range strings.FieldsFunc(r.text(column), func(c rune) bool { return c == ',' || c == ';' }) {
		if s = strings.TrimSpace(s); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// tables are numbers of tables that p has.
func (r row) tables(column string, p *process.Process) []int {
	var list []int
	for _, s := range strings.FieldsFunc(r.text(column), func(c rune) bool { return strings.ContainsRune(",;/ e", c) }) {
		n, err := strconv.Atoi(s)
		switch {
		case err != nil:
			r.refuse("«%s»: «%s» non è un numero di tavolo; scriverli come 1, 3", column, s)
		case p.Table(n) == nil:
			r.refuse("«%s»: il tavolo %d non c’è", column, n)
		case !slices.Contains(list, n):
			list = append(list, n)
		}
	}
	slices.Sort(list)
	return list
}

// choice is one of the values of a closed list, also under another name.
func choice[T ~string](r row, column string, all []T, others map[string]T) T {
	s := r.text(column)
	for _, v := range all {
		if bare(s) == bare(string(v)) {
			return v
		}
	}
	if v, known := others[bare(s)]; known {
		return v
	}
	if s != "" {
		words := make([]string, 0, len(all))
		for _, v := range all {
			words = append(words, string(v))
		}
		r.refuse("«%s»: «%s» non è tra %s", column, s, strings.Join(words, ", "))
	}
	return ""
}

func (r row) hour(column string) process.TimeOfDay {
	s := r.text(column)
	if s == "" {
		return process.TimeOfDay{}
	}
	if at, ok := r.serial(s, 0, 1); ok {
		return process.TimeOfDay{Set: true, Hour: at.Hour(), Minute: at.Minute()}
	}
	h, err := process.ParseTimeOfDay(s)
	if err != nil {
		r.refuse("«%s»: %v; scriverla come 9.30", column, err)
	}
	return h
}

func (r row) date(column string) process.Date { return r.moment(column).Date }

func (r row) moment(column string) process.Moment {
	s := r.text(column)
	if s == "" {
		return process.Moment{}
	}
	if at, ok := r.serial(s, firstDay, lastDay); ok {
		m := process.Moment{Date: process.Date{Year: at.Year(), Month: at.Month(), Day: at.Day()}}
		if at.Hour() != 0 || at.Minute() != 0 {
			m.Hour = process.TimeOfDay{Set: true, Hour: at.Hour(), Minute: at.Minute()}
		}
		return m
	}
	m, err := process.ParseMoment(s)
	if err != nil {
		r.refuse("«%s»: %v; scriverla come 05/11/2013 11.40", column, err)
	}
	return m
}

// The days, counted as spreadsheets do, of dates a process may have: 1950 to 2200.
// A smaller number in a cell is no date.
const firstDay, lastDay = 18_264, 109_939

// serial reads a number of days since the epoch, its fraction the hour, at least
// least and under most: how spreadsheets keep dates and hours, whatever they show.
func (r row) serial(s string, least, most float64) (time.Time, bool) {
	days, err := strconv.ParseFloat(s, 64)
	if !r.fromSheet() || err != nil || days < least || days >= most {
		return time.Time{}, false
	}
	whole, part := math.Modf(days)
	return r.epoch.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round(part*24*60)) * time.Minute), true
}

// fromSheet tells whether the cells were typed ones, of a spreadsheet.
func (r row) fromSheet() bool { return !r.epoch.IsZero() }

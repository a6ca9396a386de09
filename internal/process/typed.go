package process

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"concerta/internal/richtext"
)

const monthNames = `gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre`

// Dates and hours as people type them inside a text.
var (
	typedDate = regexp.MustCompile(`(?i)(?:(?P<w>(?:lun|mart|mercol|giov|vener)ed[iì]|sabato|domenica)['’]?,?\s+)?` +
		`(?:\b(?P<p>dal|al)\s+|\b(?P<q>dall|all)['’])?\b(?P<d>\d{1,2})[°º]?(?:\s+(?P<m>` + monthNames + `)\b(?:\s+(?P<y>\d{4})\b)?)?`)
	typedSlashDate = regexp.MustCompile(`\b(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})\b`)
	typedHour      = regexp.MustCompile(`(?i)\bore\s+(?P<h>\d{1,2}(?:[.:]\d{2})?)\b|\b(?:alle|dalle)\s+(?P<g>\d{1,2}[.:]\d{2})\b`)
)

// mention is a date as typed: what it does not say is zero.
type mention struct {
	offset  int // in bytes
	words   string
	weekday string
	day     int
	month   time.Month
	year    int
}

// mentions finds the dates typed in s. A bare number counts only after "dal"
// or "al".
func mentions(s string) []mention {
	var out []mention
	for _, form := range []*regexp.Regexp{typedDate, typedSlashDate} {
		for _, at := range form.FindAllStringSubmatchIndex(s, -1) {
			group := func(name string) string {
				i := form.SubexpIndex(name)
				if i < 0 || at[2*i] < 0 {
					return ""
				}
				return s[at[2*i]:at[2*i+1]]
			}
			if group("m") == "" && group("p") == "" && group("q") == "" {
				continue
			}
			m := mention{offset: at[0], words: s[at[0]:at[1]], weekday: group("w")}
			m.day, _ = strconv.Atoi(group("d"))
			m.year, _ = strconv.Atoi(group("y"))
			if n, err := strconv.Atoi(group("m")); err == nil {
				m.month = time.Month(n)
			} else {
				m.month, _ = ParseMonth(group("m"))
			}
			out = append(out, m)
		}
	}
	return out
}

// mayBe tells whether m contradicts nothing of d.
func (m mention) mayBe(d Date) bool {
	return m.day == d.Day && (m.month == 0 || m.month == d.Month) && (m.year == 0 || m.year == d.Year)
}

// typed looks in rich text for days and hours that a reference should say, so
// that they follow when the calendar changes.
func (c *checker) typed(p *Process) {
	for _, t := range p.texts() {
		for _, run := range t.it.PlainRuns() {
			for _, m := range mentions(run.Text) {
				c.typedDate(p, t.path, run.At(m.offset), m)
			}
			for _, at := range typedHour.FindAllStringIndex(run.Text, -1) {
				c.typedHour(p, t.path, run.At(at[0]), run.Text[at[0]:at[1]])
			}
		}
	}
}

func (c *checker) typedDate(p *Process, path string, at richtext.Pos, m mention) {
	if m.month == 0 {
		return
	}
	if typed, ok := ParseWeekday(m.weekday); ok && m.year > 0 {
		if d, ok := NewDate(m.year, m.month, m.day); ok && d.Weekday() != typed {
			c.add(Finding{
				Rule: "giorno-sbagliato", Severity: Error, Path: path, At: at,
				What:   fmt.Sprintf("%s non è %s ma %s.", d.With("Il"), WeekdayName(typed), WeekdayName(d.Weekday())),
				Why:    "Uno dei due è sbagliato, e la gente verrebbe nel giorno sbagliato.",
				Repair: "Controllare se è sbagliata la data o il giorno.",
			})
		}
	}
	if ref := c.referenceTo(p, m); ref != "" {
		c.add(Finding{
			Rule: "data-scritta-nel-testo", Severity: Warning, Path: path, At: at,
			What:   fmt.Sprintf("Il testo nomina «%s», che è una data del calendario.", m.words),
			Why:    "Se la data cambia, il testo resterebbe indietro.",
			Repair: fmt.Sprintf("Al suo posto scrivere il rinvio %s.", ref),
		})
		return
	}
	// Dates before the notice are of laws and decisions: they do not move.
	if d, ok := NewDate(m.year, m.month, m.day); ok && !p.Notice.Date.IsZero() && p.Notice.Date.Before(d) && !c.inSpan(d) {
		c.add(Finding{
			Rule: "data-scritta-nel-testo", Severity: Warning, Path: path, At: at,
			What:   fmt.Sprintf("Il testo nomina «%s», che non è una data del calendario.", m.words),
			Why:    "Può essere rimasta indietro dopo uno spostamento.",
			Repair: "Controllarla; se è di un incontro, scrivere il rinvio {incontro:ID.data}.",
		})
	}
}

// referenceTo is the reference that says the date of m, or "".
func (c *checker) referenceTo(p *Process, m mention) string {
	if p.Deadline != nil && m.mayBe(p.Deadline.Date) {
		return "{scadenza.data}"
	}
	for _, x := range c.meetings {
		if m.mayBe(x.it.Date) {
			return "{incontro:" + x.it.ID + ".data}"
		}
	}
	return ""
}

func (c *checker) inSpan(d Date) bool {
	for _, s := range c.spans {
		if d == s.it.From || d == s.it.To || s.it.From.Before(d) && d.Before(s.it.To) {
			return true
		}
	}
	return false
}

func (c *checker) typedHour(p *Process, path string, at richtext.Pos, words string) {
	hour, err := ParseTimeOfDay(words[strings.LastIndexAny(words, " \u00a0\t\n")+1:])
	if err != nil {
		return
	}
	ref := c.referenceToHour(p, path, hour)
	if ref == "" {
		return
	}
	c.add(Finding{
		Rule: "ora-scritta-nel-testo", Severity: Warning, Path: path, At: at,
		What:   fmt.Sprintf("Il testo nomina «%s», che è un'ora del calendario.", words),
		Why:    "Se l'ora cambia, il testo resterebbe indietro.",
		Repair: fmt.Sprintf("Se è quell'ora, al suo posto scrivere il rinvio %s.", ref),
	})
}

// referenceToHour is the reference that says hour in the text at path: of the
// meeting whose text it is, or of the deadline.
func (c *checker) referenceToHour(p *Process, path string, hour TimeOfDay) string {
	for _, m := range c.meetings {
		if m.path+".testo" == path && m.it.Start == hour {
			return "{incontro:" + m.it.ID + ".ora}"
		}
	}
	if p.Deadline != nil && p.Deadline.Hour == hour {
		return "{scadenza.ora}"
	}
	return ""
}

// eachSpan looks at the dates of spans.
func (c *checker) eachSpan(*Process) {
	for _, s := range c.spans {
		if s.it.To.Before(s.it.From) && !s.it.To.IsZero() {
			c.add(Finding{
				Rule: "periodo-rovesciato", Severity: Error, Path: s.path + ".al",
				What:   fmt.Sprintf("Il periodo finisce %s e comincia %s.", s.it.To.With("il"), s.it.From.With("il")),
				Why:    "La fine viene dopo l'inizio.",
				Repair: "Controllare «dal» e «al».",
			})
		}
		c.printed(s.path, s.it)
	}
}

// printed compares the dates of a span with the words printed for them.
func (c *checker) printed(path string, s *Span) {
	said := mentions(s.Printed)
	for i, m := range said {
		first, last := i == 0, i == len(said)-1
		if first && m.mayBe(s.From) || last && !s.To.IsZero() && m.mayBe(s.To) || !first && !last {
			continue
		}
		c.add(Finding{
			Rule: "periodo-stampato", Severity: Error, Path: path + ".stampa",
			What:   fmt.Sprintf("Le parole da stampare dicono «%s», le date «%s».", m.words, strings.TrimSpace(s.From.Italian()+" "+s.To.Italian())),
			Why:    "L'avviso e gli altri atti direbbero giorni diversi.",
			Repair: "Correggere «stampa», «dal» o «al», oppure togliere «stampa».",
		})
	}
}

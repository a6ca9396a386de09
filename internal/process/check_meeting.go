package process

import (
	"fmt"
	"strings"
	"unicode"
)

// endOfDay is the hour of a deadline that says none: 23.59.
func endOfDay() TimeOfDay { return TimeOfDay{Set: true, Hour: 23, Minute: 59} }

// Moment is the hour by which an adhesion must be in: the deadline's own, or
// 23.59 when it says none.
func (d Deadline) Moment() TimeOfDay {
	if d.Hour.Set {
		return d.Hour
	}
	return endOfDay()
}

// deadline looks at the last moment for adhesions.
func (c *checker) deadline(p *Process) {
	d := p.Deadline
	if d == nil || d.Date.IsZero() {
		return
	}
	if !d.Hour.Set {
		c.add(Finding{
			Rule: "scadenza-senza-ora", Severity: Confirm, Path: "scadenza.ora",
			What: "La scadenza non ha ora.", Why: "Senza ora vale fino alle 23.59, anche per chi consegna a mano.",
			Repair: "Scrivere «ora:» sotto «scadenza:», o confermare.",
		})
	}
	if len(d.Channels) == 0 {
		c.add(Finding{
			Rule: "scadenza-senza-canali", Severity: Warning, Path: "scadenza.canali",
			What: "Non si dice come far arrivare le adesioni.", Why: "Chi legge deve sapere a quale indirizzo o sportello rivolgersi.",
			Repair: "Elencare i «canali» sotto «scadenza:».",
		})
	}
	if name := HolidayOn(d.Date, p.Holidays); name != "" {
		c.add(Finding{
			Rule: "scadenza-festiva", Severity: Confirm, Path: "scadenza.data",
			What: fmt.Sprintf("La scadenza %s è in un giorno festivo (%s).", d.Date.With("del"), name),
			Why:  "Gli uffici sono chiusi e chi consegna a mano non può farlo.", Repair: "Spostare la scadenza, o confermare.",
		})
	}
	if d.Date.Before(p.Notice.Date) {
		c.add(Finding{
			Rule: "scadenza-prima-dell-avviso", Severity: Warning, Path: "scadenza.data",
			What: fmt.Sprintf("La scadenza %s viene prima dell'avviso %s.", d.Date.With("del"), p.Notice.Date.With("del")),
			Why:  "Nessuno farebbe in tempo.", Repair: "Controllare le due date.",
		})
	}
	if first := c.firstOpenMeeting(); first != nil && d.after(first) {
		c.add(Finding{
			Rule: "scadenza-dopo-incontro", Severity: Confirm, Path: "scadenza.data",
			What:   fmt.Sprintf("La scadenza %s viene dopo il primo incontro aperto, %s.", d.Date.With("del"), Joined("del", first.when())),
			Why:    "È lecito, ma a quell'incontro non si sa ancora chi ha aderito.",
			Repair: "Controllare le due date, o confermare.",
		})
	}
}

func (c *checker) firstOpenMeeting() *Meeting {
	var first *Meeting
	for _, m := range c.meetings {
		if m.it.Open && !m.it.Date.IsZero() && (first == nil || m.it.startsBefore(first)) {
			first = m.it
		}
	}
	return first
}

// after tells whether d is later than the start of m, or than its day when m
// has no hour.
func (d Deadline) after(m *Meeting) bool {
	if d.Date != m.Date {
		return m.Date.Before(d.Date)
	}
	return m.Start.Set && d.Moment().Minutes() > m.Start.Minutes()
}

// startsBefore compares days, then hours when both have one.
func (m *Meeting) startsBefore(n *Meeting) bool {
	if m.Date != n.Date {
		return m.Date.Before(n.Date)
	}
	return m.Start.Set && n.Start.Set && m.Start.Minutes() < n.Start.Minutes()
}

// when is day and hour of a meeting in words.
func (m *Meeting) when() string {
	if !m.Start.Set {
		return m.Date.Italian()
	}
	return m.Date.Italian() + " ore " + m.Start.String()
}

func (c *checker) eachMeeting(p *Process) {
	for _, m := range c.meetings {
		c.day(p, m.path, m.it)
		c.hours(m.path, m.it)
		c.where(m.path, m.it)
		c.agenda(m.path, m.it)
	}
}

// day looks at the date of a meeting.
func (c *checker) day(p *Process, path string, m *Meeting) {
	if m.Date.IsZero() {
		c.add(Finding{
			Rule: "incontro-senza-data", Severity: Warning, Path: path + ".data",
			What: "La data di questo incontro è da comunicare.", Why: "L'avviso lo dirà, ma prima o poi va comunicata.",
			Repair: "Scrivere la data appena si conosce.",
		})
		return
	}
	if typed, ok := ParseWeekday(m.Weekday); ok && typed != m.Date.Weekday() {
		c.add(Finding{
			Rule: "giorno-sbagliato", Severity: Error, Path: path + ".giorno",
			What:   fmt.Sprintf("%s non è %s ma %s.", m.Date.With("Il"), WeekdayName(typed), WeekdayName(m.Date.Weekday())),
			Why:    "Uno dei due è sbagliato, e la gente verrebbe nel giorno sbagliato.",
			Repair: "Controllare se è sbagliata la data o il giorno.",
		})
	}
	if name := HolidayOn(m.Date, p.Holidays); name != "" {
		c.add(Finding{
			Rule: "incontro-festivo", Severity: Confirm, Path: path + ".data",
			What:   fmt.Sprintf("L'incontro %s è in un giorno festivo (%s).", m.Date.With("del"), name),
			Why:    "Chi è invitato potrebbe non poter venire, e le sale essere chiuse.",
			Repair: "Spostare l'incontro, o confermare.",
		})
	}
	if m.Date.Before(p.Notice.Date) {
		c.add(Finding{
			Rule: "incontro-prima-dell-avviso", Severity: Warning, Path: path + ".data",
			What:   fmt.Sprintf("L'incontro %s viene prima dell'avviso %s.", m.Date.With("del"), p.Notice.Date.With("del")),
			Why:    "L'avviso annuncerebbe un incontro già passato.",
			Repair: "Controllare le due date.",
		})
	}
}

// hours looks at the hours of a meeting.
func (c *checker) hours(path string, m *Meeting) {
	switch {
	case !m.Start.Set && !m.Date.IsZero():
		c.add(Finding{
			Rule: "incontro-senza-ora", Severity: Warning, Path: path + ".ora",
			What: fmt.Sprintf("L'incontro %s non ha ora.", m.Date.With("del")), Why: "Chi è invitato non sa quando venire.",
			Repair: "Scrivere «ora:».",
		})
	case m.Start.Set && m.End.Set && m.End.Minutes() <= m.Start.Minutes():
		c.add(Finding{
			Rule: "fine-prima-dell-inizio", Severity: Error, Path: path + ".fine",
			What: fmt.Sprintf("L'incontro finisce alle %s e comincia alle %s.", m.End, m.Start), Why: "La fine viene dopo l'inizio.",
			Repair: "Controllare «ora» e «fine».",
		})
	}
}

// where looks at the place of a meeting.
func (c *checker) where(path string, m *Meeting) {
	noPlace, noLink := m.Place.Printed == "", m.Link == ""
	switch {
	case noPlace && m.Mode != Remote:
		c.add(Finding{
			Rule: "incontro-senza-luogo", Severity: Warning, Path: path + ".luogo",
			What: "L'incontro non ha luogo.", Why: "Chi è invitato non sa dove venire.",
			Repair: "Scrivere «luogo:», o «modalita: distanza» se è solo a distanza.",
		})
	case noLink && (m.Mode == Remote || m.Mode == Mixed):
		c.add(Finding{
			Rule: "incontro-senza-collegamento", Severity: Warning, Path: path + ".collegamento",
			What: "L'incontro è a distanza e non dice come collegarsi.", Why: "Chi è invitato non sa come partecipare.",
			Repair: "Scrivere «collegamento:», o dire nel testo dove sarà reso noto.",
		})
	case !noLink && m.Mode == InPerson:
		c.add(Finding{
			Rule: "incontro-senza-collegamento", Severity: Warning, Path: path + ".modalita",
			What: "C'è un collegamento, ma l'incontro è in presenza.", Why: "Uno dei due non è vero.",
			Repair: "Scrivere «modalita: mista» o «modalita: distanza», o togliere il collegamento.",
		})
	}
}

// agenda looks at the hours of the points of the agenda.
func (c *checker) agenda(path string, m *Meeting) {
	last := m.Start
	for i, a := range m.Agenda {
		if !a.Start.Set {
			continue
		}
		at := fmt.Sprintf("%s.ordine-del-giorno[%d].ora", path, i)
		switch {
		case m.End.Set && a.Start.Minutes() > m.End.Minutes(), m.Start.Set && a.Start.Minutes() < m.Start.Minutes():
			c.add(Finding{
				Rule: "ordine-del-giorno-fuori-orario", Severity: Warning, Path: at,
				What:   fmt.Sprintf("Il punto delle %s sta fuori dall'orario dell'incontro.", a.Start),
				Why:    "L'ordine del giorno e l'orario dell'incontro si contraddicono.",
				Repair: "Controllare l'ora del punto, o «ora» e «fine» dell'incontro.",
			})
		case last.Set && a.Start.Minutes() < last.Minutes():
			c.add(Finding{
				Rule: "ordine-del-giorno-non-in-ordine", Severity: Warning, Path: at,
				What:   fmt.Sprintf("Il punto delle %s viene dopo quello delle %s.", a.Start, last),
				Why:    "I punti si stampano nell'ordine in cui sono scritti.",
				Repair: "Spostare il punto, o controllarne l'ora.",
			})
		default:
			last = a.Start
		}
	}
}

// clashes looks for two meetings in one place at one time. A meeting without
// an end hour takes its starting moment only.
func (c *checker) clashes(*Process) {
	type room struct {
		day   Date
		place string
	}
	held := map[room][]*Meeting{}
	for _, m := range c.meetings {
		place := m.it.Place.identity()
		if place == "" || m.it.Mode == Remote || m.it.Date.IsZero() || !m.it.Start.Set {
			continue
		}
		r := room{m.it.Date, place}
		for _, other := range held[r] {
			if overlap(m.it, other) {
				c.add(Finding{
					Rule: "incontri-sovrapposti", Severity: Confirm, Path: m.path + ".luogo",
					What: fmt.Sprintf("%s alle %s nello stesso luogo c'è già l'incontro delle %s («%s»).",
						m.it.Date.With("Il"), m.it.Start, other.Start, other.ID),
					Why:    "Una sala ospita un incontro alla volta.",
					Repair: "Controllare luoghi e ore dei due incontri, o confermare.",
				})
				break
			}
		}
		held[r] = append(held[r], m.it)
	}
}

func overlap(a, b *Meeting) bool {
	from, to := a.minutes()
	otherFrom, otherTo := b.minutes()
	return from == otherFrom || from < otherTo && otherFrom < to
}

// minutes are start and end of a meeting since midnight.
func (m *Meeting) minutes() (from, to int) {
	from = m.Start.Minutes()
	if m.End.Set {
		return from, m.End.Minutes()
	}
	return from, from
}

// identity tells places apart: by id or, without one, by the letters of the
// printed words.
func (p Place) identity() string {
	if p.ID != "" {
		return "id " + p.ID
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, p.Printed)
}

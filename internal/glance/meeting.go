package glance

import (
	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
)

// meeting says where a meeting stands, and what to do of it.
func (l *looker) meeting(m *process.Meeting) {
	s := Status{Today: !m.Date.IsZero() && m.Date == l.Today, Past: !m.Date.IsZero() && m.Date.Before(l.Today)}
	registers := l.actsOf(acts.Register, m.ID)
	minutes := l.actsOf(acts.Minutes, m.ID)
	attended := l.attended(m.ID)
	note := func(done bool, yes, no string) {
		switch {
		case done:
			s.Done = append(s.Done, yes)
		case no != "":
			s.Missing = append(s.Missing, no)
		}
	}
	if m.Date.IsZero() {
		s.Missing = append(s.Missing, "data da comunicare")
	}
	// Whether they were printed nobody knows: most are, with one click, and not issued.
	// So it is asked in the days before only.
	switch {
	case len(registers) > 0:
		s.Done = append(s.Done, "registri emessi")
	case l.near(m) && !attended:
		s.Missing = append(s.Missing, "registri da stampare")
	}
	if s.Past || s.Today || attended {
		note(attended, "presenze registrate", "presenze da registrare")
	}
	if s.Past || len(minutes) > 0 {
		note(len(minutes) > 0, "verbale "+stateOf(minutes), "verbale da emettere")
	}
	for _, a := range append(registers, minutes...) {
		if l.Stale[a.ID] {
			s.Stale = append(s.Stale, a.Title)
		}
	}
	l.g.Meetings[m.ID] = s
	l.meetingSteps(m, s, len(registers) > 0 || attended, attended, len(minutes) > 0)
}

// near tells whether a meeting is so soon that its registers are worth printing.
func (l *looker) near(m *process.Meeting) bool {
	return !m.Date.IsZero() && !m.Date.Before(l.Today) && !l.Today.AddDays(daysBefore).Before(m.Date)
}

func (l *looker) meetingSteps(m *process.Meeting, s Status, printed, attended, written bool) {
	if l.Errors > 0 || m.Date.IsZero() {
		return
	}
	name := meetingWords(m)
	if (s.Past || s.Today) && !attended {
		l.step(Step{Kind: Attendance, Meeting: m.ID, Words: "Registrare le presenze: " + name, Why: "Dalle firme del registro vengono il verbale e, dove la presenza vale, le adesioni."})
	}
	near := l.near(m)
	switch {
	case near && !printed:
		when := "è " + m.Date.With("il")
		if s.Today {
			when = "è oggi"
		}
		l.step(Step{Kind: Print, Meeting: m.ID, Words: "Stampare i registri: " + name, Why: "L’incontro " + when + "."})
	case s.Past && attended && !written:
		l.step(Step{Kind: Minutes, Meeting: m.ID, Words: "Fare il verbale: " + name, Why: "Comincia dall’ordine del giorno, dalle presenze e dalle proposte: non da una pagina bianca."})
	}
}

func (l *looker) actsOf(k acts.Kind, meeting string) []*ledger.Act {
	var list []*ledger.Act
	for _, a := range l.Acts {
		if a.Kind == string(k) && a.For == meeting && l.byTask[a.Task] == a {
			list = append(list, a)
		}
	}
	return list
}

func (l *looker) attended(meeting string) bool {
	for _, a := range l.Process.Attendances {
		if a.Meeting == meeting && len(a.Present) > 0 {
			return true
		}
	}
	return false
}

// stateOf is how far the least advanced of some acts has come.
func stateOf(list []*ledger.Act) string {
	for _, a := range list {
		if len(a.Missing()) > 0 {
			return "da firmare"
		}
	}
	return "emesso"
}

// meetingWords are "prima sessione del 6 novembre 2013".
func meetingWords(m *process.Meeting) string {
	name := m.Label
	if name == "" {
		name = m.Kind
	}
	if name == "" {
		name = "incontro"
	}
	return name + ", " + m.Date.Italian()
}

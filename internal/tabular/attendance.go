package tabular

import (
	"slices"
	"strconv"
	"strings"

	"concerta/internal/process"
)

func attendanceColumns() []column {
	return append(whoColumns(),
		column{name: "nome", heads: []string{"cognome e nome", "nome e cognome", "nominativo", "partecipante"}, needed: true},
		column{name: "cognome"},
		column{name: "ente", heads: []string{"soggetto", "organizzazione", "associazione", "denominazione"}},
		column{name: "qualità", heads: []string{"in qualità di", "ruolo"}},
		column{name: "stato", heads: []string{"presenza", "presente"}},
		column{name: "per", heads: []string{"delegato di", "per conto di"}},
		column{name: "entrata", heads: []string{"ora di entrata", "ora entrata"}},
		column{name: "uscita", heads: []string{"ora di uscita", "ora uscita"}},
		column{name: "tavoli", heads: []string{"tavoli scelti"}},
		column{name: "registro del tavolo", heads: []string{"tavolo", "registro"}},
		column{name: "contatto", heads: []string{"telefono", "email", "recapito"}},
	)
}

// presence takes who came to the meeting, or to a table of it.
func (m *merger) presence(meeting string) func(row) Line {
	return func(r row) Line {
		table := r.table("registro del tavolo", &m.to)
		body := r.text("ente")
		s := process.Presence{
			Name: strings.TrimSpace(r.text("cognome") + " " + r.text("nome")),
			By:   m.bodies.who(r.text("id"), r.taxCode("codice fiscale"), body),
			Quality: choice(r, "qualità", []process.Quality{process.AsRepresentative, process.AsDelegate, process.AsAuditor, process.AsCitizen},
				map[string]process.Quality{"delegata": process.AsDelegate, "uditrice": process.AsAuditor, "cittadina": process.AsCitizen}),
			Status: choice(r, "stato", []process.PresenceStatus{process.Present, process.Absent, process.Excused, process.Late, process.Left, process.Online},
				map[string]process.PresenceStatus{"si": process.Present, "x": process.Present, "no": process.Absent, "giustificata": process.Excused, "uscita": process.Left, "online": process.Online}),
			For: r.text("per"), In: r.hour("entrata"), Out: r.hour("uscita"), Tables: r.tables("tavoli", &m.to), Contact: r.text("contatto"),
		}
		m.complete(&s, body)
		switch {
		case s.Name == "":
			r.refuse("manca il nome di chi era presente")
		case s.In.Set && s.Out.Set && s.Out.Minutes() < s.In.Minutes():
			r.refuse("esce alle %s, prima di entrare alle %s", s.Out, s.In)
		}
		if r.refused() {
			return r.line(s.Name, Refused, "")
		}
		register := m.register(meeting, table)
		if slices.ContainsFunc(register.Present, func(o process.Presence) bool {
			return bare(o.Name) == bare(s.Name) && o.By == s.By && bare(o.Body) == bare(s.Body)
		}) {
			return r.line(s.Name, Already, "")
		}
		register.Present = append(register.Present, s)
		return r.line(s.Name, Taken, "")
	}
}

// complete fills in what the line need not say.
func (m *merger) complete(s *process.Presence, body string) {
	if s.By == "" {
		s.Body = body
		if body == "" {
			s.By = m.bodies.who("", "", s.Name) // a citizen who is known
		}
	}
	if s.Status == "" {
		s.Status = process.Present
	}
	if s.Quality != "" {
		return
	}
	s.Quality = process.AsCitizen
	if body != "" || m.bodies.find(s.By, "", "") != nil {
		s.Quality = process.AsRepresentative
	}
}

// register is the attendance of the meeting, or of a table of it, to be added to.
func (m *merger) register(meeting string, table int) *process.Attendance {
	i := slices.IndexFunc(m.to.Attendances, func(a process.Attendance) bool { return a.Meeting == meeting && a.Table == table })
	if i < 0 {
		m.to.Attendances = append(m.to.Attendances, process.Attendance{Meeting: meeting, Table: table})
		i = len(m.to.Attendances) - 1
	}
	return &m.to.Attendances[i]
}

// table is the number of a table that p has; 0 for none.
func (r row) table(column string, p *process.Process) int {
	s := r.text(column)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || p.Table(n) == nil {
		r.refuse("«%s»: «%s» non è il numero di un tavolo", column, s)
		return 0
	}
	return n
}

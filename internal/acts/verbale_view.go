package acts

import (
	"concerta/internal/process"
	"concerta/internal/richtext"
)

const minutesSchema = 1

// MinutesView is all that the template of the minutes sees.
type MinutesView struct {
	Testata
	Traccia       bool             `json:"traccia,omitempty"` // nobody has written them yet
	Numero        string           `json:"numero,omitempty"`
	Denominazione string           `json:"denominazione"` // of the meeting, "prima sessione del 6 novembre 2013"
	Incontro      *Incontro        `json:"incontro"`
	Apertura      string           `json:"apertura,omitempty"`
	Chiusura      string           `json:"chiusura,omitempty"`
	Convocazione  string           `json:"convocazione,omitempty"`
	DataAvviso    string           `json:"data-avviso,omitempty"` // of the notice that called an open meeting, in a draft
	Presidente    Persona          `json:"presidente,omitzero"`
	Verbalizzante Persona          `json:"verbalizzante,omitzero"`
	Registri      []Presenze       `json:"registri,omitempty"` // of the meeting, then of its tables
	Precedente    string           `json:"precedente,omitempty"`
	Punti         []PuntoVerbale   `json:"punti,omitempty"`
	Movimenti     []Movimento      `json:"movimenti,omitempty"`
	Proposte      []ProposteTavolo `json:"proposte,omitempty"`
	Allegati      []string         `json:"allegati,omitempty"`
	Modo          string           `json:"modo"` // how chair and secretary sign

	job Job
}

type (
	// Partecipante is a person named in the minutes. The public copy says nothing of
	// a citizen's name.
	Partecipante struct {
		Nome      string `json:"nome"`
		Cittadino bool   `json:"cittadino,omitempty"`
	}

	// Presenze is who came, by one register, with the register's own totals.
	Presenze struct {
		Tavolo       *Tavolo        `json:"tavolo,omitempty"`    // nil: the whole meeting
		SoloNomi     bool           `json:"solo-nomi,omitempty"` // the register of the whole meeting says all of them: names are enough
		Righe        []Presenza     `json:"righe,omitempty"`     // of who attended
		Presenti     int            `json:"presenti"`
		DaRemoto     int            `json:"da-remoto,omitempty"` // of Presenti
		Enti         int            `json:"enti,omitempty"`      // bodies that somebody attended for
		Giustificati []Partecipante `json:"giustificati,omitempty"`
		Assenti      int            `json:"assenti,omitempty"` // without a reason
	}

	// Presenza is one person who attended.
	Presenza struct {
		Chi     Partecipante `json:"chi"`
		Ente    string       `json:"ente,omitempty"`
		Qualita string       `json:"qualita,omitempty"` // of the process file, "delegato"
		Genere  string       `json:"genere,omitempty"`
		Per     string       `json:"per,omitempty"` // whom a delegate stands for
		Stato   string       `json:"stato"`         // of the process file, "in-ritardo"
		Entrata string       `json:"entrata,omitempty"`
		Uscita  string       `json:"uscita,omitempty"`

		PerCittadino bool `json:"per-cittadino,omitempty"` // Per takes part for no body
	}

	// PuntoVerbale is what happened on a point of the agenda.
	PuntoVerbale struct {
		Titolo     string         `json:"titolo,omitempty"`
		Interventi []Partecipante `json:"interventi,omitempty"`
		Sintesi    richtext.Text  `json:"sintesi,omitzero"`
		Esito      string         `json:"esito,omitempty"`    // of the process file, "preso-atto"
		Proposta   string         `json:"proposta,omitempty"` // title of the one that came of it
		Azione     string         `json:"azione,omitempty"`
		Entro      string         `json:"entro,omitempty"`
	}

	// Movimento is somebody who came late or left early.
	Movimento struct {
		Chi     Partecipante `json:"chi"`
		Ora     string       `json:"ora,omitempty"`
		Entrata bool         `json:"entrata,omitempty"` // otherwise left
	}

	// ProposteTavolo are the proposals that a table made at the meeting.
	ProposteTavolo struct {
		Tavolo   Tavolo             `json:"tavolo"`
		Proposte []PropostaRaccolta `json:"proposte"`
	}

	// PropostaRaccolta is a proposal as it was made.
	PropostaRaccolta struct {
		Titolo string        `json:"titolo"`
		Di     Partecipante  `json:"di,omitzero"` // without name: of the table
		Testo  richtext.Text `json:"testo,omitzero"`
	}
)

// Delegante is whom a delegate stands for.
func (r Presenza) Delegante() Partecipante { return Partecipante{r.Per, r.PerCittadino} }

// attendanceSheet is who came by a register. Its totals are the register's own
// and are not counted a second time.
func attendanceSheet(p *process.Process, a *process.Attendance) Presenze {
	t := a.Totals()
	s := Presenze{Presenti: t.Attended, DaRemoto: t.Online, Enti: t.Bodies, Assenti: t.Absent}
	if a.Table > 0 {
		s.Tavolo = &Tavolo{Numero: a.Table}
		if x := p.Table(a.Table); x != nil {
			s.Tavolo.Nome = x.Name
		}
	}
	for _, x := range a.Present {
		who := Partecipante{x.Name, x.Quality == process.AsCitizen || isCitizen(p, x.Name)}
		if x.Status == process.Excused {
			s.Giustificati = append(s.Giustificati, who)
		}
		if !x.Status.Attended() {
			continue
		}
		row := Presenza{
			Chi: who, Ente: x.Body, Qualita: string(x.Quality), Genere: string(genderOf(p, x)), Per: x.For, Stato: string(x.Status),
			Entrata: x.In.String(), Uscita: x.Out.String(), PerCittadino: x.For != "" && isCitizen(p, x.For),
		}
		if o := p.Organization(x.By); o != nil {
			row.Ente = o.Name
		}
		s.Righe = append(s.Righe, row)
	}
	alphabetical(s.Righe, func(r Presenza) []string { return personOrder(r.Chi.Nome) })
	return s
}

// proposals are those made at a meeting, by table; those of no table come last.
func (b *builder) proposals(meeting string) []ProposteTavolo {
	var list []ProposteTavolo
	of := func(t Tavolo, belongs func(process.Proposal) bool) {
		group := ProposteTavolo{Tavolo: t}
		for _, q := range b.p.Proposals {
			if q.Meeting == meeting && belongs(q) {
				group.Proposte = append(group.Proposte, PropostaRaccolta{q.Title, proposer(b.p, q.By), b.text(q.Text)})
			}
		}
		if len(group.Proposte) > 0 {
			list = append(list, group)
		}
	}
	for _, t := range b.p.Tables {
		of(Tavolo{t.Number, t.Name}, func(q process.Proposal) bool { return q.Table == t.Number })
	}
	of(Tavolo{}, func(q process.Proposal) bool { return b.p.Table(q.Table) == nil })
	return list
}

// genderOf is that of a person on a register; unsaid when the process does not know
// the person.
func genderOf(p *process.Process, x process.Presence) process.Gender {
	if c := p.Citizen(x.By); c != nil {
		return c.Gender
	}
	return adherent{body: p.Organization(x.By)}.personOf(x.Name).Gender
}

func proposer(p *process.Process, id string) Partecipante {
	if o := p.Organization(id); o != nil {
		return Partecipante{Nome: o.Name}
	}
	if c := p.Citizen(id); c != nil {
		return Partecipante{c.Name, true}
	}
	return Partecipante{}
}

func named(p *process.Process, names []string) []Partecipante {
	var list []Partecipante
	for _, n := range names {
		list = append(list, name(p, n))
	}
	return list
}

func name(p *process.Process, s string) Partecipante { return Partecipante{s, isCitizen(p, s)} }

// isCitizen tells whether a name is of somebody who takes part for no body. In
// doubt it is: a name left out of the public copy can be put back, not the other
// way round.
func isCitizen(p *process.Process, s string) bool {
	for _, c := range p.Citizens {
		if process.SameName(c.Name, s) {
			return true
		}
	}
	for _, a := range p.Attendances {
		for _, x := range a.Present {
			if x.Quality == process.AsCitizen && process.SameName(x.Name, s) {
				return true
			}
		}
	}
	return false
}

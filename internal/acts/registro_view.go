package acts

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

const registerSchema = 1

// RegisterView is all that the template of an attendance register sees. Righe
// tells which participant each row is of: with the layout of the pages it is
// what a scan is read by.
type RegisterView struct {
	Testata
	Incontro      *Incontro      `json:"incontro"`
	Denominazione string         `json:"denominazione"` // of the meeting, "prima sessione del 6 novembre 2013"
	Tavolo        *Tavolo        `json:"tavolo,omitempty"`
	Adesione      richtext.Text  `json:"adesione,omitzero"` // the office's own words on adhering by attendance
	Presiede      string         `json:"presiede,omitempty"`
	Orientamento  string         `json:"orientamento"` // verticale or orizzontale
	Colonne       []Colonna      `json:"colonne"`
	Righe         []RigaRegistro `json:"righe"`
	Elencati      int            `json:"elencati"` // rows of adherents, which come first
	Libere        int            `json:"libere"`   // blank rows

	job Job
}

type (
	// Colonna is a column of the register.
	Colonna struct {
		Nome      string  `json:"nome"`      // in the ids of its cells
		Larghezza float64 `json:"larghezza"` // millimetres
	}

	// RigaRegistro is a row of the register.
	RigaRegistro struct {
		Numero  int    `json:"numero"`       // from 1, blank rows too
		Di      string `json:"di,omitempty"` // id of the body or citizen; empty in a blank row
		Nome    string `json:"nome,omitempty"`
		Ente    string `json:"ente,omitempty"`
		Qualita string `json:"qualita,omitempty"` // rappresentante, delegato, cittadino
		Genere  string `json:"genere,omitempty"`
		Tavoli  []int  `json:"tavoli,omitempty"` // chosen
	}
)

// The columns of a register that are not always there.
const (
	tableColumn = "tavolo"
	exitColumn  = "uscita"
)

// ConTavolo tells whether people write the table they choose.
func (v RegisterView) ConTavolo() bool { return v.has(tableColumn) }

// ConUscita tells whether people sign a second time when they leave.
func (v RegisterView) ConUscita() bool { return v.has(exitColumn) }

func (v RegisterView) has(column string) bool {
	return slices.ContainsFunc(v.Colonne, func(c Colonna) bool { return c.Nome == column })
}

// Larghezze are the widths of the columns as the directive «tabella» takes them.
func (v RegisterView) Larghezze() string {
	return v.columns(func(c Colonna) string { return strconv.FormatFloat(c.Larghezza, 'f', -1, 64) })
}

// Celle are the names of the columns as the directive «tabella» takes them.
func (v RegisterView) Celle() string {
	return v.columns(func(c Colonna) string { return c.Nome })
}

func (v RegisterView) columns(word func(Colonna) string) string {
	words := make([]string, 0, len(v.Colonne))
	for _, c := range v.Colonne {
		words = append(words, word(c))
	}
	return strings.Join(words, ",")
}

// NewRegisterView makes the view of the register of a meeting of p, or of one
// table of it. A meeting that is not there is an error of kind ErrNoAct.
func NewRegisterView(p *process.Process, meeting string, table int) (RegisterView, error) {
	m := p.Meeting(meeting)
	if m == nil {
		return RegisterView{}, noAct("incontro", meeting)
	}
	b := newBuilder(p)
	v := RegisterView{
		Testata:       head(p, Register, registerSchema),
		Incontro:      b.meeting(m),
		Denominazione: meetingName(m),
		Tavolo:        registerTable(p, m, table),
		job:           registerJob(p, m, table),
	}
	if v.Incontro.ValeAdesione {
		v.Adesione = adhesionSentence(v.Incontro.Contenuto)
	}
	// Nothing of these is printed: the register stays as it is when they change.
	v.Incontro.Contenuto, v.Incontro.OrdineDelGiorno = richtext.Text{}, nil
	if a := p.Attendance(meeting, table); a != nil {
		v.Presiede = a.Chair
	}
	v.Orientamento, v.Colonne = registerColumns(v.Incontro.ValeAdesione && len(p.Tables) > 0, p.Register.ExitColumn)
	v.Righe = registerRows(p, m, table)
	v.Elencati = len(v.Righe)
	v.Libere = blankRows(v.Elencati, p.Register)
	for range v.Libere {
		v.Righe = append(v.Righe, RigaRegistro{})
	}
	for i := range v.Righe {
		v.Righe[i].Numero = i + 1
	}
	return v, b.err
}

// registerColumns are the columns and which way the sheet lies. A cell to sign
// is at least 45 mm wide: narrower ones were not read well in scans.
func registerColumns(table, exit bool) (string, []Colonna) {
	switch {
	case table && exit:
		return "orizzontale", []Colonna{{"n", 12}, {"nome", 41}, {"ente", 41}, {"qualita", 35}, {tableColumn, 26}, {"firma", 46}, {exitColumn, 46}}
	case table:
		return "orizzontale", []Colonna{{"n", 12}, {"nome", 54}, {"ente", 60}, {"qualita", 35}, {tableColumn, 26}, {"firma", 60}}
	case exit:
		return "orizzontale", []Colonna{{"n", 12}, {"nome", 50}, {"ente", 54}, {"qualita", 35}, {"firma", 48}, {exitColumn, 48}}
	}
	return "verticale", []Colonna{{"n", 9}, {"nome", 42}, {"ente", 37}, {"qualita", 26}, {"firma", 46}}
}

// blankRows is how many rows are left for who is not in the list.
func blankRows(listed int, o process.RegisterOptions) int {
	const percent, least = 30, 8
	share := listed * cmp.Or(o.BlankPercent, percent)
	return max(cmp.Or(o.BlankLeast, least), (share+99)/100)
}

// registerRows are the rows of who has adhered by the day of the meeting, in
// alphabetical order. Who has chosen no table is expected at all of them.
func registerRows(p *process.Process, m *process.Meeting, table int) []RigaRegistro {
	if !forAdherents(p, m) {
		return nil
	}
	type ordered struct {
		RigaRegistro
		order []string // of the name
	}
	var rows []ordered
	for _, a := range adherents(p) {
		chosen := table == 0 || len(a.Tables) == 0 || slices.Contains(a.Tables, table)
		if !a.Status.TakesPart() || !chosen || !a.adheredBefore(p, m) {
			continue
		}
		who := a.attendee()
		row := RigaRegistro{Di: a.By, Nome: who.Name, Genere: string(who.Gender), Qualita: string(who.quality), Tavoli: a.Tables}
		if a.isBody() {
			row.Ente = a.Name
		}
		if row.Nome == "" {
			row.Qualita = "" // who comes writes both
		}
		rows = append(rows, ordered{row, who.order})
	}
	alphabetical(rows, func(r ordered) []string { return plainOrder(r.Ente) })
	alphabetical(rows, func(r ordered) []string { return r.order })
	var list []RigaRegistro
	for _, r := range rows {
		list = append(list, r.RigaRegistro)
	}
	return list
}

// forAdherents tells whether who has adhered is expected at a meeting: one of
// tables, a plenary, an open one or one where they sign their pacts. Where no
// meeting is said to be open, all are.
func forAdherents(p *process.Process, m *process.Meeting) bool {
	if m.Open || len(m.Tables) > 0 || m.OwnTable != "" || isPlenary(m) || slices.Contains(m.Effects, process.PactsSigned) {
		return true
	}
	return !slices.ContainsFunc(p.Meetings(), func(m *process.Meeting) bool { return m.Open })
}

// adheredBefore tells whether an adhesion was there when the register was needed:
// a reprint after the meeting lists nobody who came later, nor those whom the
// register itself made adherents.
func (a adherent) adheredBefore(p *process.Process, m *process.Meeting) bool {
	since := a.since(p)
	return m.Date.IsZero() || since.IsZero() || !m.Date.Before(since) && a.Meeting != m.ID
}

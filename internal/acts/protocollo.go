package acts

import (
	"strconv"
	"strings"

	"concerta/internal/markup"
	"concerta/internal/process"
	"concerta/internal/richtext"
)

const memorandumSchema = 1

// MemorandumView is all that the template of the Protocollo d'Intesa sees.
type MemorandumView struct {
	Testata
	Titolo    string          `json:"titolo,omitempty"` // what it is about, without "Protocollo d'intesa"
	Delibera  string          `json:"delibera,omitempty"`
	Premesse  []richtext.Text `json:"premesse,omitempty"`
	Articoli  []Articolo      `json:"articoli,omitempty"`
	Promotori []ParteIntesa   `json:"promotori,omitempty"` // the office and other bodies that are no unions
	Parti     []ParteIntesa   `json:"parti,omitempty"`     // the others
	Luogo     string          `json:"luogo,omitempty"`
	Data      string          `json:"data,omitempty"`
	Firmatari []Firmatario    `json:"firmatari,omitempty"`

	job Job
}

type (
	// Articolo is an article; its number is its place.
	Articolo struct {
		Titolo string        `json:"titolo,omitempty"`
		Testo  richtext.Text `json:"testo,omitzero"`
	}

	// ParteIntesa signs the memorandum.
	ParteIntesa struct {
		Nome       string  `json:"nome"`
		Sede       string  `json:"sede,omitempty"`
		Firmatario Persona `json:"firmatario,omitzero"`
		Delega     string  `json:"delega,omitempty"` // act that gives the power to sign
		Successiva bool    `json:"successiva,omitempty"`
		Riserva    string  `json:"riserva,omitempty"`
		Allegato   int     `json:"allegato,omitempty"` // number of the annex with the reservation
	}
)

// Tutte are all who sign, in order.
func (v MemorandumView) Tutte() []ParteIntesa {
	return append(append([]ParteIntesa(nil), v.Promotori...), v.Parti...)
}

// memorandumRecipe makes the Protocollo d'Intesa, if the process has one.
func memorandumRecipe() recipe {
	return recipe{
		kind:   Memorandum,
		words:  KindWords{One: "Protocollo d’intesa", Many: "Protocollo d’intesa", Formal: "Protocollo d’intesa"},
		schema: memorandumSchema,
		read:   reading[MemorandumView],
		jobs: func(p *process.Process) []Job {
			if p.Memorandum == nil {
				return nil
			}
			return []Job{memorandumJob(p)}
		},
		view: func(p *process.Process, _ Job) (view, error) { return NewMemorandumView(p) },
	}
}

func memorandumJob(p *process.Process) Job {
	j := Job{Kind: Memorandum, Title: "Protocollo d’intesa", Date: p.Memorandum.Date}
	if t := memorandumSubject(p.Memorandum.Title); t != "" {
		j.Title += " – " + t
	}
	return j
}

func (v MemorandumView) about() about { return v.of(v.job) }

// NewMemorandumView makes the view of the Protocollo d'Intesa of p; without one
// the error is of kind ErrNoAct.
func NewMemorandumView(p *process.Process) (MemorandumView, error) {
	v := MemorandumView{Testata: head(p, Memorandum, memorandumSchema)}
	m := p.Memorandum
	if m == nil {
		return v, ErrNoAct
	}
	b := newBuilder(p)
	v.Titolo, v.Delibera = memorandumSubject(m.Title), m.Resolution
	v.Premesse = b.texts(m.Premises)
	v.Luogo, v.Data = m.Place, m.Date.String()
	v.job = memorandumJob(p)
	for _, a := range m.Articles {
		v.Articoli = append(v.Articoli, Articolo{a.Title, b.text(a.Text)})
	}
	var last []Firmatario // of the parties, who sign after the promoters
	annexes := 0
	for i, x := range m.Parties {
		part, promoter, err := memorandumParty(p, x)
		if err != nil {
			return v, err
		}
		if part.Riserva != "" {
			annexes++
			part.Allegato = annexes
		}
		s := signature("parte-"+strconv.Itoa(i+1), part.Nome, x.Signatory, x.Mode)
		s.Successivo = x.Later
		if promoter {
			v.Promotori, v.Firmatari = append(v.Promotori, part), append(v.Firmatari, s)
		} else {
			v.Parti, last = append(v.Parti, part), append(last, s)
		}
	}
	v.Firmatari = append(v.Firmatari, last...)
	v.Registrazione = registration(p.ProtocolOf(process.MemorandumAct, ""), v.Firmatari)
	return v, b.err
}

// memorandumParty is a party and whether it promotes the memorandum, as the office
// and public bodies do. A party without body and name is the office.
func memorandumParty(p *process.Process, x process.MemorandumParty) (part ParteIntesa, promoter bool, err error) {
	part = ParteIntesa{
		Nome: x.Name, Firmatario: representative(x.Signatory), Delega: x.Delegation,
		Successiva: x.Later, Riserva: oneLine(x.Reservation),
	}
	if x.Organization == "" {
		if part.Nome == "" {
			part.Nome = p.Office.Name
		}
		return part, process.SameName(part.Nome, p.Office.Name), nil
	}
	o, err := organization(p, x.Organization)
	if err != nil {
		return part, false, err
	}
	if part.Nome == "" {
		part.Nome = o.Name
	}
	part.Sede = o.Seat
	return part, o.Kind == process.PublicBody || o.Kind == process.HealthAuthority, nil
}

// memorandumSubject is the title without quotation marks and without the name of
// the act, which the template says: "su strumenti e metodi".
func memorandumSubject(title string) string {
	t := markup.Unquoted(oneLine(title))
	for _, kind := range []string{"protocollo d'intesa", "protocollo d’intesa", "protocollo di intesa"} {
		if len(t) >= len(kind) && strings.EqualFold(t[:len(kind)], kind) {
			return strings.TrimLeft(t[len(kind):], " –-:")
		}
	}
	return t
}

package acts

import (
	"cmp"
	"fmt"
	"slices"

	"concerta/internal/process"
)

type (
	// Testata is what every act about one process says of itself.
	Testata struct {
		Schema  int    `json:"schema"`
		Atto    string `json:"atto"`
		Chiave  string `json:"chiave"`
		Lingua  string `json:"lingua"`
		Ente    Ente   `json:"ente"`
		Oggetto string `json:"oggetto"` // title of the process

		Registrazione *Registrazione `json:"registrazione,omitempty"` // nil: nothing is printed
	}

	// Soggetto is a body that takes part.
	Soggetto struct {
		ID             string   `json:"id,omitempty"`
		Nome           string   `json:"nome,omitempty"`
		Tipo           string   `json:"tipo,omitempty"` // a kind of the process file, "aps"
		CodiceFiscale  string   `json:"codice-fiscale,omitempty"`
		Runts          string   `json:"runts,omitempty"`
		Sede           string   `json:"sede,omitempty"`
		Pec            string   `json:"pec,omitempty"`
		Email          string   `json:"email,omitempty"`
		Telefono       string   `json:"telefono,omitempty"`
		Comuni         []string `json:"comuni,omitempty"`
		Rappresentante Persona  `json:"rappresentante,omitzero"`
	}
)

// head is what every view starts with; schema is the number of its shape.
//
//nolint:unparam // the shapes grow each on its own; today all are at 1
func head(p *process.Process, k Kind, schema int) Testata {
	return Testata{
		Schema: schema, Atto: string(k), Chiave: p.Key, Lingua: cmp.Or(p.Lang, "it-IT"),
		Ente: office(p.Office), Oggetto: p.Title,
	}
}

// about says of a document what its head and its job tell.
func (h Testata) of(j Job) about {
	name := h.Atto
	if j.For != "" {
		name += "/" + j.For
	}
	return about{title: j.Title, subject: h.Oggetto, office: h.Ente, lang: h.Lingua, key: h.Chiave, name: name, date: j.Date}
}

// organization is the body named id; the error is of kind ErrNoAct.
func organization(p *process.Process, id string) (*process.Organization, error) {
	o := p.Organization(id)
	if o == nil {
		return nil, noAct("soggetto", id)
	}
	return o, nil
}

// noAct is the error of an act for something that is not there.
func noAct(what, id string) error { return fmt.Errorf("%w: %s «%s»", ErrNoAct, what, id) }

func subject(o *process.Organization) Soggetto {
	return Soggetto{
		ID: o.ID, Nome: o.Name, Tipo: string(o.Kind), CodiceFiscale: o.TaxCode, Runts: o.RUNTS, Sede: o.Seat,
		Pec: o.PEC, Email: o.Email, Telefono: o.Phone, Comuni: o.Towns, Rappresentante: representative(o.Representative),
	}
}

func representative(r process.Representative) Persona {
	return Persona{Nome: r.Name, Ruolo: r.Role, Genere: string(r.Gender), Telefono: r.Phone, Email: r.Email}
}

// tablesOf are the tables of p with the numbers given, in the order of p.
func tablesOf(p *process.Process, numbers []int) []Tavolo {
	var out []Tavolo
	for _, t := range p.Tables {
		if slices.Contains(numbers, t.Number) {
			out = append(out, Tavolo{t.Number, t.Name})
		}
	}
	return out
}

// signature is the block of a person who signs for a body, the body and the
// role as typed.
func signature(field, body string, r process.Representative, mode process.SignMode) Firmatario {
	role := body
	if body != "" && r.Role != "" {
		role += " – "
	}
	return Firmatario{
		Campo: fieldName(field), Ufficio: role + r.Role, Nome: r.Name, Genere: string(r.Gender),
		Modo: string(cmp.Or(mode, process.ByHand)),
	}
}

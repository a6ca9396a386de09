package acts

import (
	"cmp"
	"slices"
	"time"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

const pactSchema = 1

// PactView is all that the template of a participation pact sees.
type PactView struct {
	Testata
	Parti        []PartePatto    `json:"parti"` // one, or all of a pact with many signatories
	DataAvviso   string          `json:"data-avviso,omitempty"`
	Premesse     []richtext.Text `json:"premesse,omitempty"`
	Principi     []richtext.Text `json:"principi,omitempty"`
	ImpegniEnte  []richtext.Text `json:"impegni-ente,omitempty"`
	Impegni      []richtext.Text `json:"impegni,omitempty"` // of the bodies
	Regole       []richtext.Text `json:"regole,omitempty"`
	Dal          string          `json:"dal,omitempty"`
	Al           string          `json:"al,omitempty"`
	Esenti       []string        `json:"esenti,omitempty"` // names of the parties that owe no stamp duty
	Luogo        string          `json:"luogo,omitempty"`
	Data         string          `json:"data,omitempty"`
	Firmatari    []Firmatario    `json:"firmatari,omitempty"` // of the office, then of the parties
	Responsabile *Persona        `json:"responsabile,omitempty"`

	job Job
}

// PartePatto is a body that signs a pact.
type PartePatto struct {
	Soggetto   Soggetto `json:"soggetto"`
	Firmatario Persona  `json:"firmatario,omitzero"`
	Poteri     string   `json:"poteri,omitempty"` // act that gives the power to sign
	Tavoli     []Tavolo `json:"tavoli,omitempty"`
	Referente  string   `json:"referente,omitempty"` // who sits at the tables
	Cabina     []string `json:"cabina,omitempty"`    // its members of the steering group
}

// Tutti tells whether every party is exempt from stamp duty.
func (v PactView) Tutti() bool { return len(v.Esenti) == len(v.Parti) }

// pactRecipe makes a pact for each body that signs one, or the one they all sign.
func pactRecipe() recipe {
	return recipe{
		kind:   Pact,
		words:  KindWords{One: "Patto di partecipazione", Many: "Patti di partecipazione", Formal: "Patto di partecipazione"},
		schema: pactSchema,
		read:   reading[PactView],
		jobs:   pactJobs,
		view:   func(p *process.Process, j Job) (view, error) { return NewPactView(p, j.For) },
	}
}

func pactJobs(p *process.Process) []Job {
	switch {
	case p.Pacts == nil || len(p.Pacts.Parties) == 0:
		return nil
	case p.Pacts.Single:
		return []Job{pactJob(p, "", "")}
	}
	names := map[string]string{}
	for _, o := range p.Organizations {
		names[o.ID] = o.Name
	}
	list := make([]Job, 0, len(p.Pacts.Parties))
	for _, party := range p.Pacts.Parties {
		list = append(list, pactJob(p, party.Organization, names[party.Organization]))
	}
	return list
}

// pactJob is the pact with a body; with all of them when it is empty.
func pactJob(p *process.Process, body, name string) Job {
	j := Job{Kind: Pact, For: body, Slug: body, Title: "Patto di partecipazione", Date: p.Pacts.Date}
	if body != "" {
		j.Title += " – " + cmp.Or(oneLine(name), body)
	}
	return j
}

func (v PactView) about() about { return v.of(v.job) }

// NewPactView makes the view of the pact of p with a body, or of the one pact
// with all of them when body is empty. A pact or a body that is not there is an
// error of kind ErrNoAct.
func NewPactView(p *process.Process, body string) (PactView, error) {
	v := PactView{Testata: head(p, Pact, pactSchema)}
	parties, err := pactParties(p, body)
	if err != nil {
		return v, err
	}
	b := newBuilder(p)
	v.DataAvviso = p.Notice.Date.String()
	v.Premesse, v.Principi = b.texts(p.Pacts.Premises), b.texts(p.Pacts.Principles)
	v.ImpegniEnte, v.Impegni, v.Regole = b.texts(p.Pacts.Office), b.texts(p.Pacts.Body), b.texts(p.Pacts.Rules)
	v.Dal, v.Al = p.Pacts.From.String(), p.Pacts.To.String()
	v.Luogo, v.Data = p.Pacts.Place, p.Pacts.Date.String()
	v.Responsabile = person(p.Responsible)
	v.Firmatari = signatories(p.PactSignatories())
	v.job = pactJob(p, "", "")
	for _, party := range parties {
		o, err := organization(p, party.Organization)
		if err != nil {
			return v, err
		}
		if body != "" {
			v.job = pactJob(p, body, o.Name)
		}
		v.add(p, o, party)
	}
	v.Registrazione = registration(p.ProtocolOf(process.PactAct, body), v.Firmatari)
	return v, b.err
}

// pactParties are the parties of the pact with a body, or all of them.
func pactParties(p *process.Process, body string) ([]process.PactParty, error) {
	if p.Pacts == nil {
		return nil, ErrNoAct
	}
	if body == "" {
		return p.Pacts.Parties, nil
	}
	i := slices.IndexFunc(p.Pacts.Parties, func(x process.PactParty) bool { return x.Organization == body })
	if i < 0 {
		return nil, noAct("patto con", body)
	}
	return p.Pacts.Parties[i : i+1], nil
}

// add makes o a party. Who signs is the legal representative when the pact names
// nobody else.
func (v *PactView) add(p *process.Process, o *process.Organization, party process.PactParty) {
	signatory := party.Signatory
	if signatory.Name == "" {
		signatory = o.Representative
	}
	part := PartePatto{
		Soggetto: subject(o), Firmatario: representative(signatory), Poteri: party.Power,
		Tavoli: tablesOf(p, party.Tables), Referente: party.Delegate,
	}
	for _, m := range p.Steering {
		if m.Organization == o.ID {
			part.Cabina = append(part.Cabina, m.Name)
		}
	}
	v.Parti = append(v.Parti, part)
	v.Firmatari = append(v.Firmatari, signature("soggetto-"+o.ID, o.Name, signatory, party.Mode))
	if o.StampDutyExempt() && stampDutyLawKnown(p.Pacts.Date) {
		v.Esenti = append(v.Esenti, o.Name)
	}
}

// stampDutyLawKnown tells whether an act of that day may cite the code of the
// third sector (D.Lgs. 3 luglio 2017, n. 117): no act cites a law to come.
func stampDutyLawKnown(d process.Date) bool {
	return d.IsZero() || !d.Before(process.Date{Year: 2017, Month: time.July, Day: 3})
}

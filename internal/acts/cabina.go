package acts

import (
	"slices"

	"concerta/internal/process"
)

const steeringSchema = 1

// SteeringGroupView is all that the template of the composition of the steering
// group (Cabina di Regia) sees.
type SteeringGroupView struct {
	Testata
	Componenti   []Componente `json:"componenti,omitempty"`
	Responsabile *Persona     `json:"responsabile,omitempty"`
	Luogo        string       `json:"luogo,omitempty"`
	Data         string       `json:"data,omitempty"`
	Firmatari    []Firmatario `json:"firmatari,omitempty"`

	job Job
}

// Componente is a member of the steering group.
type Componente struct {
	Numero    int     `json:"numero"` // from 1
	Nome      string  `json:"nome"`
	Genere    string  `json:"genere,omitempty"`
	Ente      string  `json:"ente,omitempty"` // the body, or the office
	Ruolo     string  `json:"ruolo,omitempty"`
	Tavolo    *Tavolo `json:"tavolo,omitempty"` // whose delegate it is
	Supplente string  `json:"supplente,omitempty"`

	// Who of the two is a citizen: the public copy leaves the name out.
	Cittadino          bool `json:"cittadino,omitempty"`
	SupplenteCittadino bool `json:"supplente-cittadino,omitempty"`
}

// ChiSupplisce is the substitute.
func (c Componente) ChiSupplisce() Partecipante {
	return Partecipante{c.Supplente, c.SupplenteCittadino}
}

// steeringGroupRecipe makes the composition of the steering group, when it has
// members.
func steeringGroupRecipe() recipe {
	return recipe{
		kind:   SteeringGroup,
		words:  KindWords{One: "Cabina di regia", Many: "Cabina di regia", Formal: "Composizione della Cabina di regia"},
		schema: steeringSchema,
		read:   reading[SteeringGroupView],
		jobs: func(p *process.Process) []Job {
			if len(p.Steering) == 0 {
				return nil
			}
			return []Job{steeringGroupJob()}
		},
		view: func(p *process.Process, _ Job) (view, error) { return NewSteeringGroupView(p) },
	}
}

func steeringGroupJob() Job {
	return Job{Kind: SteeringGroup, Title: "Composizione della Cabina di Regia"}
}

func (v SteeringGroupView) about() about { return v.of(v.job) }

// Supplenti tells whether any member has a substitute.
func (v SteeringGroupView) Supplenti() bool {
	return slices.ContainsFunc(v.Componenti, func(c Componente) bool { return c.Supplente != "" })
}

// NewSteeringGroupView makes the view of the composition of the steering group
// of p, its members in the order of p. A body that is not there is an error of
// kind ErrNoAct.
func NewSteeringGroupView(p *process.Process) (SteeringGroupView, error) {
	v := SteeringGroupView{
		Testata:      head(p, SteeringGroup, steeringSchema),
		Responsabile: person(p.Responsible),
		Luogo:        p.Notice.Place,
		Firmatari:    signatories(p.Signatories),
		job:          steeringGroupJob(),
	}
	v.Registrazione = registration(p.ProtocolOf(process.SteeringGroupAct, ""), v.Firmatari)
	for i, m := range p.Steering {
		c := Componente{Numero: i + 1, Nome: m.Name, Genere: string(m.Gender), Ente: p.Office.Name, Ruolo: m.Role, Supplente: m.Substitute}
		c.Cittadino, c.SupplenteCittadino = isCitizen(p, m.Name), m.Substitute != "" && isCitizen(p, m.Substitute)
		if m.Organization != "" {
			o := p.Organization(m.Organization)
			if o == nil {
				return v, noAct("soggetto", m.Organization)
			}
			c.Ente = o.Name
		}
		if list := tablesOf(p, []int{m.Table}); m.Table > 0 && len(list) > 0 {
			c.Tavolo = &list[0]
		}
		v.Componenti = append(v.Componenti, c)
	}
	return v, nil
}

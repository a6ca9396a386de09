package acts

import (
	"cmp"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

const proposalsSchema = 1

// ProposalSummaryView is all that the template of the summary of proposals
// sees.
type ProposalSummaryView struct {
	Testata
	Gruppi       []GruppoProposte `json:"gruppi,omitempty"` // a table each, those without proposals too
	Totale       int              `json:"totale"`
	Esiti        []ContoEsito     `json:"esiti,omitempty"` // only those that there are
	Responsabile *Persona         `json:"responsabile,omitempty"`
	Luogo        string           `json:"luogo,omitempty"`
	Data         string           `json:"data,omitempty"`
	Firmatari    []Firmatario     `json:"firmatari,omitempty"`

	job Job
}

type (
	// GruppoProposte is what a table proposes; without a table, what comes from
	// none.
	GruppoProposte struct {
		Tavolo   *Tavolo    `json:"tavolo,omitempty"`
		Proposte []Proposta `json:"proposte,omitempty"`
	}

	// Proposta is a proposal and what became of it.
	Proposta struct {
		Numero int           `json:"numero"` // from 1, through all the tables
		Titolo string        `json:"titolo"`
		Testo  richtext.Text `json:"testo,omitzero"`
		Di     string        `json:"di,omitempty"`    // name of who made it; empty: the table
		Esito  string        `json:"esito,omitempty"` // of the process file, "accolta-in-parte"; empty: to be judged
		Motivo string        `json:"motivo,omitempty"`

		DiCittadino bool `json:"di-cittadino,omitempty"` // who made it takes part for no body
	}

	// ContoEsito is how many proposals had an outcome.
	ContoEsito struct {
		Esito  string `json:"esito"`
		Numero int    `json:"numero"`
	}
)

// Proponente is who made the proposal; without name: the table.
func (x Proposta) Proponente() Partecipante { return Partecipante{x.Di, x.DiCittadino} }

// proposalSummaryRecipe makes the summary of the proposals, when there are any.
func proposalSummaryRecipe() recipe {
	return recipe{
		kind:   ProposalSummary,
		words:  KindWords{One: "Prospetto delle proposte", Many: "Prospetto delle proposte", Formal: "Prospetto delle proposte"},
		schema: proposalsSchema,
		read:   reading[ProposalSummaryView],
		jobs: func(p *process.Process) []Job {
			if len(p.Proposals) == 0 {
				return nil
			}
			return []Job{proposalSummaryJob()}
		},
		view: func(p *process.Process, _ Job) (view, error) { return NewProposalSummaryView(p) },
	}
}

func proposalSummaryJob() Job {
	return Job{Kind: ProposalSummary, Title: "Prospetto di sintesi delle proposte"}
}

func (v ProposalSummaryView) about() about { return v.of(v.job) }

// NewProposalSummaryView makes the view of the summary of the proposals of p.
// References in their texts are resolved; one that leads nowhere is an error.
func NewProposalSummaryView(p *process.Process) (ProposalSummaryView, error) {
	b := newBuilder(p)
	v := ProposalSummaryView{
		Testata:      head(p, ProposalSummary, proposalsSchema),
		Totale:       len(p.Proposals),
		Responsabile: person(p.Responsible),
		Luogo:        p.Notice.Place,
		Firmatari:    signatories(p.Signatories),
		job:          proposalSummaryJob(),
	}
	v.Registrazione = registration(p.ProtocolOf(process.ProposalSummaryAct, ""), v.Firmatari)
	number := 0
	group := func(t *Tavolo, from func(process.Proposal) bool) GruppoProposte {
		g := GruppoProposte{Tavolo: t}
		for _, x := range p.Proposals {
			if !from(x) {
				continue
			}
			number++
			by := proposer(p, x.By)
			g.Proposte = append(g.Proposte, Proposta{
				Numero: number, Titolo: x.Title, Testo: b.text(x.Text), Di: by.Nome, DiCittadino: by.Cittadino,
				Esito: string(x.Outcome), Motivo: x.Reason,
			})
		}
		return g
	}
	for _, t := range p.Tables {
		v.Gruppi = append(v.Gruppi, group(&Tavolo{t.Number, t.Name}, func(x process.Proposal) bool { return x.Table == t.Number }))
	}
	if g := group(nil, func(x process.Proposal) bool { return p.Table(x.Table) == nil }); len(g.Proposte) > 0 {
		v.Gruppi = append(v.Gruppi, g)
	}
	v.Esiti = outcomes(p.Proposals)
	return v, b.err
}

// outcomes counts the proposals by outcome.
func outcomes(list []process.Proposal) []ContoEsito {
	var out []ContoEsito
	for _, o := range []process.ProposalOutcome{process.Accepted, process.PartlyAccepted, process.ReferredFurther, process.NotAccepted, process.ToBeJudged} {
		n := 0
		for _, x := range list {
			if x.Outcome == o {
				n++
			}
		}
		if n > 0 {
			out = append(out, ContoEsito{cmp.Or(string(o), "da-valutare"), n})
		}
	}
	return out
}

package intake

import (
	"slices"

	"concerta/internal/acts"
	"concerta/internal/process"
)

// Candidate is somebody who may come to a meeting: a line of its register as it would
// be if that person were there.
type Candidate struct {
	Line     process.Presence
	Body     string // name of the body that the person comes for; empty for a citizen
	Listed   bool   // on the printed register
	Recorded bool   // on the register as recorded: Line is that line
}

// Label is how a candidate is offered.
func (c Candidate) Label() string {
	switch {
	case c.Body == "":
		return c.Line.Name
	case c.Line.Name == "":
		return c.Body
	}
	return c.Line.Name + " – " + c.Body
}

// Candidates are all who may come: those on the register already, those whom the
// printed one lists, and whoever else is known. Each is there once.
func (s Sheet) Candidates(p *process.Process) ([]Candidate, error) {
	var g group
	if a := s.Of(p); a != nil {
		for _, x := range a.Present {
			c := Candidate{Line: x, Body: x.Body, Recorded: true}
			if party, ok := PartyOf(p, x.By); ok && party.Body != nil {
				c.Body = party.Name()
			}
			g.add(c)
		}
	}
	// At a table, whoever is expected at the meeting may come too, and is then whom the
	// register of the meeting has.
	for _, table := range slices.Compact([]int{s.Table, 0}) {
		if err := g.printed(p, Sheet{s.Meeting, table}, table == s.Table); err != nil {
			return nil, err
		}
	}
	g.known(p)
	return g.list, nil
}

// printed adds those whom the printed register lists.
func (g *group) printed(p *process.Process, s Sheet, listed bool) error {
	view, err := acts.NewRegisterView(p, s.Meeting, s.Table)
	if err != nil {
		return err
	}
	for _, r := range view.Righe[:view.Elencati] {
		quality := process.Quality(r.Qualita)
		if quality == "" {
			quality = process.AsRepresentative
		}
		line := process.Presence{Name: r.Nome, By: r.Di, Quality: quality, Status: process.Present, For: standsFor(p, r.Di, quality)}
		if r.Di == "" { // known from another register alone
			line.Body = r.Ente
		}
		g.add(Candidate{Line: line, Body: r.Ente, Listed: listed})
	}
	return nil
}

// known adds whoever else is known.
func (g *group) known(p *process.Process) {
	for _, o := range p.Organizations {
		g.add(Candidate{Line: process.Presence{Name: acts.SurnameFirst(o.Representative), By: o.ID, Quality: process.AsRepresentative, Status: process.Present}, Body: o.Name})
		for _, d := range o.Delegates {
			g.add(Candidate{Line: process.Presence{Name: acts.SurnameFirst(d), By: o.ID, Quality: process.AsDelegate, Status: process.Present, For: o.Representative.Name}, Body: o.Name})
		}
	}
	for _, c := range p.Citizens {
		g.add(Candidate{Line: process.Presence{Name: c.Name, By: c.ID, Quality: process.AsCitizen, Status: process.Present}})
	}
}

// standsFor is whom a delegate of a body stands for.
func standsFor(p *process.Process, by string, quality process.Quality) string {
	if o := p.Organization(by); o != nil && quality == process.AsDelegate {
		return o.Representative.Name
	}
	return ""
}

// group is candidates, each once. A body of which nobody is known is one too, unless
// somebody of it is there.
type group struct {
	list []Candidate
	seen map[string]bool
}

func (g *group) add(c Candidate) {
	if g.seen == nil {
		g.seen = map[string]bool{}
	}
	id := c.Line.Identity()
	nameless := c.Line.Name == "" && slices.ContainsFunc(g.list, func(o Candidate) bool { return o.Line.By == c.Line.By })
	if g.seen[id] || nameless {
		return
	}
	g.seen[id] = true
	g.list = append(g.list, c)
}

// Meant are the candidates that a few letters may mean, the likeliest first; one
// means that there is no doubt. Letters of the name of a body mean whom the register
// has for it, or lists, or else who represents it.
func Meant(list []Candidate, typed string) []Candidate {
	if len(bareWords(typed)) == 0 {
		return nil
	}
	var people, bodies []Candidate
	var exact []Candidate
	spoken := map[string]bool{} // bodies for which somebody is meant already
	for _, c := range list {
		person := NewName(c.Line.Name)
		switch {
		case NewName(c.Label()).Is(typed), person.Is(typed):
			exact = append(exact, c)
		case c.Line.Name != "" && person.Has(typed):
			people = append(people, c)
		case NewName(c.Body).Has(typed) && c.Body != "":
			body := c.Line.By + "\n" + c.Body
			if !spoken[body] {
				bodies = append(bodies, c)
			}
			spoken[body] = true
		case NewName(c.Label()).Has(typed): // "greco mano tesa"
			people = append(people, c)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return slices.Concat(people, bodies)
}

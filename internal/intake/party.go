package intake

import (
	"cmp"
	"fmt"
	"slices"

	"concerta/internal/process"
)

// Party is a body or a citizen: one is set, and none in the zero value, which is
// nobody.
type Party struct {
	Body    *process.Organization
	Citizen *process.Citizen
}

// ID is how the process calls it; empty for nobody.
func (p Party) ID() string {
	switch {
	case p.Body != nil:
		return p.Body.ID
	case p.Citizen != nil:
		return p.Citizen.ID
	}
	return ""
}

// Name is its name as typed; empty for nobody.
func (p Party) Name() string {
	switch {
	case p.Body != nil:
		return p.Body.Name
	case p.Citizen != nil:
		return p.Citizen.Name
	}
	return ""
}

// Contact is some way to reach it.
func (p Party) Contact() string {
	if o := p.Body; o != nil {
		return cmp.Or(o.PEC, o.Email, o.Phone)
	}
	return cmp.Or(p.Citizen.Email, p.Citizen.Phone)
}

// Parties are the bodies and the citizens of a process.
func Parties(p *process.Process) []Party {
	list := make([]Party, 0, len(p.Organizations)+len(p.Citizens))
	for i := range p.Organizations {
		list = append(list, Party{Body: &p.Organizations[i]})
	}
	for i := range p.Citizens {
		list = append(list, Party{Citizen: &p.Citizens[i]})
	}
	return list
}

// PartyOf is the one with an id.
func PartyOf(p *process.Process, id string) (Party, bool) {
	for _, x := range Parties(p) {
		if x.ID() == id {
			return x, true
		}
	}
	return Party{}, false
}

// Matching are those that what was typed may mean: those with exactly that name, or
// else all in which it is found.
func Matching(p *process.Process, typed string) []Party {
	var exact, some []Party
	if len(bareWords(typed)) == 0 {
		return nil
	}
	for _, x := range Parties(p) {
		switch name := NewName(x.Name()); {
		case name.Is(typed):
			exact = append(exact, x)
		case name.Has(typed):
			some = append(some, x)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return some
}

// Used tells whether an id is one of a body or a citizen.
func Used(p *process.Process) func(id string) bool {
	return func(id string) bool {
		_, there := PartyOf(p, id)
		return there
	}
}

// SetBody puts a body in the place of the one with its id, which must be as it was
// seen.
func SetBody(p *process.Process, o process.Organization, seen string) error {
	i := slices.IndexFunc(p.Organizations, func(x process.Organization) bool { return x.ID == o.ID })
	if i < 0 {
		return fmt.Errorf("body %s: %w", o.ID, ErrGone)
	}
	if err := unchanged(p.Organizations[i], seen); err != nil {
		return err
	}
	p.Organizations[i] = o
	return nil
}

// SetCitizen does the same with a citizen.
func SetCitizen(p *process.Process, c process.Citizen, seen string) error {
	i := slices.IndexFunc(p.Citizens, func(x process.Citizen) bool { return x.ID == c.ID })
	if i < 0 {
		return fmt.Errorf("citizen %s: %w", c.ID, ErrGone)
	}
	if err := unchanged(p.Citizens[i], seen); err != nil {
		return err
	}
	p.Citizens[i] = c
	return nil
}

// RemoveParty takes a body or a citizen away, that nobody refers to.
func RemoveParty(p *process.Process, id string) error {
	if why := uses(p, id); why != "" {
		return fmt.Errorf("%s: %w", why, ErrInUse)
	}
	p.Organizations = slices.DeleteFunc(p.Organizations, func(o process.Organization) bool { return o.ID == id })
	p.Citizens = slices.DeleteFunc(p.Citizens, func(c process.Citizen) bool { return c.ID == id })
	return nil
}

// uses is where a process refers to a body or a citizen, in the words of users.
func uses(p *process.Process, id string) string {
	switch {
	case slices.ContainsFunc(p.Adhesions, func(a process.Adhesion) bool { return a.By == id }):
		return "ha un’adesione"
	case slices.ContainsFunc(p.Attendances, func(a process.Attendance) bool {
		return slices.ContainsFunc(a.Present, func(x process.Presence) bool { return x.By == id })
	}):
		return "è in un registro delle presenze"
	case slices.ContainsFunc(p.Proposals, func(x process.Proposal) bool { return x.By == id }):
		return "ha fatto una proposta"
	case slices.ContainsFunc(p.Steering, func(m process.SteeringMember) bool { return m.Organization == id }):
		return "è nella Cabina di regia"
	case p.Pacts != nil && slices.ContainsFunc(p.Pacts.Parties, func(x process.PactParty) bool { return x.Organization == id }):
		return "firma un patto"
	}
	return ""
}

// InUse is why a body or a citizen cannot be taken away; "" when it can.
func InUse(p *process.Process, id string) string { return uses(p, id) }

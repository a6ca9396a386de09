package acts

import (
	"slices"

	"concerta/internal/process"
)

// adherent is an adherent and the record it is of; both are nil for one known
// from a register alone.
type adherent struct {
	process.Adherent
	body    *process.Organization
	citizen *process.Citizen
}

// adherents are who has adhered to p, those not admitted too, in the order of p.
func adherents(p *process.Process) []adherent {
	var list []adherent
	for _, a := range p.Adherents() {
		list = append(list, adherent{a, p.Organization(a.By), p.Citizen(a.By)})
	}
	return list
}

// isBody tells whether it is a body, known or only written on a register.
func (a adherent) isBody() bool {
	return a.body != nil || a.citizen == nil && a.Presence != nil && a.Presence.Body != ""
}

// attendee is who is expected to come, surname first, and in what quality: who
// signed the register, where that made the adhesion; otherwise the delegate the
// adhesion names, the body's legal representative or its first delegate. The
// name is empty when none is known. Citizens and registers are typed surname
// first, the people of bodies are not.
func (a adherent) attendee() attendee {
	switch {
	case a.citizen != nil:
		return listed(process.Representative{Name: a.citizen.Name, Gender: a.citizen.Gender}, process.AsCitizen)
	case a.Presence != nil:
		who := a.personOf(a.Presence.Name)
		who.Name = a.Presence.Name
		return listed(who, a.Presence.Quality)
	case a.body == nil:
		return listed(process.Representative{Name: a.Name}, process.AsCitizen)
	}
	coming, quality := a.body.Representative, process.AsRepresentative
	switch {
	case a.Adhesion != nil && a.Adhesion.Delegate != "" && !process.SameName(a.Adhesion.Delegate, coming.Name):
		coming, quality = a.personOf(a.Adhesion.Delegate), process.AsDelegate
	case coming.Name == "" && len(a.body.Delegates) > 0:
		coming, quality = a.body.Delegates[0], process.AsDelegate
	}
	who := attendee{Representative: coming, quality: quality}
	who.Name, who.order = filed(coming)
	return who
}

// attendee is who is expected to come, the name as registers have it.
type attendee struct {
	process.Representative
	quality process.Quality
	order   []string // the key it is sorted by
}

// listed is an attendee whose name was typed surname first.
func listed(r process.Representative, q process.Quality) attendee {
	return attendee{r, q, personOrder(r.Name)}
}

// personOf is who bears a name among the people of the body; the name alone when
// nobody does.
func (a adherent) personOf(name string) process.Representative {
	if a.body != nil {
		people := append([]process.Representative{a.body.Representative}, a.body.Delegates...)
		if i := slices.IndexFunc(people, func(r process.Representative) bool { return process.SameName(r.Name, name) }); i >= 0 {
			return people[i]
		}
	}
	return process.Representative{Name: name}
}

// since is the day from which the adhesion is there; zero when it is not known.
func (a adherent) since(p *process.Process) process.Date {
	if m := p.Meeting(a.Meeting); m != nil {
		return m.Date
	}
	if a.Adhesion != nil {
		return a.Adhesion.Received.Date
	}
	return process.Date{}
}

package process

import (
	"cmp"
	"slices"
	"time"
)

// Adherent is a body or a citizen that takes part: by a form or an expression of
// interest, or because its presence counts as adhesion. There is one for each.
type Adherent struct {
	By       string         // id of an Organization or of a Citizen; empty: known from the register alone
	Name     string         // of the body or the citizen
	Basis    AdhesionSource // what the adhesion rests on
	Adhesion *Adhesion      // what was received; nil for a walk-in
	Presence *Presence      // where Basis is FromAttendance, the line of the register; nil when typed in otherwise
	Meeting  string         // id of the meeting of Presence
	Late     bool           // the form came after the deadline
	Tables   []int          // chosen, each once, in order
	Status   AdherentStatus
}

// AdherentStatus says whether the adhesion counts.
type AdherentStatus string

// The statuses of an adhesion.
const (
	Admitted   AdherentStatus = "ammessa"
	Incomplete AdherentStatus = "da-completare" // by presence, without a contact
	Undecided  AdherentStatus = "da-decidere"   // late
	Refused    AdherentStatus = "non-ammessa"   // late, and decided so
)

// TakesPart tells whether who adhered is to be invited and listed.
func (s AdherentStatus) TakesPart() bool { return s == Admitted || s == Incomplete }

// Adherents are all who adhered, refused ones included: those of the adhesions in
// their order, then the walk-ins in the order of the registers. Presence counts
// as adhesion at the meetings that say so, unless one is there to listen
// (uditore); it also mends an adhesion that came late.
func (p *Process) Adherents() []Adherent {
	g := gathering{p: p, dir: p.directory(), at: map[string]int{}}
	for i := range p.Adhesions {
		g.received(&p.Adhesions[i])
	}
	for i := range p.Attendances {
		a := &p.Attendances[i]
		if m := p.Meeting(a.Meeting); m != nil && slices.Contains(m.Effects, AttendanceIsAdhesion) {
			for j := range a.Present {
				g.present(a.Meeting, &a.Present[j])
			}
		}
	}
	for i := range g.list {
		g.settle(&g.list[i])
	}
	return g.list
}

// gathering puts adherents together, each once.
type gathering struct {
	p    *Process
	dir  directory
	list []Adherent
	at   map[string]int // in list, by identity
}

func (g *gathering) received(a *Adhesion) {
	if _, twice := g.at["id "+a.By]; twice {
		return // one body, one adhesion: Check names the second
	}
	g.at["id "+a.By] = len(g.list)
	g.list = append(g.list, Adherent{
		By: a.By, Name: g.dir.nameOf(a.By), Basis: cmp.Or(a.Source, FromForm), Adhesion: a,
		Late: g.p.Late(a), Tables: a.Tables,
	})
}

// present counts one line of the register of a meeting whose presence is an
// adhesion.
func (g *gathering) present(meeting string, x *Presence) {
	if !x.Status.Attended() || x.Quality == AsAuditor {
		return
	}
	id, name := g.dir.whois(x)
	identity := "id " + id
	if id == "" {
		identity = "name " + nameKey(name)
	}
	i, known := g.at[identity]
	if !known {
		i = len(g.list)
		g.at[identity] = i
		g.list = append(g.list, Adherent{By: id, Name: name, Basis: FromAttendance})
	}
	a := &g.list[i]
	if !a.Late && a.Basis != FromAttendance {
		return
	}
	a.Basis = FromAttendance
	if a.Presence == nil || a.Presence.Contact == "" && x.Contact != "" {
		a.Presence, a.Meeting = x, meeting
	}
	a.Tables = append(slices.Clone(a.Tables), x.Tables...)
}

// settle gives an adherent its status, now that all its presences are known.
func (g *gathering) settle(a *Adherent) {
	slices.Sort(a.Tables)
	a.Tables = slices.Compact(a.Tables)
	switch {
	case a.Basis == FromAttendance && g.contact(a) == "":
		a.Status = Incomplete
	case a.Basis == FromAttendance || !a.Late:
		a.Status = Admitted
	case a.Adhesion.LateTaken == nil:
		a.Status = Undecided
	case a.Adhesion.LateTaken.Admitted:
		a.Status = Admitted
	default:
		a.Status = Refused
	}
}

// contact is some way to reach who adhered, or "".
func (g *gathering) contact(a *Adherent) string {
	if a.Presence != nil && a.Presence.Contact != "" {
		return a.Presence.Contact
	}
	if o := g.dir.organizations[a.By]; o != nil {
		return o.contact()
	}
	if c := g.dir.citizens[a.By]; c != nil {
		return cmp.Or(c.Email, c.Phone)
	}
	return ""
}

func (o *Organization) contact() string {
	return cmp.Or(o.PEC, o.Email, o.Phone, o.Representative.Email, o.Representative.Phone, o.Seat)
}

// Late tells whether an adhesion came after the deadline. One by attendance never
// does; one received on the last day at an hour unknown is taken to be in time.
func (p *Process) Late(a *Adhesion) bool {
	return p.Deadline != nil && a.Source != FromAttendance && p.Deadline.Passed(a.Received)
}

// Passed tells whether m is after the deadline: both are civil time of
// Europe/Rome, and what is received at that very minute is in time.
func (d Deadline) Passed(m Moment) bool {
	switch {
	case m.IsZero() || d.Date.IsZero():
		return false
	case m.Date != d.Date:
		return d.Date.Before(m.Date)
	}
	return m.Hour.Set && m.Hour.Minutes() > d.Moment().Minutes()
}

// MomentOf is the civil day and hour of t where rome is, the zone Europe/Rome.
func MomentOf(t time.Time, rome *time.Location) Moment {
	t = t.In(rome)
	return Moment{Date: Date{t.Year(), t.Month(), t.Day()}, Hour: TimeOfDay{Set: true, Hour: t.Hour(), Minute: t.Minute()}}
}

package process

import (
	"cmp"
	"fmt"
	"strconv"
)

// BeginMinutes are the minutes of a meeting as far as they are known before anybody
// writes them: from its agenda, its attendance and its proposals, and from who kept
// the minutes before. False: there is no such meeting.
func (p *Process) BeginMinutes(meeting string) (Minutes, bool) {
	m := p.Meeting(meeting)
	if m == nil {
		return Minutes{}, false
	}
	x := Minutes{Meeting: meeting, Number: p.nextMinutes()}
	if m.Open {
		x.Call = "con l'avviso pubblico"
	}
	if n := len(p.Minutes); n > 0 {
		x.Secretary = p.Minutes[n-1].Secretary
	}
	for _, a := range m.Agenda {
		x.Items = append(x.Items, MinutesItem{Title: a.Title, Speakers: a.Speakers})
	}
	if len(m.Agenda) == 0 && !m.Content.IsEmpty() {
		x.Items = append(x.Items, MinutesItem{Title: cmp.Or(m.Label, "Svolgimento dell'incontro")})
	}
	p.addAttendance(&x)
	p.addProposals(&x)
	return x, true
}

// nextMinutes is the number after those of the other minutes, when they are counted.
func (p *Process) nextMinutes() string {
	last := 0
	for _, m := range p.Minutes {
		n, err := strconv.Atoi(m.Number)
		if err != nil {
			return ""
		}
		last = max(last, n)
	}
	return strconv.Itoa(last + 1)
}

// addAttendance takes hours, chair and movements from the registers of the meeting.
func (p *Process) addAttendance(x *Minutes) {
	a := p.MeetingAttendance(x.Meeting)
	if a == nil {
		return
	}
	x.Opened, x.Closed = a.Opened, a.Closed
	if a.Chair != "" {
		x.Chair = p.chairNamed(a.Chair)
	}
	for _, y := range a.Present {
		if y.In.Set {
			x.Movements = append(x.Movements, Movement{Name: y.Name, At: y.In, In: true})
		}
		if y.Out.Set {
			x.Movements = append(x.Movements, Movement{Name: y.Name, At: y.Out})
		}
	}
}

// chairNamed is who chaired, as earlier minutes call him.
func (p *Process) chairNamed(name string) Representative {
	for _, m := range p.Minutes {
		if m.Chair.Name == name {
			return m.Chair
		}
	}
	return Representative{Name: name}
}

// addProposals adds a point for each proposal made at the meeting, table by table.
func (p *Process) addProposals(x *Minutes) {
	add := func(table int) {
		for _, y := range p.Proposals {
			if y.Meeting != x.Meeting || y.Table != table {
				continue
			}
			title := y.Title
			if table > 0 {
				title = fmt.Sprintf("Tavolo %d - %s", table, y.Title)
			}
			x.Items = append(x.Items, MinutesItem{Title: title, Outcome: Proposed, Proposal: y.ID})
		}
	}
	for _, t := range p.Tables {
		add(t.Number)
	}
	add(0)
}

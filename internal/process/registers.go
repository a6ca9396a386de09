package process

import (
	"cmp"
	"slices"
)

// Registers are those of a meeting: of the whole of it, then of its tables by
// number.
func (p *Process) Registers(meeting string) []*Attendance {
	var list []*Attendance
	for i := range p.Attendances {
		if p.Attendances[i].Meeting == meeting {
			list = append(list, &p.Attendances[i])
		}
	}
	slices.SortStableFunc(list, func(a, b *Attendance) int { return a.Table - b.Table })
	return list
}

// MeetingAttendance is who came to a meeting by all its registers; nil when there
// is none. A register of the whole meeting says its hours and its chair, and how
// each person on it came; otherwise who is at any table is at the meeting, from
// the first that opens to the last that closes.
func (p *Process) MeetingAttendance(meeting string) *Attendance {
	registers := p.Registers(meeting)
	if len(registers) == 0 {
		return nil
	}
	all := *registers[0]
	whole := all.Table == 0
	all.Table, all.Present = 0, slices.Clone(all.Present)
	for _, a := range registers[1:] {
		all.Chair = cmp.Or(all.Chair, a.Chair)
		if !whole || !all.Opened.Set {
			all.Opened = earlier(all.Opened, a.Opened)
		}
		if !whole || !all.Closed.Set {
			all.Closed = later(all.Closed, a.Closed)
		}
		for _, x := range a.Present {
			i := slices.IndexFunc(all.Present, func(y Presence) bool { return y.Identity() == x.Identity() })
			switch {
			case i < 0:
				all.Present = append(all.Present, x)
			case whole && i < len(registers[0].Present) && all.Present[i].Status.Attended():
			default:
				all.Present[i] = all.Present[i].or(x)
			}
		}
	}
	return &all
}

// or is how a person came to the meeting who came to one table as x says and to
// another as y does: who sits at any of them is there.
func (x Presence) or(y Presence) Presence {
	switch {
	case !y.Status.Attended(), x.Status.Attended() && x.Status.allAlong():
		return x
	case !x.Status.Attended(), y.Status.allAlong():
		return y
	case x.Status != y.Status: // late at one, gone early from the other
		x.Status, x.In, x.Out = Present, TimeOfDay{}, TimeOfDay{}
	case x.Status == Late:
		x.In = earlier(x.In, y.In)
	default:
		x.Out = later(x.Out, y.Out)
	}
	return x
}

// allAlong tells whether who is there has neither come late nor left early.
func (s PresenceStatus) allAlong() bool { return s == Present || s == Online }

// earlier is the first of two hours of a day, where one that is unset does not count.
func earlier(a, b TimeOfDay) TimeOfDay {
	if !a.Set || b.Set && b.Minutes() < a.Minutes() {
		return b
	}
	return a
}

// later is the last of two hours of a day, where one that is unset does not count.
func later(a, b TimeOfDay) TimeOfDay {
	if !a.Set || b.Set && b.Minutes() > a.Minutes() {
		return b
	}
	return a
}

package intake

import (
	"fmt"
	"slices"

	"concerta/internal/process"
)

// Sheet is which register: that of a meeting, or of a table of it.
type Sheet struct {
	Meeting string
	Table   int // 0: the whole meeting
}

// Of is the register as recorded; nil when nothing was.
func (s Sheet) Of(p *process.Process) *process.Attendance { return p.Attendance(s.Meeting, s.Table) }

// RowID names a line of a register, in addresses and forms: it says nothing of whom
// it is about.
func RowID(x process.Presence) string { return short([]byte(x.Identity())) }

// Row is a line of a register by its RowID; nil when it is not there.
func (s Sheet) Row(p *process.Process, id string) *process.Presence {
	if a := s.Of(p); a != nil {
		for i := range a.Present {
			if RowID(a.Present[i]) == id {
				return &a.Present[i]
			}
		}
	}
	return nil
}

// open is the register, begun when there is none.
func (s Sheet) open(p *process.Process) *process.Attendance {
	if a := s.Of(p); a != nil {
		return a
	}
	p.Attendances = append(p.Attendances, process.Attendance{Meeting: s.Meeting, Table: s.Table})
	return &p.Attendances[len(p.Attendances)-1]
}

// Outcome is what recording a line came to.
type Outcome string

// The outcomes.
const (
	Added   Outcome = "aggiunta"
	Changed Outcome = "cambiata"
	Same    Outcome = "già segnata"
)

// Mark records that somebody came, or did not. Who is on the register already gets
// the new state; the rest of that line stays.
func (s Sheet) Mark(p *process.Process, x process.Presence) Outcome {
	a := s.open(p)
	at := slices.IndexFunc(a.Present, func(o process.Presence) bool { return o.Identity() == x.Identity() })
	if at < 0 {
		a.Present = append(a.Present, x)
		return Added
	}
	now := &a.Present[at]
	before := Seen(*now)
	now.Status = x.Status
	if x.In.Set {
		now.In = x.In
	}
	if x.Out.Set {
		now.Out = x.Out
	}
	if x.Quality == process.AsAuditor {
		now.Quality = x.Quality
	}
	if len(x.Tables) > 0 {
		now.Tables = x.Tables
	}
	if x.Contact != "" {
		now.Contact = x.Contact
	}
	if Seen(*now) == before {
		return Same
	}
	return Changed
}

// SetRow puts a line in the place of the one with that id, which must be as it was
// seen.
func (s Sheet) SetRow(p *process.Process, id, seen string, x process.Presence) error {
	now := s.Row(p, id)
	if now == nil {
		return fmt.Errorf("line of the register: %w", ErrGone)
	}
	if err := unchanged(*now, seen); err != nil {
		return err
	}
	if other := s.Row(p, RowID(x)); other != nil && other != now {
		return fmt.Errorf("line of the register: %w", ErrTwice)
	}
	*now = x
	return nil
}

// RemoveRow takes a line away, as it was seen.
func (s Sheet) RemoveRow(p *process.Process, id, seen string) error {
	now := s.Row(p, id)
	if now == nil {
		return fmt.Errorf("line of the register: %w", ErrGone)
	}
	if err := unchanged(*now, seen); err != nil {
		return err
	}
	a := s.Of(p)
	a.Present = slices.DeleteFunc(a.Present, func(x process.Presence) bool { return RowID(x) == id })
	return nil
}

// Works are who chairs a meeting, and when it opens and closes.
type Works struct {
	Chair          string
	Opened, Closed process.TimeOfDay
}

// Works are those of the register as recorded.
func (s Sheet) Works(p *process.Process) Works {
	a := s.Of(p)
	if a == nil {
		return Works{}
	}
	return Works{a.Chair, a.Opened, a.Closed}
}

// SetWorks changes them; they must be as they were seen.
func (s Sheet) SetWorks(p *process.Process, w Works, seen string) error {
	if err := unchanged(s.Works(p), seen); err != nil {
		return err
	}
	a := s.open(p)
	a.Chair, a.Opened, a.Closed = w.Chair, w.Opened, w.Closed
	return nil
}

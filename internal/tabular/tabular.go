// Package tabular takes the lists an office keeps – bodies, adhesions, attendance –
// from CSV and XLSX into a process, and tells line by line what became of each. It
// computes only: bytes and a process in, another process and a report out.
package tabular

import (
	"errors"
	"slices"

	"concerta/internal/process"
)

// The kinds of errors.
var (
	ErrTable     = errors.New("tabular: the file holds no table that can be read")
	ErrNoMeeting = errors.New("tabular: no such meeting")
)

// Content is what the lines of a list are.
type Content string

// The contents of lists.
const (
	Bodies     Content = "soggetti"
	Adhesions  Content = "adesioni"
	Attendance Content = "presenze"
)

// Contents are the contents there are.
func Contents() []Content { return []Content{Bodies, Adhesions, Attendance} }

// Outcome is what became of a line.
type Outcome string

// The outcomes of a line.
const (
	Taken   Outcome = "presa"
	Already Outcome = "già presente"
	Refused Outcome = "rifiutata"
)

// Line tells of one line of a list.
type Line struct {
	Number  int // in the file, from 1
	Subject string
	Outcome Outcome
	Why     string // of a refusal, how to repair it included; may tell more of the others
}

// Report tells of a whole list.
type Report struct {
	Lines  []Line
	Unused []string // heads of columns that nothing is taken from
	Sheets []string // of the spreadsheet that nothing is taken from, though there is something in them
}

// Count is how many lines had the outcome.
func (r *Report) Count(o Outcome) int {
	n := 0
	for _, l := range r.Lines {
		if l.Outcome == o {
			n++
		}
	}
	return n
}

// Merge takes the lines of t into p and gives the process with them; p stays as it
// is. Meeting is the id of the one that attendance is of, and ignored otherwise. A
// line that is refused keeps no other from being taken. The error is of kind
// ErrTable when a column that is needed is not there, of kind ErrNoMeeting when the
// meeting is not.
func Merge(p *process.Process, what Content, meeting string, t *Table) (*process.Process, *Report, error) {
	m := &merger{to: *p}
	m.to.Organizations = slices.Clone(p.Organizations)
	m.to.Adhesions = slices.Clone(p.Adhesions)
	m.to.Attendances = slices.Clone(p.Attendances)
	for i := range m.to.Attendances {
		a := &m.to.Attendances[i]
		a.Present = slices.Clone(a.Present)
	}
	m.bodies = newIndex(&m.to)
	var take func(row) Line
	var wanted []column
	switch what {
	case Bodies:
		wanted, take = bodyColumns(), m.body
	case Adhesions:
		wanted, take = adhesionColumns(), m.adhesion
	case Attendance:
		if p.Meeting(meeting) == nil {
			return nil, nil, noMeeting(p, meeting)
		}
		wanted, take = attendanceColumns(), m.presence(meeting)
	}
	columns, unused, err := t.match(wanted)
	if err != nil {
		return nil, nil, err
	}
	report := &Report{Unused: unused, Sheets: t.sheets}
	for _, r := range t.rows {
		refused, shifted := &refusal{}, t.shifted(r)
		if shifted != "" {
			refused.why = append(refused.why, shifted)
		}
		line := take(row{r.cells, columns, t.epoch, refused})
		if shifted != "" {
			line.Why = shifted // what the cells say under the wrong heads is no fault of theirs
		}
		line.Number = r.line
		report.Lines = append(report.Lines, line)
	}
	return &m.to, report, nil
}

// merger is a process that is taking lines in.
type merger struct {
	to     process.Process
	bodies *index
}

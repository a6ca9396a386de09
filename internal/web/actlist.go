package web

import (
	"fmt"
	"slices"
	"strings"

	"concerta/internal/acts"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// actGroup is all the acts of one kind that a process has.
type actGroup struct {
	Title string
	Open  bool // few enough to be shown at once
	Acts  []actRow
}

// actRow is one act and its files.
type actRow struct {
	Title string
	When  string
	Files []fileLink
}

// printRow is a day, or a meeting of it, whose registers are printed together.
type printRow struct {
	Words string
	Link  string
}

// shownAtOnce is how many acts of a kind are listed without being asked for.
const shownAtOnce = 8

// actGroups lists every act of the process.
func (s *service) actGroups(p *process.Process) ([]actGroup, error) {
	var groups []actGroup
	for _, k := range acts.Kinds() {
		tasks, err := produce.Tasks(p, k)
		if err != nil {
			return nil, err
		}
		if len(tasks) == 0 {
			continue
		}
		group := actGroup{Title: groupTitle(k), Open: len(tasks) <= shownAtOnce}
		for _, t := range tasks {
			group.Acts = append(group.Acts, s.actRow(p.Key, t))
		}
		groups = append(groups, group)
	}
	return groups, nil
}

func (s *service) actRow(key string, t produce.Task) actRow {
	row := actRow{Title: t.Title}
	if !t.Date.IsZero() {
		row.When = t.Date.Italian()
	}
	for _, f := range s.Press.Formats().For(t) {
		if f.Ext != "html" && f.Ext != "txt" { // for the web site and for search: on the command line
			row.Files = append(row.Files, fileLink{strings.ToUpper(f.Ext), actPath(key, t, f)})
		}
	}
	return row
}

// actPath is the address of an act in a format.
func actPath(key string, t produce.Task, f produce.Format) string {
	return processPath(key) + "/" + t.ID + "." + f.Ext
}

// groupTitle is how people call the acts of a kind.
func groupTitle(k acts.Kind) string {
	switch k {
	case acts.Notice:
		return "Avviso"
	case acts.AdhesionForm:
		return "Scheda di adesione"
	case acts.Register:
		return "Registri delle presenze"
	case acts.Pact:
		return "Patti di partecipazione"
	case acts.Memorandum:
		return "Protocollo d’intesa"
	case acts.Minutes:
		return "Verbali"
	case acts.Correction:
		return "Rettifiche e proroghe"
	case acts.Invitation:
		return "Convocazioni"
	case acts.ProposalSummary:
		return "Prospetto delle proposte"
	case acts.SteeringGroup:
		return "Cabina di regia"
	case acts.Participants:
		return "Elenchi"
	}
	return string(k)
}

// printRows are the print copies of registers that the process page offers: one
// for each day and, on days with several meetings, one for each of these.
func printRows(p *process.Process) ([]printRow, error) {
	tasks, err := produce.Tasks(p, acts.Register)
	if err != nil {
		return nil, err
	}
	var rows []printRow
	for _, day := range byDay(tasks) {
		meetings := byMeeting(day)
		if date := day[0].Date; !date.IsZero() {
			rows = append(rows, printRow{
				fmt.Sprintf("%s %s: %s", weekday(date), date.Italian(), registers(len(day))),
				processPath(p.Key) + "/stampe/giorni/" + date.String() + ".pdf",
			})
			if len(meetings) == 1 {
				continue
			}
		}
		for _, m := range meetings {
			rows = append(rows, printRow{
				fmt.Sprintf("%s: %s", m[0].Title, registers(len(m))),
				processPath(p.Key) + "/stampe/incontri/" + m[0].For + ".pdf",
			})
		}
	}
	return rows, nil
}

func registers(n int) string {
	if n == 1 {
		return "1 registro"
	}
	return fmt.Sprintf("%d registri", n)
}

// byDay are the tasks of each day, in the order of the days; those without a day
// last.
func byDay(tasks []produce.Task) [][]produce.Task {
	sorted := slices.Clone(tasks)
	slices.SortStableFunc(sorted, func(a, b produce.Task) int {
		if a.Date.IsZero() != b.Date.IsZero() {
			if a.Date.IsZero() {
				return 1
			}
			return -1
		}
		return a.Date.UTC().Compare(b.Date.UTC())
	})
	return chunk(sorted, func(a, b produce.Task) bool { return a.Date == b.Date })
}

// byMeeting are the tasks of each meeting of a day.
func byMeeting(day []produce.Task) [][]produce.Task {
	return chunk(day, func(a, b produce.Task) bool { return a.For == b.For })
}

// chunk cuts a list between neighbours that are not alike.
func chunk(list []produce.Task, alike func(a, b produce.Task) bool) [][]produce.Task {
	var parts [][]produce.Task
	for i, t := range list {
		if i == 0 || !alike(list[i-1], t) {
			parts = append(parts, nil)
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], t)
	}
	return parts
}

type fileLink struct {
	Words string
	Link  string
}

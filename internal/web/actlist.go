package web

import (
	"fmt"
	"slices"

	"concerta/internal/acts"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// printRow is a day, or a meeting of it, whose registers are printed together.
type printRow struct {
	Words string
	Link  string
}

// actPath is the address of an act in a format.
func actPath(key string, t produce.Task, f produce.Format) string {
	return processPath(key) + "/" + t.ID + "." + f.Ext
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

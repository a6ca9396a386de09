package web

import (
	"slices"

	"concerta/internal/produce"
)

// actPath is the address of an act in a format.
func actPath(key string, t produce.Task, f produce.Format) string {
	return processPath(key) + "/" + t.ID + "." + f.Ext
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

package web

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"concerta/internal/process"
	"concerta/internal/processfile"
)

// references are the things of a process that a part may name; false when it names
// none, and is typed.
func references(p *process.Process, part processfile.Part) ([]option, bool) {
	key := keyOf(part.Path)
	switch part.Kind { //nolint:exhaustive // the others name nothing
	case processfile.Name:
		switch key {
		case "incontro":
			return meetingOptions(p), true
		case "soggetto":
			return bodyOptions(p), true
		case "di":
			return slices.Concat(bodyOptions(p), citizenOptions(p)), true
		case "per":
			return slices.Concat(meetingOptions(p), bodyOptions(p)), true
		case "proposta":
			return proposalOptions(p), true
		case "id":
			if ownerOf(part.Path) == "luogo" {
				return placeOptions(p), true
			}
		}
	case processfile.Number:
		if key == "tavolo" {
			return tableOptions(p), true
		}
	case processfile.Numbers:
		return tableOptions(p), true
	case processfile.Lines:
		if key == "firmatari" {
			return signatoryOptions(p), true
		}
	case processfile.Line:
		if key == "giorno" {
			return weekdayOptions(), true
		}
	}
	return nil, false
}

func meetingOptions(p *process.Process) []option {
	var list []option
	for _, m := range p.Meetings() {
		list = append(list, option{Value: m.ID, Words: meetingName(m)})
	}
	return list
}

// meetingName is how a meeting is chosen among others: by its day and what it is.
func meetingName(m *process.Meeting) string {
	e := meetingEvent(m)
	return e.When + " – " + e.Title
}

func bodyOptions(p *process.Process) []option {
	var list []option
	for _, o := range p.Organizations {
		list = append(list, option{Value: o.ID, Words: o.Name})
	}
	return list
}

func citizenOptions(p *process.Process) []option {
	var list []option
	for _, c := range p.Citizens {
		list = append(list, option{Value: c.ID, Words: c.Name})
	}
	return list
}

func proposalOptions(p *process.Process) []option {
	var list []option
	for _, x := range p.Proposals {
		words := x.Title
		if x.Table > 0 {
			words = fmt.Sprintf("Tavolo %d – %s", x.Table, x.Title)
		}
		list = append(list, option{Value: x.ID, Words: words})
	}
	return list
}

func tableOptions(p *process.Process) []option {
	var list []option
	for _, t := range p.Tables {
		list = append(list, option{Value: strconv.Itoa(t.Number), Words: fmt.Sprintf("%d. %s", t.Number, t.Name)})
	}
	return list
}

func signatoryOptions(p *process.Process) []option {
	var list []option
	for _, x := range p.Signatories {
		list = append(list, option{Value: x.ID, Words: x.Name, Hint: x.Office})
	}
	return list
}

// placeOptions are the places with an id, by the words that they are printed with
// first.
func placeOptions(p *process.Process) []option {
	var list []option
	seen := map[string]bool{"": true}
	for _, m := range p.Meetings() {
		if !seen[m.Place.ID] {
			seen[m.Place.ID] = true
			list = append(list, option{Value: m.Place.ID, Words: m.Place.Printed})
		}
	}
	return list
}

func weekdayOptions() []option {
	var list []option
	for _, d := range []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday} {
		name := process.WeekdayName(d)
		list = append(list, option{Value: name, Words: name})
	}
	return list
}

package intake

import (
	"strconv"
	"strings"

	"concerta/internal/process"
)

// Quick is what somebody types to record a line of a register: a few letters of who
// came and, after a comma, what is to be said of it.
type Quick struct {
	Who     string
	Status  process.PresenceStatus // "" when nothing was said
	At      process.TimeOfDay      // of coming late, or of leaving
	Auditor bool
	Sent    string // name of who came instead, as delegate
	Tables  []int  // chosen while signing
}

// ReadQuick takes a line apart: "greco, a" is absent, "greco, r 16.10" late,
// "greco, del Rossi Maria" sent Maria Rossi. What follows a comma and is no code
// belongs to the name.
func ReadQuick(typed string) Quick {
	typed = strings.TrimSpace(typed)
	cut := strings.LastIndexByte(typed, ',')
	if cut < 0 {
		return Quick{Who: typed}
	}
	q, known := readCode(strings.Fields(typed[cut+1:]))
	if !known {
		return Quick{Who: typed}
	}
	q.Who = strings.TrimSpace(typed[:cut])
	return q
}

func readCode(words []string) (q Quick, known bool) {
	if len(words) == 0 {
		return q, true
	}
	rest := words[1:]
	switch code := strings.ToLower(words[0]); code {
	case "p", "presente":
		q.Status = process.Present
	case "a", "assente":
		q.Status = process.Absent
	case "g", "giustificato", "giustificata":
		q.Status = process.Excused
	case "d", "remoto", "online":
		q.Status = process.Online
	case "r", "ritardo", "u", "uscito", "uscita":
		q.Status = process.Late
		if code[0] == 'u' {
			q.Status = process.Left
		}
		if len(rest) == 1 {
			at, err := process.ParseTimeOfDay(rest[0])
			q.At = at
			return q, err == nil
		}
	case "ud", "uditore", "uditrice":
		q.Auditor = true
	case "t", "tavolo", "tavoli":
		for _, w := range rest {
			n, err := strconv.Atoi(w)
			if err != nil {
				return q, false
			}
			q.Tables = append(q.Tables, n)
		}
		return q, len(q.Tables) > 0
	case "del", "delegato", "delegata":
		q.Sent = strings.Join(rest, " ")
		return q, q.Sent != ""
	default:
		return q, false
	}
	return q, len(rest) == 0
}

// Line is the line of a candidate with what was said of it.
func (q Quick) Line(c Candidate) process.Presence {
	x := c.Line
	said := q.Auditor || q.Sent != "" || len(q.Tables) > 0 // of who is there already, without a new state
	if !c.Recorded || !x.Status.Attended() && !said {
		x.Status = process.Present
	}
	if q.Status != "" {
		x.Status = q.Status
	}
	switch x.Status {
	case process.Late:
		if q.At.Set {
			x.In = q.At
		}
	case process.Left:
		if q.At.Set {
			x.Out = q.At
		}
	case process.Present, process.Absent, process.Excused, process.Online:
	}
	if q.Auditor {
		x.Quality = process.AsAuditor
	}
	if len(q.Tables) > 0 {
		x.Tables = q.Tables
	}
	if q.Sent != "" {
		x = process.Presence{
			Name: q.Sent, By: c.Line.By, Body: c.Line.Body, Quality: process.AsDelegate, Status: process.Present,
			For: c.Line.Name, Tables: c.Line.Tables, Contact: c.Line.Contact,
		}
	}
	return x
}

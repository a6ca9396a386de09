package render_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
)

// edges are whole processes at the edge of what an office may have, made from
// Casarano's: no act of theirs may be a bad one.
func edges() map[string]func(*process.Process) {
	return map[string]func(*process.Process){
		"nobody": func(p *process.Process) {
			p.Adhesions, p.Attendances, p.Proposals, p.Minutes, p.Steering = nil, nil, nil, nil, nil
		},
		"one-adherent": func(p *process.Process) { p.Adhesions, p.Attendances = p.Adhesions[:1], nil },
		"300-adherents": func(p *process.Process) {
			for i := range 300 {
				id := fmt.Sprintf("cittadino-%d", i)
				p.Citizens = append(p.Citizens, process.Citizen{ID: id, Name: fmt.Sprintf("De Niccolò ESEMPIO Maria %d", i), Gender: process.Feminine, Town: "Casarano"})
				p.Adhesions = append(p.Adhesions, process.Adhesion{By: id, Source: process.FromForm, Received: p.Adhesions[0].Received, Channel: process.ByEmail, Tables: []int{1 + i%6}})
			}
		},
		"long-names": func(p *process.Process) {
			long := strings.TrimSpace(strings.Repeat("Precipitevolissimevolmente ", 4)) + " ESEMPIO"
			for i := range p.Organizations {
				p.Organizations[i].Name = long
				p.Organizations[i].Representative.Name = long
			}
			for i := range p.Citizens {
				p.Citizens[i].Name = long
			}
		},
		"one-table": func(p *process.Process) {
			p.Tables = p.Tables[:1]
			eachMeeting(p, func(m *process.Meeting) {
				if len(m.Tables) > 0 {
					m.Tables = []int{1}
				}
			})
			for i := range p.Adhesions {
				p.Adhesions[i].Tables = []int{1}
			}
		},
		"twelve-tables": func(p *process.Process) {
			for i := len(p.Tables); i < 12; i++ {
				p.Tables = append(p.Tables, process.ThematicTable{Number: i + 1, Name: fmt.Sprintf("Tavolo ESEMPIO %d", i+1)})
			}
			eachMeeting(p, func(m *process.Meeting) {
				if len(m.Tables) > 0 {
					m.Tables = []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
				}
			})
		},
		"nine-signatories": func(p *process.Process) {
			party := p.Memorandum.Parties[len(p.Memorandum.Parties)-1]
			for i := len(p.Memorandum.Parties); i < 9; i++ {
				p.Memorandum.Parties = append(p.Memorandum.Parties, party)
			}
			p.Pacts.Single = true
		},
		"reservation": func(p *process.Process) {
			p.Memorandum.Parties[len(p.Memorandum.Parties)-1].Reservation = "La firma vale con riserva sull'articolo 3, per le ragioni scritte in verbale."
		},
		"by-hand": func(p *process.Process) {
			for i := range p.Signatories {
				p.Signatories[i].Mode = process.ByHand
			}
			for i := range p.Pacts.Parties {
				p.Pacts.Parties[i].Mode = process.ByHand
			}
			for i := range p.Memorandum.Parties {
				p.Memorandum.Parties[i].Mode = process.ByHand
			}
		},
		"one-signatory": func(p *process.Process) { p.Signatories = p.Signatories[:1] },
	}
}

// edges gives the first act of every kind of each of them.
func (w *workshop) edges(tb testing.TB) map[string]*doc.Document {
	tb.Helper()
	all := map[string]*doc.Document{}
	for name, change := range edges() {
		p := w.process(tb, "casarano-2013.yaml")
		change(p)
		for _, k := range acts.Kinds() {
			jobs, err := acts.Jobs(p, k)
			if err != nil {
				tb.Fatal(err)
			}
			if len(jobs) == 0 || k == acts.Notice {
				continue
			}
			all[edgePrefix+name+"-"+string(k)] = w.sound(tb, p, jobs[len(jobs)/2])
		}
		all[edgePrefix+name+"-scheda-breve"] = w.sound(tb, p, shortForms(tb, p))
	}
	return all
}

// sound makes an act that passes its checks.
func (w *workshop) sound(tb testing.TB, p *process.Process, j acts.Job) *doc.Document {
	tb.Helper()
	d, err := w.maker.Make(p, j, acts.Options{})
	if err != nil {
		tb.Fatalf("%s: %v", j.Title, err)
	}
	if problems := doc.Check(d, w.renderer); len(problems) > 0 {
		tb.Fatalf("%s: %v", j.Title, problems)
	}
	return d
}

// shortForms is the job of the short adhesion forms of p.
func shortForms(tb testing.TB, p *process.Process) acts.Job {
	tb.Helper()
	jobs, err := acts.Jobs(p, acts.AdhesionForm)
	if err != nil {
		tb.Fatal(err)
	}
	i := slices.IndexFunc(jobs, func(j acts.Job) bool { return j.Short })
	if i < 0 {
		tb.Fatal("no short forms")
	}
	return jobs[i]
}

// edgePrefix begins the names of the edges.
const edgePrefix = "edge-"

package render_test

import (
	"fmt"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
	"concerta/internal/render/rendertest"
	"concerta/internal/richtext"
)

// variants are processes unlike the seed, made from it: whatever an office
// leaves out or writes at length, the notice is still an act.
func variants() map[string]func(*process.Process) {
	return map[string]func(*process.Process){
		"bare": func(p *process.Process) {
			*p = process.Process{
				Key: p.Key, Title: p.Title, Lang: p.Lang,
				Office: process.Office{Name: "Ufficio ESEMPIO", Letterhead: process.Letterhead{Issuer: []string{"UFFICIO ESEMPIO"}}},
				Notice: process.Notice{Title: "Avviso"}, Signatories: p.Signatories[:1],
			}
		},
		"no-phases": func(p *process.Process) {
			for _, f := range p.Phases {
				p.Entries = append(p.Entries, f.Entries...)
			}
			p.Phases = nil
			p.Notice.Closing = nil // it speaks of a phase
		},
		"no-calendar": func(p *process.Process) { p.Phases, p.Deadline = nil, nil; p.Notice.Closing = nil },
		"no-dates": func(p *process.Process) {
			p.Notice.Date = process.Date{}
			eachMeeting(p, func(m *process.Meeting) { m.Date, m.Start = process.Date{}, process.TimeOfDay{} })
		},
		"no-announcement": func(p *process.Process) { p.Notice.Announcement = process.Announcement{} },
		"by-hand": func(p *process.Process) {
			for i := range p.Signatories {
				p.Signatories[i].Mode = process.ByHand
			}
		},
		"one-signatory": func(p *process.Process) { p.Signatories = p.Signatories[:1] },
		"three-signatories": func(p *process.Process) {
			p.Signatories = append(p.Signatories, process.Signatory{ID: "terzo", Office: "L'ASSESSORA ALLE POLITICHE SOCIALI", Name: "Anna ESEMPIO", Gender: process.Feminine, Mode: process.Digital})
		},
		"long-everything": func(p *process.Process) {
			long := strings.TrimSpace(strings.Repeat("molto lungo ", 40))
			p.Title, p.Notice.Title, p.Notice.Place = p.Title+" "+long, "«"+long+"»", "Casarano "+long
			p.Office.Letterhead.Contacts = append(p.Office.Letterhead.Contacts, long)
			p.Notice.Announcement.Object += " " + long
			for i := range p.Signatories {
				p.Signatories[i].Name += " " + strings.Repeat("ESEMPIO ", 12)
			}
			eachMeeting(p, func(m *process.Meeting) { m.Place.Printed += " " + long; m.Label = long })
			for i := range p.Tables {
				p.Tables[i].Name += " " + long
			}
		},
		"long-words": func(p *process.Process) {
			p.Notice.Title = strings.Repeat("sovramagnificentissimamente", 8)
			p.Phases[0].Title = strings.Repeat("W", 200)
			eachMeeting(p, func(m *process.Meeting) { m.Place.Printed = strings.Repeat("ab", 100) })
		},
		"many-premises": func(p *process.Process) {
			for i := range 120 {
				t, _ := richtext.Parse(fmt.Sprintf("visto l'atto **n. %d** del *registro* generale;", i+1))
				p.Notice.Premises = append(p.Notice.Premises, t)
			}
		},
		"twelve-tables": func(p *process.Process) {
			for i := len(p.Tables); i < 12; i++ {
				p.Tables = append(p.Tables, process.ThematicTable{Number: i + 1, Name: fmt.Sprintf("Tavolo %d", i+1)})
			}
		},
		"responsible-and-privacy": func(p *process.Process) {
			p.Responsible = &process.Person{Name: "Anna ESEMPIO", Role: "responsabile", Gender: process.Feminine, Email: "anna@esempio.it", Phone: "0833 000000"}
			p.Privacy = &process.Privacy{Controller: "Comune ESEMPIO", DPO: "dpo@esempio.it"}
			p.Publication, p.Remedies = "Il presente avviso è pubblicato per quindici giorni.", "È ammesso ricorso."
		},
		"logo": func(p *process.Process) {
			p.Office.Letterhead.Logo = &process.Logo{File: "stemma.png", Alt: "Stemma ESEMPIO", Bytes: rendertest.PNG()}
		},
		"second-language": func(p *process.Process) { p.Lang = "de-DE" },
		"nasty-names": func(p *process.Process) {
			nasty := `<b>"D'Aquino" & C.</b> {{.Ente}} ::: # **x** | \ 100%`
			p.Office.Name, p.Notice.Place = nasty, nasty
			for i := range p.Signatories {
				p.Signatories[i].Name = nasty
			}
			eachMeeting(p, func(m *process.Meeting) { m.Place.Printed = nasty })
		},
	}
}

func eachMeeting(p *process.Process, change func(*process.Meeting)) {
	for _, f := range p.Phases {
		for _, e := range f.Entries {
			if e.Meeting != nil {
				change(e.Meeting)
			}
		}
	}
}

// variants gives the notices of all variants, and a draft.
func (w *workshop) variants(tb testing.TB) map[string]*doc.Document {
	tb.Helper()
	all := map[string]*doc.Document{}
	for name, change := range variants() {
		p := w.process(tb, "casarano-2013.yaml")
		change(p)
		d, err := w.maker.Notice(p, acts.Options{Draft: name == "bare"})
		if err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
		if problems := doc.Check(d, w.renderer); len(problems) > 0 {
			tb.Fatalf("%s: %v", name, problems)
		}
		all["notice-"+name] = d
	}
	return all
}

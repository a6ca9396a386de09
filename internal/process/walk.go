package process

import (
	"fmt"

	"concerta/internal/richtext"
)

// located is a part of a process and its path in the process file.
type located[T any] struct {
	path string
	it   T
}

// entries are all the entries in printed order, whatever holds them.
func (p *Process) entries() []located[Entry] {
	var out []located[Entry]
	add := func(prefix string, entries []Entry) {
		for i, e := range entries {
			out = append(out, located[Entry]{fmt.Sprintf("%svoci[%d]", prefix, i), e})
		}
	}
	for i, ph := range p.Phases {
		add(fmt.Sprintf("fasi[%d].", i), ph.Entries)
	}
	add("", p.Entries)
	return out
}

// meetings are all the meetings in printed order.
func (p *Process) meetings() []located[*Meeting] {
	var out []located[*Meeting]
	for _, e := range p.entries() {
		if e.it.Meeting != nil {
			out = append(out, located[*Meeting]{e.path + ".incontro", e.it.Meeting})
		}
	}
	return out
}

// spans are all the spans of days in printed order.
func (p *Process) spans() []located[*Span] {
	var out []located[*Span]
	for _, e := range p.entries() {
		if e.it.Span != nil {
			out = append(out, located[*Span]{e.path + ".periodo", e.it.Span})
		}
	}
	return out
}

// texts are all the rich texts that are not empty.
func (p *Process) texts() []located[richtext.Text] {
	var out []located[richtext.Text]
	add := func(path string, t richtext.Text) {
		if !t.IsEmpty() {
			out = append(out, located[richtext.Text]{path, t})
		}
	}
	for i, t := range p.Notice.Premises {
		add(fmt.Sprintf("avviso.premesse[%d]", i), t)
	}
	for i, ph := range p.Phases {
		add(fmt.Sprintf("fasi[%d].testo", i), ph.Text)
	}
	for _, e := range p.entries() {
		switch {
		case e.it.Meeting != nil:
			add(e.path+".incontro.testo", e.it.Meeting.Content)
		case e.it.Span != nil:
			add(e.path+".periodo.testo", e.it.Span.Content)
		case e.it.Text != nil:
			add(e.path+".testo", *e.it.Text)
		}
	}
	for i, t := range p.Notice.Closing {
		add(fmt.Sprintf("avviso.chiusura[%d]", i), t)
	}
	if p.Privacy != nil {
		add("privacy.testo", p.Privacy.Text)
	}
	p.laterTexts(add)
	return out
}

// laterTexts adds the rich texts of what follows the notice.
func (p *Process) laterTexts(add func(path string, t richtext.Text)) {
	all := func(path string, ts []richtext.Text) {
		for i, t := range ts {
			add(fmt.Sprintf("%s[%d]", path, i), t)
		}
	}
	all("scheda.dichiarazioni", p.Form.Declarations)
	all("scheda.istruzioni", p.Form.Instructions)
	for i, x := range p.Proposals {
		add(fmt.Sprintf("proposte[%d].testo", i), x.Text)
	}
	if x := p.Pacts; x != nil {
		all("patti.premesse", x.Premises)
		all("patti.principi", x.Principles)
		all("patti.impegni-ente", x.Office)
		all("patti.impegni-soggetto", x.Body)
		all("patti.regole", x.Rules)
	}
	if x := p.Memorandum; x != nil {
		all("intesa.premesse", x.Premises)
		for i, a := range x.Articles {
			add(fmt.Sprintf("intesa.articoli[%d].testo", i), a.Text)
		}
	}
	for i, m := range p.Minutes {
		for j, item := range m.Items {
			add(fmt.Sprintf("verbali[%d].punti[%d].testo", i, j), item.Summary)
		}
	}
}

// Meetings are all the meetings in printed order.
func (p *Process) Meetings() []*Meeting {
	var out []*Meeting
	for _, m := range p.meetings() {
		out = append(out, m.it)
	}
	return out
}

// Meeting is the meeting of that id, or nil.
func (p *Process) Meeting(id string) *Meeting {
	for _, m := range p.meetings() {
		if m.it.ID == id {
			return m.it
		}
	}
	return nil
}

// Phase is the phase of that id, or nil.
func (p *Process) Phase(id string) *Phase {
	for i := range p.Phases {
		if p.Phases[i].ID == id {
			return &p.Phases[i]
		}
	}
	return nil
}

// Table is the thematic table of that number, or nil.
func (p *Process) Table(number int) *ThematicTable {
	for i := range p.Tables {
		if p.Tables[i].Number == number {
			return &p.Tables[i]
		}
	}
	return nil
}

// Organization is the body of that id, or nil.
func (p *Process) Organization(id string) *Organization {
	for i := range p.Organizations {
		if id != "" && p.Organizations[i].ID == id {
			return &p.Organizations[i]
		}
	}
	return nil
}

// Citizen is the citizen of that id, or nil.
func (p *Process) Citizen(id string) *Citizen {
	for i := range p.Citizens {
		if id != "" && p.Citizens[i].ID == id {
			return &p.Citizens[i]
		}
	}
	return nil
}

// Proposal is the proposal of that id, or nil.
func (p *Process) Proposal(id string) *Proposal {
	for i := range p.Proposals {
		if id != "" && p.Proposals[i].ID == id {
			return &p.Proposals[i]
		}
	}
	return nil
}

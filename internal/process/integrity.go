package process

import (
	"fmt"
	"maps"
	"strconv"

	"concerta/internal/richtext"
)

// Integrity is what makes a process contradict itself: two things of one name,
// or a reference to something that is not there. Every finding is an Error.
// Check takes it for granted.
func Integrity(p *Process) []Finding {
	c := newChecker(p)
	known := c.duplicates(p)
	for _, m := range c.meetings {
		for i, n := range m.it.Tables {
			if !known.tables[strconv.Itoa(n)] {
				c.add(Finding{
					Rule: "tavolo-sconosciuto", Severity: Error, Path: fmt.Sprintf("%s.tavoli[%d]", m.path, i),
					What:   fmt.Sprintf("Il tavolo %d non è tra quelli di «tavoli».", n),
					Why:    "L'incontro è rivolto a un tavolo che nessuno conosce.",
					Repair: "Correggere il numero, aggiungere il tavolo, o usare «tavolo-proprio» per un tavolo solo di questo incontro.",
				})
			}
		}
	}
	if len(p.Phases) > 0 && len(p.Entries) > 0 {
		c.add(Finding{
			Rule: "fasi-e-voci", Severity: Error, Path: "voci",
			What:   "Ci sono sia «fasi» sia «voci» fuori dalle fasi.",
			Why:    "Non si sa in quale ordine stamparle.",
			Repair: "Spostare le «voci» dentro una fase, o togliere le «fasi».",
		})
	}
	c.related(p, known)
	for _, t := range p.texts() {
		for _, ref := range t.it.References() {
			c.reference(p, known, t.path, ref)
		}
	}
	SortFindings(c.findings)
	return c.findings
}

// known holds the names that references may use.
type known struct{ tables, phases, meetings, signatories, organizations, citizens, proposals names }

// duplicates looks for two things that answer to one name.
func (c *checker) duplicates(p *Process) known {
	tables, phaseNumbers, phases, entries, signatories := names{}, names{}, names{}, names{}, names{}
	for i, t := range p.Tables {
		c.once(tables, "numero-doppio", "Il numero di tavolo", fmt.Sprint(t.Number), fmt.Sprintf("tavoli[%d].numero", i))
	}
	for i, ph := range p.Phases {
		if ph.Number != 0 {
			c.once(phaseNumbers, "numero-doppio", "Il numero di fase", fmt.Sprint(ph.Number), fmt.Sprintf("fasi[%d].numero", i))
		}
		c.once(phases, "id-doppio", "L'id di fase", ph.ID, fmt.Sprintf("fasi[%d].id", i))
	}
	for _, m := range c.meetings {
		c.once(entries, "id-doppio", "L'id", m.it.ID, m.path+".id")
	}
	meetings := maps.Clone(entries)
	for _, s := range c.spans {
		c.once(entries, "id-doppio", "L'id", s.it.ID, s.path+".id")
	}
	for i, s := range p.Signatories {
		c.once(signatories, "id-doppio", "L'id di firmatario", s.ID, fmt.Sprintf("firmatari[%d].id", i))
	}
	known := known{tables: tables, phases: phases, meetings: meetings, signatories: signatories}
	c.relatedDuplicates(p, &known)
	return known
}

type names map[string]bool

// once wants a name that others refer by to be there once.
func (c *checker) once(seen names, rule, kind, name, path string) {
	if seen.again(name) && name != "0" {
		c.add(Finding{
			Rule: rule, Severity: Error, Path: path,
			What:   fmt.Sprintf("%s «%s» c'è due volte.", kind, name),
			Why:    "Un rinvio non saprebbe a quale dei due andare.",
			Repair: "Cambiarne uno.",
		})
	}
}

// again adds a name and tells whether it was there.
func (n names) again(name string) bool {
	there := n[name] && name != ""
	n[name] = true
	return there
}

func (c *checker) reference(p *Process, known known, path string, ref richtext.Ref) {
	var what, repair string
	switch ref.Kind {
	case richtext.RefMeeting:
		if !known.meetings[ref.ID] {
			what, repair = fmt.Sprintf("nessun incontro ha l'id «%s»", ref.ID), "Controllare gli id degli incontri."
		}
	case richtext.RefPhase:
		if !known.phases[ref.ID] {
			what, repair = fmt.Sprintf("nessuna fase ha l'id «%s»", ref.ID), "Controllare gli id delle fasi."
		}
	case richtext.RefTable:
		if !known.tables[strconv.Itoa(ref.Number)] {
			what, repair = fmt.Sprintf("non c'è un tavolo numero %d", ref.Number), "Controllare i numeri dei tavoli."
		}
	case richtext.RefTables:
		if len(p.Tables) == 0 {
			what, repair = "non ci sono tavoli", "Elencare i «tavoli», o togliere il rinvio."
		}
	case richtext.RefDeadline:
		if p.Deadline == nil {
			what, repair = "non c'è una scadenza", "Scrivere la «scadenza», o togliere il rinvio."
		}
	}
	if what == "" {
		return
	}
	c.add(Finding{
		Rule: "rinvio-sconosciuto", Severity: Error, Path: path, At: ref.Pos,
		What:   fmt.Sprintf("Il rinvio {%s} non porta a niente: %s.", ref, what),
		Why:    "Al suo posto l'atto non avrebbe parole.",
		Repair: repair,
	})
}

package process

import (
	"fmt"
	"strings"
)

// surnames wants the surname of a person to be in the name: registers are sorted
// by it, and print nothing that the name does not say.
func (c *checker) surnames(p *Process) {
	look := func(path string, r Representative) {
		if _, n := WordsAt(strings.Fields(r.Name), r.Surname); r.Surname == "" || n > 0 {
			return
		}
		c.add(Finding{
			Rule: "cognome-non-nel-nome", Severity: Error, Path: path + ".cognome",
			What:   fmt.Sprintf("Il cognome «%s» non è nel nome «%s».", short(r.Surname), short(r.Name)),
			Why:    "Il registro stampa il nome con il cognome davanti: sarebbe quello di un'altra persona.",
			Repair: "Scrivere il «cognome» con le stesse parole che ha nel «nome», o toglierlo.",
		})
	}
	for i, o := range p.Organizations {
		path := fmt.Sprintf("soggetti[%d]", i)
		look(path+".rappresentante", o.Representative)
		for j, d := range o.Delegates {
			look(fmt.Sprintf("%s.delegati[%d]", path, j), d)
		}
	}
	if p.Pacts != nil {
		for i, x := range p.Pacts.Parties {
			look(fmt.Sprintf("patti.parti[%d].firmatario", i), x.Signatory)
		}
	}
	if p.Memorandum != nil {
		for i, x := range p.Memorandum.Parties {
			look(fmt.Sprintf("intesa.parti[%d].firmatario", i), x.Signatory)
		}
	}
	for i, m := range p.Minutes {
		look(fmt.Sprintf("verbali[%d].presidente", i), m.Chair)
		look(fmt.Sprintf("verbali[%d].verbalizzante", i), m.Secretary)
	}
}

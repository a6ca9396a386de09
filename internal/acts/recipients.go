package acts

import (
	"cmp"

	"concerta/internal/doc"
	"concerta/internal/process"
)

// Recipients are the addresses of who takes part in p, for the program that
// sends certified mail: bodies, then citizens, in alphabetical order. They are
// not for publication. Whoever has no address is in the table too, so that the
// office sees whom to reach in another way.
func Recipients(p *process.Process) *doc.Table {
	t := &doc.Table{
		Caption: words("Destinatari"),
		Columns: make([]doc.Column, 5),
		Head:    []doc.Row{wordRow("Denominazione", "PEC", "E-mail", "Referente", "Codice fiscale")},
	}
	for _, a := range sortedAdherents(p) {
		if !a.Status.TakesPart() {
			continue
		}
		pec, email, who, code := "", "", "", ""
		switch {
		case a.body != nil:
			person := a.attendee()
			pec, who, code = a.body.PEC, person.Name, a.body.TaxCode
			email = cmp.Or(a.body.Email, a.body.Representative.Email)
		case a.citizen != nil:
			email = a.citizen.Email
		}
		t.Body = append(t.Body, wordRow(a.Name, pec, email, who, code))
	}
	return t
}

func words(s string) []doc.Inline { return []doc.Inline{&doc.Text{Value: s}} }

// wordRow is a row of plain words.
func wordRow(list ...string) doc.Row {
	var r doc.Row
	for _, s := range list {
		c := doc.Cell{}
		if s != "" {
			c.Blocks = []doc.Block{&doc.Paragraph{Text: words(s)}}
		}
		r.Cells = append(r.Cells, c)
	}
	return r
}

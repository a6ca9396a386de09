package render_test

import (
	"fmt"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/pdf/audit"
	"concerta/internal/pdf/reader"
	"concerta/internal/process"
	"concerta/internal/render/pdf"
)

// adherents gives a process so many citizens who adhered, and nobody else.
func adherents(p *process.Process, n int) {
	first := p.Adhesions[0]
	p.Adhesions, p.Citizens, p.Attendances, p.Minutes, p.Proposals, p.Steering = nil, nil, nil, nil, nil, nil
	for i := range n {
		id := fmt.Sprintf("cittadino-%d", i)
		p.Citizens = append(p.Citizens, process.Citizen{ID: id, Name: fmt.Sprintf("Maria %d ESEMPIO", i), Gender: process.Feminine, Town: "Casarano"})
		p.Adhesions = append(p.Adhesions, process.Adhesion{By: id, Source: process.FromForm, Received: first.Received, Channel: process.ByEmail, Tables: []int{1 + i%6}})
	}
}

// TestRegister_ClosingSignaturesHaveTextOfTheRegisterBeforeThem has more and more
// people in the register: wherever its end falls, the box to sign in never
// stands alone, and no page is a bad one.
func TestRegister_ClosingSignaturesHaveTextOfTheRegisterBeforeThem(t *testing.T) {
	w := newWorkshop(t)
	for n := range 40 {
		p := w.process(t, "casarano-2013.yaml")
		adherents(p, n)
		jobs, err := acts.Jobs(p, acts.Register)
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range jobs[:min(4, len(jobs))] { // plenary meetings and tables
			for _, large := range []bool{false, true} {
				d, err := w.maker.Make(p, j, acts.Options{Large: large})
				if err != nil {
					t.Fatal(err)
				}
				r, err := reader.Read(w.pdf(t, d))
				if err != nil {
					t.Fatal(err)
				}
				for _, problem := range audit.Check(r, pdf.Limits()) {
					t.Errorf("%s of %d, large %t: %v", j.Slug, n, large, problem)
				}
			}
		}
	}
}

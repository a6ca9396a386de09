package render_test

import (
	"testing"

	"concerta/internal/acts"
	"concerta/internal/pdf/audit"
	"concerta/internal/pdf/reader"
	"concerta/internal/render/pdf"
)

// TestLargePrint_NoActIsABadOne makes every act of the whole Casarano process in
// large print: the words grow and the page does not, and none is cut in two.
func TestLargePrint_NoActIsABadOne(t *testing.T) {
	w := newWorkshop(t)
	p := w.process(t, "casarano-2013.yaml")
	for _, k := range acts.Kinds() {
		jobs, err := acts.Jobs(p, k)
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range jobs {
			d, err := w.maker.Make(p, j, acts.Options{Large: true})
			if err != nil {
				t.Fatal(err)
			}
			r, err := reader.Read(w.pdf(t, d))
			if err != nil {
				t.Fatal(err)
			}
			for _, problem := range audit.Check(r, pdf.Limits()) {
				t.Errorf("%s: %v", j.Title, problem)
			}
		}
	}
}

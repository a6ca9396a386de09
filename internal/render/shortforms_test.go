package render_test

import (
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/pdf/reader"
)

// TestShortForms_NoneIsPartedByTheEndOfASheet makes the names on the forms
// longer and longer: two to a sheet or one, each form stays whole.
func TestShortForms_NoneIsPartedByTheEndOfASheet(t *testing.T) {
	w := newWorkshop(t)
	for extra := 0; extra < 20; extra++ {
		p := w.process(t, "casarano-2013.yaml")
		for i := range p.Tables {
			p.Tables[i].Name += strings.Repeat(" e altro", extra)
		}
		d, err := w.maker.Make(p, shortForms(t, p), acts.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := reader.Read(w.pdf(t, d))
		if err != nil {
			t.Fatal(err)
		}
		for i, page := range r.Pages {
			var words strings.Builder
			for _, run := range page.Runs {
				words.WriteString(run.Text)
			}
			begun, ended := strings.Count(words.String(), "Scheda breve"), strings.Count(words.String(), "Codice:")
			if begun == 0 || begun != ended {
				t.Errorf("names %d words longer: on page %d %d forms begin and %d end", extra, i+1, begun, ended)
			}
		}
	}
}

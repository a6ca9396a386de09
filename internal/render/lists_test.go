package render_test

import (
	"strings"
	"testing"

	"concerta/internal/acts"
)

// TestMinutes_ListInAProposalStandsWithinIt in every format: at the level of the
// proposals its items would be counted as proposals.
func TestMinutes_ListInAProposalStandsWithinIt(t *testing.T) {
	w := newWorkshop(t)
	p := w.process(t, "casarano-2013.yaml")
	jobs, err := acts.Jobs(p, acts.Minutes)
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range jobs {
		if j.For != "seconda-sessione" {
			continue
		}
		d, err := w.maker.Make(p, j, acts.Options{})
		if err != nil {
			t.Fatal(err)
		}
		out := w.outputs(t, d)
		for file, want := range map[string]string{
			"atto.html": "<p>Due mediatori per istituto, presenti:</p>\n<ul>\n<li>all'iscrizione;</li>\n<li>nei colloqui con le famiglie.</li>\n</ul>\n</li>\n<li><strong>Casa di",
			"atto.txt":  "\n  Due mediatori per istituto, presenti:\n\n  - all'iscrizione;\n  - nei colloqui con le famiglie.\n- Casa di",
			"pdf-struttura.txt": "LBody P | Mediatori nelle scuole (proposta di Culture in Dialogo ESEMPIO APS) P | Due mediatori per istituto, presenti: " +
				"L list=\"Disc\" LI Lbl | • LBody | all'iscrizione; LI Lbl | • LBody | nei colloqui con le famiglie. LI Lbl | – LBody | Casa di",
			"document.xml": `<w:ilvl w:val="1"></w:ilvl>`,
		} {
			got := string(out[file])
			if file == "pdf-struttura.txt" {
				got = strings.Join(strings.Fields(got), " ")
			}
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q", file, want)
			}
		}
		return
	}
	t.Fatal("no minutes of the second session")
}

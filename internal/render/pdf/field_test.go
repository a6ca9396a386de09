package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"concerta/internal/doc"
	"concerta/internal/pdf/audit"
	"concerta/internal/pdf/reader"
	"concerta/internal/render/pdf"
)

// TestField_ShowsAllOfALongValue writes names longer and longer into a form, in
// the font of typed text and in that of the text (č is beyond WinAnsi): the
// letters shrink, not below 7 points, then the lines become two.
func TestField_ShowsAllOfALongValue(t *testing.T) {
	for _, large := range []bool{false, true} {
		for _, letter := range []string{"a", "č"} {
			for n := 5; n < 230; n += 15 {
				name := strings.Repeat("Maria "+letter+" ESEMPIO ", n/16+1)
				name = strings.TrimSpace(string([]rune(name)[:n]))
				d := document(par("Testo dell'atto."), &doc.Field{Name: "nome", Label: "Nome", Value: name},
					&doc.Field{Name: "data", Label: "Data", Kind: doc.FieldDate, Value: "30 ottobre 2013"},
					&doc.Field{Name: "note", Label: "Note", Kind: doc.FieldMultiline, Value: strings.Repeat(name+" ", 4)})
				d.Large = large
				_, r := layout(t, d)
				for _, p := range audit.Check(r, pdf.Limits()) {
					t.Errorf("%d letters, large %t: %v", n, large, p)
				}
				shown := r.Fields[0]
				least := 7.0
				if large {
					least = 15
				}
				for _, run := range shown.Runs {
					if run.Size < least {
						t.Errorf("%d letters, large %t: set in %.1f points", n, large, run.Size)
					}
				}
				style, _ := shown.Dict["DA"].(reader.String)
				if size := shown.Runs[0].Size; letter == "a" && !strings.Contains(string(style), fmt.Sprintf(" %g Tf", size)) {
					t.Errorf("what is shown has %g points, what is typed %q", size, style)
				}
				const multiline = 1 << 12
				if lines := len(shown.Runs) > 1; letter == "a" && lines != (shown.Flags&multiline != 0) {
					t.Errorf("%d letters: %d lines in a field with flags %x", n, len(shown.Runs), shown.Flags)
				}
			}
		}
	}
}

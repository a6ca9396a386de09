package web

import (
	"strings"
	"testing"

	"concerta/internal/process"
	"concerta/internal/tabular"
)

func TestReportOf_SaysWhatIsLeftOut(t *testing.T) {
	v := reportOf(&process.Process{Key: "prova-2026"}, &tabular.Report{Unused: []string{"colore"}, Sheets: []string{"Foglio2"}})
	for _, want := range []string{"Colonne non usate: colore.", "Fogli non usati (si legge solo il primo): Foglio2."} {
		if !strings.Contains(v.Unused, want) {
			t.Errorf("%q does not say %q", v.Unused, want)
		}
	}
}

package tabular_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"concerta/internal/tabular"
)

// A comma that was not quoted moves every cell after it under another head. Nobody
// can tell which cell slipped, so the line is refused and the others are taken.
func TestMerge_LineWithMoreCellsThanHeadsIsRefused(t *testing.T) {
	const heads = "denominazione,tipo,codice fiscale,sede,pec,rappresentante\n"
	const shifted = "Alfa ESEMPIO,odv,,via Roma, 1,a@pec.example,Anna Rossi\n"
	p, report := merge(t, sample(), tabular.Bodies, []byte(heads+shifted+"Beta ESEMPIO,odv,,\"via Roma, 1\",b@pec.example,Bea Verdi,,\n"))
	if d := cmp.Diff("2 rifiutata: Alfa ESEMPIO\n3 presa: Beta ESEMPIO\n", outcomes(report)); d != "" {
		t.Error(d)
	}
	const why = "la riga ha 7 celle, le colonne sono 6: mettere tra virgolette la cella che contiene «,», o dare un nome a ogni colonna nella prima riga"
	if report.Lines[0].Why != why {
		t.Errorf("got %q", report.Lines[0].Why)
	}
	if n := len(p.Organizations); n != 2 {
		t.Errorf("%d bodies", n)
	}
	for what, src := range map[tabular.Content]string{
		tabular.Adhesions:  "soggetto;ricevuta\nAnna ESEMPIO;05/11/2013;ore 9\n",
		tabular.Attendance: "nome\tente\nAnna ESEMPIO\t\tx\n",
	} {
		if _, report := merge(t, sample(), what, []byte(src)); report.Count(tabular.Refused) != 1 {
			t.Errorf("%s: %s", what, outcomes(report))
		}
	}
	_, report = merge(t, sample(), tabular.Attendance, workbook(t, map[string]any{"A1": "nome", "A2": "Anna ESEMPIO", "C2": "x"}))
	if report.Count(tabular.Refused) != 1 || !strings.Contains(report.Lines[0].Why, "svuotare le celle in più") {
		t.Errorf("%+v", report.Lines)
	}
}

func TestBodies_AddressThatIsNoneIsRefused(t *testing.T) {
	for cell, good := range map[string]bool{
		"": true, "info@esempio.it": true,
		"1": false, "info": false, "@esempio.it": false, "info@": false, "info @esempio.it": false, "a@esempio.it; b@esempio.it": false, "a@esempio.it,b@esempio.it": false, "a@b@esempio.it": false,
	} {
		for _, head := range []string{"pec", "email"} {
			_, report := merge(t, sample(), tabular.Bodies, []byte("nome;tipo;"+head+"\nBeta ESEMPIO;odv;\""+cell+"\"\n"))
			if got := report.Count(tabular.Taken) == 1; got != good {
				t.Errorf("%s %q: %+v", head, cell, report.Lines)
			}
			if why := report.Lines[0].Why; !good && !strings.Contains(why, "«"+head+"»: «"+cell+"» non è un indirizzo") {
				t.Errorf("%s %q: %s", head, cell, why)
			}
		}
	}
}

// What is not taken is said: the other sheets, and columns without a name.
func TestMerge_SaysWhatItLeavesOut(t *testing.T) {
	f := excelize.NewFile()
	for _, x := range []struct{ sheet, cell, v string }{
		{"Sheet1", "A1", "nome"},
		{"Sheet1", "A2", "Anna ESEMPIO"},
		{"Sheet1", "B2", "x"},
		{"Sheet1", "C1", "ente"},
		{"Presenti di dopo", "B7", "Lia ESEMPIO"},
		{"Vuoto", "A1", " "},
	} {
		if _, err := f.NewSheet(x.sheet); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue(x.sheet, x.cell, x.v); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	_, report := merge(t, sample(), tabular.Attendance, b.Bytes())
	if d := cmp.Diff([]string{"Presenti di dopo"}, report.Sheets); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"la n. 2, senza nome"}, report.Unused); d != "" {
		t.Error(d)
	}
}

package agid_test

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"os"
	"testing"
	"time"

	"concerta/internal/archive/agid"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// casarano are the facts of the notice of 30 October 2013, of an office that has
// no code in the IPA and no plan of classification.
func casarano() agid.Facts {
	return agid.Facts{
		ID: "0197a1c2-7d7e-7b3c-9d7e-3a4b5c6d7e8f", Digest: sha256.Sum256([]byte("avviso")),
		FileName: "avviso-0000001-2013.pdf", MIME: "application/pdf", Software: agid.Software{Name: "concerta", Version: "0.1"},
		Kind: "Avviso pubblico",
		Subject: "Avviso “Per la partecipazione al Processo di pianificazione e di concertazione\n" +
			"per l’elaborazione del Piano di Zona 2014-2016 e del Piano di Azione e Coesione (PAC)”",
		Keywords: []string{"concertazione", "Piano di Zona"},
		Office:   agid.Office{Name: "Ambito Territoriale Sociale di Casarano", Addresses: []string{"dirigente@ambitodicasarano.it"}},
		Signatories: []agid.Person{
			{Name: "Dott.ssa Antonella FERRARO"},
			{Name: "Dott. Gianni STEFANO"},
		},
		Operator:       agid.Person{Surname: "Ferraro", Given: "Antonella"},
		Flow:           agid.FlowOut,
		Repertory:      &agid.Entry{Code: "AVVISI", Number: 1, When: time.Date(2013, 10, 30, 9, 30, 0, 0, time.UTC)},
		CaseFile:       "casarano-2013",
		RetentionYears: agid.Permanent,
	}
}

func TestMake_CasaranoNotice(t *testing.T) {
	d := agid.Make(casarano())
	none(t, agid.Check(d))
	got, golden := xml(t, d), "testdata/casarano.xml"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil { //nolint:gosec // a golden file
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("metadata differ from %s:\n%s", golden, got)
	}
}

func TestMissing_ListsPlaceholders(t *testing.T) {
	var got []string
	for _, p := range agid.Missing(agid.Make(casarano())) {
		got = append(got, p.Path)
	}
	want := "Soggetti/Ruolo[1]/AmministrazioneCheEffettuaLaRegistrazione/PAI/IPAAmm/CodiceIPA"
	if len(got) == 0 || got[0] != want {
		t.Errorf("first missing value = %v, want %s", got, want)
	}
	if last := got[len(got)-1]; last != "Classificazione/Descrizione" {
		t.Errorf("last missing value = %s", last)
	}
}

func none(tb testing.TB, problems []agid.Problem) {
	tb.Helper()
	for _, p := range problems {
		tb.Errorf("%s: %s", p.Rule, p)
	}
}

func xml(tb interface {
	Helper()
	Fatal(args ...any)
}, d *agid.Document,
) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := agid.Write(&b, d); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func BenchmarkMakeWrite(b *testing.B) {
	f := casarano()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := agid.Write(&out, agid.Make(f)); err != nil {
			b.Fatal(err)
		}
	}
}

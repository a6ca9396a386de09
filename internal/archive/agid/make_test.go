package agid_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/archive/agid"
)

func TestMake_TakesNamesApart(t *testing.T) {
	for name, want := range map[string][2]string{
		"Dott.ssa Antonella FERRARO":   {"FERRARO", "Antonella"},
		"FERRARO Antonella":            {"FERRARO", "Antonella"},
		"avv. Pietro De Luca":          {"De Luca", "Pietro"},
		"Sara Della Rocca":             {"Della Rocca", "Sara"},
		"Maria Grazia Lo Russo":        {"Lo Russo", "Maria Grazia"},
		"Chiara D’ALÒ":                 {"D’ALÒ", "Chiara"},
		"MARIA ROSSI":                  {"ROSSI", "MARIA"},
		"M. Rossi":                     {"Rossi", "M."},
		"Di Pietro":                    {"Pietro", "Di"}, // two words: one of each
		"operatore":                    {"operatore", agid.NotAvailable},
		"  Dott.\u00a0Gianni\tSTEFANO": {"STEFANO", "Gianni"},
	} {
		f := casarano()
		f.Signatories = []agid.Person{{Name: name}}
		p := pf(agid.Make(f))
		if got := [2]string{p.Surname, p.Given}; got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestMake_SegnaturaNamesTheOfficeWithoutAnAddress(t *testing.T) {
	for _, c := range []struct {
		office agid.Office
		given  string
		want   string
	}{
		{agid.Office{Code: "c_b936", Area: agid.IPA{Code: "AOO1"}}, "", "c_b936-AOO1-PROT-0001234-2013-10-30"},
		{agid.Office{Code: "c_b936"}, "", "c_b936-PROT-0001234-2013-10-30"},
		{agid.Office{TaxCode: "00743110157", Name: "Ambito"}, "", "CF00743110157-PROT-0001234-2013-10-30"},
		{agid.Office{Name: "Ambito di Casarano"}, "", "Ambito di Casarano-PROT-0001234-2013-10-30"},
		{agid.Office{Name: "Ambito, viale Stazione, 42"}, "", "non disponibile-PROT-0001234-2013-10-30"},
		{agid.Office{Code: "c_b936"}, "Prot. n. 1234 del 30/10/2013", "Prot. n. 1234 del 30/10/2013"},
	} {
		f := act()
		f.Office, f.Protocol.Segnatura = c.office, c.given
		d := agid.Make(f)
		none(t, agid.Check(d))
		if d.ID.Signature != c.want {
			t.Errorf("%q, want %q", d.ID.Signature, c.want)
		}
	}
}

// A document has one registration; a protocol number must not hide our own.
func TestMake_ProtocolKeepsTheRepertoryNumberInTheNote(t *testing.T) {
	d := agid.Make(act())
	if d.Registration.Repertory != nil || d.Note != "Repertorio AVVISI n. 0000001 del 2013-10-30." {
		t.Errorf("registration %+v, note %q", d.Registration, d.Note)
	}
}

func TestMake_AnnulmentOutlivesLaterChanges(t *testing.T) {
	f := second()
	annulled := time.Date(2013, 12, 1, 10, 0, 0, 0, time.UTC)
	f.Changes = append(f.Changes,
		agid.Amendment{Kind: agid.ChangeAnnulment, Author: agid.Person{Name: "Anna Greco"}, When: annulled},
		agid.Amendment{Kind: agid.ChangeAnnotation, Author: agid.Person{Name: "Ugo Neri"}, When: annulled.Add(time.Hour)})
	d := agid.Make(f)
	none(t, agid.Check(d))
	if d.Change.Kind != agid.ChangeAnnulment || d.Change.Date != "2013-12-01" || d.Change.Time != "10:00:00" {
		t.Errorf("change %+v", d.Change)
	}
	if diff := cmp.Diff(d.ID, d.Change.Previous); diff != "" {
		t.Error("an annulment leaves the bytes as they are", diff)
	}
}

func TestMake_LastOfTheCorrectionsIsTheChange(t *testing.T) {
	f := second()
	later := f.Changes[0]
	later.When, later.Kind = later.When.AddDate(0, 1, 0), agid.ChangeIntegration
	f.Version, f.Changes = 3, []agid.Amendment{later, f.Changes[0]} // in any order
	if d := agid.Make(f); d.Change.Kind != agid.ChangeIntegration {
		t.Errorf("change %+v", d.Change)
	}
}

// What cannot be made up is left empty for Check to name, not invented.
func TestMake_InventsNothing(t *testing.T) {
	rules := map[string]bool{}
	for _, p := range agid.Check(agid.Make(agid.Facts{})) {
		rules[p.Rule+" "+p.Path] = true
	}
	for _, want := range []string{
		"manca IdDoc/Identificativo", "manca TipologiaDocumentale", "manca ChiaveDescrittiva/Oggetto", "manca NomeDelDocumento",
		"manca IdentificativoDelFormato/Formato", "impronta-zero IdDoc/ImprontaCrittograficaDelDocumento/Impronta",
		"flusso DatiDiRegistrazione/TipologiaDiFlusso", "schema DatiDiRegistrazione/TipoRegistro", "ruolo-manca Soggetti",
	} {
		if !rules[want] {
			t.Errorf("not named: %s", want)
		}
	}
}

func TestMake_CleansWhatWasTyped(t *testing.T) {
	f := casarano()
	f.Subject, f.Note, f.Keywords = " Avviso\t<1>\x00\r\n& altri ", "prima \x07riga\n\n seconda  ", []string{"rete", "", "Rete", "a", "b", "c", "d", "e"}
	f.Signatories[0].TaxCode = " rssmra85t10 a562s"
	d := agid.Make(f)
	got := []any{d.Key.Subject, d.Note, d.Key.Keywords, pf(d).TaxCode}
	want := []any{"Avviso <1> & altri", "prima riga\n\nseconda", []string{"rete", "a", "b", "c", "d"}, "RSSMRA85T10A562S"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

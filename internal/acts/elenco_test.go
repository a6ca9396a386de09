package acts_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"concerta/internal/acts"
	"concerta/internal/process"
	"concerta/internal/render/sheet"
)

// adhered is a process with adherents of every sort.
func adhered() *process.Process {
	p := small(meeting(process.Meeting{ID: "prima", Date: date(time.March, 10), Open: true, Effects: []process.Effect{process.AttendanceIsAdhesion}}))
	p.Tables = []process.ThematicTable{{Number: 1, Name: "Infanzia"}, {Number: 2, Name: "Anziani"}}
	p.Deadline = &process.Deadline{Date: date(time.March, 8), Hour: hour(12, 0)}
	p.Organizations = []process.Organization{
		{
			ID: "scuola", Name: "“Scuola” ESEMPIO", Kind: process.School, PEC: "scuola@pec.example.org", TaxCode: "80000000002", Towns: []string{"Prova"},
			Representative: process.Representative{Name: "Ivo Bianchi", Phone: "000 3"},
		},
		{ID: "caritas", Name: "Caritas ESEMPIO", Kind: process.ReligiousBody, Email: "caritas@example.org"},
		{ID: "banda", Name: "Banda ESEMPIO", Kind: process.OtherBody, Phone: "000 4"},
	}
	p.Citizens = []process.Citizen{{ID: "eva", Name: "De Donno Eva", Gender: process.Feminine, Town: "Prova", Email: "eva@example.org"}}
	at := func(d, h, m int) process.Moment { return process.Moment{Date: date(time.March, d), Hour: hour(h, m)} }
	p.Adhesions = []process.Adhesion{
		{By: "scuola", Received: at(8, 12, 0), Tables: []int{2, 1}, Protocol: process.ProtocolNumber{Number: "12/2025"}},
		{By: "caritas", Received: at(8, 12, 1), LateTaken: &process.LateDecision{Reason: "i tavoli sono chiusi"}},
		{By: "banda", Received: at(9, 9, 0)},
		{By: "eva", Received: at(1, 9, 0), Source: process.FromExpression},
	}
	p.Attendances = []process.Attendance{{Meeting: "prima", Present: []process.Presence{
		{Name: "Àbate Ugo", Quality: process.AsCitizen, Status: process.Present},
		{Name: "Verdi Pia", Body: "Oratorio ESEMPIO", Quality: process.AsRepresentative, Status: process.Present, Contact: "000 5"},
	}}}
	return p
}

func TestParticipants_EachWithItsOutcome(t *testing.T) {
	v, err := acts.NewParticipantsView(adhered())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range v.Aderenti {
		got = append(got, fmt.Sprintf("%d %s | %s | %s | %v %s | %s", a.Numero, a.Nome, a.Tipo, a.Stato, a.InRitardo, a.Motivo, a.Origine))
	}
	want := []string{
		"1 Banda ESEMPIO | altro | da-decidere | true  | scheda",
		"2 Caritas ESEMPIO | ente religioso | non-ammessa | true i tavoli sono chiusi | scheda",
		"3 Oratorio ESEMPIO |  | ammessa | false  | presenza",
		"4 “Scuola” ESEMPIO | scuola | ammessa | false  | scheda",
		"5 Àbate Ugo |  | da-completare | false  | presenza",
		"6 De Donno Eva |  | ammessa | false  | manifestazione",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if v.Enti != 2 || v.Cittadini != 2 || v.InRitardo != 2 {
		t.Errorf("%d bodies, %d citizens, %d late", v.Enti, v.Cittadini, v.InRitardo)
	}
}

func TestParticipants_WordsAgreeAndSayTheReason(t *testing.T) {
	p := adhered()
	words := wordsOf(t, actOf(t, p, jobOf(t, p, acts.Participants, ""), acts.Options{}))
	for _, want := range []string{
		"Partecipano al percorso n. 4 soggetti: n. 2 enti e n. 2 cittadini e cittadine.",
		"entro le ore 12.00 dell’8 marzo 2025; n. 2 sono pervenute in ritardo.",
		"De Donno Eva (Prova)", "cittadina", "1, 2", "prot. 12/2025",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in %s", want, words)
		}
	}
	one := small()
	one.Citizens = []process.Citizen{{ID: "eva", Name: "Neri Eva"}}
	one.Adhesions = []process.Adhesion{{By: "eva"}}
	if words := wordsOf(t, actOf(t, one, jobOf(t, one, acts.Participants, ""), acts.Options{})); !strings.Contains(words, "Partecipa al percorso n. 1 soggetto.") {
		t.Error(words)
	}
	if words := wordsOf(t, actOf(t, small(), jobOf(t, small(), acts.Participants, ""), acts.Options{})); !strings.Contains(words, "Nessuna adesione è pervenuta.") {
		t.Error(words)
	}
}

func TestParticipants_CitizensAreCountedInTheirGender(t *testing.T) {
	p := adhered()
	citizen := &p.Attendances[0].Present[0]
	for _, c := range []struct {
		change func()
		want   string
	}{
		{func() { citizen.Status = process.Absent }, "e n. 1 cittadina."},
		{func() { p.Citizens[0].Gender = process.Masculine }, "e n. 1 cittadino."},
		{func() { p.Citizens[0].Gender = process.Unsaid }, "e n. 1 cittadino o cittadina."},
		{func() {
			p.Citizens[0].Gender, citizen.Status, citizen.By = process.Feminine, process.Present, "ada"
			p.Citizens = append(p.Citizens, process.Citizen{ID: "ada", Name: "Àbate Ada", Gender: process.Feminine})
		}, "e n. 2 cittadine."},
		{func() { p.Citizens[1].Gender = process.Masculine }, "e n. 2 cittadini e cittadine."},
		{func() { p.Citizens[0].Gender = process.Masculine }, "e n. 2 cittadini."},
	} {
		c.change()
		saying(t, wordsOf(t, actOf(t, p, jobOf(t, p, acts.Participants, ""), acts.Options{})), []string{c.want}, nil)
	}
}

func TestParticipants_HasNoAddressAndNoTaxCode(t *testing.T) {
	p := adhered()
	words := wordsOf(t, actOf(t, p, jobOf(t, p, acts.Participants, ""), acts.Options{}))
	for _, secret := range []string{"@", "80000000002", "000 3", "000 4", "000 5"} {
		if strings.Contains(words, secret) {
			t.Errorf("the list prints %q", secret)
		}
	}
}

func TestParticipants_WorkbookHasTheRowsOfTheAct(t *testing.T) {
	p := adhered()
	var b bytes.Buffer
	if err := sheet.XLSX(&b, actOf(t, p, jobOf(t, p, acts.Participants, ""), acts.Options{})); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close() //nolint:errcheck // read only
	rows, err := book.GetRows("Adesioni")
	if err != nil || len(rows) != 7 {
		t.Fatalf("rows %q, error %v", rows, err)
	}
	want := []string{"2", "Caritas ESEMPIO", "ente religioso", "", "", "scheda, 8 marzo 2025 ore 12.01", "non ammessa; pervenuta in ritardo: i tavoli sono chiusi"}
	if diff := cmp.Diff(want, rows[2]); diff != "" {
		t.Error(diff)
	}
}

func TestRecipients_AreWhoTakesPartWithTheirAddresses(t *testing.T) {
	var b bytes.Buffer
	if err := sheet.CSV(&b, acts.Recipients(adhered())); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffDenominazione;PEC;E-mail;Referente;Codice fiscale\r\n" +
		"Oratorio ESEMPIO;;;;\r\n" +
		"“Scuola” ESEMPIO;scuola@pec.example.org;;Bianchi Ivo;80000000002\r\n" +
		"Àbate Ugo;;;;\r\n" +
		"De Donno Eva;;eva@example.org;;\r\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

package acts_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
	"concerta/internal/richtext"
)

func pact(t *testing.T, p *process.Process, body string) *doc.Document {
	t.Helper()
	return actOf(t, p, jobOf(t, p, acts.Pact, body), acts.Options{})
}

func TestPact_OneForEachBodyThatSigns(t *testing.T) {
	p := whole(t)
	jobs, err := acts.Jobs(p, acts.Pact)
	if err != nil || len(jobs) != 2 || jobs[0].For != "aurora" || jobs[1].Slug != "liceo" {
		t.Errorf("jobs %v, error %v", jobs, err)
	}
	saying(t, wordsOf(t, pact(t, p, "aurora")), []string{
		"Associazione Aurora ESEMPIO, con sede in via Verdi 2, Prova, codice fiscale 90000000001, iscrizione al RUNTS n. 12345, in persona di Eva Rossi, Presidente (poteri di firma: statuto, art. 12), di seguito «Soggetto aderente»,",
		"partecipa al tavolo tematico «Anziani». Referente: Ugo Blu.", "Fa parte della Cabina di Regia, per il Soggetto aderente: Ugo Blu.",
		"dal 1° dicembre 2025 al 30 novembre 2028", "Prova, 18 novembre 2025",
	}, []string{"Liceo"})
	saying(t, wordsOf(t, pact(t, p, "liceo")), []string{"in persona di Ivo Bianchi, Dirigente scolastico, di seguito", "partecipa ai tavoli tematici «Infanzia»; «Anziani»."}, []string{"Aurora", "Fa parte"})
}

func TestPact_OneTextForAll(t *testing.T) {
	p := whole(t)
	p.Pacts.Single = true
	jobs, err := acts.Jobs(p, acts.Pact)
	if err != nil || len(jobs) != 1 || jobs[0].For != "" {
		t.Fatalf("jobs %v, error %v", jobs, err)
	}
	saying(t, wordsOf(t, pact(t, p, "")), []string{
		"statuto, art. 12); - Liceo ESEMPIO, in persona di Ivo Bianchi, Dirigente scolastico; di seguito ciascuno «Soggetto aderente», PREMESSO", "i Soggetti aderenti hanno partecipato", "Ogni Soggetto aderente si impegna a:",
		"Associazione Aurora ESEMPIO partecipa al tavolo",
	}, []string{"il Soggetto aderente"})
}

func TestPact_TablesOfWhoChoseNoneAreSaidWithoutGender(t *testing.T) {
	p := whole(t)
	p.Pacts.Single, p.Pacts.Parties[0].Tables = true, nil
	saying(t, wordsOf(t, pact(t, p, "")), []string{"Associazione Aurora ESEMPIO partecipa ai tavoli tematici di suo interesse."}, []string{"riguardano"})
}

func TestPact_OfficeSignsFirstThenTheBodies(t *testing.T) {
	p := whole(t)
	p.Pacts.Single = true
	p.Pacts.Parties[0].Mode = process.Digital
	want := []doc.Signature{
		{Name: "firma_direttore", Role: "Il Direttore", Who: "Ada Neri"},
		{Name: "firma_soggetto_aurora", Role: "Associazione Aurora ESEMPIO – Presidente", Who: "Eva Rossi", Mode: doc.Digital},
		{Name: "firma_soggetto_liceo", Role: "Liceo ESEMPIO – Dirigente scolastico", Who: "Ivo Bianchi"},
	}
	if got := signaturesOf(pact(t, p, "")); !slices.Equal(got, want) {
		t.Errorf("signatures %+v", got)
	}
}

func TestPact_StampDutyIsOnlyThatOfTheThirdSector(t *testing.T) {
	p := whole(t)
	const exempt = "Il patto è esente dall'imposta di bollo ai sensi dell'art. 82, comma 5, del D.Lgs. 117/2017."
	saying(t, wordsOf(t, pact(t, p, "aurora")), []string{exempt}, nil)
	saying(t, wordsOf(t, pact(t, p, "liceo")), []string{"Si applicano le norme vigenti sull'imposta di bollo."}, []string{"117/2017"})
	p.Pacts.Single = true
	saying(t, wordsOf(t, pact(t, p, "")), []string{"Per gli enti del Terzo settore (Associazione Aurora ESEMPIO) il patto è esente"}, []string{exempt})
}

func TestPact_SocialEnterprisesThatAreCompaniesOweStampDuty(t *testing.T) {
	p := whole(t)
	p.Organizations[0].Kind = process.SocialFirm
	saying(t, wordsOf(t, pact(t, p, "aurora")), []string{"esente dall'imposta di bollo"}, nil)
	p.Organizations[0].Company = true
	saying(t, wordsOf(t, pact(t, p, "aurora")), []string{"Si applicano le norme vigenti sull'imposta di bollo."}, []string{"117/2017"})
	p.Organizations[0].Kind = process.SocialCoop // a company too, and exempt all the same
	saying(t, wordsOf(t, pact(t, p, "aurora")), []string{"esente dall'imposta di bollo"}, nil)
}

func TestPact_IsSignedForTheOfficeByWhomThePactsName(t *testing.T) {
	p := whole(t)
	p.Signatories = []process.Signatory{{ID: "uno", Name: "Ada Neri"}, {ID: "due", Name: "Ugo Neri"}, {ID: "tre", Name: "Ivo Neri"}}
	for _, c := range []struct{ ids, want []string }{
		{nil, []string{"Ada Neri", "Ugo Neri", "Ivo Neri", "Eva Rossi"}},
		{[]string{"tre", "uno"}, []string{"Ivo Neri", "Ada Neri", "Eva Rossi"}},
	} {
		p.Pacts.Signatories = c.ids
		var got []string
		for _, s := range signaturesOf(pact(t, p, "aurora")) {
			got = append(got, s.Who)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("named %v: signed by %v, want %v", c.ids, got, c.want)
		}
	}
}

func TestPact_CitesNoLawToCome(t *testing.T) {
	p := whole(t)
	p.Pacts.Date = process.Date{Year: 2013, Month: time.November, Day: 18}
	saying(t, wordsOf(t, pact(t, p, "aurora")), nil, []string{"2017"})
	p.Pacts.Date = process.Date{Year: 2017, Month: time.July, Day: 3}
	saying(t, wordsOf(t, pact(t, p, "aurora")), []string{"117/2017"}, nil)
	p.Pacts.Date = process.Date{}
	saying(t, wordsOf(t, pact(t, p, "aurora")), []string{"117/2017"}, nil)
}

func TestPact_SaysTheOfficesOwnClauses(t *testing.T) {
	p := whole(t)
	list := func(s string) []richtext.Text { return []richtext.Text{rich(t, s)} }
	p.Pacts.Premises, p.Pacts.Principles = list("che si è fatto l'incontro {incontro:apertura.data};"), list("reciprocità;")
	p.Pacts.Office, p.Pacts.Body, p.Pacts.Rules = list("convocare il tavolo;"), list("venire;"), list("si decide insieme.\n\nSempre.")
	saying(t, wordsOf(t, pact(t, p, "aurora")), []string{
		"- che si è fatto l'incontro 6 novembre 2025;", "incarichi; - reciprocità;", "L'Ente procedente si impegna a: - convocare il tavolo;",
		"Il Soggetto aderente si impegna a: - venire;", "si decide insieme. Sempre.",
	}, []string{"ha avviato il percorso", "con un preavviso", "si redige un verbale"})
}

func TestPact_WithoutEndOrBegin(t *testing.T) {
	p := whole(t)
	p.Pacts.To = process.Date{}
	saying(t, wordsOf(t, pact(t, p, "aurora")), []string{"efficace dal 1° dicembre 2025."}, nil)
	p.Pacts.From = process.Date{}
	saying(t, wordsOf(t, pact(t, p, "aurora")), []string{"dalla sottoscrizione e fino alla conclusione del percorso"}, nil)
	p.Pacts.To = date(time.December, 8)
	saying(t, wordsOf(t, pact(t, p, "aurora")), []string{"dalla sottoscrizione e fino alla data dell’8 dicembre 2025"}, nil)
}

func TestPact_NineSignatoriesWithNamesOf120Letters(t *testing.T) {
	p := whole(t)
	p.Pacts.Single, p.Pacts.Parties = true, nil
	for i := range 8 {
		id := fmt.Sprintf("ente-%d", i)
		p.Organizations = append(p.Organizations, process.Organization{ID: id, Kind: process.Volunteering, Name: strings.Repeat("Nome ", 23) + "lungo"})
		p.Pacts.Parties = append(p.Pacts.Parties, process.PactParty{Organization: id})
	}
	if got := signaturesOf(pact(t, p, "")); len(got) != 9 {
		t.Errorf("%d signatures", len(got))
	}
}

func TestPact_OfNobodyIsNoAct(t *testing.T) {
	p := whole(t)
	if _, err := acts.NewPactView(p, "sindacato"); !errors.Is(err, acts.ErrNoAct) {
		t.Errorf("a body that signs nothing: error %v", err)
	}
	p.Pacts.Parties[0].Organization = "mai"
	if _, err := acts.NewPactView(p, "mai"); !errors.Is(err, acts.ErrNoAct) {
		t.Errorf("a body that is not there: error %v", err)
	}
	if _, err := acts.NewPactView(small(), ""); !errors.Is(err, acts.ErrNoAct) {
		t.Errorf("no pacts: error %v", err)
	}
	p.Pacts = &process.Pacts{}
	if jobs, err := acts.Jobs(p, acts.Pact); err != nil || len(jobs) != 0 {
		t.Errorf("pacts with nobody: jobs %v, error %v", jobs, err)
	}
}

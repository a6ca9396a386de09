package process_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// whole is good with what follows the notice, in which there is nothing to find
// either.
func whole() *process.Process {
	p := good()
	p.Organizations = []process.Organization{
		{ID: "odv", Name: "Mano Tesa ESEMPIO", Kind: process.Volunteering, TaxCode: "99999000179", Email: "a@esempio.example"},
		{ID: "sindacato", Name: "Sindacato ESEMPIO", Kind: process.TradeUnion, Email: "b@esempio.example"},
	}
	p.Citizens = []process.Citizen{{ID: "anna", Name: "D'Amico Anna ESEMPIO", Email: "c@esempio.example"}}
	p.Adhesions = []process.Adhesion{
		{By: "odv", Source: process.FromForm, Received: process.Moment{Date: day(2026, 9, 18), Hour: at(11, 0)}, Tables: []int{1}},
		{By: "anna", Source: process.FromForm, Received: process.Moment{Date: day(2026, 9, 18), Hour: at(12, 1)}, Tables: []int{1}, LateTaken: &process.LateDecision{Admitted: true, Reason: "così"}},
	}
	p.Attendances = []process.Attendance{
		{Meeting: "plenaria", Chair: "Paolo Conte ESEMPIO", Opened: at(9, 5), Closed: at(10, 55), Present: []process.Presence{
			{Name: "De Luca Pietro ESEMPIO", By: "odv", Quality: process.AsDelegate, Status: process.Late, In: at(9, 20), Out: at(10, 0)},
			{Name: "D'Amico Anna ESEMPIO", By: "anna", Quality: process.AsCitizen, Status: process.Present},
			{Name: "Longo Nives ESEMPIO", By: "sindacato", Quality: process.AsRepresentative, Status: process.Absent},
		}},
		{Meeting: "plenaria", Table: 1, Present: []process.Presence{{Name: "De Luca Pietro ESEMPIO", By: "odv", Quality: process.AsDelegate, Status: process.Present}}},
	}
	p.Proposals = []process.Proposal{{ID: "una", Table: 1, Title: "Una", Outcome: process.NotAccepted, Reason: "così"}}
	p.Pacts = &process.Pacts{From: day(2026, 10, 1), To: day(2028, 12, 31), Parties: []process.PactParty{{
		Organization: "odv", Signatory: process.Representative{Name: "Anna Greco ESEMPIO"}, Power: "statuto", Mode: process.Digital,
	}}}
	p.Memorandum = &process.Memorandum{
		Date: day(2026, 10, 1), Resolution: "delibera ESEMPIO", Articles: []process.Article{{Title: "Oggetto"}},
		Parties: []process.MemorandumParty{
			{Name: "Comune ESEMPIO", Signatory: process.Representative{Name: "Paolo Conte ESEMPIO"}, Delegation: "delibera", Mode: process.Digital},
			{Organization: "sindacato", Signatory: process.Representative{Name: "Nives Longo ESEMPIO"}, Delegation: "mandato", Mode: process.Digital},
		},
	}
	p.Minutes = []process.Minutes{{
		Meeting: "plenaria", Opened: at(9, 5), Closed: at(10, 55),
		Chair: process.Representative{Name: "Paolo Conte ESEMPIO"}, Secretary: process.Representative{Name: "Rita Longo ESEMPIO"},
		Items: []process.MinutesItem{
			{Title: "Uno", Speakers: []string{"Dott. Pietro De Luca ESEMPIO", "Anna D’Amico ESEMPIO", "Paolo Conte ESEMPIO", "Rita Longo ESEMPIO"}, ByWhen: day(2026, 9, 30)},
			{Title: "Due", Outcome: process.Proposed, Proposal: "una"},
		},
		Movements: []process.Movement{{Name: "Pietro De Luca ESEMPIO", At: at(9, 20), In: true}, {Name: "Pietro De Luca ESEMPIO", At: at(10, 0)}},
	}}
	return p
}

func TestCheck_WhatFollowsTheNotice(t *testing.T) {
	type P = process.Process
	e, c, w := process.Error, process.Confirm, process.Warning
	one := func(s process.Severity, rule, path string) []string { return []string{finding(s, rule, path)} }
	walkIn := func(p *P, x process.Presence) {
		p.Phases[0].Entries[0].Meeting.Effects = []process.Effect{process.AttendanceIsAdhesion}
		p.Attendances[0].Present = append(p.Attendances[0].Present, x)
	}
	cases := []struct {
		rule   string
		change func(*P)
		want   []string
	}{
		{"a good process has none", func(*P) {}, nil},

		{"birth data without a declaration", func(p *P) { p.Form.BirthData = true }, one(w, "scheda-dati-in-piu", "scheda.dati-di-nascita")},
		{"a copy of a document without a declaration", func(p *P) { p.Form.IdentityCopy = true }, one(w, "scheda-dati-in-piu", "scheda.copia-documento")},
		{"both with one are fine", func(p *P) {
			p.Form = process.FormOptions{BirthData: true, IdentityCopy: true, Declarations: []richtext.Text{richtext.Words("dichiara")}}
		}, nil},

		{"a surname that is not in the name is an error", func(p *P) {
			p.Organizations[0].Representative = process.Representative{Name: "Anna Greco ESEMPIO", Surname: "Grego"}
		}, one(e, "cognome-non-nel-nome", "soggetti[0].rappresentante.cognome")},
		{"one that is there is fine", func(p *P) {
			p.Organizations[0].Representative = process.Representative{Name: "Anna DE LUCA", Surname: "De Luca"}
		}, nil},

		{"a wrong check digit", func(p *P) { p.Organizations[0].TaxCode = "99999000178" }, one(w, "codice-fiscale", "soggetti[0].codice-fiscale")},
		{"no tax code at all", func(p *P) { p.Office.TaxCode = "123" }, one(w, "codice-fiscale", "ente.codice-fiscale")},
		{"two bodies of one tax code are an error", func(p *P) { p.Organizations[1].TaxCode = "99999000179" }, one(e, "soggetto-doppio", "soggetti[1].codice-fiscale")},
		{"two bodies of one name", func(p *P) { p.Organizations[1].Name = "mano tesa - Esempio" }, one(w, "soggetto-doppio", "soggetti[1].nome")},

		{"two adhesions of one body are an error", func(p *P) { p.Adhesions[1].By = "odv" }, one(e, "adesione-doppia", "adesioni[1].di")},
		{"an adhesion without tables", func(p *P) { p.Adhesions[0].Tables = nil }, one(w, "adesione-senza-tavoli", "adesioni[0].tavoli")},
		{"an adhesion received nobody knows when", func(p *P) { p.Adhesions[0].Received = process.Moment{} }, one(w, "adesione-senza-data", "adesioni[0].ricevuta")},
		{"on the last day the hour counts", func(p *P) { p.Adhesions[0].Received.Hour = process.TimeOfDay{} }, one(w, "adesione-senza-ora", "adesioni[0].ricevuta")},
		{"an adhesion before the notice", func(p *P) { p.Adhesions[0].Received.Date = day(2026, 9, 4) }, one(w, "adesione-prima-dell-avviso", "adesioni[0].ricevuta")},
		{"a late adhesion undecided", func(p *P) { p.Adhesions[1].LateTaken = nil }, one(w, "ritardo-da-decidere", "adesioni[1].ricevuta")},
		{"a late adhesion decided without a reason", func(p *P) { p.Adhesions[1].LateTaken.Reason = "" }, one(w, "decisione-senza-motivo", "adesioni[1].decisione")},
		{"a decision on one in time", func(p *P) { p.Adhesions[0].LateTaken = p.Adhesions[1].LateTaken }, one(w, "decisione-inutile", "adesioni[0].decisione")},
		{"a late adhesion that presence mends needs no decision", func(p *P) {
			p.Adhesions[1].LateTaken = nil
			p.Phases[0].Entries[0].Meeting.Effects = []process.Effect{process.AttendanceIsAdhesion}
		}, nil},
		{"a walk-in without a contact", func(p *P) {
			walkIn(p, process.Presence{Name: "Mele Arturo ESEMPIO", Quality: process.AsCitizen, Status: process.Present})
		}, one(w, "adesione-da-completare", "presenze[0].firme[3].contatto")},
		{"a walk-in with one is fine", func(p *P) {
			walkIn(p, process.Presence{Name: "Mele Arturo ESEMPIO", Quality: process.AsCitizen, Status: process.Present, Contact: "000"})
		}, nil},

		{"a person twice on a register is an error", func(p *P) {
			x := p.Attendances[0].Present[1]
			x.Name = "Anna D'Amico ESEMPIO"
			p.Attendances[0].Present = append(p.Attendances[0].Present, x)
		}, one(e, "presenza-doppia", "presenze[0].firme[3].nome")},
		{"a citizen who represents", func(p *P) { p.Attendances[0].Present[1].Quality = process.AsDelegate }, one(w, "qualita-di-cittadino", "presenze[0].firme[1].qualita")},
		{"a delegate of nobody knows whom", func(p *P) {
			p.Attendances[0].Present = append(p.Attendances[0].Present, process.Presence{Name: "Uno", Quality: process.AsDelegate, Status: process.Present})
		}, one(w, "presenza-senza-ente", "presenze[0].firme[3].qualita")},
		{"who leaves before coming is an error", func(p *P) { p.Attendances[0].Present[0].Out = at(9, 20) }, one(e, "uscita-prima-dell-entrata", "presenze[0].firme[0].uscita")},
		{"a register that closes before it opens is an error", func(p *P) { p.Attendances[1].Opened, p.Attendances[1].Closed = at(10, 0), at(9, 0) }, one(e, "chiusura-prima-dell-apertura", "presenze[1].chiusura")},
		{"at a table and not at the meeting", func(p *P) { p.Attendances[1].Present[0].Name = "Mele Arturo ESEMPIO" }, one(w, "totali-diversi", "presenze[1].firme[0].nome")},

		{"a proposal of no table", func(p *P) { p.Proposals[0].Table = 0 }, one(w, "proposta-senza-tavolo", "proposte[0].tavolo")},
		{"an outcome without a reason", func(p *P) { p.Proposals[0].Reason = "" }, one(w, "esito-senza-motivo", "proposte[0].motivo")},
		{"what is accepted needs none", func(p *P) { p.Proposals[0].Reason, p.Proposals[0].Outcome = "", process.Accepted }, nil},

		{"a pact that ends before it starts is an error", func(p *P) { p.Pacts.To = p.Pacts.From }, one(e, "patto-rovesciato", "patti.al")},
		{"a pact for no time", func(p *P) { p.Pacts.To = process.Date{} }, one(w, "patto-senza-durata", "patti.dal")},
		{"who signs without a power needs confirmation", func(p *P) { p.Pacts.Parties[0].Power = "" }, one(c, "patto-senza-potere", "patti.parti[0].potere")},
		{"a pact signed by nobody needs confirmation", func(p *P) { p.Pacts.Parties[0].Signatory.Name = "" }, one(c, "patto-senza-firmatario", "patti.parti[0].firmatario")},
		{"a pact with who has not adhered needs confirmation", func(p *P) { p.Adhesions = p.Adhesions[1:] }, one(c, "patto-senza-adesione", "patti.parti[0].soggetto")},
		{"or has been refused", func(p *P) {
			p.Adhesions[0].Received.Hour, p.Adhesions[0].LateTaken = at(13, 0), &process.LateDecision{Reason: "così"}
		}, one(c, "patto-senza-adesione", "patti.parti[0].soggetto")},
		{"a union is no third-sector body", func(p *P) { p.Organizations[0].Kind = process.TradeUnion }, one(w, "patto-con-sindacato", "patti.parti[0].soggetto")},
		{"a pact signed in two ways needs confirmation", func(p *P) { p.Pacts.Parties[0].Mode = process.ByHand }, one(c, "firme-miste", "patti.parti[0].firma")},

		{"a pact is signed in the way of whom it names, whatever the notice's are", func(p *P) {
			p.Signatories = append(p.Signatories, process.Signatory{ID: "altro", Mode: process.ByHand})
			p.Pacts.Signatories, p.Pacts.Parties[0].Mode = []string{"altro"}, process.ByHand
		}, one(c, "firme-miste", "firmatari[1].firma")},
		{
			"a pact is really signed", func(p *P) { p.Signatories[0].Mode, p.Pacts.Parties[0].Mode = process.Substituted, process.ByHand },
			one(e, "firma-sostituita-in-accordo", "firmatari[0].firma"),
		},
		{"by who signs it only", func(p *P) {
			p.Signatories = append(p.Signatories, process.Signatory{ID: "altro", Mode: process.Substituted})
			p.Pacts.Signatories = []string{p.Signatories[0].ID}
		}, one(c, "firme-miste", "firmatari[1].firma")},
		{
			"by the body too", func(p *P) { p.Signatories[0].Mode, p.Pacts.Parties[0].Mode = process.ByHand, process.Substituted },
			one(e, "firma-sostituita-in-accordo", "patti.parti[0].firma"),
		},
		{"a memorandum is really signed", func(p *P) {
			p.Memorandum.Parties[0].Mode, p.Memorandum.Parties[1].Mode = process.ByHand, process.Substituted
		}, one(e, "firma-sostituita-in-accordo", "intesa.parti[1].firma")},
		{"a company that is no social enterprise", func(p *P) { p.Organizations[0].Company = true }, one(w, "forma-societaria", "soggetti[0].forma-societaria")},

		{"a memorandum without articles", func(p *P) { p.Memorandum.Articles = nil }, one(c, "intesa-senza-articoli", "intesa.articoli")},
		{"a memorandum nobody approved", func(p *P) { p.Memorandum.Resolution = "" }, one(w, "intesa-senza-delibera", "intesa.delibera")},
		{"a memorandum of one", func(p *P) { p.Memorandum.Parties = p.Memorandum.Parties[:1] }, one(w, "intesa-senza-parti", "intesa.parti")},
		{"a party nobody knows is an error", func(p *P) { p.Memorandum.Parties[0].Name = "" }, one(e, "parte-senza-nome", "intesa.parti[0]")},
		{"a party without a delegation", func(p *P) { p.Memorandum.Parties[1].Delegation = "" }, one(w, "parte-senza-delega", "intesa.parti[1].delega")},
		{"a party nobody signs for", func(p *P) { p.Memorandum.Parties[1].Signatory.Name = "" }, one(c, "parte-senza-firmatario", "intesa.parti[1].firmatario")},
		{"who signs later may be unknown yet", func(p *P) { p.Memorandum.Parties[1].Signatory.Name, p.Memorandum.Parties[1].Later = "", true }, nil},
		{"a third-sector body in the memorandum", func(p *P) { p.Memorandum.Parties[1].Organization = "odv" }, one(w, "intesa-con-terzo-settore", "intesa.parti[1].soggetto")},
		{"a memorandum signed in two ways needs confirmation", func(p *P) { p.Memorandum.Parties[1].Mode = process.ByHand }, one(c, "firme-miste", "intesa.parti[1].firma")},
		{"two public bodies sign electronically", func(p *P) {
			p.Organizations[1].Kind = process.HealthAuthority
			p.Memorandum.Parties[0].Mode, p.Memorandum.Parties[1].Mode = process.ByHand, process.ByHand
		}, one(w, "intesa-non-digitale", "intesa.parti[0].firma")},
		{"before 30 June 2014 they need not", func(p *P) {
			p.Organizations[1].Kind = process.HealthAuthority
			p.Memorandum.Parties[0].Mode, p.Memorandum.Parties[1].Mode = process.ByHand, process.ByHand
			p.Memorandum.Date = day(2014, 6, 29)
		}, nil},
		{"with one public body they need not", func(p *P) {
			p.Memorandum.Parties[0].Mode, p.Memorandum.Parties[1].Mode = process.ByHand, process.ByHand
		}, nil},

		{"a union typed by name is no public body", func(p *P) {
			p.Memorandum.Parties[1].Organization, p.Memorandum.Parties[1].Name = "", "Sindacato Due ESEMPIO"
			p.Memorandum.Parties[0].Mode, p.Memorandum.Parties[1].Mode = process.ByHand, process.ByHand
		}, nil},

		{"minutes without a chair need confirmation", func(p *P) {
			p.Minutes[0].Chair.Name, p.Attendances[0].Chair = "", ""
			p.Minutes[0].Items[0].Speakers = nil
		}, one(c, "verbale-senza-presidente", "verbali[0].presidente")},
		{"the chair of the register is enough", func(p *P) { p.Minutes[0].Chair.Name = "" }, nil},
		{"minutes that nobody wrote need confirmation", func(p *P) {
			p.Minutes[0].Secretary.Name = ""
			p.Minutes[0].Items[0].Speakers = nil
		}, one(c, "verbale-senza-verbalizzante", "verbali[0].verbalizzante")},
		{"minutes that never close need confirmation", func(p *P) {
			p.Minutes[0].Closed, p.Attendances[0].Closed = process.TimeOfDay{}, process.TimeOfDay{}
		}, one(c, "verbale-senza-chiusura", "verbali[0].chiusura")},
		{"the closing hour of the register is enough", func(p *P) { p.Minutes[0].Closed = process.TimeOfDay{} }, nil},
		{"minutes that open nobody knows when need confirmation", func(p *P) {
			p.Minutes[0].Opened, p.Attendances[0].Opened = process.TimeOfDay{}, process.TimeOfDay{}
			p.Phases[0].Entries[0].Meeting.Start, p.Phases[0].Entries[0].Meeting.Agenda = process.TimeOfDay{}, nil
		}, []string{finding(c, "verbale-senza-apertura", "verbali[0].apertura"), finding(w, "incontro-senza-ora", plenary+".ora")}},

		{"the register of the one table is that of the meeting", func(p *P) {
			p.Attendances[0].Table = 1
			p.Attendances = p.Attendances[:1]
		}, nil},
		{"its hours are those of the minutes: an error", func(p *P) {
			p.Attendances[0].Table, p.Minutes[0].Closed = 1, at(11, 0)
			p.Attendances = p.Attendances[:1]
		}, one(e, "verbale-e-registro", "verbali[0].chiusura")},
		{"who is absent from it does not speak: an error", func(p *P) {
			p.Attendances[0].Table = 1
			p.Attendances = p.Attendances[:1]
			p.Minutes[0].Items[0].Speakers[1] = "Nives Longo ESEMPIO"
		}, one(e, "interviene-chi-non-c-e", "verbali[0].punti[0].interventi[1]")},

		{"who is absent does not speak: an error", func(p *P) { p.Minutes[0].Items[0].Speakers[1] = "Nives Longo ESEMPIO" }, one(e, "interviene-chi-non-c-e", "verbali[0].punti[0].interventi[1]")},
		{"nor who is on no register", func(p *P) { p.Minutes[0].Items[0].Speakers[1] = "Mele Arturo ESEMPIO" }, one(e, "interviene-chi-non-c-e", "verbali[0].punti[0].interventi[1]")},
		{"minutes and register open at one hour: an error", func(p *P) { p.Minutes[0].Opened = at(9, 0) }, one(e, "verbale-e-registro", "verbali[0].apertura")},
		{"and close at one", func(p *P) { p.Minutes[0].Closed = at(11, 0) }, one(e, "verbale-e-registro", "verbali[0].chiusura")},
		{"minutes that close before they open are an error", func(p *P) {
			p.Minutes[0].Closed, p.Attendances[0].Closed = at(9, 0), process.TimeOfDay{}
			p.Minutes[0].Movements = nil
		}, one(e, "chiusura-prima-dell-apertura", "verbali[0].chiusura")},
		{"minutes without a register", func(p *P) { p.Attendances = nil }, one(w, "verbale-senza-presenze", "verbali[0].incontro")},
		{"minutes without points", func(p *P) { p.Minutes[0].Items = nil }, one(w, "verbale-vuoto", "verbali[0].punti")},
		{"an outcome that is a proposal names it", func(p *P) { p.Minutes[0].Items[1].Proposal = "" }, one(w, "esito-e-proposta", "verbali[0].punti[1].esito")},
		{"what is to be done by yesterday", func(p *P) { p.Minutes[0].Items[0].ByWhen = day(2026, 9, 20) }, one(w, "azione-gia-scaduta", "verbali[0].punti[0].entro")},
		{"who leaves was there: an error", func(p *P) { p.Minutes[0].Movements[1].Name = "Nives Longo ESEMPIO" }, one(e, "movimento-di-chi-non-c-e", "verbali[0].movimenti[1].nome")},
		{"nobody leaves after the end: an error", func(p *P) { p.Minutes[0].Movements[1].At = at(10, 56) }, one(e, "movimento-fuori-orario", "verbali[0].movimenti[1].uscita")},
		{"nobody comes before the beginning: an error", func(p *P) { p.Minutes[0].Movements[0].At = at(9, 4) }, one(e, "movimento-fuori-orario", "verbali[0].movimenti[0].entrata")},
		{"movements out of order", func(p *P) { p.Minutes[0].Movements[1].At = at(9, 10) }, one(w, "movimenti-non-in-ordine", "verbali[0].movimenti[1].uscita")},
		{"a date typed in a summary should be a reference", func(p *P) {
			p.Minutes[0].Items[0].Summary = richtext.Words("Ci si rivede il 21 settembre 2026.")
		}, one(w, "data-scritta-nel-testo", "verbali[0].punti[0].testo")},
	}
	for _, x := range cases {
		t.Run(x.rule, func(t *testing.T) {
			p := whole()
			x.change(p)
			if broken := process.Integrity(p); len(broken) > 0 {
				t.Fatalf("not a process to check: %v", keys(broken))
			}
			findings := process.Check(p)
			for _, f := range findings {
				if f.What == "" || f.Why == "" || f.Repair == "" {
					t.Errorf("%s does not say what, why and how to repair", f.Rule)
				}
			}
			if diff := cmp.Diff(x.want, keys(findings)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestIntegrity_WhoSignsPactsIsASignatory(t *testing.T) {
	p := whole()
	p.Pacts.Signatories = []string{p.Signatories[0].ID, "mai", p.Signatories[0].ID}
	want := []string{
		finding(process.Error, "firmatario-doppio", "patti.firmatari[2]"), finding(process.Error, "firmatario-sconosciuto", "patti.firmatari[1]"),
	}
	if diff := cmp.Diff(want, keys(process.Integrity(p))); diff != "" {
		t.Error(diff)
	}
}

package web_test

import (
	"regexp"
	"strings"
	"testing"

	process "concerta/internal/process"
	"concerta/internal/web/browsertest"
)

// journey is one process from its description to its archive, as a clerk who is also
// the officer goes through it.
type journey struct {
	*testing.T

	service *browsertest.Service
	page    *browsertest.Page
	start   *process.Process // as it was described
	base    string           // address of the process
	notice  browsertest.File // issued
	code    string           // of the notice, to verify it
}

func TestBrowser_TheJourneyFromTheDescriptionToTheArchive(t *testing.T) {
	t.Parallel()
	needsPoppler(t)
	browser := browsertest.Start(t)
	j := &journey{T: t, service: browsertest.Serve(t)}
	j.page = browser.Open(t, 1280)
	j.base = j.service.Address + "/procedimenti/" + journeyKey
	for _, part := range []struct {
		name string
		do   func(*journey)
	}{
		{"the first user", (*journey).becomeAdministrator},
		{"the description", (*journey).describe},
		{"a finding is repaired", (*journey).repair},
		{"the notice", (*journey).issueNotice},
		{"its signatures", (*journey).signNotice},
		{"its publication", (*journey).publishNotice},
		{"adhesions", (*journey).adhere},
		{"registers", (*journey).printRegisters},
		{"attendance", (*journey).attend},
		{"proposals", (*journey).propose},
		{"minutes", (*journey).minute},
		{"the summary of proposals", (*journey).summarize},
		{"pacts", (*journey).agree},
		{"the memorandum", (*journey).issueMemorandum},
		{"a meeting moves", (*journey).move},
		{"the correction", (*journey).correct},
		{"the archive", (*journey).find},
		{"what anybody can verify", func(j *journey) { j.verify(browser.OpenApart(t, 1280)) }},
		{"the case file", (*journey).export},
	} {
		part.do(j)
		if t.Failed() {
			j.page.Picture("viaggio-fermo")
			t.Fatalf("the journey ends at: %s", part.name)
		}
	}
}

// visit goes to a page of the process.
func (j *journey) visit(path string) {
	j.Helper()
	if status := j.page.Visit(j.base + path); status != 200 {
		j.Fatalf("%s: status %d", path, status)
	}
}

const (
	journeyLogin    = "anna.rossi"
	journeyPassword = "trentatre trentini a Casarano"
)

// becomeAdministrator follows the link of the terminal, once.
func (j *journey) becomeAdministrator() {
	link := regexp.MustCompile(`http://\S+/password/\S+`).FindString(j.service.Output())
	if link == "" {
		j.Fatalf("the terminal shows no link:\n%s", j.service.Output())
	}
	j.page.Visit(link)
	j.page.Fill("Nome utente", journeyLogin)
	j.page.Fill("Nome e cognome", "Anna Rossi ESEMPIO")
	j.page.Fill(`[name="nuova"]`, journeyPassword)
	j.page.Fill(`[name="ripetuta"]`, journeyPassword)
	j.page.Push("Crea l’amministratore")
	j.page.Says("La password è impostata")
	signInto(j.page, journeyLogin, journeyPassword)
	j.page.Says("Non c’è ancora nessun procedimento")
	j.page.Look("elenco-vuoto")
}

// signInto signs in on the page that asks for it, with the keyboard.
func signInto(page *browsertest.Page, login, password string) {
	page.Fill("Nome utente", login)
	page.Fill("Password", password)
	page.Enter("\r")
}

// describe takes the description in from a file.
func (j *journey) describe() {
	var file string
	j.start, file = atTheStart(j.T)
	j.page.Push("Carica da un file")
	j.page.Attach("File del procedimento", file)
	j.page.Push("Carica")
	j.page.Says(journeyTitle, "Il procedimento è stato caricato", "lunedì", "errore")
	j.page.Look("viaggio-caricato")
}

// repair goes from a finding to where it is repaired, and back.
func (j *journey) repair() {
	first := j.start.Meeting("prima-sessione")
	j.visit("/atti/avviso")
	j.page.Says("Non si può emettere: il procedimento ha errori")
	j.visit("")
	j.page.Push("Correggi: Incontro: prima sessione")
	j.page.Look("viaggio-da-correggere")
	j.page.Fill("Giorno della settimana", process.WeekdayName(first.Date.Weekday()))
	j.page.Push("Salva")
	j.page.Says("Salvato")
	j.visit("/modifica/responsabile")
	j.page.Fill("Nome", "Antonella Ferraro ESEMPIO")
	j.page.Fill("Ruolo", "responsabile dell’Ufficio di Piano")
	j.page.Push("Salva")
	j.visit("")
	if said := j.page.Words(); strings.Contains(said, "Non è indicato il responsabile") || strings.Contains(said, "«lunedì»") {
		j.Errorf("what was repaired is still found:\n%s", said)
	}
}

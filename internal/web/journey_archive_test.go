package web_test

import (
	"strings"

	"concerta/internal/web/browsertest"
)

// find looks for acts by words that stand in them.
func (j *journey) find() {
	j.page.Visit(j.service.Address + "/archivio")
	j.page.Type(`[name="cerca"]`, "trasporto chiamata")
	j.page.WaitFor(`document.querySelectorAll('#elenco tbody tr').length === 2`)
	j.page.Says("Verbale", "Prospetto")
	j.page.Look("viaggio-ricerca")
	j.page.Visit(j.service.Address + "/archivio/verifica")
	j.page.Push("Verifica")
	j.page.Says("L’archivio è integro")
	j.page.Look("viaggio-archivio-integro")
}

// verify is what anybody does who has the notice in hand, without signing in.
func (j *journey) verify(page *browsertest.Page) {
	page.Visit(j.service.Address + "/archivio")
	page.Says("Accesso")
	page.Visit(j.service.Address + "/verifica")
	page.Fill("Codice di verifica", strings.ToLower(j.code))
	page.Enter("\r")
	page.Says("Nel registro dell’ufficio c’è un atto con questo codice", "pubblicato")
	page.Attach("File", j.notice.Path)
	page.Push("Confronta")
	page.Look("viaggio-verificato")
	page.Push("Leggi l’avviso")
	page.Look("viaggio-avviso-pubblico")
	if calendar := page.Download("Metti gli incontri nel calendario"); !strings.Contains(string(calendar.Content), "BEGIN:VEVENT") {
		j.Errorf("%s has no meetings:\n%s", calendar.Name, calendar.Content)
	}
}

// export hands the case file over; the program verifies it with nothing else, and the
// archive beside the service.
func (j *journey) export() {
	j.page.Visit(j.service.Address + "/archivio/fascicoli")
	f := j.page.Download("Scarica")
	head := strings.TrimSpace(j.concerta("archive", "head", "--data", j.service.Data))
	said := j.concerta("archive", "verify", "--package", f.Path, "--head", head)
	said += j.concerta("archive", "verify", "--data", j.service.Data)
	if n := strings.Count(said, "è integro"); n != 2 {
		j.Errorf("verifying says:\n%s", said)
	}
}

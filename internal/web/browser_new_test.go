package web_test

import (
	"testing"

	"concerta/internal/web/browsertest"
)

// A process is begun without a file: a few lines, and the check says what is missing.
func TestBrowser_TheJourneyCanBeginWithABlankProcess(t *testing.T) {
	t.Parallel()
	browser := browsertest.Start(t)
	service := browsertest.Serve(t, "--demo")
	page := browser.Open(t, 1280)
	service.SignIn(page)
	page.Visit(service.Address + "/?tutti=1")
	page.Push("Nuovo procedimento")
	page.Push("Crea il procedimento")
	page.Says("errori da correggere")
	page.Look("nuovo-errore")
	page.Fill("Titolo", "Coprogrammazione dei servizi di prova")
	page.Fill("Nome dell’ente", "Comune di Prova ESEMPIO")
	page.Fill("Data dell’avviso", "2013-11-04")
	page.Fill("Ultimo giorno per aderire", "2013-11-20")
	page.Fill("Giorno del primo incontro", "2013-11-25")
	page.Fill(`[name="incontro-ora"]`, "15:30")
	page.Push("Crea il procedimento")
	page.Says("Coprogrammazione dei servizi di prova")
	page.Look("nuovo-creato")
	page.Push("Cruscotto")
	page.Says("primo incontro", "25 novembre 2013")
	page.Look("nuovo-cruscotto")
	page.Visit(service.Address + "/procedimenti/coprogrammazione-dei-servizi-di-prova/proposte")
	page.Look("nuovo-proposte")
	page.Visit(service.Address + "/procedimenti/coprogrammazione-dei-servizi-di-prova/atti")
	page.Look("nuovo-atti")
}

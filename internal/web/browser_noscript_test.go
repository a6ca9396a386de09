package web_test

import (
	"net/http"
	"testing"

	"concerta/internal/web/browsertest"
)

// The main steps without JavaScript, as behind a browser that forbids it.
func TestBrowser_TheMainStepsNeedNoScripts(t *testing.T) {
	t.Parallel()
	needsPoppler(t)
	browser := browsertest.Start(t)
	service := browsertest.Serve(t, "--demo")
	page := browser.OpenApart(t, 1280, browsertest.NoScripts())
	service.SignIn(page)
	visit := func(path string) {
		t.Helper()
		if status := page.Visit(service.Address + path); status != http.StatusOK {
			t.Fatalf("%s: status %d", path, status)
		}
	}

	visit(example + "/modifica/scadenza")
	page.Fill("Ultimo giorno", "")
	page.Push("Salva")
	wantsStatus(t, page, http.StatusUnprocessableEntity)
	page.Says("C’è un errore da correggere")
	page.HasFocus("className", "errors")
	page.Fill("Ultimo giorno", "2013-11-05")
	page.Fill("Ora", "13:00")
	page.Push("Salva")
	page.Says("Salvato")

	visit(example + "/adesioni/nuova")
	page.Begin("cittadina nuova ESEMPIO")
	page.Choose("Nessun tavolo indicato")
	page.Push("Salva")
	page.Says("non è in elenco")
	page.Fill("Tipo", "cittadino")
	page.Push("Salva")
	page.Says("cittadina nuova ESEMPIO: adesione registrata")

	visit(example + "/incontri/seconda-sessione/presenze?tavolo=1")
	page.Begin("cittadina nuova")
	page.Enter("\r")
	page.Says("cittadina nuova ESEMPIO")

	visit(example + "/atti/avviso")
	page.Push("Emetti…")
	page.Push("Emetti l’atto")
	page.Says("Atto emesso: repertorio n. 1/2013")
	notice := page.Download("Scarica il file da firmare")
	page.Attach("File firmato", sign(t, notice.Path, 2))
	page.Push("Carica il file firmato")
	page.Says("L’atto è firmato")

	visit("/archivio")
	page.Fill("Parole dell’atto, o numero", "pianificazione")
	page.Push("Cerca")
	if rows := browsertest.Eval[int](page, `document.querySelectorAll('#elenco tbody tr').length`); rows != 1 {
		t.Errorf("the search finds %d acts:\n%s", rows, page.Words())
	}
}

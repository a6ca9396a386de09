package web_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concerta/internal/web/browsertest"
)

// Pages that are there only after something was done.
func TestBrowser_WhatFollowsADeedIsAccessible(t *testing.T) {
	t.Parallel()
	browser := browsertest.Start(t)
	service := browsertest.Serve(t, "--demo")
	page := browser.Open(t, 1280)
	service.SignIn(page)
	visit := func(path string) { page.Visit(service.Address + path) }

	visit(example + "/atti/avviso/emissione")
	page.Push("Emetti l’atto")
	page.Look("atto-emesso")
	act := page.Address()
	code := browsertest.Eval[string](page, `[...document.querySelectorAll('a')].find(a => a.getAttribute('href').startsWith('/verifica/')).getAttribute('href')`)
	page.Push("Carica il file firmato") // without one
	wantsStatus(t, page, http.StatusUnprocessableEntity)
	page.Look("errore-firma")
	page.Visit(act)
	page.Push("Annulla l’atto…")
	page.Look("annullamento")
	page.Push("Annulla")
	wantsStatus(t, page, http.StatusUnprocessableEntity)
	page.Look("annullamento-errore")

	visit(code)
	page.Look("verificato")
	page.Attach("File", written(t, "altro.pdf", []byte("%PDF-1.4 un altro")))
	page.Push("Confronta")
	page.Look("verificato-altro")
	visit("/verifica?codice=sbagliato")
	page.Look("verifica-errore")
	visit("/avvisi/" + lastOf(code))
	page.Look("avviso-pubblico")

	visit("/archivio")
	page.Look("archivio")
	visit("/archivio/da-firmare")
	page.Look("da-firmare")
	visit("/archivio/fascicoli")
	page.Look("fascicoli-pieni")
	visit("/archivio/verifica")
	page.Push("Verifica")
	page.Look("archivio-verificato")

	visit(example + "/emissioni/patto")
	page.Push("Emetti 18 atti")
	page.Look("lavoro")
	visit(example + "/emissioni/patto")
	page.Look("lavoro-gia-fatto")

	visit(example + "/incontri/prima-sessione/presenze")
	page.Push("Modifica")
	page.Look("presenza")
	visit(example + "/incontri/prima-sessione/presenze")
	page.Unfold("Chi non è in elenco")
	page.Push("Aggiungi")
	wantsStatus(t, page, http.StatusUnprocessableEntity)
	page.Look("presenze-errore")
}

// Pages that refuse: each with its reason, and a way to go on.
func TestBrowser_WhatIsRefusedIsAccessible(t *testing.T) {
	t.Parallel()
	browser := browsertest.Start(t)
	service := browsertest.Serve(t, "--demo")
	page := browser.Open(t, 1280)
	service.SignIn(page)
	visit := func(path string) { page.Visit(service.Address + path) }

	visit(example + "/modifica/scadenza")
	page.Fill("Ora", "12:30")
	page.Push("Salva")
	page.Says("Salvato")
	page.Look("salvato")

	visit(example + "/modifica/responsabile")
	page.Fill("E-mail", "senza nome")
	page.Push("Salva")
	wantsStatus(t, page, http.StatusUnprocessableEntity)
	page.Look("errore-422")

	visit("/importa")
	page.Attach("File del procedimento", written(t, "grande.yaml", bytes.Repeat([]byte("# riga\n"), 700_000)))
	page.Push("Carica")
	wantsStatus(t, page, http.StatusRequestEntityTooLarge)
	page.Look("errore-413")
	visit("/importa")
	page.Attach("File del procedimento", written(t, "rotto.yaml", []byte("versione: 1\nchiave: X\nluogo: mare\n")))
	page.Push("Carica")
	wantsStatus(t, page, http.StatusUnprocessableEntity)
	page.Look("errore-file")

	visit("/utenti/nuovo")
	page.Fill("Nome e cognome", "Bruno Bianchi ESEMPIO")
	page.Fill("Nome utente", "bruno.bianchi")
	page.Fill("Ruolo", "sola lettura")
	page.Push("Aggiungi")
	page.Look("invito")
	link := browsertest.Eval[string](page, `document.querySelector('.secret code').textContent`)
	other := browser.OpenApart(t, 1280)
	other.Visit(link)
	other.Look("invito-aperto")
	other.Fill(`[name="nuova"]`, "corta")
	other.Push("Imposta la password")
	other.Look("invito-errore")
	other.Fill(`[name="nuova"]`, journeyPassword)
	other.Fill(`[name="ripetuta"]`, journeyPassword)
	other.Push("Imposta la password")
	other.Fill("Nome utente", "bruno.bianchi")
	other.Fill("Password", "non è questa, di certo")
	other.Enter("\r")
	other.Look("accesso-errore")
	other.Fill("Nome utente", "bruno.bianchi")
	other.Fill("Password", journeyPassword)
	other.Enter("\r")
	if status := other.Visit(service.Address + "/nuovo"); status != http.StatusForbidden {
		t.Errorf("a reader may begin a process: status %d", status)
	}
	other.Look("errore-403")
	for name, path := range map[string]string{
		"lettore-dati": example + "/modifica/ente", "lettore-atto": example + "/atti/avviso", "lettore-presenze": example + "/incontri/prima-sessione/presenze",
	} {
		other.Visit(service.Address + path)
		other.Look(name)
	}
	other.Visit(link)
	other.Look("invito-usato")
}

func wantsStatus(t *testing.T, page *browsertest.Page, want int) {
	t.Helper()
	if got := page.Status(); got != want {
		t.Errorf("%s: status %d, want %d:\n%s", page.Address(), got, want, page.Words())
	}
}

func written(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Every page that follows a deed is really looked at by the tests of this file.
func TestPages_ThoseAfterADeedAreLookedAt(t *testing.T) {
	var source strings.Builder
	for _, name := range []string{"browser_states_test.go", "browser_edit_test.go", "journey_acts_test.go"} {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(b)
	}
	for _, p := range pagesToLookAt {
		if p.name != "" && p.path == "" && !strings.Contains(source.String(), `Look("`+p.name+`")`) {
			t.Errorf("nobody looks at %q (%s)", p.name, p.route)
		}
	}
}

package web_test

import (
	"net/http"
	"testing"

	"concerta/internal/web/browsertest"
)

// A session that ends while somebody types loses nothing, with a keyboard and without
// scripts alike.
func TestBrowser_ASessionThatEndsWhileTypingLosesNothing(t *testing.T) {
	t.Parallel()
	browser := browsertest.Start(t)
	service := browsertest.Serve(t, "--demo")
	page := browser.OpenApart(t, 1280)
	service.SignIn(page)
	page.Visit(service.Address + example + "/modifica/scadenza")

	// Some minutes before it is said; the page asks nothing of the service for that.
	browsertest.Eval[bool](page, `(document.body.dataset.session = '0', document.dispatchEvent(new Event('htmx:after:request')), true)`)
	page.WaitFor(`document.getElementById('avviso-sessione').textContent.includes('sessione')`)
	page.Check()

	page.Fill("Ora", "11:45")
	browsertest.Eval[bool](page, `(fetch('/uscita', {method: 'POST'}).then(() => { window.left = true; }), true)`)
	page.WaitFor(`window.left === true`)
	page.Push("Salva")
	wantsStatus(t, page, http.StatusUnauthorized)
	page.Says("La sessione è scaduta", "non è perso")
	page.Look("sessione-scaduta")
	login, password := service.User(t)
	page.Fill("Nome utente", login)
	page.Fill("Password", password)
	page.Push("Entra e riprendi")
	page.Says("non è ancora salvato")
	page.HasFocus("textContent", "Riprendi e salva")
	page.Look("sessione-ripresa")
	page.Push("Riprendi e salva")
	page.Says("Salvato")
	if hour := browsertest.Eval[string](page, `document.querySelector('[name="scadenza.ora"]').value`); hour != "11:45" {
		t.Errorf("the hour is %q", hour)
	}
}

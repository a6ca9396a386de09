package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"concerta/internal/account"
	"concerta/internal/web"
)

// waitingIn are the hidden values of a page, by name.
func waitingIn(page string) url.Values {
	values := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`).FindAllStringSubmatch(page, -1) {
		values.Add(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	return values
}

// signInWith is the sign-in form of a page, filled in.
func signInWith(page, login, password string) url.Values {
	values := waitingIn(page)
	values.Set("utente", login)
	values.Set("password", password)
	return values
}

func TestSessionEnded_WhatWasTypedWaitsForWhoSignsIn(t *testing.T) {
	o := newOffice(t)
	o.add("anna.rossi", "Anna Rossi", mayIssue)
	o.add("ugo.legge", "Ugo Legge", mayRead)
	b := o.browser().signIn("anna.rossi")
	sent := url.Values{
		"titolo": {`Piano <b>"così"</b>`}, "chiave": {"piano-2026"}, "ente": {"Ambito di Esempio\r\n\r\nseconda riga"}, "scelte": {"1", "2"}, "vuoto": {""},
	}
	o.now = o.now.Add(account.IdleLife)
	w := b.ask("POST", "/nuovo?da=qui", sent)
	want(t, w, http.StatusUnauthorized, "La sessione è scaduta", "non è perso", `name="password"`, "Entra e riprendi")
	if strings.Contains(w.Body.String(), "<b>") {
		t.Errorf("what was typed became part of the page:\n%s", w.Body)
	}
	page := w.Body.String()

	// A wrong password, and one whose role does not do, lose nothing.
	w = b.ask("POST", "/accesso", signInWith(page, "anna.rossi", "non è questa"))
	want(t, w, http.StatusUnprocessableEntity, "non sono giusti")
	w = b.ask("POST", "/accesso", signInWith(w.Body.String(), "ugo.legge", password))
	want(t, w, http.StatusForbidden, "Il ruolo di Ugo Legge (sola lettura) non basta")
	if b.signedIn() {
		t.Error("who may not send it is signed in")
	}
	before := b.token()
	w = b.ask("POST", "/accesso", signInWith(w.Body.String(), "anna.rossi", password))
	want(t, w, http.StatusOK, "Riprendi e salva", `action="/nuovo?da=qui"`, "non è ancora salvato", "Anna Rossi")
	if b.token() == before || b.token() == "" || !b.signedIn() {
		t.Error("the session is not a new one")
	}
	if got := waitingIn(w.Body.String()); !equalValues(got, sent) {
		t.Errorf("carried %v, want %v", got, sent)
	}
	if strings.Contains(w.Body.String(), password) {
		t.Error("the password is in the page")
	}
	if w := b.ask("POST", "/nuovo?da=qui", waitingIn(w.Body.String())); w.Code != http.StatusSeeOther {
		t.Errorf("resumed: status %d:\n%s", w.Code, w.Body)
	}
}

func equalValues(a, b url.Values) bool {
	return a.Encode() == b.Encode()
}

// A route that takes a password is the only one whose form does not wait.
func TestSessionEnded_PasswordsAreNeverCarried(t *testing.T) {
	o := newOffice(t)
	var lost []string
	for _, path := range web.PostRoutes(t) {
		w := o.browser().post(path, "campo", "parola-mai-vista")
		if w.Code == http.StatusUnauthorized && !strings.Contains(w.Body.String(), "parola-mai-vista") {
			lost = append(lost, path)
		}
	}
	if want := []string{"/account/password"}; !slices.Equal(lost, want) {
		t.Errorf("not carried: %v, want %v", lost, want)
	}
}

func TestSessionEnded_OnlyFormsOfThisServiceWait(t *testing.T) {
	o := newOffice(t)
	o.add("anna.rossi", "Anna Rossi", mayEverything)
	for _, to := range []string{"https://evil.example.com/", "//evil.example.com/nuovo", "/\\evil.example.com", "/account/password", "/accesso", "/uscita", "/manca", "/nuovo/", "javascript:alert(1)"} {
		w := o.browser().post("/accesso", "utente", "anna.rossi", "password", password, "ripresa", to, "ripresa-dati", "a=1")
		if w.Code != http.StatusSeeOther {
			t.Errorf("%s: status %d:\n%s", to, w.Code, w.Body)
		}
	}
	// A file cannot wait, and the page says so.
	b := o.browser()
	b.header.Set("Content-Type", "multipart/form-data; boundary=x")
	want(t, b.ask("POST", "/importa", nil), http.StatusUnauthorized, "sceglierlo di nuovo", `name="password"`)
	// More than a form can hold is not read.
	want(t, o.browser().post("/nuovo", "titolo", strings.Repeat("a", 2<<20)), http.StatusUnauthorized, "ripetere l’operazione")
}

func TestSessionEnded_APartOfAPageSaysSoInItsPlace(t *testing.T) {
	o := newOffice(t)
	b := o.browser()
	b.header.Set("HX-Request", "true")
	b.header.Set("Referer", "http://127.0.0.1:8080/archivio?q=a")
	w := b.get("/archivio?q=ab")
	want(t, w, http.StatusUnauthorized, "La sessione è scaduta", `href="/accesso?poi=%2Farchivio%3Fq%3Da"`)
	if w.Header().Get("HX-Reselect") != "#sessione-finita" {
		t.Errorf("headers %v", w.Header())
	}
	w = b.post("/nuovo", "titolo", "Piano")
	want(t, w, http.StatusUnauthorized, "Entra e riprendi")
	if w.Header().Get("HX-Retarget") != "#contenuto" {
		t.Errorf("headers %v", w.Header())
	}
}

func TestSession_PagesKnowWhenItEnds(t *testing.T) {
	o := newOffice(t)
	o.add("anna.rossi", "Anna Rossi", mayIssue)
	b := o.browser().signIn("anna.rossi")
	want(t, b.get("/account"), http.StatusOK, `data-session="1800"`, `id="avviso-sessione"`)
	start := o.now
	for o.now.Sub(start) < account.SessionLife-10*time.Minute {
		o.now = o.now.Add(10 * time.Minute)
		b.get("/account")
	}
	want(t, b.get("/account"), http.StatusOK, `data-session="600"`)
}

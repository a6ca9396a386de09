package web_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/argon2"

	"concerta/internal/account"
	"concerta/internal/store"
	"concerta/internal/web"
)

func TestSignIn_GivesASessionInACookieOfThisHostOnly(t *testing.T) {
	o := newOffice(t)
	o.add("anna.rossi", "Anna Rossi", mayIssue)
	b := o.browser()
	w := b.try("anna.rossi", password)
	want(t, w, http.StatusSeeOther)
	cookies := w.Result().Cookies()
	if len(cookies) != 1 {
		t.Fatalf("cookies %v", cookies)
	}
	c := cookies[0]
	if c.Name != sessionName || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 0 || !c.Expires.IsZero() {
		t.Errorf("cookie %v", c)
	}
	want(t, b.get("/account"), http.StatusOK, "Anna Rossi", "responsabile")
}

// Someone who plants a token in another's browser must not know it after that one
// has signed in.
func TestSignIn_GivesATokenThatNobodyKnewBefore(t *testing.T) {
	o := newOffice(t)
	o.add("anna.rossi", "Anna Rossi", mayIssue)
	planted := strings.Repeat("A", 43)
	b := o.with(planted).signIn("anna.rossi")
	if b.token() == planted || o.with(planted).signedIn() {
		t.Error("the planted token is good")
	}
	first := b.token()
	b.signIn("anna.rossi")
	if b.token() == first || o.with(first).signedIn() {
		t.Error("the token before signing in again is good")
	}
	if !b.signedIn() {
		t.Error("the new one is not")
	}
}

func TestSignIn_RefusalDoesNotTellWhy(t *testing.T) {
	o := newOffice(t)
	o.add("anna.rossi", "Anna Rossi", mayIssue)
	id := o.add("bea.verdi", "Bea Verdi", mayIssue)
	if err := o.store.SetDisabled(t.Context(), id, true, account.Deed{}); err != nil {
		t.Fatal(err)
	}
	_, err := o.store.AddUser(t.Context(), store.User{Login: "carla.blu", Name: "Carla Blu", Grant: mayRead}, store.Link{Digest: account.Digest{1}}, account.Deed{})
	if err != nil {
		t.Fatal(err)
	}
	var before string
	for _, c := range [][2]string{
		{"anna.rossi", "un’altra password"}, {"nessuno", password}, {"bea.verdi", password}, {"carla.blu", password}, {"carla.blu", " "}, {"ANNA.ROSSI", password},
	} {
		b := o.browser()
		w := b.try(c[0], c[1])
		want(t, w, http.StatusUnprocessableEntity, "non sono giusti")
		body := strings.ReplaceAll(w.Body.String(), c[0], "X")
		if before != "" && body != before {
			t.Errorf("as %s the page is another:\n%s", c[0], body)
		}
		before = body
		if b.token() != "" {
			t.Errorf("as %s there is a session", c[0])
		}
		if strings.Contains(body, c[1]) && c[1] != " " {
			t.Errorf("the password is repeated:\n%s", body)
		}
	}
}

func TestSignIn_WaitsAfterManyFailuresAndNotForEver(t *testing.T) {
	o := newOffice(t)
	o.add("anna.rossi", "Anna Rossi", mayIssue)
	b := o.browser()
	for range 5 {
		want(t, b.try("anna.rossi", "sbagliata, di certo"), http.StatusUnprocessableEntity)
	}
	w := b.try("anna.rossi", password)
	want(t, w, http.StatusTooManyRequests, "si può riprovare dopo le 10.00.30 (fra 30 secondi)")
	if w.Header().Get("Retry-After") != "30" {
		t.Errorf("Retry-After %q", w.Header().Get("Retry-After"))
	}
	o.now = o.now.Add(30 * time.Second)
	want(t, b.try("anna.rossi", password), http.StatusSeeOther)
}

func TestSignIn_GoesOnOnlyWithinTheService(t *testing.T) {
	o := newOffice(t)
	o.add("anna.rossi", "Anna Rossi", mayIssue)
	for next, to := range map[string]string{
		"/procedimenti/prova-2026?vista=1": "/procedimenti/prova-2026?vista=1", "": "/",
		"https://evil.example.com/": "/", "//evil.example.com": "/", "/\\evil.example.com": "/", "/\t/evil.example.com": "/", "javascript:alert(1)": "/",
	} {
		b := o.browser()
		if w := b.post("/accesso", "utente", "anna.rossi", "password", password, "poi", next); w.Header().Get("Location") != to {
			t.Errorf("%q led to %q", next, w.Header().Get("Location"))
		}
		w := b.ask("GET", "/accesso?"+"poi="+strings.NewReplacer("\t", "%09", "\\", "%5C").Replace(next), nil)
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != to {
			t.Errorf("signed in already, %q led to %q", next, w.Header().Get("Location"))
		}
	}
	want(t, o.browser().get("/accesso?poi=https%3A%2F%2Fevil.example.com"), http.StatusOK, `name="poi" value="/"`)
	want(t, o.browser().post("/accesso", "utente", "x", "password", "y", "poi", "//evil.example.com"), http.StatusUnprocessableEntity, `name="poi" value="/"`)
}

func TestSignIn_WithNothingSaysWhatIsMissing(t *testing.T) {
	b := newOffice(t).browser()
	want(t, b.post("/accesso"), http.StatusUnprocessableEntity, `href="#campo-utente"`, `href="#campo-password"`, "autofocus")
	want(t, b.ask("POST", "/accesso?utente=a&password=b", nil), http.StatusUnprocessableEntity)
}

func TestSignIn_StoresAPasswordAgainAtTheCostOfNow(t *testing.T) {
	o := newOffice(t)
	id := o.add("anna.rossi", "Anna Rossi", mayIssue)
	salt := make([]byte, 16)
	cheap := fmt.Sprintf("$argon2id$v=19$m=8,t=1,p=1$%s$%s", base64.RawStdEncoding.EncodeToString(salt),
		base64.RawStdEncoding.EncodeToString(argon2.IDKey([]byte(password), salt, 1, 8, 1, 32)))
	for _, stored := range []string{cheap, o.hash} {
		if err := o.store.Rehash(t.Context(), id, stored); err != nil {
			t.Fatal(err)
		}
		o.browser().signIn("anna.rossi")
		u, err := o.store.User(t.Context(), id)
		if err != nil || account.Outdated(u.Password) || (u.Password == stored) != (stored == o.hash) {
			t.Errorf("%s became %s, error %v", stored, u.Password, err)
		}
	}
	o.browser().signIn("anna.rossi")
}

func TestSession_EndsWithoutUseAndAfterTwelveHours(t *testing.T) {
	o := newOffice(t)
	o.add("anna.rossi", "Anna Rossi", mayIssue)
	b := o.browser().signIn("anna.rossi")
	o.now = o.now.Add(29 * time.Minute)
	if !b.signedIn() {
		t.Error("ended before half an hour")
	}
	o.now = o.now.Add(30 * time.Minute)
	w := b.get("/account")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/accesso?poi=%2Faccount" {
		t.Errorf("after half an hour without use: status %d to %q", w.Code, w.Header().Get("Location"))
	}
	b.signIn("anna.rossi")
	began := o.now
	for o.now.Sub(began) < 12*time.Hour-20*time.Minute {
		o.now = o.now.Add(20 * time.Minute)
		if !b.signedIn() {
			t.Fatalf("ended in use after %v", o.now.Sub(began))
		}
	}
	o.now = began.Add(12 * time.Hour)
	if b.signedIn() {
		t.Error("alive after twelve hours")
	}
}

func TestSession_EndsAtOnceWhenItsUserIsDisabled(t *testing.T) {
	o := newOffice(t)
	id := o.add("anna.rossi", "Anna Rossi", mayIssue)
	o.add("bea.verdi", "Bea Verdi", mayEverything)
	b, admin := o.browser().signIn("anna.rossi"), o.browser().signIn("bea.verdi")
	want(t, admin.post("/utenti/"+fmt.Sprint(id)+"/stato", "stato", "disattivato"), http.StatusSeeOther)
	if b.signedIn() {
		t.Error("still signed in")
	}
	want(t, b.try("anna.rossi", password), http.StatusUnprocessableEntity)
	want(t, admin.get("/utenti/"+fmt.Sprint(id)), http.StatusOK, "Anna Rossi non può più entrare", "disattivato")
	want(t, admin.post("/utenti/"+fmt.Sprint(id)+"/stato", "stato", "attivo"), http.StatusSeeOther)
	b.signIn("anna.rossi")
}

func TestSignOut_EndsTheSessionItself(t *testing.T) {
	o := newOffice(t)
	o.add("anna.rossi", "Anna Rossi", mayIssue)
	b, elsewhere := o.browser().signIn("anna.rossi"), o.browser().signIn("anna.rossi")
	token := b.token()
	want(t, b.post("/uscita"), http.StatusSeeOther)
	if b.token() != "" || o.with(token).signedIn() {
		t.Error("the token is still good")
	}
	want(t, b.get("/accesso"), http.StatusOK, "La sessione è chiusa.")
	want(t, b.post("/uscita"), http.StatusSeeOther) // also when there is none
	if !elsewhere.signedIn() {
		t.Error("the session elsewhere ended")
	}
	third := o.browser().signIn("anna.rossi")
	want(t, elsewhere.post("/account/uscite"), http.StatusSeeOther)
	if third.signedIn() || elsewhere.signedIn() {
		t.Error("signing out everywhere left a session")
	}
}

func TestCookies_WithoutEncryptionHaveAnotherNameAndEveryPageSaysSo(t *testing.T) {
	o := newOffice(t, func(c *web.Config) {
		c.InsecureCookies, c.Banner = true, "Collegamento non cifrato"
		c.Guard, _ = web.NewHostGuard("0.0.0.0:8080", "", web.Insecure)
	})
	o.add("anna.rossi", "Anna Rossi", mayIssue)
	b := o.browser()
	w := b.try("anna.rossi", password)
	if c := w.Result().Cookies(); len(c) != 1 || c[0].Name != "concerta-sessione" || c[0].Secure || !c[0].HttpOnly {
		t.Errorf("cookies %v", c)
	}
	for _, path := range []string{"/account", "/", "/manca", "/accesso", "/privacy"} {
		if w := b.get(path); w.Code != http.StatusSeeOther && !strings.Contains(w.Body.String(), `<p class="container">Collegamento non cifrato`) {
			t.Errorf("%s has no banner:\n%s", path, w.Body)
		}
	}
}

func TestOrigin_IsWhatTheProxyOfThisComputerSaysLast(t *testing.T) {
	for _, c := range []struct {
		proxy, peer string
		header      []string
		origin      string
		https       bool
	}{
		{"", "192.0.2.7:1", []string{"203.0.113.9"}, "192.0.2.7", false},
		{"", "127.0.0.1:1", []string{"203.0.113.9"}, "127.0.0.1", false},
		{"X-Forwarded-For", "192.0.2.7:1", []string{"203.0.113.9"}, "192.0.2.7", false},
		{"X-Forwarded-For", "127.0.0.1:1", []string{"203.0.113.9"}, "203.0.113.9", true},
		{"X-Forwarded-For", "[::1]:1", []string{"198.51.100.1, 203.0.113.9"}, "203.0.113.9", true},
		{"X-Forwarded-For", "127.0.0.1:1", []string{"198.51.100.1", "2001:db8::1"}, "2001:db8::1", true},
		{"X-Forwarded-For", "127.0.0.1:1", []string{"sconosciuto"}, "indirizzo non noto", true},
		{"X-Forwarded-For", "127.0.0.1:1", nil, "127.0.0.1", false},
	} {
		o := newOffice(t, func(cfg *web.Config) { cfg.ProxyHeader = c.proxy })
		o.add("anna.rossi", "Anna Rossi", mayIssue)
		b := o.browser()
		b.address = c.peer
		if c.header != nil {
			b.header["X-Forwarded-For"] = c.header
		}
		w := b.try("anna.rossi", password)
		deeds, _, err := o.store.Deeds(t.Context(), store.DeedFilter{Action: account.SignedIn, Limit: 1})
		if err != nil || len(deeds) != 1 || deeds[0].Origin != c.origin {
			t.Errorf("%+v: %v, error %v", c, deeds, err)
		}
		if got := w.Header().Get("Strict-Transport-Security") != ""; got != c.https {
			t.Errorf("%+v: taken for https: %v", c, got)
		}
	}
}

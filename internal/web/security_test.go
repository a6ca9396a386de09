package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"concerta/internal/account"
	"concerta/internal/store"
)

// everyPage asks for every page that has words, as somebody who may everything.
func everyPage(t *testing.T, o *office) map[string]*httptest.ResponseRecorder {
	t.Helper()
	admin, guest := o.browser().signIn("ada.uno"), o.browser()
	pages := map[string]*httptest.ResponseRecorder{}
	for _, path := range []string{"/", "/procedimenti/prova-2026", "/account", "/utenti", "/utenti/nuovo", "/utenti/1", "/operazioni", "/manca", "/informazioni", "/accessibilita", "/privacy"} {
		pages[path] = admin.get(path)
	}
	pages["guest /accesso"] = guest.get("/accesso")
	pages["guest /password"] = guest.get("/password/x")
	pages["guest POST /accesso"] = guest.post("/accesso", "utente", "x")
	pages["POST /utenti"] = admin.post("/utenti", "nome", "Bea Verdi", "utente", "bea.verdi", "ruolo", "2")
	pages["POST /utenti wrong"] = admin.post("/utenti", "nome", "", "utente", "X")
	pages["POST /account/password"] = admin.post("/account/password")
	return pages
}

func withProcess(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	o.add("ada.uno", "Ada Uno", mayEverything)
	for _, key := range []string{"prova-2026", "altro-2026"} {
		d := store.Draft{Key: key, Title: "Piano di prova", Source: []byte(strings.Replace(source, "prova-2026", key, 1))}
		if _, err := o.store.SaveProcess(t.Context(), d, 0); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// The policy forbids what is inline, so that a page which needs it is broken; and a
// page that has it shows a hole.
func TestPages_HaveNothingInline(t *testing.T) {
	ownScripts := regexp.MustCompile(`<script src="/static/[a-z.-]+\?v=[0-9a-f]+" defer></script>`)
	inline := regexp.MustCompile(`(?i)<script|<style|\sstyle=|\son[a-z]+=|javascript:|<iframe|<base|http-equiv`)
	for path, w := range everyPage(t, withProcess(t)) {
		if found := inline.FindString(ownScripts.ReplaceAllString(w.Body.String(), "")); found != "" {
			t.Errorf("%s has %q:\n%s", path, found, w.Body)
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html; charset=utf-8") || !strings.Contains(w.Body.String(), "<h1>") {
			t.Errorf("%s: status %d, %s", path, w.Code, w.Header().Get("Content-Type"))
		}
		h := w.Header()
		csp := h.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"} {
			if !strings.Contains(csp, part) {
				t.Errorf("%s: policy %q", path, csp)
			}
		}
		if strings.Contains(csp, "unsafe") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "no-store" || h.Get("Referrer-Policy") != "same-origin" {
			t.Errorf("%s: headers %v", path, h)
		}
	}
}

func TestPages_EveryFieldHasALabelAndEveryIDIsThereOnce(t *testing.T) {
	ids := regexp.MustCompile(`\sid="([^"]+)"`)
	for path, w := range everyPage(t, withProcess(t)) {
		body := w.Body.String()
		seen := map[string]bool{}
		for _, m := range ids.FindAllStringSubmatch(body, -1) {
			if seen[m[1]] {
				t.Errorf("%s: id %s is there twice", path, m[1])
			}
			seen[m[1]] = true
			words := strings.HasSuffix(m[1], "-aiuto") || strings.HasSuffix(m[1], "-errore")
			if strings.HasPrefix(m[1], "campo-") && !words && !strings.Contains(body, `<label for="`+m[1]+`">`) {
				t.Errorf("%s: %s has no label", path, m[1])
			}
		}
		for _, m := range regexp.MustCompile(`aria-(?:describedby|labelledby)="([^"]+)"`).FindAllStringSubmatch(body, -1) {
			for id := range strings.FieldsSeq(m[1]) {
				if !seen[id] {
					t.Errorf("%s speaks of %s, which is not there", path, id)
				}
			}
		}
	}
}

func TestPages_EscapeNastyNamesAndWhatIsAsked(t *testing.T) {
	const nasty = `<script>alert("1")</script>'"><img src=x>`
	o := withProcess(t)
	id := o.add("bea.verdi", nasty, mayEverything)
	b := o.browser().signIn("bea.verdi")
	if err := o.store.Record(t.Context(), account.Deed{Operator: nasty, Action: nasty, About: nasty, Origin: nasty}); err != nil {
		t.Fatal(err)
	}
	q := url.QueryEscape(nasty)
	for name, w := range map[string]*httptest.ResponseRecorder{
		"account":   b.get("/account"),
		"users":     b.get("/utenti"),
		"user":      b.get(userPage(id)),
		"audit":     b.get("/operazioni"),
		"reflected": b.get("/operazioni?operatore=" + q + "&oggetto=" + q + "&operazione=" + q + "&dal=" + q + "&al=" + q + "&x=" + q),
		"next":      o.browser().get("/accesso?poi=/" + q),
		"login":     o.browser().post("/accesso", "utente", nasty, "password", nasty, "poi", "/"+nasty),
		"new user":  b.post("/utenti", "nome", nasty, "utente", nasty, "ruolo", nasty),
		"invite":    b.post("/utenti", "nome", nasty+"2", "utente", "carla", "ruolo", "2"),
		"link":      o.browser().get("/password/" + url.PathEscape(nasty)),
		"path":      b.get("/" + url.PathEscape(nasty)),
	} {
		if body := w.Body.String(); strings.Contains(body, "<script>") || strings.Contains(body, "<img") || strings.Contains(body, `"><`+"img") {
			t.Errorf("%s:\n%s", name, body)
		}
	}
	b.post(userPage(id)+"/ruolo", "ruolo", "4", "amministratore", "sì")
	want(t, b.get("/account"), http.StatusOK, `flash" role="status"`, "&lt;script&gt;")
	if body := b.get("/account").Body.String(); strings.Contains(body, `flash" role="status"`) {
		t.Error("the message is shown again")
	}
}

func TestStatic_GivesNothingButItsFiles(t *testing.T) {
	b := withProcess(t).browser()
	for _, path := range []string{
		"/static/../pages/frame.html", "/static/..%2fpages%2fframe.html", "/static/%2e%2e/pages/frame.html", "/static/..%5cpages%5cframe.html",
		"/static/%2fetc%2fpasswd", "/static/", "/static/.", "/static/..", "/static/pagine.css%00.html", "/static/pagine.css/", "/static//etc/passwd",
	} {
		if w := b.get(path); w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "define") || strings.Contains(w.Body.String(), "root:") {
			t.Errorf("%s: status %d:\n%.300s", path, w.Code, w.Body)
		}
	}
	admin := b.o.browser().signIn("ada.uno")
	for _, path := range []string{
		"/procedimenti/prova-2026/..%2f..%2fconcerta.db", "/procedimenti/..%2f..%2fetc/passwd", "/procedimenti/prova-2026/stampe/giorni/..%2f..%2f2026-03-10.pdf",
	} {
		want(t, admin.get(path), http.StatusNotFound)
	}
}

func TestHead_OfTheNewPagesIsLikeGet(t *testing.T) {
	o := withProcess(t)
	admin := o.browser().signIn("ada.uno")
	for _, path := range []string{"/accesso", "/account", "/utenti", "/operazioni", "/privacy", "/utenti/999"} {
		get, head := admin.ask("GET", path, nil), admin.ask("HEAD", path, nil)
		if get.Code != head.Code || get.Header().Get("Content-Length") != head.Header().Get("Content-Length") {
			t.Errorf("%s: GET %d %v, HEAD %d %v", path, get.Code, get.Header(), head.Code, head.Header())
		}
	}
}

func TestBody_OfTheSignInIsBounded(t *testing.T) {
	w := newOffice(t).browser().post("/accesso", "utente", "ada.uno", "password", strings.Repeat("a", 4<<20))
	want(t, w, http.StatusRequestEntityTooLarge, "Invio troppo grande")
}

func TestLog_SaysNothingOfPeople(t *testing.T) {
	o := withProcess(t)
	b := o.browser()
	b.header.Set("User-Agent", "Spia di Ada")
	b.try("ada.uno", "una password sbagliata")
	b.try("un nome che non c’è", password)
	b.signIn("ada.uno")
	w := b.post("/utenti", "nome", "Bea Verdi", "utente", "bea.verdi", "ruolo", "2")
	link := linkIn(t, w.Body.String())
	b.get(link)
	b.get("/operazioni?operatore=Bea")
	b.get("/procedimenti/prova-2026")
	b.get("/bea/verdi")
	for range 7 {
		b.try("bea.verdi", "sbagliata")
	}
	log := o.log.String()
	if !strings.Contains(log, "/password/:gettone") || strings.Contains(log, "level=ERROR") {
		t.Errorf("log:\n%s", log)
	}
	for _, secret := range []string{"ada.uno", "Ada", "bea", "Bea", password, "sbagliata", "nome che", "192.0.2.7", b.token(), link[len("/password/"):], "prova-2026"} {
		if strings.Contains(log, secret) {
			t.Errorf("%q is logged:\n%s", secret, log)
		}
	}
}

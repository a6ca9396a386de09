package web_test

import (
	"bytes"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"concerta/internal/account"
	"concerta/internal/produce"
	"concerta/internal/store"
	"concerta/internal/web"
)

// office is a service over a real store, with a clock that a test moves.
type office struct {
	t       *testing.T
	store   *store.Store
	handler http.Handler
	log     *bytes.Buffer
	now     time.Time
	random  *rand.ChaCha8
	hash    string // of password
}

// password is that of every user of an office.
const password = "carciofo finestra domani"

// hashed is made once: it takes a while.
var hashed = sync.OnceValues(func() (string, error) { return account.Hash(password, rand.NewChaCha8([32]byte{9})) })

func newOffice(t *testing.T, change ...func(*web.Config)) *office {
	t.Helper()
	o := &office{t: t, log: &bytes.Buffer{}, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), random: rand.NewChaCha8([32]byte{3})}
	var err error
	if o.hash, err = hashed(); err != nil {
		t.Fatal(err)
	}
	if o.store, err = store.Open(t.Context(), t.TempDir(), o.clock); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = o.store.Close() })
	guard, err := web.NewHostGuard("127.0.0.1:8080", "", web.Plain)
	if err != nil {
		t.Fatal(err)
	}
	config := web.Config{
		Store: o.store, Accounts: o.store,
		Press:   produce.NewPress(maker{}, nil, produce.Renderers{PDF: render, DOCX: render, HTML: render, Text: render, Merge: merge}),
		Preview: render, Style: ".atto { color: black }", Guard: guard, Random: o.random,
		Log:   slog.New(slog.NewTextHandler(o.log, nil)),
		Clock: o.clock, Zone: time.FixedZone("CET", 3600),
	}
	for _, f := range change {
		f(&config)
	}
	if o.handler, err = web.New(config); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) clock() time.Time { return o.now }

// add adds a user who has set his password.
func (o *office) add(login, name string, g account.Grant) int64 {
	o.t.Helper()
	_, digest, err := account.NewToken(o.random)
	if err != nil {
		o.t.Fatal(err)
	}
	id, err := o.store.AddUser(o.t.Context(), store.User{Login: login, Name: name, Grant: g},
		store.Link{Digest: digest, Expires: o.now.Add(time.Hour)}, account.Deed{Operator: "Prova", Action: account.UserAdded, About: login})
	if err != nil {
		o.t.Fatal(err)
	}
	if err := o.store.Redeem(o.t.Context(), digest, o.hash, ""); err != nil {
		o.t.Fatal(err)
	}
	return id
}

// browser keeps cookies, also Secure ones, as browsers do on this computer.
type browser struct {
	o       *office
	cookies map[string]*http.Cookie
	address string
	header  http.Header
}

func (o *office) browser() *browser {
	return &browser{o: o, cookies: map[string]*http.Cookie{}, address: "192.0.2.7:40000", header: http.Header{}}
}

// ask sends a request; with a form, as a browser posts one.
func (b *browser) ask(method, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Host, r.RemoteAddr = "127.0.0.1:8080", b.address
	for name, values := range b.header {
		r.Header[name] = values
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for _, c := range b.cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	b.o.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
			continue
		}
		b.cookies[c.Name] = c
	}
	return w
}

func (b *browser) get(path string) *httptest.ResponseRecorder { return b.ask("GET", path, nil) }

func (b *browser) post(path string, pairs ...string) *httptest.ResponseRecorder {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.ask("POST", path, form)
}

func (b *browser) try(login, password string) *httptest.ResponseRecorder {
	return b.post("/accesso", "utente", login, "password", password)
}

// signIn signs in and fails the test when it cannot.
func (b *browser) signIn(login string) *browser {
	b.o.t.Helper()
	if w := b.try(login, password); w.Code != http.StatusSeeOther {
		b.o.t.Fatalf("signing in as %s: status %d:\n%s", login, w.Code, w.Body)
	}
	return b
}

const sessionName = "__Host-sessione"

func (b *browser) token() string {
	if c := b.cookies[sessionName]; c != nil {
		return c.Value
	}
	return ""
}

// signedIn tells whether the service still knows the browser.
func (b *browser) signedIn() bool { return b.get("/account").Code == http.StatusOK }

// with is another browser with that session token.
func (o *office) with(token string) *browser {
	b := o.browser()
	b.cookies[sessionName] = &http.Cookie{Name: sessionName, Value: token}
	return b
}

var (
	mayRead       = account.Grant{Level: account.Reader}
	mayIssue      = account.Grant{Level: account.Officer}
	mayEverything = account.Grant{Level: account.Officer, Administrator: true}
)

func want(t *testing.T, w *httptest.ResponseRecorder, status int, contains ...string) {
	t.Helper()
	if w.Code != status {
		t.Errorf("status %d, want %d:\n%.1500s", w.Code, status, w.Body)
	}
	for _, c := range contains {
		if !strings.Contains(w.Body.String(), c) {
			t.Errorf("does not contain %q:\n%s", c, w.Body)
		}
	}
}

package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
	"concerta/internal/store"
)

// everyGrant is every grant that a user can have, and nobody.
var everyGrant = map[string]*account.Grant{
	"":                             nil,
	"sola lettura":                 {Level: account.Reader},
	"operatore":                    {Level: account.Operator},
	"responsabile":                 {Level: account.Officer},
	"sola lettura, amministratore": {Level: account.Reader, Administrator: true},
	"operatore, amministratore":    {Level: account.Operator, Administrator: true},
	"responsabile, amministratore": {Level: account.Officer, Administrator: true},
}

// sessionsOfEveryGrant knows a session for each grant.
type sessionsOfEveryGrant struct{ Accounts }

func (sessionsOfEveryGrant) Session(_ context.Context, d account.Digest) (*store.Session, error) {
	for name, grant := range everyGrant {
		if digest, _ := account.DigestOf(tokenOf(name)); grant != nil && digest == d {
			now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
			return &store.Session{Session: account.Session{Began: now, Seen: now}, User: store.User{ID: 1, Login: "anna.rossi", Name: "Anna Rossi", Grant: *grant}}, nil
		}
	}
	return nil, store.ErrNotFound
}

// tokenOf is the token of the session that has a grant.
func tokenOf(grant string) string {
	digest := sha256.Sum256([]byte(grant))
	return base64.RawURLEncoding.EncodeToString(digest[:])
}

// bareService is a service without data, for what happens before handlers.
func bareService(t *testing.T) *service {
	t.Helper()
	guard, err := NewHostGuard("127.0.0.1:8080", "", Plain)
	if err != nil {
		t.Fatal(err)
	}
	s, err := newService(Config{
		Guard: guard, Log: slog.New(slog.DiscardHandler), Random: rand.NewChaCha8([32]byte{}), Zone: time.UTC,
		Clock:    func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) },
		Accounts: sessionsOfEveryGrant{},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// passed is the answer of a handler that was reached.
const passed = http.StatusTeapot

// stubbed is the routes, with handlers that only say that they were reached.
func stubbed(routes []route) []route {
	routes = slices.Clone(routes)
	for i := range routes {
		routes[i].handle = func(c *gin.Context) { c.Status(passed) }
	}
	return routes
}

// concrete is a path in which something stands for each parameter.
func concrete(path string) string {
	return strings.NewReplacer(":chiave", "prova-2026", ":file", "x.pdf", ":parte", "tavoli", ":incontro", "primo", ":utente", "1", ":gettone", "x", ":", "").Replace(path)
}

func ask(h http.Handler, method, path, grant string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, http.NoBody)
	r.Host = "127.0.0.1:8080"
	r.AddCookie(&http.Cookie{Name: "__Host-sessione", Value: tokenOf(grant)})
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestRoutes_EachRoleGetsExactlyWhatItMay(t *testing.T) {
	s := bareService(t)
	// A route that forgot its role must let nobody in.
	routes := append(stubbed(s.routes()), stubbed([]route{{method: "GET", path: "/dimenticata"}, {method: "POST", path: "/dimenticata"}})...)
	h, err := s.handler(routes)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range routes {
		path := concrete(r.path)
		methods := []string{r.method}
		if r.method == http.MethodGet {
			methods = append(methods, http.MethodHead)
		}
		for _, method := range methods {
			for name, grant := range everyGrant {
				want := http.StatusForbidden
				switch {
				case r.need == account.Anyone || grant != nil && grant.May(r.need):
					want = passed
				case grant == nil && r.method == http.MethodGet:
					want = http.StatusSeeOther
				case grant == nil:
					want = http.StatusUnauthorized
				}
				w := ask(h, method, path, name)
				if w.Code != want {
					t.Errorf("%s %s as %q: status %d, want %d", method, path, name, w.Code, want)
				}
				if want == http.StatusSeeOther && !strings.HasPrefix(w.Header().Get("Location"), signInPath) {
					t.Errorf("%s %s: led to %q", method, path, w.Header().Get("Location"))
				}
			}
		}
	}
}

// What anybody may ask for is written here a second time, so that a page does not
// become public by a slip.
func TestRoutes_PublicOnesAreThese(t *testing.T) {
	var public []string
	for _, r := range bareService(t).routes() {
		if r.need == account.Anyone {
			public = append(public, r.method+" "+r.path)
		}
		if r.need == account.Nobody {
			t.Errorf("%s %s names no role", r.method, r.path)
		}
	}
	slices.Sort(public)
	want := []string{
		"GET /accessibilita",
		"GET /accesso",
		"GET /avvisi/:codice",
		"GET /avvisi/:codice/:file",
		"GET /healthz",
		"GET /informazioni",
		"GET /password/:gettone",
		"GET /privacy",
		"GET /static/:file",
		"GET /verifica",
		"GET /verifica/:codice",
		"POST /accesso",
		"POST /password/:gettone",
		"POST /uscita",
		"POST /verifica/:codice",
	}
	if !slices.Equal(public, want) {
		t.Errorf("public:\n%s\nwant:\n%s", strings.Join(public, "\n"), strings.Join(want, "\n"))
	}
}

func TestNav_ShowsWhatTheViewerMay(t *testing.T) {
	s := bareService(t)
	s.menu = []route{{path: "/a", nav: "A", need: reader}, {path: "/b", nav: "B", need: administrator}}
	h, err := s.handler(stubbed(s.routes()))
	if err != nil {
		t.Fatal(err)
	}
	for grant, want := range map[string][2]bool{"": {}, "responsabile": {true, false}, "sola lettura, amministratore": {true, true}} {
		body := ask(h, "GET", "/manca", grant).Body.String()
		for i, link := range []string{`<a href="/a">A</a>`, `<a href="/b">B</a>`} {
			if strings.Contains(body, link) != want[i] {
				t.Errorf("as %q, %s wanted %v:\n%s", grant, link, want[i], body)
			}
		}
		if strings.Contains(body, "Anna Rossi") != (grant != "") {
			t.Errorf("as %q, the viewer:\n%s", grant, body)
		}
	}
}

func TestSafeNext_StaysInThisService(t *testing.T) {
	for next, want := range map[string]string{
		"/procedimenti/prova-2026":      "/procedimenti/prova-2026",
		"/procedimenti?cerca=a%20b&p=2": "/procedimenti?cerca=a%20b&p=2",
		"":                              "/",
		"procedimenti":                  "/",
		"//evil.example.com":            "/",
		"/\\evil.example.com":           "/",
		"\\\\evil.example.com":          "/",
		"/\t/evil.example.com":          "/",
		"/\n/evil.example.com":          "/",
		"\x20//evil.example.com":        "/",
		"https://evil.example.com":      "/",
		"javascript:alert(1)":           "/",
		"/%2f/evil.example.com":         "/",
		"/%zz":                          "/",
		"/" + strings.Repeat("a", 3000): "/",
	} {
		if got := safeNext(next); got != want {
			t.Errorf("%q: %q, want %q", next, got, want)
		}
	}
}

func TestSignInFor_KeepsThePageAskedFor(t *testing.T) {
	for asked, want := range map[string]string{
		"/": "/accesso", "/procedimenti/x?vista=1": "/accesso?poi=%2Fprocedimenti%2Fx%3Fvista%3D1", "//evil.example.com/": "/accesso",
	} {
		u, err := url.ParseRequestURI(asked)
		if err != nil {
			t.Fatal(err)
		}
		if got := signInFor(u); got != want {
			t.Errorf("%s: %s, want %s", asked, got, want)
		}
	}
}

func TestFlash_IsShownOnceAndCannotBeForged(t *testing.T) {
	s := bareService(t)
	h, err := s.handler(append(stubbed(s.routes()), route{
		method: "POST", path: "/prova", need: reader,
		handle: func(c *gin.Context) { s.redirect(c, "/manca", flashDone, `Salvato <b>"così"</b>`) },
	}))
	if err != nil {
		t.Fatal(err)
	}
	w := ask(h, "POST", "/prova", "operatore")
	cookies := w.Result().Cookies()
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/manca" || len(cookies) != 1 {
		t.Fatalf("status %d to %q, cookies %v", w.Code, w.Header().Get("Location"), cookies)
	}
	if c := cookies[0]; !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || !strings.HasPrefix(c.Name, "__Host-") || c.Path != "/" || c.Domain != "" {
		t.Errorf("cookie %v", c)
	}
	show := func(value string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "/manca", http.NoBody)
		r.Host = "localhost"
		r.AddCookie(&http.Cookie{Name: cookies[0].Name, Value: value})
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	shown := show(cookies[0].Value)
	if body := shown.Body.String(); !strings.Contains(body, `<p>Salvato &lt;b&gt;`) {
		t.Errorf("not shown:\n%s", body)
	}
	if c := shown.Result().Cookies(); len(c) != 1 || c[0].MaxAge >= 0 {
		t.Errorf("not taken away: %v", c)
	}
	forged := (&service{Config: s.Config, flashSecret: []byte("another")}).sealFlash(flash{Kind: flashDone, Text: "Salvato altrove"})
	for _, value := range []string{forged, "", "x", "?", strings.Repeat("A", 4000), cookies[0].Value + "AAAA"} {
		if body := show(value).Body.String(); strings.Contains(body, "Salvato") || strings.Contains(body, `flash" role="status"`) {
			t.Errorf("%q is shown:\n%s", value, body)
		}
	}
}

func TestBody_OverItsLimitIsRefusedWithAPage(t *testing.T) {
	s := bareService(t)
	read := func(c *gin.Context) {
		if sent := s.readForm(c); sent != nil {
			c.String(passed, sent.Get("testo"))
		}
	}
	h, err := s.handler([]route{
		{method: "POST", path: "/modulo", need: anyone, handle: read},
		{method: "POST", path: "/grande", need: anyone, handle: read, maxBody: 2 * formBody},
	})
	if err != nil {
		t.Fatal(err)
	}
	send := func(path, query, body string, told bool) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", path+query, strings.NewReader(body))
		r.Host = "localhost"
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if !told {
			r.ContentLength = -1
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	large := "testo=" + strings.Repeat("a", formBody)
	for _, told := range []bool{true, false} {
		if w := send("/modulo", "", large, told); w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "Invio troppo grande") {
			t.Errorf("length told %v: status %d: %.200s", told, w.Code, w.Body)
		}
		if w := send("/grande", "", large, told); w.Code != passed {
			t.Errorf("length told %v: status %d on a route that takes more", told, w.Code)
		}
	}
	if w := send("/modulo", "?testo=indirizzo", "altro=1", true); w.Body.String() != "" {
		t.Errorf("the address filled in %q", w.Body)
	}
	if w := send("/modulo", "", "testo=%zz", true); w.Code != http.StatusBadRequest {
		t.Errorf("a form that cannot be read has status %d", w.Code)
	}
}

func TestForm_ShowsErrorsInASummaryAndByTheField(t *testing.T) {
	f := &form{Action: "/prova", Button: "Salva", Fields: []*field{
		{Name: "nome", Label: "Nome", Hint: "Come negli atti", Required: true},
		{Name: "nota", Label: "Nota"},
		{Name: "parola", Label: "Password", Kind: "password", Required: true},
		{Name: "ruolo", Label: "Ruolo", Kind: "select", Required: true, Options: []option{{Value: "a", Words: "A"}, {Value: "b", Words: "B"}}},
	}}
	f.read(url.Values{"nome": {"  "}, "parola": {"segretissima"}, "ruolo": {"b"}})
	f.fail("nota", `Non <b>va`)
	f.fail("", "Nel complesso no.")
	var b strings.Builder
	pages, err := parsePages(assets{})
	if err != nil {
		t.Fatal(err)
	}
	page, err := pages["error.html"]()
	if err != nil {
		t.Fatal(err)
	}
	if err := page.ExecuteTemplate(&b, "form", f); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{
		`class="errors" role="alert" tabindex="-1" autofocus`, `<a href="#campo-nome">Nome: Manca`, "<li>Nel complesso no.</li>",
		`aria-describedby="campo-nome-aiuto campo-nome-errore" aria-invalid="true"`, `id="campo-nota-errore"`, `Non &lt;b&gt;va`,
		`<option value="b" selected>B</option>`, `method="post" action="/prova"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "segretissima") {
		t.Errorf("the password is repeated:\n%s", got)
	}
}

// Old browsers say only Origin, newer ones Sec-Fetch-Site.
func TestCrossSite_PostIsRefusedOnEveryRoute(t *testing.T) {
	s := bareService(t)
	routes := stubbed(s.routes())
	h, err := s.handler(routes)
	if err != nil {
		t.Fatal(err)
	}
	posts := 0
	for _, r := range routes {
		if r.method == http.MethodGet {
			continue
		}
		posts++
		path := concrete(r.path)
		for _, header := range [][2]string{
			{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example.com"}, {"Origin", "null"},
		} {
			q := httptest.NewRequest(r.method, path, http.NoBody)
			q.Host = "127.0.0.1:8080"
			q.Header.Set(header[0], header[1])
			q.AddCookie(&http.Cookie{Name: "__Host-sessione", Value: tokenOf("responsabile, amministratore")})
			w := httptest.NewRecorder()
			h.ServeHTTP(w, q)
			if w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "altro sito") {
				t.Errorf("%s %s with %v: status %d", r.method, path, header, w.Code)
			}
		}
		// A browser that says only Origin, as all do over plain http, must pass.
		q := httptest.NewRequest(r.method, path, http.NoBody)
		q.Host = "127.0.0.1:8080"
		q.Header.Set("Origin", "http://127.0.0.1:8080")
		q.AddCookie(&http.Cookie{Name: "__Host-sessione", Value: tokenOf("responsabile, amministratore")})
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, q); w.Code != passed {
			t.Errorf("%s %s: status %d for one's own", r.method, path, w.Code)
		}
	}
	if posts < 8 {
		t.Errorf("only %d routes change something", posts)
	}
}

func TestRecord_ThatFailsIsLoggedAndUndoesNothing(t *testing.T) {
	s := bareService(t)
	var log strings.Builder
	s.Log = slog.New(slog.NewTextHandler(&log, nil))
	s.Accounts = fullDisk{}
	h, err := s.handler([]route{{method: "POST", path: "/emissione", need: officer, handle: func(c *gin.Context) {
		s.record(c, "emissione", "casarano-2013.avviso.1")
		c.Status(passed)
	}}})
	if err != nil {
		t.Fatal(err)
	}
	if w := ask(h, "POST", "/emissione", "responsabile"); w.Code != passed || !strings.Contains(log.String(), "disco pieno") {
		t.Errorf("status %d, log %s", w.Code, &log)
	}
}

type fullDisk struct{ sessionsOfEveryGrant }

func (fullDisk) Record(_ context.Context, d account.Deed) error {
	if d.Operator != "Anna Rossi" || d.User != 1 || d.Origin != "192.0.2.1" || d.About != "casarano-2013.avviso.1" {
		return fmt.Errorf("another deed: %+v", d)
	}
	return errors.New("disco pieno")
}

// Every page type names a file that is there, and no file is without a page.
func TestPages_AreThere(t *testing.T) {
	pages, err := parsePages(assets{})
	if err != nil {
		t.Fatal(err)
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, name := range sources {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\) file\(\) string +\{ return "([^"]+)" \}`).FindAllStringSubmatch(string(src), -1) {
			named[m[1]] = true
			if pages[m[1]] == nil {
				t.Errorf("%s: there is no %s", name, m[1])
			}
		}
	}
	for file, read := range pages {
		if _, err := read(); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if !named[file] {
			t.Errorf("no page shows %s", file)
		}
	}
}

// GetRoutes is the path of everything that can be got, for the tests that look at
// every page.
func GetRoutes(t *testing.T) []string {
	t.Helper()
	var paths []string
	for _, r := range bareService(t).routes() {
		if r.method == http.MethodGet {
			paths = append(paths, r.path)
		}
	}
	return paths
}

// PostRoutes is a path of everything that can be sent.
func PostRoutes(t *testing.T) []string {
	t.Helper()
	var paths []string
	for _, r := range bareService(t).routes() {
		if r.method == http.MethodPost {
			paths = append(paths, concrete(r.path))
		}
	}
	return paths
}

package web_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"concerta/internal/account"
	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
	"concerta/internal/produce"
	"concerta/internal/store"
	"concerta/internal/web"
)

const source = `versione: 1
chiave: prova-2026
titolo: Piano di prova
ente:
  tipo: comune
  nome: Comune di Prova
avviso:
  titolo: “Avviso di prova”
  annuncio:
    soggetto: IL COMUNE DI PROVA
    verbo: COMUNICA
    oggetto: L’AVVIO DEL PERCORSO
  luogo: Prova
  data: 2026-03-02
fasi:
  - titolo: Ascolto
    voci:
      - incontro:
          id: primo
          data: 2026-03-10
          ora: 15.30
          luogo: Sala comunale
          etichetta: primo incontro
          effetti: [presenza-vale-adesione]
          testo: |
            presentazione del percorso
firmatari:
  - id: dirigente
    ufficio: IL DIRIGENTE
    nome: Dott.ssa Anna ROSSI
    firma: digitale
`

// shelf is a store in memory.
type shelf struct {
	mutex sync.Mutex
	list  []store.Process // the newest version of each
	older []store.Process
	down  error
}

func (s *shelf) Process(_ context.Context, key string) (*store.Process, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, p := range s.list {
		if p.Key == key {
			p.Digest = p.Draft.Digest()
			return &p, s.down
		}
	}
	return nil, fmt.Errorf("process %s: %w", key, store.ErrNotFound)
}

func (s *shelf) Processes(context.Context) ([]store.Summary, error) {
	var list []store.Summary
	for _, p := range s.list {
		list = append(list, store.Summary{Key: p.Key, Title: p.Title, Version: p.Version, SavedAt: p.SavedAt})
	}
	return list, s.down
}

func (s *shelf) ProcessVersion(_ context.Context, key string, version int) (*store.Process, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, p := range slices.Concat(s.list, s.older) {
		if p.Key == key && p.Version == version {
			p.Digest = p.Draft.Digest()
			return &p, s.down
		}
	}
	return nil, fmt.Errorf("process %s: %w", key, store.ErrNotFound)
}

func (s *shelf) SaveProcess(_ context.Context, d store.Draft, expected int) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	next := store.Process{Draft: d, Version: expected + 1, SavedAt: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	for i, p := range s.list {
		if p.Key != d.Key {
			continue
		}
		if p.Version != expected {
			return 0, fmt.Errorf("saving %s: %w", d.Key, store.ErrConflict)
		}
		s.older = append(s.older, p)
		s.list[i] = next
		return next.Version, s.down
	}
	if expected != 0 {
		return 0, fmt.Errorf("saving %s: %w", d.Key, store.ErrConflict)
	}
	s.list = append(s.list, next)
	return next.Version, s.down
}

func (s *shelf) Ping(context.Context) error { return s.down }

func stored(key, title, src string) store.Process {
	return store.Process{
		Draft:   store.Draft{Key: key, Title: title, Source: []byte(src)},
		Version: 3, SavedAt: time.Date(2026, 3, 1, 8, 5, 0, 0, time.UTC),
	}
}

// maker makes a notice of its title only.
type maker struct{}

func (maker) Make(p *process.Process, j acts.Job, o acts.Options) (*doc.Document, error) {
	d := &doc.Document{
		Meta:   doc.Meta{Title: p.Title, Lang: "it-IT"},
		Blocks: []doc.Block{&doc.Heading{Level: 1, Text: []doc.Inline{&doc.Text{Value: p.Title}}}},
	}
	if o.Draft {
		d.Running.Mark = "BOZZA"
	}
	d.Meta.Subject = j.Title
	switch {
	case strings.Contains(p.Title, "difetto"):
		panic("un dato riservato")
	case strings.Contains(p.Title, "vuoto"):
		d.Meta.Title = ""
	}
	return d, nil
}

func render(w io.Writer, d *doc.Document) error {
	_, err := fmt.Fprintf(w, "<h1>%s</h1>%s", html.EscapeString(d.Meta.Title), d.Running.Mark)
	return err
}

// merge writes the subjects of the documents.
func merge(w io.Writer, title string, next func() (*doc.Document, error)) error {
	if _, err := fmt.Fprintln(w, title); err != nil {
		return err
	}
	for {
		d, err := next()
		if d == nil || err != nil {
			return err
		}
		if _, err := fmt.Fprintln(w, d.Meta.Subject, d.Running.Mark); err != nil {
			return err
		}
	}
}

type fixture struct {
	handler http.Handler
	log     *bytes.Buffer
}

func serve(t *testing.T, processes ...store.Process) fixture {
	t.Helper()
	return serveShelf(t, &shelf{list: processes})
}

func serveShelf(t *testing.T, s *shelf) fixture {
	t.Helper()
	guard, err := web.NewHostGuard("127.0.0.1:8080", "https://atti.example.it/concerta", web.Plain)
	if err != nil {
		t.Fatal(err)
	}
	f, reviews := fixture{log: &bytes.Buffer{}}, &produce.Reviews{}
	keepsShared(t, s, reviews)
	f.handler, err = web.New(web.Config{
		Store:    s,
		Reviews:  reviews,
		Press:    produce.NewPress(maker{}, nil, produce.Renderers{PDF: render, DOCX: render, HTML: render, Text: render, Merge: merge}),
		Preview:  render,
		Style:    ".atto { color: black }",
		Guard:    guard,
		Log:      slog.New(slog.NewTextHandler(f.log, nil)),
		Clock:    func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) },
		Zone:     time.FixedZone("CET", 3600),
		Random:   rand.NewChaCha8([32]byte{1}),
		Accounts: signedIn{},
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// signedIn takes everybody with a session cookie for somebody who may everything.
type signedIn struct{ web.Accounts }

func (signedIn) Record(context.Context, account.Deed) error { return nil }

func (signedIn) Session(context.Context, account.Digest) (*store.Session, error) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	return &store.Session{
		Session: account.Session{Began: now, Seen: now},
		User:    store.User{ID: 1, Login: "anna.rossi", Name: "Anna Rossi", Grant: account.Grant{Level: account.Officer, Administrator: true}},
	}, nil
}

// anySession is a cookie that signedIn accepts.
func anySession() *http.Cookie {
	return &http.Cookie{Name: "__Host-sessione", Value: strings.Repeat("A", 43)}
}

func (f fixture) do(method, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, http.NoBody)
	r.Host = "127.0.0.1:8080"
	r.AddCookie(anySession())
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
		if header[i] == "Host" {
			r.Host = header[i+1]
		}
	}
	w := httptest.NewRecorder()
	f.handler.ServeHTTP(w, r)
	return w
}

func TestRoutes_AnswerWithTheRightStatus(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano di prova", source), stored("altro-2026", "Altro", strings.Replace(source, "prova-2026", "altro-2026", 1)))
	for _, c := range []struct {
		method, path string
		status       int
		contains     string
	}{
		{"GET", "/", 200, `href="/procedimenti/prova-2026"`},
		{"GET", "/", 200, "salvata il 01/03/2026, ore 09.05"},
		{"GET", "/procedimenti/prova-2026", 200, "martedì 10 marzo 2026, ore\u00a015.30"},
		{"GET", "/procedimenti/prova-2026", 200, "Comune di Prova"},
		{"GET", "/procedimenti/prova-2026", 200, `La prossima cosa da fare`},
		{"GET", "/procedimenti/manca", 404, "Procedimento non trovato"},
		{"GET", "/procedimenti/prova-2026/avviso.pdf", 200, "Piano di prova"},
		{"GET", "/procedimenti/prova-2026/avviso.doc", 404, "Pagina non trovata"},
		{"GET", "/procedimenti/prova-2026/scheda.pdf", 200, "Piano di prova"},
		{"GET", "/procedimenti/prova-2026/registro_primo.docx", 200, "Piano di prova"},
		{"GET", "/procedimenti/prova-2026/registro_manca.docx", 404, "Pagina non trovata"},
		{"GET", "/procedimenti/prova-2026/avviso_primo.pdf", 404, "Pagina non trovata"},
		{"GET", "/procedimenti/prova-2026/avviso.ics", 404, "Pagina non trovata"},
		{"GET", "/procedimenti/prova-2026/fattura.pdf", 404, "Pagina non trovata"},
		{"GET", "/procedimenti/prova-2026/stampe/giorni/2026-03-10.pdf", 200, "Copia da stampare – Piano di prova"},
		{"GET", "/procedimenti/prova-2026/stampe/giorni/2026-03-11.pdf", 404, "Pagina non trovata"},
		{"GET", "/procedimenti/prova-2026/stampe/incontri/primo.pdf", 200, "Registro"},
		{"GET", "/procedimenti/prova-2026/stampe/incontri/primo.pdf", 200, "Schede di adesione brevi"},
		{"GET", "/procedimenti/prova-2026/scheda_breve_primo.pdf", 200, "Piano di prova"},
		{"GET", "/procedimenti/prova-2026/stampe/incontri/primo.docx", 404, "Pagina non trovata"},
		{"GET", "/procedimenti/prova-2026/stampe/incontri/manca.pdf", 404, "Pagina non trovata"},
		{"GET", "/procedimenti/prova-2026/stampe/fasi/primo.pdf", 404, "Pagina non trovata"},
		{"GET", "/procedimenti/manca/stampe/incontri/primo.pdf", 404, "Procedimento non trovato"},
		{"GET", "/procedimenti/manca/avviso.pdf", 404, "Procedimento non trovato"},
		{"GET", "/procedimenti/", 404, "Pagina non trovata"},
		{"GET", "/altro", 404, "Pagina non trovata"},
		{"GET", "/static/pagine.css", 200, ":focus-visible"},
		{"GET", "/static/atto.css", 200, ".atto"},
		{"GET", "/static/manca.css", 404, "Pagina non trovata"},
		{"GET", "/static/..%2fpages%2fframe.html", 404, "Pagina non trovata"},
		{"GET", "/healthz", 200, "ok"},
		{"POST", "/procedimenti/prova-2026", 405, "Operazione non prevista"},
		{"DELETE", "/", 405, "Operazione non prevista"},
	} {
		w := f.do(c.method, c.path)
		if w.Code != c.status {
			t.Errorf("%s %s: status %d, want %d", c.method, c.path, w.Code, c.status)
		}
		if !strings.Contains(w.Body.String(), c.contains) {
			t.Errorf("%s %s does not contain %q:\n%s", c.method, c.path, c.contains, w.Body)
		}
	}
}

func TestList_LeadsStraightToTheOnlyProcess(t *testing.T) {
	w := serve(t, stored("prova-2026", "Piano", source)).do("GET", "/")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/procedimenti/prova-2026" {
		t.Errorf("status %d to %q", w.Code, w.Header().Get("Location"))
	}
}

func TestList_OfAnEmptyFolderSaysHowToBegin(t *testing.T) {
	w := serve(t).do("GET", "/")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "«Carica da un file»") {
		t.Errorf("status %d:\n%s", w.Code, w.Body)
	}
}

func TestEveryAnswer_HasTheSecurityHeaders(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano", source))
	for _, path := range []string{
		"/", "/procedimenti/prova-2026", "/procedimenti/prova-2026/avviso.pdf", "/procedimenti/prova-2026/registro_primo.docx",
		"/procedimenti/prova-2026/stampe/giorni/2026-03-10.pdf", "/procedimenti/prova-2026/stampe/incontri/manca.pdf",
		"/manca", "/healthz", "/static/pagine.css",
	} {
		for _, method := range []string{"GET", "HEAD", "POST"} {
			h := f.do(method, path).Header()
			csp := h.Get("Content-Security-Policy")
			if !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "unsafe") {
				t.Errorf("%s %s: policy %q", method, path, csp)
			}
			if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "same-origin" {
				t.Errorf("%s %s: headers %v", method, path, h)
			}
			if !strings.HasPrefix(path, "/static/") && h.Get("Cache-Control") != "no-store" {
				t.Errorf("%s %s: may be kept: %q", method, path, h.Get("Cache-Control"))
			}
		}
	}
}

func TestStatic_IsKeptOnlyWhenAskedForByItsVersion(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano", source))
	page := f.do("GET", "/procedimenti/prova-2026").Body.String()
	_, rest, found := strings.Cut(page, `href="/static/pagine.css?v=`)
	version, _, _ := strings.Cut(rest, `"`)
	if !found || len(version) != 12 {
		t.Fatalf("the page names no version of its style sheet:\n%s", page)
	}
	for query, want := range map[string]string{
		"?v=" + version: "public, max-age=31536000, immutable", "?v=000000000000": "no-cache", "": "no-cache",
	} {
		w := f.do("GET", "/static/pagine.css"+query)
		if got := w.Header().Get("Cache-Control"); w.Code != http.StatusOK || got != want {
			t.Errorf("%q: status %d, kept %q, want %q", query, w.Code, got, want)
		}
	}
}

func TestPages_HoldNoScriptAndNoStyle(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano", source))
	for _, path := range []string{"/procedimenti/prova-2026", "/informazioni", "/accessibilita", "/privacy", "/manca"} {
		page := f.do("GET", path).Body.String()
		for _, inline := range []string{"<style", " style=", "<script>", " onclick=", " hx-on", "javascript:"} {
			if strings.Contains(page, inline) {
				t.Errorf("%s has %q, which the content policy blocks", path, inline)
			}
		}
	}
}

func TestHead_AnswersLikeGetWithoutBody(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano", source))
	server := httptest.NewServer(f.handler)
	defer server.Close()
	for _, path := range []string{"/procedimenti/prova-2026", "/procedimenti/prova-2026/avviso.docx", "/manca", "/healthz"} {
		get, head := fetch(t, "GET", server.URL+path), fetch(t, "HEAD", server.URL+path)
		if len(head.body) != 0 {
			t.Errorf("%s: HEAD has a body", path)
		}
		if head.status != get.status || head.length != int64(len(get.body)) || head.mediaType != get.mediaType {
			t.Errorf("%s: HEAD %d, %d bytes; GET %d, %d bytes", path, head.status, head.length, get.status, len(get.body))
		}
	}
}

type fetched struct {
	status    int
	length    int64 // as declared
	mediaType string
	body      []byte
}

func fetch(t *testing.T, method, url string) fetched {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(anySession())
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return fetched{resp.StatusCode, resp.ContentLength, resp.Header.Get("Content-Type"), body}
}

func TestAct_IsAFileWithAGoodName(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano", source))
	for _, c := range []struct{ path, disposition, mediaType string }{
		{"avviso.pdf", "attachment; filename=2026-03-02_avviso.pdf", "application/pdf"},
		{"avviso.pdf?vista=1", "inline; filename=2026-03-02_avviso.pdf", "application/pdf"},
		{"avviso.docx", "attachment; filename=2026-03-02_avviso.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"avviso.html?vista=1", "attachment; filename=2026-03-02_avviso.html", "text/html; charset=utf-8"},
		{"avviso.txt", "attachment; filename=2026-03-02_avviso.txt", "text/plain; charset=utf-8"},
	} {
		w := f.do("GET", "/procedimenti/prova-2026/"+c.path)
		if got := w.Header().Get("Content-Disposition"); got != c.disposition {
			t.Errorf("%s: disposition %q, want %q", c.path, got, c.disposition)
		}
		if got := w.Header().Get("Content-Type"); got != c.mediaType {
			t.Errorf("%s: type %q", c.path, got)
		}
		if got := w.Header().Get("Content-Length"); got != fmt.Sprint(w.Body.Len()) {
			t.Errorf("%s: length %q of %d", c.path, got, w.Body.Len())
		}
	}
}

func TestAct_OfEveryTaskIsGivenAsAFile(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano", source))
	r := produce.Read(produce.Source{Name: "prova-2026", Bytes: []byte(source)})
	tasks, err := produce.Tasks(r.Process, acts.Kinds()...)
	if err != nil || len(tasks) < 4 {
		t.Fatalf("%d acts, error %v", len(tasks), err)
	}
	for _, task := range tasks {
		for _, ext := range []string{"pdf", "docx"} {
			path := "/procedimenti/prova-2026/" + task.ID + "." + ext
			if w := f.do("GET", path); w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Content-Disposition"), task.Name+"."+ext) {
				t.Errorf("%s: status %d, %q", path, w.Code, w.Header().Get("Content-Disposition"))
			}
		}
	}
}

func TestPrint_OfAProcessWithErrorsIsADraft(t *testing.T) {
	bad := strings.Replace(source, "data: 2026-03-10", "data: 2026-03-10\n          giorno: lunedì", 1)
	for src, mark := range map[string]bool{source: false, bad: true} {
		w := serve(t, stored("prova-2026", "Piano", src)).do("GET", "/procedimenti/prova-2026/stampe/giorni/2026-03-10.pdf?vista=1")
		if w.Code != http.StatusOK || strings.Contains(w.Body.String(), "BOZZA") != mark {
			t.Errorf("status %d, draft wanted %v: %s", w.Code, mark, w.Body)
		}
		if d := w.Header().Get("Content-Disposition"); !strings.HasPrefix(d, "inline") || !strings.Contains(d, "registro") {
			t.Errorf("disposition %q", d)
		}
	}
}

func TestProcess_WithErrorsShowsThemAndGivesADraft(t *testing.T) {
	bad := strings.Replace(source, "data: 2026-03-10", "data: 2026-03-10\n          giorno: lunedì", 1)
	f := serve(t, stored("prova-2026", "Piano", bad))
	page := f.do("GET", "/procedimenti/prova-2026")
	if page.Code != http.StatusOK || !strings.Contains(page.Body.String(), "Rimedio:") || !strings.Contains(page.Body.String(), "Correggere l’errore nei dati") {
		t.Errorf("status %d:\n%s", page.Code, page.Body)
	}
	if act := f.do("GET", "/procedimenti/prova-2026/avviso.txt"); !strings.Contains(act.Body.String(), "BOZZA") {
		t.Errorf("the act of a process with errors is no draft: %s", act.Body)
	}
}

func TestProcess_ThatCannotBeReadStillHasItsPage(t *testing.T) {
	for name, src := range map[string]string{"broken": "versione: [", "empty": "", "binary": "\x00\x01", "unknown key": source + "sconosciuta: 1\n"} {
		t.Run(name, func(t *testing.T) {
			f := serve(t, stored("prova-2026", "Piano", src))
			page := f.do("GET", "/procedimenti/prova-2026")
			if page.Code != http.StatusOK || !strings.Contains(page.Body.String(), "Correggere il file del procedimento") || !strings.Contains(page.Body.String(), "Rimedio:") {
				t.Errorf("status %d:\n%s", page.Code, page.Body)
			}
			if act := f.do("GET", "/procedimenti/prova-2026/avviso.pdf"); act.Code != http.StatusUnprocessableEntity {
				t.Errorf("the act has status %d", act.Code)
			}
		})
	}
}

func TestProcess_WhoseDocumentIsRefusedSaysWhy(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano", strings.Replace(source, "Piano di prova", "Un titolo vuoto", 1)))
	page := f.do("GET", "/procedimenti/prova-2026/avviso.pdf")
	if page.Code != http.StatusUnprocessableEntity || !strings.Contains(page.Body.String(), "titolo nei metadati") {
		t.Errorf("status %d:\n%s", page.Code, page.Body)
	}
}

func TestPages_EscapeNastyNames(t *testing.T) {
	const nasty = `<script>alert("1")</script>'"><img src=x onerror=alert(1)>`
	src := strings.ReplaceAll(source, "Sala comunale", "'"+strings.ReplaceAll(nasty, "'", "''")+"'")
	src = strings.ReplaceAll(src, "Comune di Prova", "'"+strings.ReplaceAll(nasty, "'", "''")+"'")
	f := serve(t, stored("prova-2026", nasty, src), stored("altro-2026", "Altro", "chiave: "+nasty))
	for _, path := range []string{"/", "/procedimenti/prova-2026", "/procedimenti/altro-2026", "/procedimenti/" + strings.ReplaceAll(nasty, "/", "%2f")} {
		r := httptest.NewRequest("GET", "/", http.NoBody)
		r.URL.Path, r.Host = strings.ReplaceAll(path, "%2f", "/"), "localhost"
		r.AddCookie(anySession())
		w := httptest.NewRecorder()
		f.handler.ServeHTTP(w, r)
		if body := w.Body.String(); strings.Contains(body, "<script>") || strings.Contains(body, "<img") {
			t.Errorf("%s:\n%s", path, body)
		}
	}
}

func TestHost_OfAnotherNameIsRefused(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano", source))
	for host, want := range map[string]int{
		"127.0.0.1:8080": 200, "localhost:8080": 200, "[::1]:8080": 200, "LOCALHOST": 200, "atti.example.it": 200,
		"evil.example.com": 421, "": 421, "127.0.0.1.evil.example.com": 421, "localhost.evil.example.com:8080": 421,
	} {
		if w := f.do("GET", "/procedimenti/prova-2026", "Host", host); w.Code != want {
			t.Errorf("host %q: status %d, want %d", host, w.Code, want)
		}
	}
}

func TestCrossOrigin_WriteIsRefused(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano", source))
	w := f.do("POST", "/procedimenti/prova-2026", "Sec-Fetch-Site", "cross-site")
	if w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "altro sito") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if w.Header().Get("Content-Security-Policy") == "" {
		t.Error("no policy")
	}
}

func TestPanic_BecomesAPageAndLogsNoData(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano", strings.Replace(source, "Piano di prova", "Un difetto", 1)))
	w := f.do("GET", "/procedimenti/prova-2026/avviso.pdf")
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "Errore del programma") {
		t.Errorf("status %d:\n%s", w.Code, w.Body)
	}
	if log := f.log.String(); !strings.Contains(log, "difetto del programma") || strings.Contains(log, "riservato") {
		t.Errorf("log:\n%s", log)
	}
}

func TestLog_NamesNoProcessAndNoAddress(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano", source))
	f.do("GET", "/procedimenti/prova-2026?cerca=Rossi", "User-Agent", "Rossi")
	f.do("GET", "/procedimenti/mario-rossi/../x")
	log := f.log.String()
	if !strings.Contains(log, "/procedimenti/:chiave") {
		t.Errorf("the route is not logged:\n%s", log)
	}
	for _, secret := range []string{"prova-2026", "ossi", "192.0.2.1"} {
		if strings.Contains(log, secret) {
			t.Errorf("%q is logged:\n%s", secret, log)
		}
	}
}

func TestFailure_OfTheStoreIsNotShown(t *testing.T) {
	f := serveShelf(t, &shelf{list: []store.Process{stored("prova-2026", "Piano", source)}, down: errors.New("sqlite: riservato")})
	for path, want := range map[string]int{"/": 500, "/procedimenti/prova-2026": 500, "/procedimenti/prova-2026/avviso.pdf": 500, "/healthz": 503} {
		w := f.do("GET", path)
		if w.Code != want || strings.Contains(w.Body.String(), "riservato") {
			t.Errorf("%s: status %d, want %d:\n%s", path, w.Code, want, w.Body)
		}
	}
}

func TestService_FiftyClientsAtOnce(t *testing.T) {
	f := serve(t, stored("prova-2026", "Piano", source))
	server := httptest.NewServer(f.handler)
	defer server.Close()
	want := f.do("GET", "/procedimenti/prova-2026").Body.Bytes()
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			for range 4 {
				r, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+"/procedimenti/prova-2026", http.NoBody)
				if err != nil {
					t.Error(err)
					return
				}
				r.AddCookie(anySession())
				resp, err := http.DefaultClient.Do(r)
				if err != nil {
					t.Error(err)
					return
				}
				body, err := io.ReadAll(resp.Body)
				_ = resp.Body.Close()
				if err != nil || resp.StatusCode != http.StatusOK || !bytes.Equal(body, want) {
					t.Errorf("status %d, %d bytes, error %v", resp.StatusCode, len(body), err)
				}
			}
		})
	}
	wg.Wait()
}

package web_test

import (
	"bytes"
	"context"
	"html"
	"io"
	"log/slog"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"concerta/examples"
	"concerta/internal/account"
	"concerta/internal/process"
	"concerta/internal/processfile"
	"concerta/internal/produce"
	"concerta/internal/store"
	"concerta/internal/web"
)

// counter is the service on a real data folder, with the process of Casarano.
type counter struct {
	t       testing.TB
	store   *store.Store
	handler http.Handler
	grant   account.Grant // of who asks
	user    int64
	cookies map[string]string
}

const casarano = "/procedimenti/casarano-2013"

// newCounter opens one where it is that moment; change may edit the process before.
func newCounter(tb testing.TB, now time.Time, change func(*process.Process)) *counter {
	tb.Helper()
	src, err := examples.Files.ReadFile("casarano-2013.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	read := produce.Source{Name: "casarano-2013", Bytes: src, Assets: examples.Files}
	review := produce.Read(read)
	if change != nil {
		change(review.Process)
	}
	var text bytes.Buffer
	if err := processfile.Write(&text, review.Process); err != nil {
		tb.Fatal(err)
	}
	clock := func() time.Time { return now }
	st, err := store.Open(tb.Context(), tb.TempDir(), clock)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = st.Close() })
	draft := store.Draft{Key: "casarano-2013", Title: review.Process.Title, Source: text.Bytes()}
	if logo := review.Process.Office.Letterhead.Logo; logo != nil {
		draft.Attachments = []store.Attachment{{Name: logo.File, Content: logo.Bytes}}
	}
	if _, err := st.SaveProcess(tb.Context(), draft, 0); err != nil {
		tb.Fatal(err)
	}
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		tb.Fatal(err)
	}
	guard, err := web.NewHostGuard("127.0.0.1:8080", "", web.Plain)
	if err != nil {
		tb.Fatal(err)
	}
	o := &counter{t: tb, store: st, grant: account.Grant{Level: account.Officer}, user: 1, cookies: map[string]string{}}
	o.handler, err = web.New(web.Config{
		Store: st, Press: produce.NewPress(maker{}, nil, produce.Renderers{PDF: render, DOCX: render, HTML: render, Text: render, Merge: merge}),
		Preview: render, Guard: guard, Log: slog.New(slog.DiscardHandler), Clock: clock, Zone: rome,
		Random: rand.NewChaCha8([32]byte{2}), Accounts: clerks{now: now},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return o
}

// clerks takes the session cookie for the grant that it names by its first letter.
type clerks struct {
	web.Accounts
	now time.Time
}

// Record keeps nothing: the tests of the audit log have accounts of their own.
func (clerks) Record(context.Context, account.Deed) error { return nil }

type grantKey struct{}

func (a clerks) Session(ctx context.Context, _ account.Digest) (*store.Session, error) {
	o, _ := ctx.Value(grantKey{}).(*counter)
	return &store.Session{
		Session: account.Session{Began: a.now, Seen: a.now},
		User:    store.User{ID: o.user, Login: "anna.rossi", Name: "Anna Rossi", Grant: o.grant},
	}, nil
}

func (clerks) SeeSession(context.Context, account.Digest) error { return nil }

// as is the same office, asked by another.
func (o *counter) as(user int64, level account.Role) *counter {
	other := *o
	other.user, other.grant, other.cookies = user, account.Grant{Level: level}, map[string]string{}
	return &other
}

func (o *counter) send(method, path, contentType string, body io.Reader) *httptest.ResponseRecorder {
	o.t.Helper()
	r := httptest.NewRequest(method, path, body)
	r = r.WithContext(context.WithValue(r.Context(), grantKey{}, o))
	r.Host = "127.0.0.1:8080"
	r.AddCookie(anySession())
	for name, value := range o.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	w := httptest.NewRecorder()
	o.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if o.cookies[c.Name] = c.Value; c.MaxAge < 0 {
			delete(o.cookies, c.Name)
		}
	}
	return w
}

func (o *counter) get(path string) string {
	o.t.Helper()
	w := o.send("GET", path, "", http.NoBody)
	if w.Code != http.StatusOK {
		o.t.Fatalf("GET %s: status %d:\n%s", path, w.Code, w.Body)
	}
	return html.UnescapeString(w.Body.String())
}

// post sends a form and gives the status and the page: of a redirect, the one there.
func (o *counter) post(path string, form url.Values) (status int, page string) {
	o.t.Helper()
	w := o.send("POST", path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
	if w.Code == http.StatusSeeOther {
		return w.Code, o.get(w.Header().Get("Location"))
	}
	return w.Code, html.UnescapeString(w.Body.String())
}

// undo sends the small form of the message on a page.
func (o *counter) undo(page string) (status int, next string) {
	o.t.Helper()
	token := regexp.MustCompile(`name="annulla" value="([^"]+)"`).FindStringSubmatch(page)
	back := regexp.MustCompile(`name="poi" value="([^"]+)"`).FindStringSubmatch(page)
	if token == nil || back == nil {
		o.t.Fatalf("the page offers nothing to take back:\n%s", page)
	}
	return o.post(casarano+"/annulla", url.Values{"annulla": {token[1]}, "poi": {back[1]}})
}

func (o *counter) process() *process.Process {
	o.t.Helper()
	p, err := o.store.Process(o.t.Context(), "casarano-2013")
	if err != nil {
		o.t.Fatal(err)
	}
	return produce.Read(produce.Stored(p)).Process
}

// upload sends a list.
func (o *counter) upload(what, meeting, content string, more ...string) (status int, page string) {
	o.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	fields := append([]string{"che", what, "incontro", meeting}, more...)
	for i := 0; i < len(fields); i += 2 {
		if err := m.WriteField(fields[i], fields[i+1]); err != nil {
			o.t.Fatal(err)
		}
	}
	if content != "" {
		file, err := m.CreateFormFile("file", "elenco.csv")
		if err != nil {
			o.t.Fatal(err)
		}
		if _, err := io.WriteString(file, content); err != nil {
			o.t.Fatal(err)
		}
	}
	_ = m.Close()
	w := o.send("POST", casarano+"/elenchi", m.FormDataContentType(), &b)
	return w.Code, html.UnescapeString(w.Body.String())
}

// inTheMorning is a day before the deadline, in the morning.
func inTheMorning() time.Time { return time.Date(2013, 11, 4, 8, 30, 0, 0, time.UTC) }

// mentions fails when a page does not say all of these.
func mentions(tb testing.TB, page string, words ...string) {
	tb.Helper()
	for _, w := range words {
		if !strings.Contains(page, w) {
			tb.Errorf("the page does not say %q:\n%s", w, mainOf(page))
		}
	}
}

// mainOf is the content of a page without what is around it.
func mainOf(page string) string {
	_, after, _ := strings.Cut(page, "<main")
	return after
}

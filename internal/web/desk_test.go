package web_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"concerta/internal/account"
	"concerta/internal/acts"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/render/html"
	"concerta/internal/store"
	"concerta/internal/web"
)

// desk is the service of an office with an archive, and who sits at it.
type desk struct {
	*archivetest.Office
	handler http.Handler
	log     *bytes.Buffer
	jobs    *sync.WaitGroup
	stop    context.CancelFunc
}

// deskFor is the service over an office; change may replace parts of it.
func deskFor(t *testing.T, o *archivetest.Office, change ...func(*web.Config)) *desk {
	t.Helper()
	guard, err := web.NewHostGuard("127.0.0.1:8080", "", web.Plain)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{Office: o, log: &bytes.Buffer{}, jobs: &sync.WaitGroup{}}
	working, stop := context.WithCancel(t.Context())
	d.stop = stop
	t.Cleanup(func() {
		stop()
		d.jobs.Wait()
	})
	c := web.Config{
		Store: o.Store, Reviews: o.Reviews, Archive: o.Archive, Register: o.Store, Press: o.Press, Preview: html.Fragment, Style: html.Stylesheet(), Guard: guard,
		Log: slog.New(slog.NewTextHandler(d.log, nil)), Clock: o.Clock.Now, Zone: o.Zone, Random: archivetest.NewChance("pagine"), Version: "prova",
		Background: func(job func(context.Context)) { d.jobs.Go(func() { job(working) }) },
		Accounts:   &roles{now: o.Clock.Now},
	}
	for _, f := range change {
		f(&c)
	}
	keepsShared(t, c.Store, c.Reviews)
	if d.handler, err = web.New(c); err != nil {
		t.Fatal(err)
	}
	return d
}

// roles has a session for each role, and keeps what is noted of who did what.
type roles struct {
	web.Accounts
	now   func() time.Time
	mu    sync.Mutex
	deeds []account.Deed
}

func roleSession(role string) string {
	digest := sha256.Sum256([]byte(role))
	return base64.RawURLEncoding.EncodeToString(digest[:])
}

func (r *roles) Session(_ context.Context, d account.Digest) (*store.Session, error) {
	for role, grant := range map[string]account.Grant{
		"": {Level: account.Officer}, "operatore": {Level: account.Operator}, "lettore": {Level: account.Reader},
		"amministratore": {Level: account.Reader, Administrator: true},
	} {
		if digest, _ := account.DigestOf(roleSession(role)); digest == d {
			return &store.Session{
				Session: account.Session{Began: r.now(), Seen: r.now()},
				User:    store.User{ID: 1, Login: "anna.rossi", Name: "Anna ROSSI", Grant: grant},
			}, nil
		}
	}
	return nil, store.ErrNotFound
}

func (r *roles) Record(_ context.Context, d account.Deed) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.deeds = append(r.deeds, d)
	return nil
}

func (d *desk) send(r *http.Request, role string) *httptest.ResponseRecorder {
	r.Host = "127.0.0.1:8080"
	r.AddCookie(&http.Cookie{Name: "__Host-sessione", Value: roleSession(role)})
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	return w
}

func (d *desk) get(path string) *httptest.ResponseRecorder {
	return d.send(httptest.NewRequest(http.MethodGet, path, http.NoBody), "")
}

func (d *desk) post(path, role string, values url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return d.send(r, role)
}

// upload posts a form with a file.
func (d *desk) upload(t *testing.T, path, role, field, name string, content []byte, values url.Values) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for k := range values {
		if err := m.WriteField(k, values.Get(k)); err != nil {
			t.Fatal(err)
		}
	}
	part, err := m.CreateFormFile(field, name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return d.send(r, role)
}

// hiddenOf are the hidden values of the form on a page.
func hiddenOf(page string) url.Values {
	values := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`).FindAllStringSubmatch(page, -1) {
		values.Set(m[1], m[2])
	}
	return values
}

func wants(t *testing.T, w *httptest.ResponseRecorder, code int, contains ...string) {
	t.Helper()
	if w.Code != code {
		t.Errorf("status %d, want %d: %.600s", w.Code, code, w.Body)
	}
	for _, s := range contains {
		if !strings.Contains(w.Body.String(), s) {
			t.Errorf("no %q in:\n%s", s, w.Body)
		}
	}
}

func lacks(t *testing.T, w *httptest.ResponseRecorder, words ...string) {
	t.Helper()
	for _, s := range words {
		if strings.Contains(w.Body.String(), s) {
			t.Errorf("%q in:\n%s", s, w.Body)
		}
	}
}

const (
	noticeTask = "/procedimenti/casarano-2013/atti/avviso"
	noticeAct  = "/archivio/casarano-2013.avviso.1"
)

func (d *desk) acts(t *testing.T, kind acts.Kind) []*ledger.Act {
	t.Helper()
	list, err := d.Store.Acts(t.Context(), store.ActFilter{Kind: string(kind)})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

package web_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"concerta/internal/archive/archivetest"
	"concerta/internal/process"
	"concerta/internal/produce"
	"concerta/internal/web"
)

// whole is an office with something for each parameter of an address.
func whole(t *testing.T) (*desk, func(path string) string) {
	t.Helper()
	o := archivetest.New(t)
	d := deskFor(t, o, func(c *web.Config) { c.Reviews = o.Reviews })
	act := d.Make(t, archivetest.Notice(archivetest.Casarano))
	return d, func(path string) string {
		file := "avviso.pdf"
		switch {
		case strings.Contains(path, "/giorni/"):
			file = "2013-11-06.pdf"
		case strings.Contains(path, "/stampe/incontri/"):
			file = "prima-sessione.pdf"
		case strings.Contains(path, "/stampe/atti/"):
			file = "convocazione.zip"
		case strings.Contains(path, "/emessi/"):
			file = "avviso.zip"
		case strings.HasPrefix(path, "/static/"):
			file = "pagine.css"
		case strings.HasPrefix(path, "/archivio/fascicoli"):
			file = "casarano-2013.zip"
		}
		id := act.ID
		if strings.HasPrefix(path, "/procedimenti/") {
			id = "mano-tesa"
		}
		return strings.NewReplacer(":chiave", "casarano-2013", ":file", file, ":parte", "tavoli", ":incontro", casaranoMeeting(t, d), ":id", id, ":atto", "avviso",
			":tipo", "patto", ":codice", act.Code, ":n", "0", ":utente", "1", ":gettone", "x", ":lavoro", "x", ":riga", "x").Replace(path)
	}
}

func casaranoMeeting(t *testing.T, d *desk) string {
	t.Helper()
	p, err := d.Store.Process(t.Context(), archivetest.Casarano)
	if err != nil {
		t.Fatal(err)
	}
	return produce.Read(produce.Stored(p)).Process.Meetings()[0].ID
}

// Whatever is asked for, and whatever comes of it, the answer is for this viewer and
// this moment, runs nothing, and is framed by nobody but ourselves.
func TestWalk_EveryAnswerHasItsPolicyAndIsNotKept(t *testing.T) {
	d, concrete := whole(t)
	found := 0
	web.RoutesToWalk(t, func(method, path string, _ int64) {
		if method != http.MethodGet || strings.HasPrefix(path, "/utenti") || path == "/operazioni" || path == "/password/:gettone" {
			return
		}
		for _, query := range []string{"", "?vista=1"} {
			w := d.get(concrete(path) + query)
			h := w.Header()
			csp := h.Get("Content-Security-Policy")
			if w.Code >= 500 || h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors '") || strings.Contains(csp, "unsafe") || strings.Contains(csp, "*") {
				t.Errorf("%s: status %d, %v", path, w.Code, h)
			}
			if keep := h.Get("Cache-Control"); keep != "no-store" && path != "/static/:file" || h.Get("ETag") != "" || h.Get("Last-Modified") != "" {
				t.Errorf("%s is kept: %v", path, h)
			}
			inline := query != "" && h.Get("Content-Type") == "application/pdf"
			if strings.Contains(csp, "frame-ancestors 'self'") != inline {
				t.Errorf("%s%s (%s): %s", path, query, h.Get("Content-Type"), csp)
			}
			page := strings.HasPrefix(h.Get("Content-Type"), "text/html")
			if w.Code == http.StatusOK && !page && !inline && path != "/static/:file" && path != "/healthz" && path != "/procedimenti/:chiave/stemma/immagine" && !strings.HasPrefix(h.Get("Content-Disposition"), "attachment") {
				t.Errorf("%s (%s) is not to be kept as a file: %q", path, h.Get("Content-Type"), h.Get("Content-Disposition"))
			}
			if w.Code == http.StatusOK {
				found++
			}
		}
	})
	if found < 60 {
		t.Errorf("only %d answers were found: the test shows little", found)
	}
}

// A body beyond the limit of its route is refused with a page, as a form and as a form
// with a file, whether it says its length or not; and nothing of it is kept.
func TestWalk_NoRouteReadsABodyBeyondItsLimit(t *testing.T) {
	d, concrete := whole(t)
	web.RoutesToWalk(t, func(method, path string, largest int64) {
		// Those of the administrator are refused for their role; two forms have nothing to read.
		if method == http.MethodGet || strings.HasPrefix(path, "/utenti") || path == "/copia" || path == "/uscita" || strings.HasPrefix(path, "/account/") || path == "/password/:gettone" || path == "/archivio/verifica" || path == "/procedimenti/:chiave/verbale" {
			return
		}
		refused := false
		for _, kind := range []string{"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"} {
			head := "a=1&titolo="
			if strings.HasPrefix(kind, "multipart") {
				head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.pdf\"\r\n\r\n"
			}
			body := &counted{r: io.MultiReader(strings.NewReader(head), io.LimitReader(endless{}, largest+1<<20))}
			r := httptest.NewRequest(http.MethodPost, concrete(path), body)
			r.ContentLength = -1
			r.Header.Set("Content-Type", kind)
			w := d.send(r, "")
			refused = refused || w.Code == http.StatusRequestEntityTooLarge && body.n > largest
			// One kind is that of the form; of the other little is known, and no more is read.
			if w.Code < 400 && w.Code != http.StatusSeeOther || w.Code >= 500 || body.n > largest+1 {
				t.Errorf("%s, %s: status %d, %d bytes of %d were read", path, kind, w.Code, body.n, largest)
			}
		}
		if !refused {
			t.Errorf("%s takes more than its %d bytes", path, largest)
		}
	})
	if _, after, found := strings.Cut(d.log.String(), "level=ERROR"); found {
		t.Errorf("log: %.3000s", after)
	}
	d.MustVerify(t)
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	copy(p, bytes.Repeat([]byte("a"), len(p)))
	return len(p), nil
}

type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// What people type is shown as they typed it and obeyed by nobody: not by the browser,
// not by the templates of acts, and the log does not repeat it.
func TestWalk_NastyWordsAreWordsOnEveryPage(t *testing.T) {
	d, _ := whole(t)
	const nasty = `{{.Chiave}}{{ "x" }}<script>alert('zqx')</script>"><img src=x onerror=zqx>`
	meeting := casaranoMeeting(t, d)
	csv := "nome;tipo\r\n\"" + strings.ReplaceAll(nasty, `"`, `""`) + "\";associazione\r\n"
	for name, w := range map[string]*httptest.ResponseRecorder{
		"adhesion": d.post(casaranoPath+"/adesioni/nuova", "", url.Values{
			"soggetto": {nasty}, "tipo": {"cittadino"}, "tavoli": {"1"}, "giorno": {"2013-10-30"}, "ora": {"09:00"}, "canale": {string(process.ByCounter)},
			"origine": {string(process.FromForm)}, "email": {"a@b.example"}, "delegato": {nasty}, "proposta": {nasty},
		}),
		"walk-in": d.post(casaranoPath+"/incontri/"+meeting+"/presenze/nuova", "", url.Values{"nome": {nasty}, "ente": {nasty}, "qualita": {string(process.AsRepresentative)}, "tavoli": {"1"}, "contatto": {nasty}}),
		"quick":   d.post(casaranoPath+"/incontri/"+meeting+"/presenze", "", url.Values{"chi": {nasty}}),
		"party":   d.post(casaranoPath+"/soggetti/nuovo", "", url.Values{"nome": {nasty}, "tipo": {"associazione"}, "email": {"c@d.example"}}),
		"section": d.post(casaranoPath+"/modifica/tavoli", "", url.Values{"tavoli[0].numero": {"1"}, "tavoli[0].nome": {nasty}}),
		"rich":    d.post(casaranoPath+"/modifica/generale", "", url.Values{"titolo": {nasty}, "ricorsi": {nasty + " **grassetto** {rinvio}"}, "pubblicazione": {nasty}}),
		"list":    d.upload(t, casaranoPath+"/elenchi", "", "file", `../<img src=x>.csv`, []byte(csv), url.Values{"che": {"soggetti"}}),
		"search":  d.get("/archivio?cerca=" + url.QueryEscape(nasty) + "&tipo=" + url.QueryEscape(nasty) + "&stato=" + url.QueryEscape(nasty)),
		"people":  d.get(casaranoPath + "/soggetti?cerca=" + url.QueryEscape(nasty)),
		"new":     d.post("/nuovo", "", url.Values{"titolo": {nasty}, "ente": {nasty}, "chiave": {nasty}}),
		"import":  d.upload(t, "/importa", "", "file", nasty, []byte("chiave: \""+"<script>\"\ntitolo: <img src=x onerror=zqx>\n"), nil),
		"move":    d.get(casaranoPath + "/sposta?incontro=" + url.QueryEscape(nasty)),
		"reason":  d.post(noticeAct+"/annullamento", "", url.Values{"motivo": {nasty}}),
	} {
		if w.Code >= 500 {
			t.Errorf("%s: status %d", name, w.Code)
		}
		lacks(t, w, "<script>alert", "<img src=x", `onerror=zqx>"`)
	}
	for _, path := range []string{
		casaranoPath, casaranoPath + "/soggetti", casaranoPath + "/adesioni", casaranoPath + "/adesioni/nuova", casaranoPath + "/incontri/" + meeting + "/presenze",
		casaranoPath + "/modifica", casaranoPath + "/modifica/tavoli", casaranoPath + "/modifica/generale", casaranoPath + "/proposte", casaranoPath + "/elenchi",
		casaranoPath + "/atti", casaranoPath + "/atti/avviso", casaranoPath + "/registri", "/", "/archivio", noticeAct,
	} {
		w := d.get(path)
		wants(t, w, http.StatusOK)
		lacks(t, w, "<script>alert", "<img src=x")
	}
	// The template of the act has executed nothing of it.
	text := d.get(casaranoPath + "/elenco.txt")
	if !strings.Contains(text.Body.String(), "{{.Chiave}}") || !strings.Contains(text.Body.String(), "<script>") {
		t.Errorf("status %d: what was typed is not in the list as it was typed: %.3000s", text.Code, text.Body)
	}
	for _, words := range []string{"zqx", "Chiave}}", "a@b.example", "level=ERROR"} {
		if strings.Contains(d.log.String(), words) {
			t.Errorf("%q is logged:\n%s", words, d.log)
		}
	}
}

// Enter pressed in an empty mask was a defect of the program, and is what people do.
func TestAdhesion_WithNothingTypedSaysWhatIsMissing(t *testing.T) {
	d, _ := whole(t)
	wants(t, d.post(casaranoPath+"/adesioni/nuova", "", url.Values{}), http.StatusUnprocessableEntity, `href="#campo-soggetto"`)
}

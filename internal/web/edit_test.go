package web_test

import (
	"fmt"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"concerta/internal/process"
	"concerta/internal/processfile"
	"concerta/internal/store"
)

const base = "/procedimenti/prova-2026"

// send sends a form as a browser does.
func (f fixture) send(path string, values url.Values) *httptest.ResponseRecorder {
	return f.sendBody(path, "application/x-www-form-urlencoded", values.Encode())
}

func (f fixture) sendBody(path, contentType, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", path, strings.NewReader(body))
	r.Host = "127.0.0.1:8080"
	r.Header.Set("Content-Type", contentType)
	r.AddCookie(anySession())
	w := httptest.NewRecorder()
	f.handler.ServeHTTP(w, r)
	return w
}

var (
	inputTag    = regexp.MustCompile(`<input [^>]*>`)
	textareaTag = regexp.MustCompile(`(?s)<textarea [^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>`)
	selectTag   = regexp.MustCompile(`(?s)<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>`)
	chosenTag   = regexp.MustCompile(`<option value="([^"]*)" selected>`)
	attribute   = regexp.MustCompile(`(name|value|type)="([^"]*)"`)
)

// formOf is what a browser would send of the editor's form, as it is shown.
func formOf(t *testing.T, page string) url.Values {
	t.Helper()
	_, page, ok := strings.Cut(page, `<form class="editor"`)
	if !ok {
		t.Fatalf("no editor in:\n%s", page)
	}
	page, _, _ = strings.Cut(page, "</form>")
	values := url.Values{}
	for _, tag := range inputTag.FindAllString(page, -1) {
		a := map[string]string{}
		for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
			a[m[1]] = html.UnescapeString(m[2])
		}
		if a["type"] == "checkbox" && !strings.Contains(tag, " checked") {
			continue
		}
		values.Add(a["name"], a["value"])
	}
	for _, m := range textareaTag.FindAllStringSubmatch(page, -1) {
		values.Add(html.UnescapeString(m[1]), strings.ReplaceAll(html.UnescapeString(m[2]), "\n", "\r\n"))
	}
	for _, m := range selectTag.FindAllStringSubmatch(page, -1) {
		value := ""
		if chosen := chosenTag.FindStringSubmatch(m[2]); chosen != nil {
			value = html.UnescapeString(chosen[1])
		}
		values.Add(html.UnescapeString(m[1]), value)
	}
	return values
}

// now is the process as it is saved.
func now(t *testing.T, s *shelf, key string) *process.Process {
	t.Helper()
	p, err := s.Process(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	f, findings := processfile.Read("", p.Source, p.Assets())
	for _, x := range findings {
		t.Fatalf("%s: %s", x.Path, x.What)
	}
	return f.Process
}

func editing(t *testing.T) (fixture, *shelf) {
	t.Helper()
	s := &shelf{list: []store.Process{stored("prova-2026", "Piano di prova", source)}}
	return serveShelf(t, s), s
}

func wantStatus(t *testing.T, w *httptest.ResponseRecorder, code int, contains ...string) {
	t.Helper()
	body := html.UnescapeString(w.Body.String())
	if w.Code != code {
		t.Fatalf("status %d, want %d:\n%s", w.Code, code, body)
	}
	for _, s := range contains {
		if !strings.Contains(body, s) {
			t.Errorf("no %q in:\n%s", s, body)
		}
	}
}

func TestEdit_AFormSentAsItIsChangesNothing(t *testing.T) {
	f, s := editing(t)
	before := now(t, s, "prova-2026")
	for _, section := range []string{
		"ente", "avviso", "annuncio", "generale", "tavoli", "firmatari", "scadenza", "patti", "intesa", "privacy", "fase?voce=" + "~", "incontro?voce=primo",
	} {
		if section == "fase?voce=~" {
			page := f.do("GET", base+"/modifica/calendario").Body.String()
			m := regexp.MustCompile(`/modifica/(fase\?voce=[^"]+)"`).FindStringSubmatch(page)
			if m == nil {
				t.Fatalf("no phase in:\n%s", page)
			}
			section = html.UnescapeString(m[1])
		}
		path := base + "/modifica/" + section
		page := f.do("GET", path)
		wantStatus(t, page, 200)
		wantStatus(t, f.send(path, formOf(t, page.Body.String())), http.StatusSeeOther)
	}
	after := now(t, s, "prova-2026")
	before.Phases[0].ID = after.Phases[0].ID // it was given one
	var a, b strings.Builder
	if err := processfile.Write(&a, before); err != nil {
		t.Fatal(err)
	}
	if err := processfile.Write(&b, after); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Errorf("before:\n%s\nafter:\n%s", a.String(), b.String())
	}
}

func TestEdit_SavesAndOffersToUndo(t *testing.T) {
	f, s := editing(t)
	path := base + "/modifica/incontro?voce=primo"
	values := formOf(t, f.do("GET", path).Body.String())
	if values.Get("voce.data") != "2026-03-10" || values.Get("voce.ora") != "15:30" {
		t.Errorf("the browser is not given its own date and hour: %v", values)
	}
	values.Set("voce.ora", "09:05")
	values.Set("voce.etichetta", `<b>"così"</b> & altro`)
	w := f.send(path, values)
	wantStatus(t, w, http.StatusSeeOther)
	if at := w.Header().Get("Location"); at != path {
		t.Errorf("led to %s", at)
	}
	m := now(t, s, "prova-2026").Meeting("primo")
	if m.Start.String() != "9.05" || m.Label != `<b>"così"</b> & altro` {
		t.Errorf("got %+v", m)
	}
	page := f.do("GET", path, "Cookie", anySession().String()+"; "+strings.Split(w.Header().Get("Set-Cookie"), ";")[0]).Body.String()
	for _, want := range []string{"Salvato.", `action="/procedimenti/prova-2026/annulla-modifica"`, `name="annulla" value="4"`, `&lt;b&gt;&#34;così&#34;&lt;/b&gt;`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in:\n%s", want, page)
		}
	}
	if strings.Contains(page, "<b>\"così") {
		t.Error("what was typed became markup")
	}
	wantStatus(t, f.send(base+"/annulla-modifica", url.Values{"annulla": {"4"}, "poi": {path}}), http.StatusSeeOther)
	if m := now(t, s, "prova-2026").Meeting("primo"); m.Start.String() != "15.30" {
		t.Errorf("not undone: %+v", m)
	}
	// What somebody saved since is not undone with it.
	wantStatus(t, f.send(base+"/annulla-modifica", url.Values{"annulla": {"4"}, "poi": {path}}), http.StatusSeeOther)
	if p, _ := s.Process(t.Context(), "prova-2026"); p.Version != 5 {
		t.Errorf("version %d", p.Version)
	}
}

func TestEdit_AFaultIsSaidNextToItsControlAndNothingTypedIsLost(t *testing.T) {
	f, s := editing(t)
	path := base + "/modifica/incontro?voce=primo"
	values := formOf(t, f.do("GET", path).Body.String())
	values.Set("voce.ora", "25.90")
	values.Set("voce.data", "")
	values.Set("voce.testo", "parole <nuove>")
	w := f.send(path, values)
	wantStatus(t, w, http.StatusUnprocessableEntity, `class="errors"`, `href="#campo-voce.ora"`, `id="campo-voce.ora-errore"`, "le ore vanno da 0.00 a 23.59", `value="25.90"`, `href="#campo-voce.data"`, "Manca: va compilato.", "parole <nuove>", "non è ancora salvato")
	if p, _ := s.Process(t.Context(), "prova-2026"); p.Version != 3 {
		t.Errorf("version %d was saved", p.Version)
	}
	again := formOf(t, w.Body.String())
	again.Set("voce.ora", "16:00")
	again.Set("voce.data", "2026-03-11")
	wantStatus(t, f.send(path, again), http.StatusSeeOther)
	if m := now(t, s, "prova-2026").Meeting("primo"); m.Start.String() != "16.00" || !strings.Contains(m.Content.Plain(), "parole") {
		t.Errorf("got %+v", m)
	}
}

func TestEdit_AFaultElsewhereSaysWhere(t *testing.T) {
	f, _ := editing(t)
	tables := url.Values{"tavoli[0].numero": {"1"}, "tavoli[0].nome": {"Uno"}}
	wantStatus(t, f.send(base+"/modifica/tavoli", tables), http.StatusSeeOther)
	path := base + "/modifica/incontro?voce=primo"
	values := formOf(t, f.do("GET", path).Body.String())
	values.Set("voce.tavoli", "1")
	wantStatus(t, f.send(path, values), http.StatusSeeOther)
	tables.Set("togli:tavoli[0]", "sì")
	wantStatus(t, f.send(base+"/modifica/tavoli", tables), http.StatusUnprocessableEntity, "primo incontro", "Il tavolo 1 non è tra quelli")
}

func TestEdit_TheSecondOfTwoIsToldAndNothingIsLost(t *testing.T) {
	f, s := editing(t)
	path := base + "/modifica/incontro?voce=primo"
	shown := f.do("GET", path).Body.String()
	first, second := formOf(t, shown), formOf(t, shown)
	first.Set("voce.ora", "10:00")
	first.Set("voce.etichetta", "della prima persona")
	second.Set("voce.ora", "11:00")
	second.Set("voce.collegamento", "https://incontri.example.it/seconda")
	wantStatus(t, f.send(path, first), http.StatusSeeOther)
	w := f.send(path, second)
	wantStatus(t, w, http.StatusConflict, "Nel frattempo qualcun altro ha cambiato questa parte", "della prima persona", "10.00", "https://incontri.example.it/seconda", `value="11:00"`)
	if m := now(t, s, "prova-2026").Meeting("primo"); m.Start.String() != "10.00" {
		t.Errorf("the first was overwritten: %+v", m)
	}
	wantStatus(t, f.send(path, formOf(t, w.Body.String())), http.StatusSeeOther)
	if m := now(t, s, "prova-2026").Meeting("primo"); m.Start.String() != "11.00" || m.Link == "" {
		t.Errorf("got %+v", m)
	}
}

func TestEdit_OtherPartsOfOneProcessDoNotConflict(t *testing.T) {
	f, s := editing(t)
	meeting, notice := base+"/modifica/incontro?voce=primo", base+"/modifica/avviso"
	one, two := formOf(t, f.do("GET", meeting).Body.String()), formOf(t, f.do("GET", notice).Body.String())
	// A phase put before moves the meeting to another place of the file.
	wantStatus(t, f.send(base+"/modifica/fase", url.Values{"voce.id": {""}, "voce.titolo": {"Nuova"}}), http.StatusSeeOther)
	wantStatus(t, f.send(base+"/modifica/calendario", url.Values{"su": {"fase nuova"}}), http.StatusSeeOther)
	one.Set("voce.ora", "10:00")
	two.Set("avviso.luogo", "Altrove")
	one.Del("fase")
	wantStatus(t, f.send(meeting, one), http.StatusSeeOther)
	wantStatus(t, f.send(notice, two), http.StatusSeeOther)
	p := now(t, s, "prova-2026")
	if p.Phases[0].Title != "Nuova" || p.Meeting("primo").Start.String() != "10.00" || p.Notice.Place != "Altrove" || p.Notice.Announcement.Verb != "COMUNICA" {
		t.Errorf("got %+v", p)
	}
}

func TestEdit_AnItemTakenAwayMeanwhileIsNotLost(t *testing.T) {
	f, s := editing(t)
	path := base + "/modifica/incontro?voce=primo"
	values := formOf(t, f.do("GET", path).Body.String())
	values.Set("voce.etichetta", "scritto intanto")
	wantStatus(t, f.send(base+"/modifica/calendario", url.Values{"togli": {"incontro primo"}}), http.StatusSeeOther)
	if now(t, s, "prova-2026").Meeting("primo") != nil {
		t.Fatal("not taken away")
	}
	w := f.send(path, values)
	wantStatus(t, w, http.StatusConflict, "scritto intanto")
	wantStatus(t, f.send(path, formOf(t, w.Body.String())), http.StatusSeeOther)
	if m := now(t, s, "prova-2026").Meeting("primo"); m == nil || m.Label != "scritto intanto" {
		t.Errorf("got %+v", m)
	}
}

func TestEdit_ItemsAreAddedMovedAndRemovedWithoutScripts(t *testing.T) {
	f, s := editing(t)
	path := base + "/modifica/tavoli"
	values := formOf(t, f.do("GET", path).Body.String())
	values.Set("tavoli[0].numero", "1")
	values.Set("tavoli[0].nome", "Casa")
	values.Set("aggiungi", "tavoli")
	w := f.send(path, values)
	wantStatus(t, w, 200, "non è ancora salvato", `name="tavoli[1].nome"`)
	values = formOf(t, w.Body.String())
	values.Set("tavoli[1].numero", "2")
	values.Set("tavoli[1].nome", "Lavoro")
	values.Set("su", "tavoli 1")
	w = f.send(path, values)
	wantStatus(t, w, 200)
	if p, _ := s.Process(t.Context(), "prova-2026"); p.Version != 3 {
		t.Errorf("moving saved version %d", p.Version)
	}
	values = formOf(t, w.Body.String())
	if values.Get("tavoli[0].nome") != "Lavoro" || values.Get("tavoli[1].nome") != "Casa" {
		t.Fatalf("not moved: %v", values)
	}
	wantStatus(t, f.send(path, values), http.StatusSeeOther)
	values = formOf(t, f.do("GET", path).Body.String())
	values.Set("togli:tavoli[0]", "sì")
	wantStatus(t, f.send(path, values), http.StatusSeeOther)
	if p := now(t, s, "prova-2026"); len(p.Tables) != 1 || p.Tables[0].Name != "Casa" {
		t.Errorf("got %+v", p.Tables)
	}
}

// Who asks for one more row with the keyboard goes on typing in it.
func TestEdit_TheBlankRowAskedForHasTheFocus(t *testing.T) {
	f, _ := editing(t)
	for section, c := range map[string]struct {
		list, field string
		typed       url.Values
	}{
		"tavoli":     {"tavoli", "tavoli[1].numero", url.Values{"tavoli[0].numero": {"1"}, "tavoli[0].nome": {"Casa"}}},
		"avviso":     {"avviso.premesse", "avviso.premesse[1]", url.Values{"avviso.premesse[0]": {"Si considera"}}},
		"firmatari":  {"firmatari", "firmatari[1].ufficio", nil},
		"protocolli": {"protocolli", "protocolli[0].atto", nil},
	} {
		path := base + "/modifica/" + section
		values := formOf(t, f.do("GET", path).Body.String())
		for name := range c.typed {
			values.Set(name, c.typed.Get(name))
		}
		values.Set("aggiungi", c.list)
		body := f.send(path, values).Body.String()
		focused := regexp.MustCompile(`<(?:input|select|textarea)[^>]* name="([^"]*)"[^>]* autofocus`).FindAllStringSubmatch(body, -1)
		if len(focused) != 1 || focused[0][1] != c.field {
			t.Errorf("%s: the focus is on %q, want %s\n%s", section, focused, c.field, body)
		}
	}
}

func TestEdit_ADateCanBeLeftOpenAndGivenAgain(t *testing.T) {
	f, s := editing(t)
	path := base + "/modifica/incontro?voce=primo"
	values := formOf(t, f.do("GET", path).Body.String())
	values.Set("aperta:voce.data", "si")
	wantStatus(t, f.send(path, values), http.StatusSeeOther)
	if m := now(t, s, "prova-2026").Meeting("primo"); !m.Date.IsZero() {
		t.Errorf("got %v", m.Date)
	}
	values = formOf(t, f.do("GET", path).Body.String())
	if values.Get("aperta:voce.data") == "" {
		t.Error("the box is not checked")
	}
	values.Set("voce.data", "2026-03-12") // and the box is forgotten
	wantStatus(t, f.send(path, values), http.StatusSeeOther)
	if m := now(t, s, "prova-2026").Meeting("primo"); m.Date.String() != "2026-03-12" {
		t.Errorf("got %v", m.Date)
	}
}

func TestEdit_AMeetingGoesToAnotherPhase(t *testing.T) {
	f, s := editing(t)
	wantStatus(t, f.send(base+"/modifica/fase", url.Values{"voce.id": {""}, "voce.titolo": {"Seconda"}}), http.StatusSeeOther)
	path := base + "/modifica/incontro?voce=primo"
	values := formOf(t, f.do("GET", path).Body.String())
	values.Set("fase", "seconda")
	wantStatus(t, f.send(path, values), http.StatusSeeOther)
	p := now(t, s, "prova-2026")
	if len(p.Phases[0].Entries) != 0 || len(p.Phases[1].Entries) != 1 || p.Phases[1].Entries[0].Meeting.ID != "primo" {
		t.Errorf("got %+v", p.Phases)
	}
}

func TestEdit_UnknownPartsAndItemsAreNotFound(t *testing.T) {
	f, _ := editing(t)
	for _, path := range []string{"/modifica/manca", "/modifica/incontro?voce=manca", "/modifica/tavoli?voce=x", "/modifica/fasi[0]", "/sposta?incontro=manca", "/verbale?incontro=manca", "/stemma/immagine"} {
		if w := f.do("GET", base+path); w.Code != 404 {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
	wantStatus(t, f.send(base+"/modifica/manca", url.Values{}), 404)
	wantStatus(t, f.send(base+"/modifica/calendario", url.Values{"togli": {"tavoli x"}}), 404)
}

// A form fills in its own section and nothing else.
func TestEdit_OtherNamesFillInNothing(t *testing.T) {
	f, s := editing(t)
	wantStatus(t, f.send(base+"/modifica/tavoli", url.Values{"titolo": {"Rubato"}, "chiave": {"x"}, "firmatari[0].nome": {"Altri"}, "luoghi.x": {"y"}}), http.StatusSeeOther)
	if p := now(t, s, "prova-2026"); p.Title != "Piano di prova" || p.Signatories[0].Name != "Dott.ssa Anna ROSSI" {
		t.Errorf("got %+v", p)
	}
}

func TestNew_MakesTheLeastThatIsAProcess(t *testing.T) {
	f, s := editing(t)
	wantStatus(t, f.send("/nuovo", url.Values{"titolo": {"Piano «nuovo» <2026>"}}), http.StatusUnprocessableEntity, "Nome dell’ente: Manca")
	w := f.send("/nuovo", url.Values{"titolo": {"Piano «nuovo» <2026>"}, "ente": {"Comune di Prova"}, "avviso": {"2026-03-02"}, "incontro": {"2026-04-01"}, "incontro-ora": {"09:30"}, "scadenza": {"2026-03-20"}})
	wantStatus(t, w, http.StatusSeeOther)
	if at := w.Header().Get("Location"); at != "/procedimenti/piano-nuovo-2026/modifica" {
		t.Errorf("led to %s", at)
	}
	p := now(t, s, "piano-nuovo-2026")
	if p.Meeting("primo-incontro").Start.String() != "9.30" || p.Deadline.Date.String() != "2026-03-20" {
		t.Errorf("got %+v", p)
	}
	wantStatus(t, f.send("/nuovo", url.Values{"titolo": {"Altro"}, "chiave": {"prova-2026"}, "ente": {"X"}}), http.StatusConflict, "C’è già un procedimento con questa chiave")
	wantStatus(t, f.send("/nuovo", url.Values{"titolo": {"Altro"}, "chiave": {"Non Va"}, "ente": {"X"}}), http.StatusUnprocessableEntity, "non può fare da chiave")
}

func TestRenew_MovesDaysByWholeWeeks(t *testing.T) {
	f, s := editing(t)
	wantStatus(t, f.do("GET", base+"/rinnova"), 200, "martedì 10 marzo 2026")
	w := f.send(base+"/rinnova", url.Values{"titolo": {"Piano 2027"}, "chiave": {"prova-2027"}, "primo": {"2027-03-10"}}) // a Wednesday
	wantStatus(t, w, http.StatusSeeOther)
	p := now(t, s, "prova-2027")
	if m := p.Meeting("primo"); m.Date.String() != "2027-03-16" { // the Tuesday after it
		t.Errorf("got %v", m.Date)
	}
	if p.Title != "Piano 2027" || p.Notice.Date.String() != "2027-03-08" {
		t.Errorf("got %v", p.Notice.Date)
	}
}

// upload is a form with files.
func upload(t *testing.T, values map[string]string, files map[string]string) (contentType, body string) {
	t.Helper()
	var b strings.Builder
	m := multipart.NewWriter(&b)
	for name, v := range values {
		if err := m.WriteField(name, v); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range files {
		w, err := m.CreateFormFile(name, "../../cattivo.exe")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	return m.FormDataContentType(), b.String()
}

func TestImport_ListsEveryFaultWithItsLine(t *testing.T) {
	f, s := editing(t)
	contentType, body := upload(t, nil, map[string]string{"file": strings.Replace(strings.Replace(source, "prova-2026", "altro-2026", 1), "2026-03-10", "2026-02-30", 1) + "sconosciuta: 1\n"})
	wantStatus(t, f.sendBody("/importa", contentType, body), http.StatusUnprocessableEntity, "2 cose non vanno", "riga 20", "data: 2026-02-30", "«sconosciuta» non esiste")
	wrongDay := strings.Replace(strings.Replace(source, "prova-2026", "altro-2026", 1), "data: 2026-03-10\n", "data: 2026-03-10\n          giorno: lunedì\n", 1)
	contentType, body = upload(t, nil, map[string]string{"file": wrongDay + "sconosciuta: 1\n"})
	wantStatus(t, f.sendBody("/importa", contentType, body), http.StatusUnprocessableEntity, "2 cose non vanno", "non è lunedì ma martedì", "«sconosciuta» non esiste")
	contentType, body = upload(t, nil, map[string]string{"file": strings.Replace(source, "prova-2026", "altro-2026", 1)})
	wantStatus(t, f.sendBody("/importa", contentType, body), http.StatusSeeOther)
	now(t, s, "altro-2026")
	wantStatus(t, f.sendBody("/importa", contentType, body), http.StatusConflict)
	contentType, body = upload(t, map[string]string{"aggiorna": "si"}, map[string]string{"file": strings.Replace(source, "prova-2026", "altro-2026", 1)})
	wantStatus(t, f.sendBody("/importa", contentType, body), http.StatusSeeOther)
	if p, _ := s.Process(t.Context(), "altro-2026"); p.Version != 2 {
		t.Errorf("version %d", p.Version)
	}
	w := f.do("GET", base+"/esporta")
	if w.Body.String() != source || !strings.Contains(w.Header().Get("Content-Disposition"), "prova-2026.yaml") {
		t.Errorf("exported %v:\n%s", w.Header(), w.Body)
	}
}

func TestLogo_IsAPictureAndStoredByItsDigest(t *testing.T) {
	f, s := editing(t)
	path := base + "/stemma"
	letterhead := url.Values{"ente.nome": {"Comune di Prova"}, "ente.intestazione.righe": {"COMUNE DI PROVA"}}
	wantStatus(t, f.send(base+"/modifica/ente", letterhead), http.StatusSeeOther)
	png := "\x89PNG\r\n\x1a\nfinta"
	for content, want := range map[string]string{"GIF89a": "Non è un’immagine PNG o JPEG", strings.Repeat("\x89PNG\r\n\x1a\n", 1<<18+1): "supera 2 MB"} {
		contentType, body := upload(t, map[string]string{"alternativa": "Stemma"}, map[string]string{"immagine": content})
		wantStatus(t, f.sendBody(path, contentType, body), http.StatusUnprocessableEntity, want)
	}
	contentType, body := upload(t, map[string]string{"alternativa": ""}, map[string]string{"immagine": png})
	wantStatus(t, f.sendBody(path, contentType, body), http.StatusUnprocessableEntity, "Manca: senza queste parole")
	contentType, body = upload(t, map[string]string{"alternativa": "Stemma del Comune"}, map[string]string{"immagine": png})
	wantStatus(t, f.sendBody(path, contentType, body), http.StatusSeeOther)
	p, _ := s.Process(t.Context(), "prova-2026")
	if len(p.Attachments) != 1 || strings.Contains(p.Attachments[0].Name, "cattivo") || now(t, s, "prova-2026").Office.Letterhead.Logo.Alt != "Stemma del Comune" {
		t.Errorf("got %+v", p.Attachments)
	}
	if w := f.do("GET", path+"/immagine"); w.Body.String() != png || w.Header().Get("Content-Type") != "image/png" {
		t.Errorf("got %v", w.Header())
	}
	// Editing the letterhead keeps it.
	wantStatus(t, f.send(base+"/modifica/ente", letterhead), http.StatusSeeOther)
	if now(t, s, "prova-2026").Office.Letterhead.Logo == nil {
		t.Error("the logo is lost")
	}
}

func TestMove_SaysWhatChangesBeforeItSaves(t *testing.T) {
	f, s := editing(t)
	path := base + "/sposta?incontro=primo"
	page := f.do("GET", path)
	wantStatus(t, page, 200, "martedì 10 marzo 2026")
	seen := regexp.MustCompile(`name="visto" value="([^"]+)"`).FindStringSubmatch(page.Body.String())[1]
	values := url.Values{"visto": {seen}, "data": {"2026-06-02"}, "ora": {"10:00"}, "altro-luogo": {"Palestra <nuova>"}}
	wantStatus(t, f.send(path, values), 200, "martedì 2 giugno 2026", "Palestra <nuova>", "festiv", `name="conferma"`)
	if p, _ := s.Process(t.Context(), "prova-2026"); p.Version != 3 {
		t.Errorf("version %d was saved", p.Version)
	}
	values.Set("conferma", "sì")
	w := f.send(path, values)
	wantStatus(t, w, http.StatusSeeOther)
	if m := now(t, s, "prova-2026").Meeting("primo"); m.Date.String() != "2026-06-02" || m.Start.String() != "10.00" || m.Place.Printed != "Palestra <nuova>" {
		t.Errorf("got %+v", m)
	}
	wantStatus(t, f.do("GET", w.Header().Get("Location")), 200, "Stampa i nuovi registri")
	// Sent twice it is the same move; whoever had seen the old day is told.
	wantStatus(t, f.send(path, values), http.StatusSeeOther)
	values.Set("ora", "11:00")
	wantStatus(t, f.send(path, values), http.StatusConflict, "qualcun altro ha cambiato")
	values.Set("data", "2026-02-30")
	wantStatus(t, f.send(path, values), http.StatusUnprocessableEntity, `id="campo-data-errore"`)
}

func TestMinutes_BeginWithWhatIsKnown(t *testing.T) {
	src := strings.Replace(source, "          effetti:", `          aperto: sì
          ordine-del-giorno:
            - {titolo: Apertura, relatori: [Anna Rossi]}
          effetti:`, 1) + `tavoli:
  - {numero: 1, nome: Casa}
presenze:
  - incontro: primo
    presidente: Carla Bianchi
    apertura: 15.40
    chiusura: 18.00
    firme:
      - {nome: Anna Rossi, ente: Ente di prova, qualita: rappresentante, entrata: 16.00}
proposte:
  - {id: sportello, tavolo: 1, incontro: primo, titolo: Sportello serale}
`
	s := &shelf{list: []store.Process{stored("prova-2026", "Piano di prova", src)}}
	f := serveShelf(t, s)
	path := base + "/verbale?incontro=primo"
	wantStatus(t, f.do("GET", path), 200, "1 punto, con i relatori", "apertura alle 15.40", "Carla Bianchi")
	w := f.send(path, url.Values{})
	wantStatus(t, w, http.StatusSeeOther)
	m := now(t, s, "prova-2026").Minutes
	if len(m) != 1 || m[0].Opened.String() != "15.40" || m[0].Closed.String() != "18.00" || m[0].Chair.Name != "Carla Bianchi" || m[0].Number != "1" || len(m[0].Movements) != 1 {
		t.Fatalf("got %+v", m)
	}
	if i := m[0].Items; len(i) != 2 || i[0].Title != "Apertura" || fmt.Sprint(i[0].Speakers) != "[Anna Rossi]" || i[1].Outcome != process.Proposed || i[1].Proposal != "sportello" {
		t.Errorf("got %+v", i)
	}
	wantStatus(t, f.do("GET", w.Header().Get("Location")), 200, "Apertura", `name="voce.punti[0].titolo"`)
	wantStatus(t, f.send(path, url.Values{}), http.StatusSeeOther) // again: it is left as it is
	if len(now(t, s, "prova-2026").Minutes) != 1 {
		t.Error("begun twice")
	}
	// Taken back, nothing of them is left.
	wantStatus(t, f.send(base+"/annulla-modifica", url.Values{"annulla": {"4"}}), http.StatusSeeOther)
	if m := now(t, s, "prova-2026").Minutes; len(m) != 0 {
		t.Errorf("got %+v", m)
	}
	if body := f.do("GET", base+"/modifica/verbali").Body.String(); strings.Contains(body, "N. 1 – primo") {
		t.Errorf("the list has minutes that are not there:\n%s", body)
	}
}

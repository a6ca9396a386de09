package web_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/produce"
	"concerta/internal/web"
)

func TestIssue_SentTwiceIssuesOneAct(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	wants(t, d.get(noticeTask), 200, `class="btn btn-primary" href="/procedimenti/casarano-2013/atti/avviso/emissione"`, `<div class="preview">`)
	form := hiddenOf(d.get(noticeTask + "/emissione").Body.String())
	first := d.post(noticeTask+"/emissione", "", form)
	second := d.post(noticeTask+"/emissione", "", form)
	for _, w := range []*httptest.ResponseRecorder{first, second} {
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != noticeAct {
			t.Errorf("status %d to %q", w.Code, w.Header().Get("Location"))
		}
	}
	if n := len(d.acts(t, acts.Notice)); n != 1 {
		t.Errorf("%d acts were issued", n)
	}
	wants(t, d.get(noticeAct), 200, "emesso, in attesa di firma", "n. 1/2013", "Deve ancora firmare", "Anna ROSSI", "Carica il file firmato")
}

func TestIssue_TwoOfficersAtOnceIssueOneActAndOneIsTold(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	forms := []url.Values{
		hiddenOf(d.get(noticeTask + "/emissione").Body.String()),
		hiddenOf(d.get(noticeTask + "/emissione").Body.String()),
	}
	answers := make([]*httptest.ResponseRecorder, len(forms))
	var both sync.WaitGroup
	for i, form := range forms {
		both.Go(func() { answers[i] = d.post(noticeTask+"/emissione", "", form) })
	}
	both.Wait()
	codes := map[int]int{}
	for _, w := range answers {
		codes[w.Code]++
		if w.Code == http.StatusConflict {
			wants(t, w, http.StatusConflict, "è già emesso", noticeAct)
			lacks(t, w, "concerta annul", "--")
		}
	}
	if codes[http.StatusSeeOther] != 1 || codes[http.StatusConflict] != 1 || len(d.acts(t, acts.Notice)) != 1 {
		t.Errorf("answers %v, %d acts", codes, len(d.acts(t, acts.Notice)))
	}
}

func TestIssue_OfDataChangedSinceTheyWereLookedAtIsAskedAgain(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	form := hiddenOf(d.get(noticeTask + "/emissione").Body.String())
	d.Edit(t, archivetest.Casarano, "auditorium: Auditorium Comunale - Casarano", "auditorium: Auditorium Nuovo - Casarano")
	w := d.post(noticeTask+"/emissione", "", form)
	wants(t, w, http.StatusConflict, "ora è la versione 2")
	if n := len(d.acts(t, acts.Notice)); n != 0 {
		t.Errorf("%d acts were issued", n)
	}
	wants(t, d.post(noticeTask+"/emissione", "", hiddenOf(w.Body.String())), http.StatusSeeOther)
}

func TestIssue_FindingsToConfirmNeedAReason(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	const path = "/procedimenti/comune-esempio-2026/atti/avviso/emissione"
	w := d.get(path)
	wants(t, w, 200, "Da confermare", `name="perche"`)
	form := hiddenOf(w.Body.String())
	wants(t, d.post(path, "", form), http.StatusUnprocessableEntity, `href="#campo-perche"`, "Manca il motivo", form.Get("richiesta"))
	form.Set("perche", `deciso <b>così</b>`)
	wants(t, d.post(path, "", form), http.StatusSeeOther)
	w = d.get("/archivio/comune-esempio-2026.avviso.1")
	wants(t, w, 200, "deciso &lt;b&gt;così")
}

func TestIssue_IsForOfficersAndReadersSeeOnly(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	d.Make(t, archivetest.Notice(archivetest.Casarano))
	for _, role := range []string{"lettore", "operatore"} {
		wants(t, d.post(noticeTask+"/emissione", role, url.Values{}), http.StatusForbidden)
		wants(t, d.post(noticeAct+"/annullamento", role, url.Values{}), http.StatusForbidden)
	}
	r := httptest.NewRequest(http.MethodGet, noticeAct, http.NoBody)
	w := d.send(r, "lettore")
	wants(t, w, 200, "Il passo che segue lo fa chi ha il ruolo di operatore")
	lacks(t, w, "<form method=\"post\" action=\"/archivio")
	wants(t, d.post(noticeAct+"/protocollo", "lettore", url.Values{}), http.StatusForbidden)
}

func TestIssueMany_IssuesEachOnceAndGivesThemTogether(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	const path = "/procedimenti/casarano-2013/emissioni/patto"
	form := hiddenOf(d.get(path).Body.String())
	first, second := d.post(path, "", form), d.post(path, "", form)
	if first.Code != http.StatusSeeOther || first.Header().Get("Location") != second.Header().Get("Location") {
		t.Fatalf("status %d to %q, then %q: %s", first.Code, first.Header().Get("Location"), second.Header().Get("Location"), first.Body)
	}
	d.jobs.Wait()
	pacts := d.acts(t, acts.Pact)
	numbers := map[int]bool{}
	for _, a := range pacts {
		numbers[a.Number] = true
	}
	if len(pacts) != 18 || len(numbers) != 18 {
		t.Fatalf("%d pacts with %d numbers", len(pacts), len(numbers))
	}
	wants(t, d.get(first.Header().Get("Location")), 200, "Finito: 18 atti emessi su 18")
	w := d.get("/procedimenti/casarano-2013/stampe/emessi/patto.pdf")
	wants(t, w, 200)
	if !bytes.HasPrefix(w.Body.Bytes(), []byte("%PDF-")) || w.Header().Get("Content-Length") == "" {
		t.Errorf("no PDF: %.60q %v", w.Body, w.Header())
	}
	wants(t, d.get(path), http.StatusConflict, "Sono già tutti emessi")
	d.MustVerify(t)
}

// stoppable is an archive in which a job is stopped before its third act.
type stoppable struct {
	web.Archive
	stop func()
	n    int
}

func (s *stoppable) Issue(ctx context.Context, plan *archive.Plan, t produce.Task, o archive.IssueOptions) (*ledger.Act, error) {
	if s.n++; s.n == 3 {
		s.stop()
	}
	return s.Archive.Issue(ctx, plan, t, o)
}

func TestIssueMany_StoppedWithTheServiceLeavesWholeActs(t *testing.T) {
	o := archivetest.New(t)
	s := &stoppable{Archive: o.Archive}
	d := deskFor(t, o, func(c *web.Config) { c.Archive = s })
	s.stop = d.stop
	const path = "/procedimenti/casarano-2013/emissioni/patto"
	w := d.post(path, "", hiddenOf(d.get(path).Body.String()))
	d.jobs.Wait()
	if n := len(d.acts(t, acts.Pact)); n != 2 {
		t.Errorf("%d pacts", n)
	}
	d.MustVerify(t)
	wants(t, d.get(w.Header().Get("Location")), 200, "Il servizio si è fermato prima della fine")
}

// leftBlobs counts the files that are read; the client leaves after the second.
type leftBlobs struct {
	web.Register
	leave func()
	read  int
}

func (l *leftBlobs) Blob(ctx context.Context, d ledger.Digest) ([]byte, error) {
	content, err := l.Register.Blob(ctx, d)
	if l.read++; l.read == 2 {
		l.leave()
	}
	return content, err
}

func TestZIP_IsNotGoneOnWithWhenTheClientLeaves(t *testing.T) {
	o := archivetest.New(t)
	for _, body := range []string{"approdo", "arcobaleno", "girasole"} {
		o.Make(t, archivetest.Pact(body))
	}
	ctx, leave := context.WithCancel(t.Context())
	l := &leftBlobs{Register: o.Store, leave: leave}
	d := deskFor(t, o, func(c *web.Config) { c.Register = l })
	func() {
		defer func() {
			if err, _ := recover().(error); !errors.Is(err, http.ErrAbortHandler) {
				t.Errorf("it ended with %v", err)
			}
		}()
		d.send(httptest.NewRequestWithContext(ctx, http.MethodGet, "/procedimenti/casarano-2013/stampe/emessi/patto.zip", http.NoBody), "")
	}()
	if l.read != 2 {
		t.Errorf("%d files were read of 3", l.read)
	}
}

func TestExport_IsAPackageAndAnEmptyCaseFileIsTold(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	wants(t, d.get("/archivio/fascicoli/casarano-2013.zip"), http.StatusNotFound)
	d.Make(t, archivetest.Notice(archivetest.Casarano))
	w := d.get("/archivio/fascicoli/casarano-2013.zip")
	wants(t, w, 200)
	if !bytes.HasPrefix(w.Body.Bytes(), []byte("PK")) || w.Header().Get("Content-Disposition") != "attachment; filename=casarano-2013_fascicolo_2013-10-30.zip" {
		t.Errorf("%.20q %v", w.Body, w.Header())
	}
}

func TestArchivedFile_IsGivenByteForByteToKeep(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	act := d.Make(t, archivetest.Notice(archivetest.Casarano))
	for i, f := range act.Files {
		path := noticeAct + "/file/" + string(rune('0'+i))
		w := d.get(path)
		wants(t, w, 200)
		if ledger.DigestOf(w.Body.Bytes()) != f.Digest {
			t.Errorf("%s is not as it was frozen", f.Name)
		}
		if h := w.Header(); !strings.HasPrefix(h.Get("Content-Disposition"), "attachment; filename=") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Length") == "" {
			t.Errorf("%s: %v", f.Name, h)
		}
		view := d.get(path + "?vista=1").Header()
		if inline := strings.HasPrefix(view.Get("Content-Disposition"), "inline"); inline != strings.HasSuffix(f.Name, ".pdf") {
			t.Errorf("%s is shown in the browser: %v", f.Name, inline)
		}
	}
	wants(t, d.get(noticeAct+"/file/99"), http.StatusNotFound)
	wants(t, d.get("/archivio/casarano-2013.avviso.9"), http.StatusNotFound, "Atto non trovato")
}

func TestChanged_IsSaidInWordsWithTheCorrection(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	d.Make(t, archivetest.Notice(archivetest.Casarano))
	lacks(t, d.get(noticeAct), "Non concorda più")
	wants(t, d.get("/procedimenti/casarano-2013/atti/rettifica"), http.StatusNotFound, "Non c’è nulla da rettificare")
	d.Edit(t, archivetest.Casarano, "data: 2013-11-05\n  ora: 12.00", "data: 2013-11-05\n  ora: 13.30")
	wants(t, d.get(noticeAct), 200, "Non concorda più con i dati", "12.00", "→ <strong>", "13.30", "/atti/rettifica")
	wants(t, d.get("/procedimenti/casarano-2013/atti"), 200, "Un atto emesso non concorda più con i dati")
	wants(t, d.get("/procedimenti/casarano-2013/atti/rettifica?motivo=Sala+%3Ci%3Eoccupata"), 200, "13.30", "Sala &lt;i&gt;occupata", "rettifica.pdf?motivo=Sala")
	form := hiddenOf(d.get("/procedimenti/casarano-2013/atti/rettifica/emissione").Body.String())
	form.Set("motivo", "sala occupata")
	first := d.post("/procedimenti/casarano-2013/atti/rettifica/emissione", "", form)
	second := d.post("/procedimenti/casarano-2013/atti/rettifica/emissione", "", form)
	if first.Code != http.StatusSeeOther || second.Header().Get("Location") != first.Header().Get("Location") || len(d.acts(t, acts.Correction)) != 1 {
		t.Errorf("status %d to %q, then %d to %q", first.Code, first.Header().Get("Location"), second.Code, second.Header().Get("Location"))
	}
}

func TestSearch_FindsAndEscapes(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	d.Make(t, archivetest.Notice(archivetest.Casarano))
	d.Make(t, archivetest.Pact("approdo"))
	w := d.get("/archivio?cerca=concertazione")
	wants(t, w, 200, noticeAct, `id="elenco"`)
	lacks(t, w, "casarano-2013.patto_approdo.1")
	wants(t, d.get("/archivio?tipo=patto&stato=emesso&anno=2013"), 200, "casarano-2013.patto_approdo.1", "1 atto o documento")
	wants(t, d.get(`/archivio?cerca=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&tipo=%3Cb%3E&anno=x&pagina=-3`), 200, "Niente corrisponde", "&lt;script&gt;")
	lacks(t, d.get(`/archivio?cerca=%22%3E%3Cscript%3Ealert(1)%3C/script%3E`), "<script>alert")
	wants(t, d.get("/archivio/da-firmare"), 200, "Avviso", "FERRARO")
}

func TestDocument_NastyNamesAreEscapedAndHarmfulFilesRefused(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	values := url.Values{"procedimento": {archivetest.Casarano}, "titolo": {`<img src=x onerror=alert(1)>`}, "tipo": {"delega"}}
	w := d.upload(t, "/archivio/documenti", "operatore", "file", `..\"><script>.pdf`, []byte("%PDF-1.4 a delegation"), values)
	wants(t, w, http.StatusSeeOther)
	page := d.get(w.Header().Get("Location"))
	wants(t, page, 200, "&lt;img src=x", "acquisito")
	lacks(t, page, "<img src=x", "<script>.pdf")
	file := d.get(w.Header().Get("Location") + "/file/0")
	wants(t, file, 200)
	if strings.ContainsAny(file.Header().Get("Content-Disposition"), "<>\\/\n") {
		t.Errorf("file name %q", file.Header().Get("Content-Disposition"))
	}
	for content, why := range map[string]string{
		"%PDF-1.4 /S /JavaScript /JS (x)": "contiene JavaScript",
		"%PDF-1.4 /S /Launch":             "avvia altri programmi",
		"%PDF-1.4 /EmbeddedFiles":         "porta file allegati",
		"%PDF-1.4 /Encrypt 5 0 R":         "è cifrato",
		"MZ not a PDF":                    "non è del tipo che dice il suo nome",
		"":                                "Scegliere il file",
	} {
		wants(t, d.upload(t, "/archivio/documenti", "", "file", "x.pdf", []byte(content), values), http.StatusUnprocessableEntity, why)
	}
	wants(t, d.upload(t, "/archivio/documenti", "", "file", "x.exe", []byte("MZ"), values), http.StatusUnprocessableEntity, "di un tipo che l’archivio non prende")
	wants(t, d.upload(t, "/archivio/documenti", "", "file", "x.pdf", []byte("%PDF-1.4 <<>>stream\n/JS /AA endstream"), values), http.StatusSeeOther)
}

func TestUpload_TooLargeGetsItsPage(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	large := make([]byte, 52<<20)
	wants(t, d.upload(t, "/archivio/documenti", "", "file", "x.pdf", large, url.Values{}), http.StatusRequestEntityTooLarge, "File troppo grande", "50 MB")
	r := httptest.NewRequest(http.MethodPost, "/archivio/documenti", strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n"+strings.Repeat("a", 52<<20)))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	r.ContentLength = -1
	wants(t, d.send(r, ""), http.StatusRequestEntityTooLarge, "File troppo grande")
	wants(t, d.post("/archivio/documenti", "", url.Values{"titolo": {"x"}}), http.StatusBadRequest, "Invio non leggibile")
}

func TestSteps_OutOfOrderAreRefusedInWords(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	d.Make(t, archivetest.Notice(archivetest.Casarano))
	pub := url.Values{"albo-numero": {"9"}, "albo-dal": {"2013-10-30"}}
	wants(t, d.post(noticeAct+"/pubblicazione", "operatore", pub), http.StatusConflict, "non è ancora firmato da")
	wants(t, d.upload(t, noticeAct+"/referto", "", "referto-file", "r.pdf", []byte("%PDF-1.4"), url.Values{"referto-data": {"30/10/2013"}}), http.StatusConflict, "non risulta pubblicato")
	wants(t, d.post(noticeAct+"/protocollo", "", url.Values{"protocollo-numero": {"7<b>"}, "protocollo-data": {"31/02/2013"}}), http.StatusUnprocessableEntity, `href="#campo-protocollo-data"`, "7&lt;b&gt;")
	prot := url.Values{"protocollo-numero": {"4711"}, "protocollo-data": {"30/10/2013"}}
	wants(t, d.post(noticeAct+"/protocollo", "operatore", prot), http.StatusSeeOther)
	wants(t, d.post(noticeAct+"/protocollo", "operatore", prot), http.StatusConflict, "ha già il numero di protocollo 4711")
	wants(t, d.upload(t, noticeAct+"/scansione", "", "scansione-file", "s.pdf", []byte("%PDF-1.4"), url.Values{"scansione-da": {"Anna"}}), http.StatusConflict, "si firma in modo digitale")
}

func TestAnnul_NeedsAReasonAndStays(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	d.Make(t, archivetest.Notice(archivetest.Casarano))
	wants(t, d.get(noticeAct+"/annullamento"), 200, "btn-danger", "Non si può tornare indietro")
	wants(t, d.post(noticeAct+"/annullamento", "", url.Values{}), http.StatusUnprocessableEntity, `href="#campo-motivo"`)
	wants(t, d.post(noticeAct+"/annullamento", "", url.Values{"motivo": {"sbagliato"}}), http.StatusSeeOther)
	w := d.get(noticeAct)
	wants(t, w, 200, "annullato", "Sbagliato.")
	lacks(t, w, "Annulla l’atto…", "Carica il file firmato")
	wants(t, d.get(noticeAct+"/annullamento"), http.StatusConflict, "già annullato")
}

func TestVerifyPage_HasNoNamesAndComparesFiles(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	act := d.Make(t, archivetest.Pact("approdo"))
	path := "/verifica/" + act.Code
	w := d.send(httptest.NewRequest(http.MethodGet, path, http.NoBody), "nessuno")
	wants(t, w, 200, "Patto di partecipazione", "n. 1/2013", "emesso, in attesa di firma", act.Code)
	if w.Header().Get("X-Robots-Tag") == "" {
		t.Error("search engines are let in")
	}
	words := []string{"Approdo", "approdo", act.Operator, act.Title, "casarano"}
	for _, s := range act.Signers {
		words = append(words, s.Name)
	}
	lacks(t, w, words...)
	file := d.Content(t, act, ledger.PDF)
	ok := d.upload(t, path, "nessuno", "file", "Approdo segreto.pdf", file, nil)
	wants(t, ok, 200, "Il file è quello dell’atto")
	lacks(t, ok, words...)
	wants(t, d.upload(t, path, "nessuno", "file", "x.pdf", append(file, 'x'), nil), 200, "Il file non è quello dell’atto")
	if strings.Contains(d.log.String(), "segreto") || strings.Contains(d.log.String(), act.Code) {
		t.Errorf("the log says what was asked:\n%s", d.log)
	}
	redirect := d.send(httptest.NewRequest(http.MethodGet, "/verifica?codice="+strings.ToLower(strings.ReplaceAll(act.Code, "-", "+")), http.NoBody), "nessuno")
	if redirect.Code != http.StatusSeeOther || redirect.Header().Get("Location") != path {
		t.Errorf("status %d to %q", redirect.Code, redirect.Header().Get("Location"))
	}
	wants(t, d.get("/verifica?codice=%3Cb%3E"), http.StatusUnprocessableEntity, "&lt;b&gt;")
	wants(t, d.get("/verifica/0000-0000-0000-0000"), http.StatusNotFound, "Nessun atto")
	wants(t, d.get("/avvisi/"+act.Code), http.StatusNotFound)
}

func TestVerifyPage_IsSlowedDownByAddress(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	ask := func(from string) int {
		r := httptest.NewRequest(http.MethodGet, "/verifica/0000-0000-0000-0000", http.NoBody)
		r.RemoteAddr = from
		return d.send(r, "nessuno").Code
	}
	for range 60 {
		if code := ask("192.0.2.7:1000"); code != http.StatusNotFound {
			t.Fatalf("status %d", code)
		}
	}
	if code := ask("192.0.2.7:2000"); code != http.StatusTooManyRequests {
		t.Errorf("status %d for one too many", code)
	}
	if code := ask("192.0.2.8:1000"); code != http.StatusNotFound {
		t.Errorf("status %d for another address", code)
	}
	d.Clock.Add(61e9)
	if code := ask("192.0.2.7:1000"); code != http.StatusNotFound {
		t.Errorf("status %d after a minute", code)
	}
}

func TestPublicNotice_HasCalendarAndBlankForm(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	act := d.Make(t, archivetest.Notice(archivetest.Casarano))
	ask := func(path string) *httptest.ResponseRecorder {
		return d.send(httptest.NewRequest(http.MethodGet, "/avvisi/"+act.Code+path, http.NoBody), "nessuno")
	}
	wants(t, ask(""), 200, "COMUNICA", "incontri.ics", "scheda.pdf")
	wants(t, ask("/incontri.ics"), 200, "BEGIN:VCALENDAR", "20131106")
	wants(t, ask("/scheda.pdf"), 200, "%PDF-")
	wants(t, ask("/avviso.docx"), http.StatusNotFound)
	// What is edited and not issued is not public.
	d.Edit(t, archivetest.Casarano, "auditorium: Auditorium Comunale - Casarano", "auditorium: Auditorium Nuovo - Casarano")
	lacks(t, ask("/incontri.ics"), "Auditorium Nuovo")
	lacks(t, ask(""), "Auditorium Nuovo")
	d.Make(t, archivetest.Correction(archivetest.Casarano))
	wants(t, ask("/incontri.ics"), 200, "Auditorium Nuovo")
}

func TestVerifyArchive_SaysWhatItFoundAndTheHeadToNote(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	d.Make(t, archivetest.Notice(archivetest.Casarano))
	head, err := d.Store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	wants(t, d.get("/archivio/verifica"), 200, head.String(), "Verifica l’archivio")
	wants(t, d.post("/archivio/verifica", "", url.Values{"riga": {head.String()}}), 200, "L’archivio è integro", "2 registrazioni")
	wants(t, d.post("/archivio/verifica", "", url.Values{"riga": {"9:00"}}), http.StatusUnprocessableEntity, `href="#campo-riga"`)
	head.Seq = 9
	wants(t, d.post("/archivio/verifica", "", url.Values{"riga": {head.String()}}), 200, "non passa la verifica")
	wants(t, d.post("/archivio/verifica", "operatore", url.Values{}), http.StatusForbidden)
}

func TestHead_IsAnsweredLikeGetOnEveryPage(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	act := d.Make(t, archivetest.Notice(archivetest.Casarano))
	for _, path := range []string{
		noticeTask, noticeTask + "/emissione", noticeAct, noticeAct + "/file/0", "/archivio", "/archivio/verifica", "/archivio/fascicoli",
		"/archivio/documenti", "/archivio/fascicoli/casarano-2013.zip", "/verifica", "/verifica/" + act.Code, "/avvisi/" + act.Code,
		"/procedimenti/casarano-2013/atti", "/procedimenti/casarano-2013/emissioni/patto", "/procedimenti/casarano-2013/stampe/emessi/avviso.zip",
	} {
		want := d.get(path)
		got := d.send(httptest.NewRequest(http.MethodHead, path, http.NoBody), "")
		if got.Code != want.Code || got.Header().Get("Content-Type") != want.Header().Get("Content-Type") || got.Header().Get("Content-Disposition") != want.Header().Get("Content-Disposition") {
			t.Errorf("%s: HEAD %d %v, GET %d %v", path, got.Code, got.Header(), want.Code, want.Header())
		}
		if want.Code != 200 {
			t.Errorf("%s: status %d", path, want.Code)
		}
	}
}

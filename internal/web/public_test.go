package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
)

// ofPublic asks for a page without signing in.
func (d *desk) ofPublic(path string) *httptest.ResponseRecorder {
	return d.send(httptest.NewRequest(http.MethodGet, path, http.NoBody), "nessuno")
}

func (d *desk) annul(t *testing.T, act *ledger.Act) {
	t.Helper()
	if _, err := d.Annul(t.Context(), act.ID, archive.Annulment{Operator: "Anna ESEMPIO", Reason: "emesso per errore"}); err != nil {
		t.Fatal(err)
	}
}

func TestPublicNotice_IsGoneWhenAnnulled(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	act := d.Make(t, archivetest.Notice(archivetest.Casarano))
	path := "/avvisi/" + act.Code
	wants(t, d.ofPublic(path), 200)
	wants(t, d.ofPublic("/verifica/"+act.Code), 200, path)
	d.annul(t, act)
	for _, of := range []string{"", "/incontri.ics", "/scheda.pdf"} {
		wants(t, d.ofPublic(path+of), http.StatusNotFound)
	}
	// That it existed and was annulled is still said, and leads nowhere.
	w := d.ofPublic("/verifica/" + act.Code)
	wants(t, w, 200, "annullato")
	lacks(t, w, path)
}

func TestPublicNotice_CalendarIsThatOfTheNewestCorrectionThatStands(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	act := d.Make(t, archivetest.Notice(archivetest.Casarano))
	calendar := func() *httptest.ResponseRecorder { return d.ofPublic("/avvisi/" + act.Code + "/incontri.ics") }
	const place = "auditorium: Auditorium Comunale - Casarano"
	const nuovo, ultimo = "auditorium: Auditorium Nuovo - Casarano", "auditorium: Auditorium Ultimo - Casarano"
	d.Edit(t, archivetest.Casarano, place, nuovo)
	first := d.Make(t, archivetest.Correction(archivetest.Casarano))
	d.Edit(t, archivetest.Casarano, nuovo, ultimo)
	second := d.Make(t, archivetest.Correction(archivetest.Casarano))
	wants(t, calendar(), 200, "Auditorium Ultimo")
	d.annul(t, second)
	wants(t, calendar(), 200, "Auditorium Nuovo")
	lacks(t, calendar(), "Auditorium Ultimo")
	d.annul(t, first)
	wants(t, calendar(), 200, "Auditorium Comunale")
	lacks(t, calendar(), "Auditorium Nuovo")
}

func TestVerifyPage_ComparesWhatIsHandedOutAndNothingElse(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	act := d.Make(t, archivetest.Pact("approdo"))
	handedOut := map[ledger.Role]bool{ledger.PDF: true, ledger.DOCX: true, ledger.HTML: true, ledger.Text: true}
	kept := 0
	for _, f := range act.Files {
		w := d.upload(t, "/verifica/"+act.Code, "nessuno", "file", "file", d.Content(t, act, f.Role), nil)
		want := "Il file non è quello dell’atto" // who can guess the data of an act must not be told so
		if handedOut[f.Role] {
			want = "Il file è quello dell’atto"
		} else {
			kept++
		}
		wants(t, w, 200, want)
	}
	if kept == 0 || kept == len(act.Files) {
		t.Errorf("%d of %d files are kept by the office alone: nothing was told apart", kept, len(act.Files))
	}
}

package web_test

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"concerta/internal/archive/archivetest"
)

// One character that the fonts do not have keeps every act from being made: it is
// refused where it is typed, next to its field.
func TestLetters_ThatNoActCanShowAreRefusedNextToTheField(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	for path, c := range map[string]struct {
		values url.Values
		id     string
	}{
		parties + "/nuovo?tipo=cittadino": {url.Values{"nome": {"Amici 😀 Ugo"}}, "campo-nome"},
		parties + "/nuovo":                {url.Values{"nome": {"Gruppo 😀 amici"}, "tipo": {"odv"}}, "campo-nome"},
		casarano + "/adesioni/nuova": {url.Values{
			"soggetto": {"Gruppo nuovo"}, "tipo": {"cittadino"}, "giorno": {"2013-10-29"}, "canale": {"pec"}, "origine": {"scheda"}, "tavoli": {"0"}, "proposta": {"Più 🌳 in città"},
		}, "campo-proposta"},
		"/nuovo": {url.Values{"titolo": {"Piano 😀"}, "ente": {"Ambito"}}, "campo-titolo"},
	} {
		w := d.post(path, "operatore", c.values)
		wantStatus(t, w, http.StatusUnprocessableEntity, "non si può stampare", "Toglierlo o sostituirlo", `id="`+c.id+`-errore"`)
	}
	// A part of the process: what was typed is shown again, and nothing was saved.
	edit := casarano + "/modifica/tavoli"
	values := formOf(t, d.get(edit).Body.String())
	values.Set("tavoli[0].nome", "Anziani 😀")
	wantStatus(t, d.post(edit, "operatore", values), http.StatusUnprocessableEntity,
		"In «Anziani 😀» il carattere «😀» non si può stampare.", `id="campo-tavoli[0].nome-errore"`, `value="Anziani 😀"`)
	if body := d.get(edit).Body.String(); strings.Contains(body, "😀") {
		t.Error("it was saved")
	}
}

// What comes with a file is told by the check, with the page to repair it; drawn acts
// say where to look, and spreadsheets are made all the same.
func TestLetters_OfAFileAreTold(t *testing.T) {
	o := archivetest.New(t)
	o.Edit(t, archivetest.Casarano, "Centro d'Ascolto ESEMPIO ODV", "Centro 😀 ESEMPIO ODV")
	d := deskFor(t, o)
	wantStatus(t, d.get(casarano), http.StatusOK, "il carattere «😀» non si può stampare", "Correggi: Soggetti")
	for _, ext := range []string{"xlsx", "csv"} {
		if w := d.get(casarano + "/elenco." + ext); w.Code != http.StatusOK {
			t.Errorf("elenco.%s: status %d\n%s", ext, w.Code, w.Body)
		}
	}
	wantStatus(t, d.get(casarano+"/elenco.pdf"), http.StatusUnprocessableEntity, "«😀»", "dice in quale testo")
	// Others may go on with their work meanwhile.
	w := d.post(parties+"/nuovo?tipo=cittadino", "operatore", url.Values{"nome": {"Verdi Ugo ESEMPIO"}})
	wantStatus(t, w, http.StatusSeeOther)
}

// What a word processor brings along, and nobody sees, is not kept.
func TestLetters_InvisibleOnesAreNotKept(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	w := d.post(parties+"/nuovo?tipo=cittadino", "operatore", url.Values{"nome": {"Ver\u200Bdi\tUgo\uFEFF \u202AESEMPIO\u202C"}})
	wantStatus(t, w, http.StatusSeeOther)
	wantStatus(t, d.get(parties), http.StatusOK, "Verdi Ugo ESEMPIO")

	edit := casarano + "/modifica/avviso"
	values := formOf(t, d.get(edit).Body.String())
	values.Set("avviso.premesse[0]", "Si considera:\r\n\uF0B7\tl’ascolto\u200B;\r\n\uF0B7\tla cura.")
	wantStatus(t, d.post(edit, "operatore", values), http.StatusSeeOther)
	if body := html.UnescapeString(d.get(edit).Body.String()); !strings.Contains(body, "Si considera:\n\n- l’ascolto;\n- la cura.") {
		t.Errorf("not a list:\n%s", body)
	}
	w = d.post("/nuovo", "operatore", url.Values{"titolo": {"Piano\tdi \u200Bzona"}, "chiave": {"piano-prova"}, "ente": {"\uF0B7 Ambito"}})
	wantStatus(t, w, http.StatusSeeOther)
	wantStatus(t, d.get("/procedimenti/piano-prova"), http.StatusOK, "<h1>Piano di zona</h1>")
}

package web_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"concerta/internal/process"
)

const parties = casarano + "/soggetti"

// listed are the names of a list, in its order.
func listed(page string) []string {
	var names []string
	_, body, _ := strings.Cut(page, "<tbody")
	for _, row := range strings.Split(body, `scope="row">`)[1:] {
		name, _, _ := strings.Cut(row, "</th>")
		if _, link, ok := strings.Cut(name, ">"); ok {
			name, _, _ = strings.Cut(link, "</a>")
		}
		names = append(names, name)
	}
	return names
}

func TestParties_SearchIgnoresAccentsCapitalsAndApostrophes(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	for query, want := range map[string]string{
		"delia": "D'Elia Franco ESEMPIO", "D’ELIA": "D'Elia Franco ESEMPIO", "ercolani": "Èrcolani Bice ESEMPIO", "ÈRCO": "Èrcolani Bice ESEMPIO",
		"defilippo": "De Filippo Gaia ESEMPIO", "de fil": "De Filippo Gaia ESEMPIO", "lapprodo": "L'Approdo ESEMPIO società cooperativa sociale",
		"99999000344": "Centro d'Ascolto ESEMPIO ODV", "pecora": "Età Libera ESEMPIO APS", "d alo": "Voce di Donna ESEMPIO APS",
	} {
		if got := listed(o.get(parties + "?q=" + url.QueryEscape(query))); len(got) != 1 || got[0] != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

func TestParties_AreInItalianOrder(t *testing.T) {
	got := listed(newCounter(t, inTheMorning(), nil).get(parties))
	if len(got) != 50 {
		t.Errorf("%d are listed", len(got))
	}
	for _, pair := range [][2]string{
		{"De Carlo Rosa ESEMPIO", "D'Elia Franco ESEMPIO"},
		{"D'Ippolito Nello ESEMPIO", "Dispensa Solidale ESEMPIO ODV"},
		{"D'Elia Franco ESEMPIO", "Dònno Piero ESEMPIO"},
		{"Dònno Piero ESEMPIO", "Èrcolani Bice ESEMPIO"},
		{"Èrcolani Bice ESEMPIO", "Età Libera ESEMPIO APS"},
	} {
		if a, b := slices.Index(got, pair[0]), slices.Index(got, pair[1]); a < 0 || b < 0 || a > b {
			t.Errorf("%s (%d) does not come before %s (%d)", pair[0], a, pair[1], b)
		}
	}
}

func TestParties_FiltersNarrowTheListDown(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	for query, want := range map[string]int{"tipo=sindacato": 3, "tipo=cittadino": 20, "stato=non-ammessa": 1, "tavolo=1&tipo=scuola": 1, "q=nessuno+di+questi": 0} {
		if got := listed(o.get(parties + "?" + query)); len(got) != want {
			t.Errorf("%s: %d, want %d: %q", query, len(got), want, got)
		}
	}
}

func TestParties_NewOneGetsItsIDFromItsName(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	form := url.Values{"nome": {"Mano Tesa ESEMPIO"}, "tipo": {"odv"}, "codice-fiscale": {"99999000179"}, "comuni": {"Casarano; Parabita, Matino"}}
	code, page := o.post(parties+"/nuovo", form)
	if code != 422 {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "È già il codice fiscale di «Mano Tesa ESEMPIO ODV»")
	form.Set("codice-fiscale", "")
	form.Set("delegato-0-nome", "Pia D’Arco")
	if code, page = o.post(parties+"/nuovo", form); code != 303 {
		t.Fatalf("status %d\n%s", code, mainOf(page))
	}
	body := o.process().Organization("mano-tesa-esempio")
	if body == nil || len(body.Delegates) != 1 || body.Delegates[0].Name != "Pia D’Arco" {
		t.Fatalf("%+v", body)
	}
	o.undo(page)
	if o.process().Organization("mano-tesa-esempio") != nil {
		t.Error("it is still there")
	}
	if code, _ = o.post(parties+"/nuovo?tipo=cittadino", url.Values{"nome": {"Rossi Ada"}, "telefono": {"000"}}); code != 303 {
		t.Errorf("status %d", code)
	}
	if list := o.process().Citizens; list[len(list)-1] != (process.Citizen{ID: "rossi-ada", Name: "Rossi Ada", Phone: "000"}) {
		t.Errorf("%+v", list[len(list)-1])
	}
}

func TestParties_SurnameIsInTheName(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	form := url.Values{"nome": {"Cerchio ESEMPIO"}, "tipo": {"aps"}, "rappresentante-nome": {"Leo Cosimo Damiano"}, "rappresentante-cognome": {"Lei"}}
	code, page := o.post(parties+"/nuovo", form)
	if code != 422 {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "con le stesse parole")
	form.Set("rappresentante-cognome", "Leo")
	if code, page = o.post(parties+"/nuovo", form); code != 303 {
		t.Fatalf("status %d\n%s", code, mainOf(page))
	}
	if body := o.process().Organization("cerchio-esempio"); body == nil || body.Representative.Surname != "Leo" {
		t.Errorf("%+v", body)
	}
}

func TestParties_ChangedByTwoIsTold(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	path := parties + "/girasole"
	form := url.Values{"nome": {"Il Girasole"}, "tipo": {"cooperativa-sociale"}, "visto": {hiddenValue(t, o.get(path), "visto")}}
	if code, page := o.post(path, form); code != 303 {
		t.Fatalf("status %d\n%s", code, mainOf(page))
	}
	form.Set("nome", "Girasole, un altro nome")
	code, page := o.post(path, form)
	if code != 409 {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "Nel frattempo qualcun altro", "Girasole, un altro nome")
}

func TestParties_InUseAreNotTakenAway(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	mentions(t, o.get(parties+"/girasole"), "Non si può togliere: ha un’adesione")
	if _, page := o.post(parties+"/girasole/togli", url.Values{}); !strings.Contains(page, "Non si può togliere") || o.process().Organization("girasole") == nil {
		t.Error("it was taken away")
	}
}

func TestParties_TaxCodeIsCheckedWhileTyped(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	for code, want := range map[string]string{"99999000179": "È già il codice fiscale di", "9999900017": "", "99999000180": "carattere di controllo", "": ""} {
		w := o.send("GET", casarano+"/codice-fiscale?codice-fiscale="+code, "", nil)
		if got := w.Body.String(); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%q: %q", code, got)
		}
	}
}

func TestPeople_NastyNamesAreShownAsTyped(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	nasty := `<script>alert(1)</script> "O'Brien" {{.}} & =1+1`
	if code, page := o.post(newAdhesion, adhesionOf(nasty, "tipo", "altro", "proposta", nasty, "delegato", nasty)); code != 303 {
		t.Fatalf("status %d\n%s", code, mainOf(page))
	}
	if code, page := o.post(firstMeeting+"/nuova", walkIn(nasty, "<img src=x>", "delegato", nasty)); code != 303 {
		t.Fatalf("status %d\n%s", code, mainOf(page))
	}
	for _, path := range []string{"/soggetti", "/adesioni", "/adesioni/nuova", "/incontri/prima-sessione/presenze", "/registri"} {
		w := o.send("GET", casarano+path, "", nil)
		if body := w.Body.String(); strings.Contains(body, "<script>alert") || strings.Contains(body, "<img") {
			t.Errorf("%s: %s", path, body)
		}
	}
	if got := o.process().Adhesions; got[len(got)-1].Proposal != nasty {
		t.Errorf("kept as %q", got[len(got)-1].Proposal)
	}
	for _, bad := range []string{"\u202eroverso", "a\x00b", "\ue000token", strings.Repeat("x", 5000)} {
		if code, _ := o.post(newAdhesion, adhesionOf("Ente "+bad, "tipo", "altro")); code != 303 && code != 422 && code != 409 {
			t.Errorf("%q: status %d", bad[:6], code)
		}
	}
}

func TestLists_SayWhatBecameOfEveryLineBeforeAndAfterSaving(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	before := len(o.process().Organizations)
	list := "nome;tipo;codice fiscale;colore\nNuova ODV;odv;;rosso\nMano Tesa ESEMPIO ODV;odv;99999000179;\nSenza tipo;;;\n"
	code, page := o.upload("soggetti", "", list)
	if code != 200 || len(o.process().Organizations) != before {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "ancora niente è cambiato", "Righe prese: 1; già presenti: 1; rifiutate: 1.", "manca il tipo", "Colonne non usate: colore", "Salva le righe prese")
	content := hiddenValue(t, page, "contenuto")
	code, page = o.upload("soggetti", "", "", "contenuto", content, "salva", "sì")
	if code != 200 || o.process().Organization("nuova-odv") == nil {
		t.Errorf("status %d\n%s", code, mainOf(page))
	}
	mentions(t, page, "Salvato", "Righe prese: 1")
	_, page = o.upload("soggetti", "", "", "contenuto", content, "salva", "sì")
	if len(o.process().Organizations) != before+1 {
		t.Errorf("taken twice:\n%s", mainOf(page))
	}
	if code, page = o.upload("presenze", "", "nome\nA\n"); code != 422 || !strings.Contains(page, "di quale incontro") {
		t.Errorf("status %d", code)
	}
	if code, page = o.upload("soggetti", "", "colore\nrosso\n"); code != 422 || !strings.Contains(page, "mancano le colonne") {
		t.Errorf("status %d\n%s", code, mainOf(page))
	}
	if code, _ = o.upload("soggetti", "", strings.Repeat("x", 3<<20)); code != 422 {
		t.Errorf("a file of 3 MB: status %d", code)
	}
	if code, page = o.upload("presenze", "prima-sessione", "nome;ente\nNeri Ada;Mano Tesa ESEMPIO ODV\n"); code != 200 || !strings.Contains(page, "Righe prese: 1") {
		t.Errorf("status %d\n%s", code, mainOf(page))
	}
}

func TestProposals_OutcomesAreSavedTogetherAndOnlyThoseChanged(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	path := casarano + "/proposte"
	page := o.get(path)
	form := url.Values{}
	for _, x := range o.process().Proposals {
		form.Set("esito-"+x.ID, string(x.Outcome))
		form.Set("motivo-"+x.ID, x.Reason)
		form.Set("visto-"+x.ID, hiddenValue(t, page, "visto-"+x.ID))
	}
	stale := url.Values{}
	for k, v := range form {
		stale[k] = v
	}
	form.Set("esito-proposta-01", "rinviata")
	form.Set("motivo-proposta-01", "Si vedrà")
	if code, page := o.post(path, form); code != 303 || !strings.Contains(page, "Esiti salvati: 1.") {
		t.Errorf("status %d\n%s", code, mainOf(page))
	}
	stale.Set("esito-proposta-02", "accolta")
	if code, page := o.post(path, stale); code != 303 {
		t.Errorf("another proposal: status %d\n%s", code, mainOf(page))
	}
	stale.Set("esito-proposta-01", "non-accolta")
	code, page := o.post(path, stale)
	if code != 409 {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "Nel frattempo qualcun altro")
	if x := o.process().Proposals[0]; x.Outcome != process.ReferredFurther || x.Reason != "Si vedrà" {
		t.Errorf("%+v", x)
	}
}

func TestRegisters_PrintAndLeadToTheirActs(t *testing.T) {
	page := newCounter(t, inTheMorning(), nil).get(casarano + "/registri")
	mentions(t, page, casarano+"/stampe/giorni/2013-11-06.pdf?vista=1", casarano+"/stampe/incontri/prima-sessione.pdf", casarano+"/atti/registro_prima-sessione", firstMeeting)
}

package web_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"concerta/internal/account"
	"concerta/internal/store"
)

// linkIn is the path of the link that a page shows.
func linkIn(t *testing.T, page string) string {
	t.Helper()
	m := regexp.MustCompile(`<code>http://127\.0\.0\.1:8080(/password/[A-Za-z0-9_-]{43})</code>`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no link in:\n%s", page)
	}
	return m[1]
}

func TestUsers_AreAddedWithALinkGoodOnce(t *testing.T) {
	o := newOffice(t)
	o.add("admin.uno", "Ada Uno", mayEverything)
	admin, guest := o.browser().signIn("admin.uno"), o.browser()
	w := admin.post("/utenti", "nome", "Bea Verdi", "utente", "bea.verdi", "ruolo", fmt.Sprint(int(account.Operator)))
	want(t, w, http.StatusOK, "Bea Verdi", "fino al 05/03/2026, ore 10.00")
	link := linkIn(t, w.Body.String())

	want(t, admin.get("/utenti"), http.StatusOK, "deve ancora impostare la password", "operatore")
	want(t, guest.get(link), http.StatusOK, "bea.verdi")
	want(t, guest.get(link), http.StatusOK) // looking at it uses nothing up
	want(t, guest.post(link, "nuova", "corta", "ripetuta", "corta"), http.StatusUnprocessableEntity, "troppo corta")
	want(t, guest.post(link, "nuova", "beaverdi2026", "ripetuta", "beaverdi2026"), http.StatusUnprocessableEntity, "facile da indovinare")
	want(t, guest.post(link, "nuova", password, "ripetuta", "altra"), http.StatusUnprocessableEntity, "non sono uguali")
	want(t, guest.post(link, "nuova", password, "ripetuta", password), http.StatusSeeOther)
	want(t, guest.get("/accesso"), http.StatusOK, "La password è impostata")
	guest.signIn("bea.verdi")
	want(t, guest.get("/utenti"), http.StatusForbidden, "serve un altro ruolo")
	for _, method := range []string{"GET", "POST"} {
		want(t, o.browser().ask(method, link, nil), http.StatusNotFound, "Link non valido")
	}
	want(t, o.browser().get("/password/"+strings.Repeat("A", 43)), http.StatusNotFound, "Link non valido")

	for path, contains := range map[string]string{
		"/utenti?x": "attivo", "/utenti/nuovo": "Nuovo utente", "/utenti/999": "Pagina non trovata", "/utenti/uno": "Pagina non trovata",
	} {
		if w := admin.get(path); !strings.Contains(w.Body.String(), contains) {
			t.Errorf("%s: status %d:\n%s", path, w.Code, w.Body)
		}
	}
}

func TestUsers_BadAnswersAreToldAndKept(t *testing.T) {
	o := newOffice(t)
	o.add("admin.uno", "Ada Uno", mayEverything)
	admin := o.browser().signIn("admin.uno")
	want(t, admin.post("/utenti", "nome", "B", "utente", "Bea Verdi", "ruolo", "9", "amministratore", "sì"), http.StatusUnprocessableEntity,
		`value="Bea Verdi"`, "campo-nome-errore", "campo-utente-errore", "campo-ruolo-errore", "checked")
	want(t, admin.post("/utenti", "nome", "ada uno", "utente", "altra", "ruolo", "2"), http.StatusConflict, "C’è già un utente", `value="altra"`)
	want(t, admin.post("/utenti/1/ruolo", "ruolo", "5"), http.StatusUnprocessableEntity)
	want(t, admin.post("/utenti/1/stato", "stato", "altro"), http.StatusUnprocessableEntity)
	for _, path := range []string{"/utenti/999/ruolo", "/utenti/999/stato", "/utenti/999/link", "/utenti/x/ruolo"} {
		want(t, admin.post(path, "ruolo", "2", "stato", "attivo"), http.StatusNotFound)
	}
	if list, err := o.store.Users(t.Context()); err != nil || len(list) != 1 || list[0].Grant != mayEverything {
		t.Errorf("users %+v, error %v", list, err)
	}
}

func TestUsers_TheLastAdministratorStays(t *testing.T) {
	o := newOffice(t)
	id := o.add("admin.uno", "Ada Uno", mayEverything)
	admin := o.browser().signIn("admin.uno")
	page := userPage(id)
	want(t, admin.post(page+"/ruolo", "ruolo", "4"), http.StatusConflict, "È l’ultimo amministratore", "Dare prima a un altro")
	want(t, admin.post(page+"/stato", "stato", "disattivato"), http.StatusConflict, "È l’ultimo amministratore")
	if !admin.signedIn() {
		t.Error("signed out")
	}
	other := o.add("bea.verdi", "Bea Verdi", mayRead)
	want(t, admin.post(userPage(other)+"/ruolo", "ruolo", "2", "amministratore", "sì"), http.StatusSeeOther)
	want(t, admin.get(userPage(other)), http.StatusOK, "sola lettura e amministratore", `flash" role="status"`)
	if w := admin.post(page+"/ruolo", "ruolo", "4"); w.Header().Get("Location") != "/account" {
		t.Errorf("status %d to %q", w.Code, w.Header().Get("Location"))
	}
	want(t, admin.get("/account"), http.StatusOK, `note warn flash`, "Il proprio ruolo ora è: responsabile.")
	want(t, admin.get("/utenti"), http.StatusForbidden)
}

func TestUsers_AForgottenPasswordIsSetByANewLink(t *testing.T) {
	o := newOffice(t)
	o.add("admin.uno", "Ada Uno", mayEverything)
	id := o.add("bea.verdi", "Bea Verdi", mayIssue)
	admin, b := o.browser().signIn("admin.uno"), o.browser().signIn("bea.verdi")
	w := admin.post(userPage(id) + "/link")
	want(t, w, http.StatusOK)
	if !b.signedIn() {
		t.Error("making the link ended a session")
	}
	link := linkIn(t, w.Body.String())
	o.now = o.now.Add(account.LinkLife)
	want(t, o.browser().get(link), http.StatusNotFound)
	o.now = o.now.Add(-account.LinkLife)
	const renewed = "quattro gatti sul tetto"
	want(t, o.browser().post(link, "nuova", renewed, "ripetuta", renewed), http.StatusSeeOther)
	if b.signedIn() {
		t.Error("the session with the old password goes on")
	}
	want(t, b.try("bea.verdi", password), http.StatusUnprocessableEntity)
	want(t, b.try("bea.verdi", renewed), http.StatusSeeOther)
	if err := o.store.SetDisabled(t.Context(), id, true, account.Deed{}); err != nil {
		t.Fatal(err)
	}
	want(t, admin.post(userPage(id)+"/link"), http.StatusConflict, "è disattivato")
}

func TestOwnAccount_ANewPasswordEndsTheOtherSessions(t *testing.T) {
	o := newOffice(t)
	o.add("anna.rossi", "Anna Rossi", mayRead)
	b, elsewhere := o.browser().signIn("anna.rossi"), o.browser().signIn("anna.rossi")
	const renewed = "quattro gatti sul tetto"
	want(t, b.post("/account/password", "attuale", "sbagliata", "nuova", renewed, "ripetuta", renewed), http.StatusUnprocessableEntity, "campo-attuale-errore")
	want(t, b.post("/account/password", "attuale", password, "nuova", "annarossi1980", "ripetuta", "annarossi1980"), http.StatusUnprocessableEntity, "campo-nuova-errore")
	before := b.token()
	want(t, b.post("/account/password", "attuale", password, "nuova", renewed, "ripetuta", renewed), http.StatusSeeOther)
	if !b.signedIn() || b.token() == before || elsewhere.signedIn() || o.with(before).signedIn() {
		t.Error("sessions after the change are not as they must be")
	}
	want(t, o.browser().try("anna.rossi", renewed), http.StatusSeeOther)
	want(t, o.browser().try("anna.rossi", password), http.StatusUnprocessableEntity)
}

func TestOwnAccount_GuessingThePasswordWaitsAsAtTheDoor(t *testing.T) {
	o := newOffice(t)
	o.add("anna.rossi", "Anna Rossi", mayRead)
	b := o.browser().signIn("anna.rossi")
	for range 5 {
		want(t, b.post("/account/password", "attuale", "sbagliata", "nuova", "x", "ripetuta", "x"), http.StatusUnprocessableEntity)
	}
	want(t, b.post("/account/password", "attuale", password, "nuova", "x", "ripetuta", "x"), http.StatusTooManyRequests, "Troppi tentativi")
}

func TestFirstLink_MakesTheAdministratorOnThePages(t *testing.T) {
	o := newOffice(t)
	token, digest, err := account.NewToken(o.random)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.store.NewFirstLink(t.Context(), store.Link{Digest: digest, Expires: o.now.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	link, b := "/password/"+token, o.browser()
	want(t, b.get(link), http.StatusOK, "Creare l’amministratore")
	want(t, b.post(link, "utente", "No No", "nome", "", "nuova", password, "ripetuta", password), http.StatusUnprocessableEntity, "campo-utente-errore", "campo-nome-errore")
	want(t, b.post(link, "utente", "ada.uno", "nome", "Ada Uno", "nuova", password, "ripetuta", password), http.StatusSeeOther)
	want(t, b.signIn("ada.uno").get("/utenti"), http.StatusOK, "responsabile e amministratore")
	want(t, o.browser().post(link, "utente", "eva", "nome", "Eva Due", "nuova", password, "ripetuta", password), http.StatusNotFound)
}

func TestAudit_IsPagedFilteredAndSaysWhoWhatWhenWhere(t *testing.T) {
	o := newOffice(t)
	o.add("ada.uno", "Ada Uno", mayEverything)
	admin := o.browser().signIn("ada.uno")
	for i := range 120 {
		o.now = o.now.Add(time.Second)
		d := account.Deed{Operator: "Bea Verdi", Action: "emissione", About: fmt.Sprintf("casarano-2013.avviso.%d", i), Origin: "198.51.100.4"}
		if err := o.store.Record(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	first := admin.get("/operazioni?operazione=emissione")
	want(t, first, http.StatusOK, "120 operazioni", "pagina 1 di 3", "casarano-2013.avviso.119", "02/03/2026, 10.02.00", "198.51.100.4", `<option value="emissione" selected>`)
	m := regexp.MustCompile(`href="([^"]+)" rel="next"`).FindStringSubmatch(first.Body.String())
	if m == nil {
		t.Fatalf("no second page in:\n%s", first.Body)
	}
	second := admin.get(html.UnescapeString(m[1]))
	want(t, second, http.StatusOK, "pagina 2 di 3", "casarano-2013.avviso.69", `rel="prev"`)
	if strings.Contains(second.Body.String(), "accesso</td>") {
		t.Error("the second page forgot the filter")
	}
	want(t, admin.get("/operazioni?oggetto=avviso.7&operatore=bea"), http.StatusOK, "11 operazioni")
	want(t, admin.get("/operazioni?dal=2026-03-03"), http.StatusOK, "Nessuna operazione trovata")
	want(t, admin.get("/operazioni?dal=02/03/2026&al=2026-03-02&operazione=accesso"), http.StatusOK, "1 operazione.", "Ada Uno", "192.0.2.7")
	want(t, admin.get("/operazioni?dal=ieri"), http.StatusUnprocessableEntity, "non è una data")
	want(t, admin.get("/operazioni?pagina=-3"), http.StatusOK)
	want(t, admin.get("/operazioni?pagina=99999999999999999999"), http.StatusOK)
}

// Each change of a user is in the log, with who made it.
func TestAudit_HasEveryChange(t *testing.T) {
	o := newOffice(t)
	o.add("ada.uno", "Ada Uno", mayEverything)
	id := o.add("bea.verdi", "Bea Verdi", mayRead)
	admin := o.browser().signIn("ada.uno")
	o.browser().try("bea.verdi", "sbagliata, di certo")
	o.browser().try("password scritta qui", "sbagliata, di certo")
	admin.post("/utenti", "nome", "Carla Blu", "utente", "carla.blu", "ruolo", "2")
	admin.post(userPage(id)+"/ruolo", "ruolo", "3")
	admin.post(userPage(id) + "/link")
	admin.post(userPage(id)+"/stato", "stato", "disattivato")
	admin.post(userPage(id)+"/stato", "stato", "attivo")
	admin.post("/account/password", "attuale", password, "nuova", "quattro gatti sul tetto", "ripetuta", "quattro gatti sul tetto")
	admin.post("/account/uscite")
	deeds, _, err := o.store.Deeds(t.Context(), store.DeedFilter{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, d := range deeds {
		got[d.Operator+": "+string(d.Action)+" "+d.About] = true
		if strings.Contains(d.Operator+d.About, "password scritta qui") {
			t.Errorf("what was typed by nobody known is kept: %+v", d)
		}
	}
	for _, line := range []string{
		"Ada Uno: accesso ada.uno", "Bea Verdi: accesso rifiutato bea.verdi", "Ada Uno: utente aggiunto carla.blu", "Ada Uno: ruolo cambiato bea.verdi",
		"Ada Uno: link per la password bea.verdi", "Ada Uno: utente disattivato bea.verdi", "Ada Uno: utente riattivato bea.verdi",
		"Ada Uno: password impostata ada.uno", "Ada Uno: uscita da ogni sessione ada.uno",
	} {
		if !got[line] {
			t.Errorf("no %q in %v", line, got)
		}
	}
}

func userPage(id int64) string { return fmt.Sprintf("/utenti/%d", id) }

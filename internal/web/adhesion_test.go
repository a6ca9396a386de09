package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"concerta/internal/account"
	"concerta/internal/process"
)

const newAdhesion = casarano + "/adesioni/nuova"

// blank is a process that nobody has adhered to yet.
func blank(p *process.Process) {
	p.Adhesions, p.Attendances, p.Pacts, p.Minutes = nil, nil, nil, nil
}

func adhesionOf(who string, more ...string) url.Values {
	v := url.Values{"soggetto": {who}, "tavoli": {"2"}, "giorno": {"2013-11-04"}, "ora": {"09:30"}, "canale": {"sportello"}, "origine": {"scheda"}}
	for i := 0; i < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

func TestAdhesions_SixtyFormsInARow(t *testing.T) {
	o := newCounter(t, inTheMorning(), blank)
	known := o.process()
	var names []string
	for _, b := range known.Organizations {
		names = append(names, b.Name)
	}
	for _, c := range known.Citizens {
		names = append(names, c.Name)
	}
	for len(names) < 60 {
		names = append(names, fmt.Sprintf("Associazione nuova n. %d", len(names)))
	}
	for i, name := range names[:60] {
		form := adhesionOf(name, "canale", "telefono")
		if strings.HasPrefix(name, "Associazione nuova") {
			form.Set("tipo", "aps")
		}
		code, page := o.post(newAdhesion, form)
		if code != 303 {
			t.Fatalf("form %d, %s: status %d\n%s", i+1, name, code, mainOf(page))
		}
		mentions(t, page, name+": adesione registrata, ricevuta il 04/11/2013, ore 9.30, in tempo.",
			`name="soggetto" list="conosciuti" required`, `value="telefono" selected`, `value="2013-11-04"`)
	}
	p := o.process()
	if len(p.Adhesions) != 60 {
		t.Errorf("%d adhesions", len(p.Adhesions))
	}
	if a := p.Adhesions[59]; a.By != "associazione-nuova-n-59" || a.Channel != process.ByPhone || len(a.Tables) != 1 {
		t.Errorf("the last is %+v", a)
	}
}

func TestAdhesions_MaskIsReadyForTheNextForm(t *testing.T) {
	page := newCounter(t, inTheMorning(), nil).get(newAdhesion)
	mentions(t, page, `id="campo-soggetto" name="soggetto" list="conosciuti" required`, "autofocus", `value="2013-11-04"`, `value="09:30"`)
	if strings.Count(page, "autofocus") != 1 {
		t.Errorf("the page begins in %d places", strings.Count(page, "autofocus"))
	}
}

func TestAdhesions_HourOfTheMaskIsThatOfRomeInSummerToo(t *testing.T) {
	for now, want := range map[time.Time]string{
		time.Date(2013, 11, 5, 11, 0, 0, 0, time.UTC):   `value="12:00"`,
		time.Date(2014, 7, 5, 10, 0, 0, 0, time.UTC):    `value="12:00"`,
		time.Date(2014, 3, 30, 0, 59, 0, 0, time.UTC):   `value="01:59"`,
		time.Date(2014, 3, 30, 1, 0, 0, 0, time.UTC):    `value="03:00"`, // the hour from two to three is not there
		time.Date(2013, 12, 31, 23, 30, 0, 0, time.UTC): `value="2014-01-01"`,
	} {
		mentions(t, newCounter(t, now, nil).get(newAdhesion), want)
	}
}

func TestAdhesions_ThreeLettersAreEnough(t *testing.T) {
	for letters, by := range map[string]string{"gira": "girasole", "d'elia": "delia-franco", "delia": "delia-franco", "D ELIA": "delia-franco", "dònno": "donno-piero", "donno": "donno-piero", "l'appr": "approdo", "lapprodo": "approdo", "eta lib": "eta-libera", "musarò l": "musaro-lino"} {
		o := newCounter(t, inTheMorning(), blank)
		if code, page := o.post(newAdhesion, adhesionOf(letters)); code != 303 {
			t.Errorf("%q: status %d\n%s", letters, code, mainOf(page))
			continue
		}
		if got := o.process().Adhesions[0].By; got != by {
			t.Errorf("%q is taken for %s, want %s", letters, got, by)
		}
	}
}

func TestAdhesions_SeveralThatMatchAreAskedAbout(t *testing.T) {
	o := newCounter(t, inTheMorning(), blank)
	code, page := o.post(newAdhesion, adhesionOf("sindacato", "proposta", "Uno sportello"))
	if code != 422 || len(o.process().Adhesions) != 0 {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "Quale di questi?", `value="sindacato-lavoro" checked`, "Uno sportello")
	code, page = o.post(newAdhesion, adhesionOf("sindacato", "quale", "sindacato-servizi"))
	if code != 303 || o.process().Adhesions[0].By != "sindacato-servizi" {
		t.Errorf("status %d\n%s", code, mainOf(page))
	}
}

func TestAdhesions_SecondOneOfABodyIsToldWithALink(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	before := len(o.process().Adhesions)
	code, page := o.post(newAdhesion, adhesionOf("mano tesa", "proposta", "Un’altra proposta"))
	if code != 409 || len(o.process().Adhesions) != before {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "Mano Tesa ESEMPIO ODV ha già un’adesione", "31/10/2013, ore 9.10", casarano+"/adesioni/di/mano-tesa", "Un’altra proposta")
}

func TestAdhesions_NewBodyComesInWithItsForm(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	form := adhesionOf("Ass. L’Aquilone dell’Àncora")
	code, page := o.post(newAdhesion, form)
	if code != 422 {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "non è in elenco", "<details class=\"folded\" open>")
	form.Set("tipo", "odv")
	form.Set("codice-fiscale", "99999000180")
	if code, page = o.post(newAdhesion, form); code != 422 {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "carattere di controllo", "Tenere il codice fiscale")
	form.Set("codice-com-e", "si")
	if code, page = o.post(newAdhesion, form); code != 303 {
		t.Fatalf("status %d\n%s", code, mainOf(page))
	}
	p := o.process()
	body := p.Organization("ass-l-aquilone-dell-ancora")
	if body == nil || body.TaxCode != "99999000180" || p.Adhesions[len(p.Adhesions)-1].By != body.ID {
		t.Errorf("%+v", p.Organizations[len(p.Organizations)-1])
	}
	_, page = o.undo(page)
	mentions(t, page, "Annullato")
	if p = o.process(); p.Organization("ass-l-aquilone-dell-ancora") != nil {
		t.Error("the body is still there")
	}
}

func TestAdhesions_LateFromTheMinuteAfterTheDeadline(t *testing.T) {
	for at, late := range map[string]bool{"2013-11-05 11:59": false, "2013-11-05 12:00": false, "2013-11-05 12:01": true, "2013-11-06 08:00": true, "2013-11-05 ": false} {
		o := newCounter(t, inTheMorning().AddDate(0, 0, 3), blank)
		day, hour, _ := strings.Cut(at, " ")
		code, page := o.post(newAdhesion, adhesionOf("girasole", "giorno", day, "ora", hour))
		if code != 303 {
			t.Fatalf("%s: status %d", at, code)
		}
		if got := strings.Contains(page, "IN RITARDO: il termine era il 05/11/2013, ore 12.00"); got != late {
			t.Errorf("%s: late is %v\n%s", at, got, mainOf(page))
		}
		p := o.process()
		if got := p.Late(&p.Adhesions[0]); got != late {
			t.Errorf("%s: kept as late: %v", at, got)
		}
	}
}

func TestAdhesions_LateOnesAreDecidedTogetherByTheOfficer(t *testing.T) {
	o := newCounter(t, time.Date(2013, 11, 5, 11, 30, 0, 0, time.UTC), blank)
	for _, who := range []string{"girasole", "approdo", "arcobaleno"} {
		o.post(newAdhesion, adhesionOf(who, "giorno", "2013-11-05", "ora", "12:30"))
	}
	path := casarano + "/adesioni/ritardi"
	form := url.Values{"decisione": {"ammessa"}, "motivo": {"I tavoli non erano aperti."}}
	for _, r := range strings.Split(o.get(path), `name="visto-`)[1:] {
		id, rest, _ := strings.Cut(r, `" value="`)
		seen, _, _ := strings.Cut(rest, `"`)
		form.Set("visto-"+id, seen)
	}
	form["adesione"] = []string{"girasole", "arcobaleno"}
	if code, _ := o.as(2, account.Operator).post(path, form); code != 403 {
		t.Errorf("an operator decides: status %d", code)
	}
	without := url.Values{"adesione": {"girasole"}, "decisione": {"ammessa"}}
	if code, page := o.post(path, without); code != 422 || !strings.Contains(page, "Manca il motivo") {
		t.Errorf("without a reason: status %d", code)
	}
	code, page := o.post(path, form)
	if code != 303 {
		t.Fatalf("status %d\n%s", code, mainOf(page))
	}
	for _, a := range o.process().Adherents() {
		if want := a.By != "approdo"; (a.Status == process.Admitted) != want {
			t.Errorf("%s is %s", a.By, a.Status)
		}
	}
	if code, page := o.post(path, form); code != 409 || !strings.Contains(page, "qualcun altro") {
		t.Errorf("decided a second time from an old page: status %d", code)
	}
	mentions(t, o.get(casarano+"/adesioni"), "In ritardo, da decidere", "1 di 3")
}

func TestAdhesions_EnterWithoutTablesSavesNothing(t *testing.T) {
	o := newCounter(t, inTheMorning(), blank)
	form := adhesionOf("girasole")
	form.Del("tavoli")
	code, page := o.post(newAdhesion, form)
	if code != 422 || len(o.process().Adhesions) != 0 {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "Nessun tavolo è scelto")
	if code, _ = o.post(newAdhesion, adhesionOf("girasole", "tavoli", "0")); code != 303 {
		t.Errorf("none on purpose: status %d", code)
	}
}

func TestAdhesions_ChangedByTwoIsToldAndKeepsWhatWasTyped(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	path := casarano + "/adesioni/di/mano-tesa"
	seen := hiddenValue(t, o.get(path), "visto")
	form := adhesionOf("", "visto", seen, "proposta", "La prima")
	if code, _ := o.post(path, form); code != 303 {
		t.Fatalf("status %d", code)
	}
	form.Set("proposta", "La seconda")
	code, page := o.as(2, account.Operator).post(path, form)
	if code != 409 {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "Nel frattempo qualcun altro", "La seconda")
	form.Set("visto", hiddenValue(t, page, "visto"))
	if code, _ = o.post(path, form); code != 303 {
		t.Errorf("saved again knowingly: status %d", code)
	}
}

func TestAdhesions_UndoGoesOnWhileOthersSave(t *testing.T) {
	o := newCounter(t, inTheMorning(), blank)
	_, page := o.post(newAdhesion, adhesionOf("girasole"))
	other := o.as(2, account.Operator)
	if code, _ := other.post(newAdhesion, adhesionOf("approdo")); code != 303 {
		t.Fatal(code)
	}
	_, page = o.undo(page)
	mentions(t, page, "Annullato")
	if p := o.process(); len(p.Adhesions) != 1 || p.Adhesions[0].By != "approdo" {
		t.Errorf("%+v", p.Adhesions)
	}
	_, mine := o.post(newAdhesion, adhesionOf("arcobaleno"))
	token := hiddenValue(t, mine, "annulla")
	if _, page = other.post(casarano+"/annulla", url.Values{"annulla": {token}, "poi": {newAdhesion}}); len(o.process().Adhesions) != 2 {
		t.Errorf("another took it back:\n%s", mainOf(page))
	}
}

func TestReceipt_SaysThatItsNumberIsNoProtocol(t *testing.T) {
	page := newCounter(t, inTheMorning(), nil).get(casarano + "/adesioni/di/mano-tesa/ricevuta")
	mentions(t, page, "Numero interno: casarano-2013/mano-tesa", "numero interno: non sostituisce il protocollo", "31/10/2013, ore 9.10")
}

// hiddenValue is the value of a hidden field.
func hiddenValue(tb testing.TB, page, name string) string {
	tb.Helper()
	_, after, ok := strings.Cut(page, `name="`+name+`" value="`)
	if !ok {
		tb.Fatalf("no %s in\n%s", name, mainOf(page))
	}
	value, _, _ := strings.Cut(after, `"`)
	return value
}

// A day that has not come yet is a slip of the keyboard, and would count as late or as
// in time by chance.
func TestAdhesions_ADayToComeIsRefusedNextToItsField(t *testing.T) {
	o := newCounter(t, inTheMorning(), blank)
	who := o.process().Organizations[0].Name
	for field, label := range map[string]string{"giorno": "Scrivere il giorno in cui è arrivata", "data-protocollo": "Scrivere la data che è sul protocollo"} {
		code, page := o.post(newAdhesion, adhesionOf(who, "protocollo", "12", "data-protocollo", "2013-11-04", field, "2013-11-05"))
		if code != 422 {
			t.Fatalf("%s: status %d", field, code)
		}
		mentions(t, page, `id="campo-`+field+`-errore"`, "(oggi: 4 novembre 2013)", label)
	}
	if n := len(o.process().Adhesions); n != 0 {
		t.Errorf("%d were saved", n)
	}
	if code, page := o.post(newAdhesion, adhesionOf(who)); code != 303 {
		t.Errorf("one of today: status %d\n%s", code, mainOf(page))
	}
}

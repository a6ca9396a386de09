package web_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"concerta/internal/account"
	"concerta/internal/process"
)

const firstMeeting = casarano + "/incontri/prima-sessione/presenze"

// unsigned is a process whose registers are blank.
func unsigned(p *process.Process) { p.Attendances, p.Minutes = nil, nil }

// register is the register of the first meeting.
func (o *counter) register() *process.Attendance {
	o.t.Helper()
	a := o.process().Attendance("prima-sessione", 0)
	if a == nil {
		return &process.Attendance{}
	}
	return a
}

func (o *counter) mark(typed string) (status int, page string) {
	o.t.Helper()
	return o.post(firstMeeting, url.Values{"chi": {typed}, "stato": {"presente"}})
}

func TestAttendance_ThreeLettersAndEnter(t *testing.T) {
	o := newCounter(t, inTheMorning(), unsigned)
	for typed, want := range map[string]string{
		"gre": "Greco ESEMPIO Anna", "dell'an": "Dell'Anna ESEMPIO Marco", "delia": "D'Elia Franco ESEMPIO", "abate": "Àbate ESEMPIO Samir",
		"oltre": "Lo Russo ESEMPIO Teresa", "lorusso": "Lo Russo ESEMPIO Teresa", "Ingrosso ESEMPIO Bianca – Fondazione Domani ESEMPIO": "Ingrosso ESEMPIO Bianca",
	} {
		code, page := o.mark(typed)
		if code != 303 && code != 200 {
			t.Errorf("%q: status %d\n%s", typed, code, mainOf(page))
			continue
		}
		mentions(t, page, want, `id="campo-chi" name="chi" value="" list="attesi"`, "autofocus")
	}
	for _, x := range o.register().Present {
		if x.By == "" || x.Status != process.Present {
			t.Errorf("%+v", x)
		}
	}
}

func TestAttendance_CodesAfterAComma(t *testing.T) {
	o := newCounter(t, inTheMorning(), unsigned)
	for _, typed := range []string{"greco, a", "ingrosso,g", "carrozzo, r 16.10", "toma, u 17.30", "marzo, d", "venneri, ud", "stefanelli, del Rossi Maria", "musarò, t 3 5"} {
		if code, page := o.mark(typed); code != 303 {
			t.Errorf("%q: status %d\n%s", typed, code, mainOf(page))
		}
	}
	var got []string
	for _, x := range o.register().Present {
		got = append(got, fmt.Sprintf("%s %s %s %s %s %s %v", x.Name, x.Status, x.Quality, x.In, x.Out, x.For, x.Tables))
	}
	want := []string{
		"Greco ESEMPIO Anna assente rappresentante    []",
		"Ingrosso ESEMPIO Bianca giustificato rappresentante    []",
		"Carrozzo ESEMPIO Nicolò in-ritardo rappresentante 16.10   []",
		"Toma ESEMPIO Rita uscito rappresentante  17.30  []",
		"Marzo ESEMPIO Luca da-remoto rappresentante    []",
		"Venneri ESEMPIO Giulio presente uditore    []",
		"Rossi Maria presente delegato   Stefanelli ESEMPIO Ugo []",
		"Musarò Lino ESEMPIO presente cittadino    [3 5]",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if code, page := o.mark("greco, p"); code != 303 || !strings.Contains(page, "(cambiato)") || len(o.register().Present) != len(want) {
		t.Errorf("a change of state is no second line: %d\n%s", code, mainOf(page))
	}
}

func TestAttendance_TwoClerksRecordEightyAndLoseNone(t *testing.T) {
	people := 40
	o := newCounter(t, inTheMorning(), func(p *process.Process) {
		unsigned(p)
		for i := range 2 * people {
			p.Citizens = append(p.Citizens, process.Citizen{ID: fmt.Sprintf("persona-%d", i), Name: fmt.Sprintf("Cognome%02d Nome", i), Phone: "000"})
		}
	})
	var clerks sync.WaitGroup
	for clerk := range 2 {
		mine := o.as(int64(clerk+1), account.Operator)
		clerks.Go(func() {
			for i := range people {
				if code, page := mine.mark(fmt.Sprintf("cognome%02d", i*2+clerk)); code != 303 {
					t.Errorf("clerk %d, line %d: status %d\n%s", clerk, i, code, mainOf(page))
				}
				mine.mark(fmt.Sprintf("cognome%02d", i)) // what the other records too
			}
		})
	}
	clerks.Wait()
	seen := map[string]int{}
	for _, x := range o.register().Present {
		seen[x.By]++
	}
	for i := range 2 * people {
		if n := seen[fmt.Sprintf("persona-%d", i)]; n != 1 {
			t.Errorf("person %d is there %d times", i, n)
		}
	}
	totals := o.register().Totals()
	mentions(t, o.get(firstMeeting), fmt.Sprintf("Presenti %d (soggetti %d, cittadini %d, uditori %d)", totals.Attended, totals.Bodies, totals.Citizens, totals.Auditors))
	if totals.Attended != 2*people {
		t.Errorf("%+v", totals)
	}
}

func walkIn(name, body, quality, contact string) url.Values {
	return url.Values{"nome": {name}, "ente": {body}, "qualita": {quality}, "contatto": {contact}, "tavoli": {"2"}}
}

func TestAttendance_WalkInsCountAsTheRulesSay(t *testing.T) {
	o := newCounter(t, inTheMorning(), unsigned)
	for _, c := range []struct {
		form url.Values
		says string
	}{
		{walkIn("Mele Arturo", "Gruppo di cammino", "rappresentante", "000 300999"), "vale come adesione"},
		{walkIn("D'Aquino Stella", "", "cittadino", ""), "da completare: manca un recapito"},
		{walkIn("Neri Ada", "Giornale locale", "uditore", ""), "uditore: non aderisce"},
		{walkIn("Panico Gino", "Casa Aperta ESEMPIO ODV", "rappresentante", ""), "scheda in ritardo: vale la presenza"},
	} {
		code, page := o.post(firstMeeting+"/nuova", c.form)
		if code != 303 {
			t.Fatalf("%v: status %d\n%s", c.form, code, mainOf(page))
		}
		mentions(t, page, c.form.Get("nome"), c.says)
	}
	status := map[string]process.AdherentStatus{}
	for _, a := range o.process().Adherents() {
		status[a.Name] = a.Status
	}
	if status["Gruppo di cammino"] != process.Admitted || status["D'Aquino Stella"] != process.Incomplete || status["Casa Aperta ESEMPIO ODV"] != process.Admitted {
		t.Errorf("%v", status)
	}
	if _, there := status["Giornale locale"]; there {
		t.Error("an auditor adheres")
	}
	if code, page := o.post(firstMeeting+"/nuova", walkIn("Verdi Ugo", "", "delegato", "")); code != 422 || !strings.Contains(page, "viene per un ente") {
		t.Errorf("a delegate of nobody: status %d", code)
	}
}

func TestAttendance_WhoIsNotKnownIsAskedFor(t *testing.T) {
	o := newCounter(t, inTheMorning(), unsigned)
	code, page := o.mark("Zorzi Ada")
	if code != 422 || len(o.register().Present) != 0 {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "non è tra gli aderenti", `name="nome" value="Zorzi Ada"`, `<details class="folded" open>`)
	code, page = o.mark("sindacato")
	if code != 422 {
		t.Errorf("status %d", code)
	}
	mentions(t, page, "Quale di questi?", `name="quale"`)
	id := hiddenValue(t, page, "quale")
	if code, page = o.post(firstMeeting, url.Values{"chi": {"sindacato, a"}, "quale": {id}}); code != 303 || o.register().Present[0].Status != process.Absent {
		t.Errorf("status %d\n%s", code, mainOf(page))
	}
}

func TestAttendance_LinesAreChangedRemovedAndTakenBack(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil)
	before := len(o.register().Present)
	_, page := o.mark("quarta, r 16.20")
	mentions(t, page, "in ritardo (cambiato)")
	if _, page = o.undo(page); !strings.Contains(page, "Annullato") {
		t.Errorf("not taken back:\n%s", mainOf(page))
	}
	for _, x := range o.register().Present {
		if x.By == "filo-verde" && (x.Status != process.Excused || x.In.Set) {
			t.Errorf("%+v", x)
		}
	}
	page = o.get(firstMeeting)
	_, row, _ := strings.Cut(page, "<tbody")
	_, row, _ = strings.Cut(row, "D'Aquino Stella")
	_, row, _ = strings.Cut(row, "/riga/")
	id, _, _ := strings.Cut(row, "/togli")
	path := firstMeeting + "/riga/" + id
	edit := o.get(path)
	form := walkIn("D'Aquino Stella ESEMPIO", "", "cittadino", "000 1")
	form.Set("visto", hiddenValue(t, edit, "visto"))
	form.Set("stato", "presente")
	if code, page := o.post(path, form); code != 303 {
		t.Fatalf("status %d\n%s", code, mainOf(page))
	}
	form.Set("contatto", "000 2")
	if code, page := o.post(path, form); code != 409 || !strings.Contains(page, "000 2") {
		t.Errorf("an old page overwrites: status %d", code)
	}
	if code, _ := o.post(path+"/togli", url.Values{"visto": {form.Get("visto")}}); code != 303 || len(o.register().Present) != before {
		t.Errorf("an old page removes: status %d", code)
	}
	_, page = o.post(path+"/togli", url.Values{"visto": {hiddenValue(t, o.get(path), "visto")}})
	if len(o.register().Present) != before-1 {
		t.Error("not removed")
	}
	o.undo(page)
	got := o.register().Present
	there := slices.ContainsFunc(got, func(x process.Presence) bool { return x.Name == "D'Aquino Stella ESEMPIO" && x.Contact == "000 1" })
	if len(got) != before || !there {
		t.Errorf("not put back: %d lines", len(got))
	}
}

func TestAttendance_ChairAndHours(t *testing.T) {
	o := newCounter(t, inTheMorning(), unsigned)
	form := url.Values{"presidente": {"Paolo Conte"}, "apertura": {"15:40"}, "chiusura": {"15:30"}, "visto": {hiddenValue(t, o.get(firstMeeting), "visto")}}
	if code, page := o.post(firstMeeting+"/lavori", form); code != 422 || !strings.Contains(page, "viene dopo l’apertura") {
		t.Errorf("status %d", code)
	}
	form.Set("chiusura", "18.45")
	if code, page := o.post(firstMeeting+"/lavori", form); code != 303 {
		t.Errorf("status %d\n%s", code, mainOf(page))
	}
	if a := o.register(); a.Chair != "Paolo Conte" || a.Opened.String() != "15.40" || a.Closed.String() != "18.45" {
		t.Errorf("%+v", a)
	}
}

func TestAttendance_ReaderSeesAndChangesNothing(t *testing.T) {
	o := newCounter(t, inTheMorning(), nil).as(3, account.Reader)
	for _, path := range []string{"/soggetti", "/adesioni", "/adesioni/ritardi", "/registri", "/incontri/prima-sessione/presenze", "/proposte"} {
		if page := mainOf(o.get(casarano + path)); strings.Contains(page, `method="post"`) && strings.Contains(page, `type="submit" class="btn btn-primary"`) {
			t.Errorf("%s offers to change something:\n%s", path, page)
		}
	}
	if code, _ := o.mark("greco"); code != 403 {
		t.Errorf("status %d", code)
	}
}

// BenchmarkAttendance_Save is one line on a register of eighty.
func BenchmarkAttendance_Save(b *testing.B) {
	o := newCounter(b, time.Date(2013, 11, 6, 15, 0, 0, 0, time.UTC), func(p *process.Process) {
		a := p.Attendance("prima-sessione", 0)
		for i := len(a.Present); i < 80; i++ {
			a.Present = append(a.Present, process.Presence{Name: fmt.Sprintf("Cognome%02d Nome", i), Quality: process.AsCitizen, Status: process.Present, Contact: "000"})
		}
	})
	i := 0 // minutes, so that no two versions are the same
	for b.Loop() {
		body := url.Values{"chi": {fmt.Sprintf("greco anna, r %d.%02d", i/60%24, i%60)}}.Encode()
		if w := o.send("POST", firstMeeting, "application/x-www-form-urlencoded", strings.NewReader(body)); w.Code != 303 {
			b.Fatalf("status %d", w.Code)
		}
		i++
	}
}

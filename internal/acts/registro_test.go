package acts_test

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"concerta/fonts"
	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
	"concerta/internal/render/pdf"
	"concerta/internal/render/text"
)

// actOf makes an act and refuses one that no renderer should see.
func actOf(t *testing.T, p *process.Process, j acts.Job, o acts.Options) *doc.Document {
	t.Helper()
	d, err := acts.NewMaker(loaded(t)).Make(p, j, o)
	if err != nil {
		t.Fatal(err)
	}
	if problems := doc.Check(d, nil); len(problems) > 0 {
		t.Fatalf("the document is not sound: %v", problems)
	}
	return d
}

// wordsOf is an act as text in one line.
func wordsOf(t *testing.T, d *doc.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := text.Render(&b, d); err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func register(t *testing.T, p *process.Process, meeting string, table int) acts.RegisterView {
	t.Helper()
	v, err := acts.NewRegisterView(p, meeting, table)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// signingTable is the table people sign in, the first of a register.
func signingTable(t *testing.T, d *doc.Document) *doc.Table {
	t.Helper()
	var found *doc.Table
	doc.Walk(d.Blocks, func(b doc.Block) {
		if table, ok := b.(*doc.Table); ok && found == nil {
			found = table
		}
	}, nil)
	if found == nil {
		t.Fatal("no table")
	}
	return found
}

func meeting(m process.Meeting) process.Entry { return process.Entry{Meeting: &m} }

func TestRegister_OnePerMeetingOrOnePerTable(t *testing.T) {
	p := small(
		meeting(process.Meeting{ID: "plenaria", Kind: "Sessione Plenaria", Tables: []int{1, 2}}),
		meeting(process.Meeting{ID: "adesione", Tables: []int{1, 2}, Effects: []process.Effect{process.AttendanceIsAdhesion}}),
		meeting(process.Meeting{ID: "tavoli", Label: "seconda sessione", Date: date(time.November, 8), Tables: []int{2, 1}}),
		meeting(process.Meeting{ID: "tecnica"}),
		meeting(process.Meeting{ID: "proprio", OwnTable: "Casa"}),
		meeting(process.Meeting{ID: "misto", OwnTable: "Casa", Tables: []int{1}}),
	)
	p.Tables = []process.ThematicTable{{Number: 1, Name: "Infanzia"}, {Number: 2, Name: "Anziani"}}
	jobs, err := acts.Jobs(p, acts.Register)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, j := range jobs {
		got = append(got, fmt.Sprintf("%s %d %s %s", j.For, j.Table, j.Slug, j.Date))
	}
	want := []string{
		"plenaria 0 plenaria ", "adesione 0 adesione ", "tavoli 2 tavoli-tavolo-2 2025-11-08", "tavoli 1 tavoli-tavolo-1 2025-11-08",
		"tecnica 0 tecnica ", "proprio 0 proprio ", "misto 0 misto ", "misto 1 misto-tavolo-1 ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if title := jobs[2].Title; title != "Registro delle presenze – seconda sessione dell’8 novembre 2025 – Tavolo 2: Anziani" {
		t.Errorf("title %q", title)
	}
	if words := wordsOf(t, actOf(t, p, jobs[5], acts.Options{})); !strings.Contains(words, "Casa") {
		t.Error("the register of a meeting's own table does not name it")
	}
}

// rowsOf are the names of the rows of adherents.
func rowsOf(v acts.RegisterView) []string {
	var names []string
	for _, r := range v.Righe[:v.Elencati] {
		names = append(names, r.Nome+" ("+r.Qualita+")")
	}
	return names
}

func TestRegister_AdherentsFirstInAlphabeticalOrder(t *testing.T) {
	p := small(meeting(process.Meeting{ID: "aperto", Open: true}))
	for i, name := range []string{"Rosa De Luca", "Ugo D'Amico", "Zeno Dabbicco", "Anna DELL'ANNA", "Èlia Àbate", ""} {
		id := fmt.Sprintf("o%d", i)
		p.Organizations = append(p.Organizations, process.Organization{ID: id, Name: "Ente " + id, Representative: process.Representative{Name: name, Gender: process.Feminine}})
		p.Adhesions = append(p.Adhesions, process.Adhesion{By: id})
	}
	p.Organizations[0].Delegates = []process.Representative{{Name: "Ada Èrcoli", Gender: process.Feminine}}
	p.Adhesions[0].Delegate = "dott.ssa Ada Èrcoli" // not typed the same way
	p.Adhesions[1].Delegate = "Ugo D’Amico"
	p.Citizens = []process.Citizen{{ID: "c", Name: "De Donno Eva", Gender: process.Feminine}}
	p.Adhesions = append(p.Adhesions, process.Adhesion{By: "c"})
	v := register(t, p, "aperto", 0)
	want := []string{
		"Àbate Èlia (rappresentante)", "Dabbicco Zeno (rappresentante)", "D'Amico Ugo (rappresentante)", "De Donno Eva (cittadino)",
		"DELL'ANNA Anna (rappresentante)", "Èrcoli Ada (delegato)", " ()",
	}
	if diff := cmp.Diff(want, rowsOf(v)); diff != "" {
		t.Error(diff)
	}
	if words := wordsOf(t, actOf(t, p, jobOf(t, p, acts.Register, "aperto"), acts.Options{})); !strings.Contains(words, "cittadina") || !strings.Contains(words, "delegata") {
		t.Error("the quality does not agree with the person")
	}
}

func TestRegister_RowsTellWhoseTheyAre(t *testing.T) {
	p := whole(t)
	p.Entries[1].Meeting.Open = true
	v := register(t, p, "chiusura", 0)
	for i, r := range v.Righe {
		if r.Numero != i+1 {
			t.Errorf("row %d has number %d", i+1, r.Numero)
		}
		if listed := i < v.Elencati; listed != (r.Nome != "") {
			t.Errorf("row %d: %+v", i+1, r)
		}
	}
	if i := slices.IndexFunc(v.Righe, func(r acts.RigaRegistro) bool { return r.Di == "aurora" }); i < 0 || v.Righe[i].Ente != "Associazione Aurora ESEMPIO" {
		t.Errorf("rows %+v", v.Righe)
	}
}

func TestRegister_BlankRowsAreAShareAndNeverTooFew(t *testing.T) {
	for _, c := range []struct{ listed, percent, least, want int }{
		{0, 0, 0, 8},
		{1, 0, 0, 8},
		{26, 0, 0, 8},
		{27, 0, 0, 9}, // 8.1 rows are 9
		{300, 0, 0, 90},
		{100, 50, 0, 50},
		{10, 10, 1, 1},
	} {
		p := small(meeting(process.Meeting{ID: "aperto", Open: true}))
		p.Register = process.RegisterOptions{BlankPercent: c.percent, BlankLeast: c.least}
		for i := range c.listed {
			id := fmt.Sprintf("o%d", i)
			p.Organizations = append(p.Organizations, process.Organization{ID: id, Name: id})
			p.Adhesions = append(p.Adhesions, process.Adhesion{By: id})
		}
		if v := register(t, p, "aperto", 0); v.Elencati != c.listed || v.Libere != c.want || len(v.Righe) != c.listed+c.want {
			t.Errorf("%d adherents, %d%%, at least %d: %d listed and %d blank, want %d", c.listed, c.percent, c.least, v.Elencati, v.Libere, c.want)
		}
	}
}

func TestRegister_ListsWhoHadAdheredByThatDay(t *testing.T) {
	p := small(
		meeting(process.Meeting{ID: "prima", Date: date(time.March, 10), Open: true, Effects: []process.Effect{process.AttendanceIsAdhesion}}),
		meeting(process.Meeting{ID: "dopo", Date: date(time.March, 20), Open: true}),
		meeting(process.Meeting{ID: "chiusa", Date: date(time.March, 21)}),
	)
	p.Deadline = &process.Deadline{Date: date(time.March, 12), Hour: hour(12, 0)}
	received := func(by string, day int, decision *process.LateDecision) {
		p.Organizations = append(p.Organizations, process.Organization{ID: by, Name: by, Email: by + "@example.org", Representative: process.Representative{Name: "Ada " + by}})
		p.Adhesions = append(p.Adhesions, process.Adhesion{By: by, Received: process.Moment{Date: date(time.March, day), Hour: hour(13, 0)}, LateTaken: decision})
	}
	received("Presto", 10, nil)
	received("Poi", 11, nil)
	received("Tardi", 13, nil)
	received("Ammesso", 14, &process.LateDecision{Admitted: true})
	received("Escluso", 14, &process.LateDecision{})
	p.Attendances = []process.Attendance{{Meeting: "prima", Present: []process.Presence{{Name: "Neri Eva", Quality: process.AsCitizen, Status: process.Present, Contact: "000"}}}}
	for meeting, want := range map[string][]string{
		"prima":  {"Presto Ada (rappresentante)"},
		"dopo":   {"Ammesso Ada (rappresentante)", "Neri Eva (cittadino)", "Poi Ada (rappresentante)", "Presto Ada (rappresentante)"},
		"chiusa": nil,
	} {
		if diff := cmp.Diff(want, rowsOf(register(t, p, meeting, 0))); diff != "" {
			t.Errorf("%s: %s", meeting, diff)
		}
	}
}

func TestRegister_OfATableListsWhoChoseItOrNone(t *testing.T) {
	p := small(meeting(process.Meeting{ID: "tavoli", Tables: []int{1, 2}}))
	p.Tables = []process.ThematicTable{{Number: 1, Name: "Infanzia"}, {Number: 2, Name: "Anziani"}}
	for by, tables := range map[string][]int{"Uno": {1}, "Due": {2}, "Nessuno": nil} {
		p.Citizens = append(p.Citizens, process.Citizen{ID: by, Name: by, Gender: process.Masculine, Email: "x@example.org"})
		p.Adhesions = append(p.Adhesions, process.Adhesion{By: by, Tables: tables})
	}
	if diff := cmp.Diff([]string{"Due (cittadino)", "Nessuno (cittadino)"}, rowsOf(register(t, p, "tavoli", 2))); diff != "" {
		t.Error(diff)
	}
}

func TestRegister_NothingIsPrintedWherePeopleWrite(t *testing.T) {
	p := whole(t)
	p.Entries[1].Meeting.Open = true
	p.Register.ExitColumn = true
	for _, id := range []string{"apertura", "chiusura"} {
		v := register(t, p, id, 0)
		d := actOf(t, p, jobOf(t, p, acts.Register, id), acts.Options{})
		for i, row := range signingTable(t, d).Body {
			for j, cell := range row.Cells {
				name := v.Colonne[j].Nome
				written := i < v.Elencati && name != "firma" && name != "uscita"
				if name != "n" && !written && len(cell.Blocks) > 0 {
					t.Errorf("%s: row %d has words in the cell %s", id, i+1, name)
				}
				if want := fmt.Sprintf("r%d.%s", i+1, name); cell.ID != want {
					t.Errorf("%s: cell %q, want %q", id, cell.ID, want)
				}
			}
		}
	}
}

func TestRegister_SaysNothingThatOthersShouldNotRead(t *testing.T) {
	p := whole(t)
	p.Entries[1].Meeting.Open = true
	p.Citizens[0].Phone, p.Citizens[0].Email = "333 0000001", "gino@example.org"
	p.Adhesions = append(p.Adhesions, process.Adhesion{By: "gino"})
	words := wordsOf(t, actOf(t, p, jobOf(t, p, acts.Register, "chiusura"), acts.Options{}))
	if !strings.Contains(words, "Gino Viola") {
		t.Fatal("the citizen is not listed")
	}
	for _, secret := range []string{"333 0000001", "gino@example.org", "aurora@example.org", "000 1", "ugo@example.org", "90000000001"} {
		if strings.Contains(words, secret) {
			t.Errorf("the register prints %q", secret)
		}
	}
}

func TestRegister_AdhesionByAttendanceIsSaidInTheOfficesWords(t *testing.T) {
	p := whole(t)
	j := jobOf(t, p, acts.Register, "apertura")
	words := wordsOf(t, actOf(t, p, j, acts.Options{}))
	if !strings.Contains(words, "La partecipazione all'incontro vale come adesione, per chi non l'ha già inviata.") || !strings.Contains(words, "Tavolo | Firma") {
		t.Errorf("no sentence or no column: %s", words)
	}
	p.Entries[0].Meeting.Content = rich(t, "Si apre.\n\n- Primo punto;\n\n- L’intervento vale quale **adesione** alla concertazione.")
	words = wordsOf(t, actOf(t, p, j, acts.Options{}))
	if !strings.Contains(words, "L’intervento vale quale adesione alla concertazione.") || strings.Contains(words, "vale come adesione") || strings.Contains(words, "Primo punto") {
		t.Errorf("not the office's own sentence: %s", words)
	}
	other := wordsOf(t, actOf(t, p, jobOf(t, p, acts.Register, "chiusura"), acts.Options{}))
	if strings.Contains(other, "vale come") || strings.Contains(other, "Tavolo | Firma") {
		t.Errorf("another meeting says it too: %s", other)
	}
}

func TestRegister_NumberAgrees(t *testing.T) {
	for n, want := range map[int]string{
		0: "Non ci sono adesioni da riportare; seguono n. 8 righe libere. Chi partecipa scrive in stampatello nella prima riga libera, e firma. Qualità",
		1: "Nell'elenco è riportata n. 1 adesione, in ordine alfabetico; seguono n. 8 righe libere.",
		2: "Nell'elenco sono riportate n. 2 adesioni, in ordine alfabetico; seguono n. 8 righe libere.",
	} {
		p := small(meeting(process.Meeting{ID: "aperto", Open: true}))
		for i := range n {
			id := fmt.Sprintf("c%d", i)
			p.Citizens = append(p.Citizens, process.Citizen{ID: id, Name: "Neri " + id})
			p.Adhesions = append(p.Adhesions, process.Adhesion{By: id})
		}
		if words := wordsOf(t, actOf(t, p, jobOf(t, p, acts.Register, "aperto"), acts.Options{})); !strings.Contains(words, want) {
			t.Errorf("%d adherents: %s", n, words)
		}
	}
}

func TestRegister_NobodySignsOneOfARemoteMeeting(t *testing.T) {
	p := adhered()
	for _, c := range []struct {
		change    func()
		want, not []string
	}{
		{
			func() { p.Entries[0].Meeting.Mode = process.Remote },
			[]string{
				"– a distanza (chi partecipa è annotato da chi verbalizza).", "nella riga di chi è in elenco; di chi non lo è scrive nome ed ente nella prima riga libera.",
				"Qualità | Tavolo | Presenza", "nelle righe libere. Le righe non usate",
			},
			[]string{"| Firma", "firma nella propria", "attestat"},
		},
		{
			func() { p.Adhesions, p.Register.ExitColumn = nil, true },
			[]string{"Nessuno firma: chi verbalizza annota la presenza e scrive nome ed ente nella prima riga libera.", "| Presenza in entrata | Presenza in uscita"},
			[]string{"in elenco;", "in stampatello"},
		},
		{
			func() { p.Entries[0].Meeting.Mode = process.Mixed },
			[]string{"(chi partecipa a distanza è annotato da chi verbalizza)", "in stampatello nella prima riga libera, e firma.", "| Firma in entrata | Firma in uscita", "presenza attestata dal verbalizzante"},
			[]string{"Nessuno firma"},
		},
	} {
		c.change()
		saying(t, wordsOf(t, actOf(t, p, jobOf(t, p, acts.Register, "prima"), acts.Options{})), c.want, c.not)
	}
}

func TestRegister_WhoSignsPactsIsListedWhereTheyAreSigned(t *testing.T) {
	p := adhered()
	p.Entries = append(p.Entries,
		meeting(process.Meeting{ID: "patti", Date: date(time.April, 10), Effects: []process.Effect{process.PactsSigned}}),
		meeting(process.Meeting{ID: "tecnica", Date: date(time.April, 10)}))
	if v := register(t, p, "patti", 0); v.Elencati == 0 {
		t.Error("nobody is listed where the pacts are signed")
	}
	if v := register(t, p, "tecnica", 0); v.Elencati != 0 {
		t.Errorf("%d are listed at a meeting of the office", v.Elencati)
	}
}

// TestRegister_LayoutIsWhatScansWereReadWith holds the measures of the spec, on
// the page, for every shape of register, in normal and in large print.
func TestRegister_LayoutIsWhatScansWereReadWith(t *testing.T) {
	r, err := pdf.New(fonts.Files)
	if err != nil {
		t.Fatal(err)
	}
	const mm = 72 / 25.4
	for _, id := range []string{"apertura", "chiusura"} {
		for _, exit := range []bool{false, true} {
			for _, large := range []bool{false, true} {
				p := whole(t)
				p.Register.ExitColumn = exit
				p.Organizations[0].Name = strings.TrimSpace(strings.Repeat("Associazione di volontariato ", 5))
				v := register(t, p, id, 0)
				d := actOf(t, p, jobOf(t, p, acts.Register, id), acts.Options{Large: large})
				l, err := r.Render(&bytes.Buffer{}, d)
				if err != nil {
					t.Fatal(err)
				}
				if len(l.Scan) != l.Pages {
					t.Errorf("%d of %d pages have marks", len(l.Scan), l.Pages)
				}
				found := map[string]pdf.Place{}
				for _, x := range l.Places {
					found[x.ID] = x
				}
				for _, row := range v.Righe {
					for _, c := range v.Colonne {
						cell, ok := found[fmt.Sprintf("r%d.%s", row.Numero, c.Nome)]
						sign := c.Nome == "firma" || c.Nome == "uscita"
						switch {
						case !ok:
							t.Errorf("%s: r%d.%s is nowhere", id, row.Numero, c.Nome)
						case cell.Rect.Height() < 11.99*mm:
							t.Errorf("%s: row %d is %.1f mm high", id, row.Numero, cell.Rect.Height()/mm)
						case sign && cell.Rect.Width() < 44.99*mm:
							t.Errorf("%s: %s is %.1f mm wide", id, c.Nome, cell.Rect.Width()/mm)
						}
					}
				}
			}
		}
	}
}

func TestRegister_PagesAreCodedByActRevisionAndSize(t *testing.T) {
	p := whole(t)
	codes := map[string]bool{}
	code := func(j acts.Job, o acts.Options) string {
		s := actOf(t, p, j, o).Running.Scan
		if s == nil || !regexp.MustCompile(`^[A-Z2-7]{10}$`).MatchString(s.Code) {
			t.Fatalf("code %+v", s)
		}
		return s.Code
	}
	first := jobOf(t, p, acts.Register, "apertura")
	for _, j := range []acts.Job{first, jobOf(t, p, acts.Register, "chiusura")} {
		codes[code(j, acts.Options{})] = true
		codes[code(j, acts.Options{Large: true})] = true
	}
	again := code(first, acts.Options{})
	if !codes[again] || len(codes) != 4 {
		t.Errorf("codes %v, again %s", codes, again)
	}
	p.Register.BlankLeast = 20
	if codes[code(first, acts.Options{})] {
		t.Error("other rows have the same code")
	}
}

func TestRegister_OfNoMeetingIsAnError(t *testing.T) {
	if _, err := acts.NewRegisterView(whole(t), "mai", 0); !errors.Is(err, acts.ErrNoAct) {
		t.Errorf("got %v", err)
	}
}

// TestActs_TheNumberOfATableStaysWithItsWord on one line, wherever it is printed.
func TestActs_TheNumberOfATableStaysWithItsWord(t *testing.T) {
	parted := regexp.MustCompile(`[Tt]avolo \d`)
	p, jobs := everyJob(t)
	p.Entries = append(p.Entries, process.Entry{Meeting: &process.Meeting{ID: "lavori", Tables: []int{1, 2}}})
	registers, err := acts.Jobs(p, acts.Register)
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range append(jobs, registers...) {
		doc.Walk(actOf(t, p, j, acts.Options{}).Blocks, func(b doc.Block) {
			if f, ok := b.(*doc.Field); ok && parted.MatchString(f.Hint) {
				t.Errorf("%s %s: %q", j.Kind, j.For, f.Hint)
			}
		}, func(in doc.Inline) {
			if text, ok := in.(*doc.Text); ok && parted.MatchString(text.Value) {
				t.Errorf("%s %s: %q", j.Kind, j.For, text.Value)
			}
		})
	}
}

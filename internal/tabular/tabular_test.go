package tabular_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"concerta/internal/process"
	"concerta/internal/tabular"
)

// sample has two tables, a meeting and a citizen.
func sample() *process.Process {
	return &process.Process{
		Key:    "prova-2026",
		Tables: []process.ThematicTable{{Number: 1, Name: "Minori"}, {Number: 3, Name: "Anziani"}},
		Phases: []process.Phase{{Entries: []process.Entry{{Meeting: &process.Meeting{ID: "plenaria"}}}}},
		Organizations: []process.Organization{
			{ID: "aurora", Name: "Associazione Aurora ESEMPIO", Kind: process.SocialPromotion, TaxCode: "90001230757"},
		},
		Citizens: []process.Citizen{{ID: "anna", Name: "Anna ESEMPIO"}},
	}
}

func merge(t *testing.T, p *process.Process, what tabular.Content, src []byte) (*process.Process, *tabular.Report) {
	t.Helper()
	table, err := tabular.Read(src)
	if err != nil {
		t.Fatal(err)
	}
	got, report, err := tabular.Merge(p, what, "plenaria", table)
	if err != nil {
		t.Fatal(err)
	}
	return got, report
}

func outcomes(r *tabular.Report) string {
	var b strings.Builder
	for _, l := range r.Lines {
		fmt.Fprintf(&b, "%d %s: %s\n", l.Number, l.Outcome, l.Subject)
	}
	return b.String()
}

const bodies = `DENOMINAZIONE;Natura giuridica;C.F.;E-Mail;Comuni;Legale Rappresentante;Note
Cooperativa sociale L’Àncora ESEMPIO;coop. sociale;90001230758;info@esempio.it;Casarano, Taviano;Città Mario ESEMPIO;x
associazione AURORA esempio;aps;90001230757;;;;
Scuola ESEMPIO;liceo;;;;;
;odv;;;;;

Parrocchia ESEMPIO;Parrocchia;12;;;;
`

func TestBodies_EachLineIsTakenThereOrRefused(t *testing.T) {
	p := sample()
	got, report := merge(t, p, tabular.Bodies, []byte(bodies))
	const want = `2 presa: Cooperativa sociale L’Àncora ESEMPIO
3 già presente: associazione AURORA esempio
4 rifiutata: Scuola ESEMPIO
5 rifiutata: ` + `
7 rifiutata: Parrocchia ESEMPIO
`
	if d := cmp.Diff(want, outcomes(report)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]process.Organization{sample().Organizations[0], {
		ID: "cooperativa-sociale-l-ancora-esempio", Name: "Cooperativa sociale L’Àncora ESEMPIO", Kind: process.SocialCoop, TaxCode: "90001230758",
		Email: "info@esempio.it", Towns: []string{"Casarano", "Taviano"}, Representative: process.Representative{Name: "Città Mario ESEMPIO"},
	}}, got.Organizations); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(sample(), p); d != "" {
		t.Errorf("the process given was changed: %s", d)
	}
	if d := cmp.Diff([]string{"Note"}, report.Unused); d != "" {
		t.Error(d)
	}
	for n, why := range map[int]string{2: "«liceo» non è tra odv, aps", 3: "manca il nome", 4: "«12» non ha né 11 cifre"} {
		if !strings.Contains(report.Lines[n].Why, why) {
			t.Errorf("line %d: %q does not say %q", report.Lines[n].Number, report.Lines[n].Why, why)
		}
	}
}

func TestBodies_TakenTwiceAreThereAlready(t *testing.T) {
	once, _ := merge(t, sample(), tabular.Bodies, []byte(bodies))
	again, report := merge(t, once, tabular.Bodies, []byte(bodies))
	if report.Count(tabular.Taken) != 0 || report.Count(tabular.Already) != 2 {
		t.Errorf("got:\n%s", outcomes(report))
	}
	if d := cmp.Diff(once, again); d != "" {
		t.Error(d)
	}
}

func TestBodies_OneNameWithTwoTaxCodesIsRefused(t *testing.T) {
	_, report := merge(t, sample(), tabular.Bodies, []byte("nome,tipo,codice fiscale\nAssociazione Aurora ESEMPIO,aps,90001230999\n"))
	if report.Count(tabular.Refused) != 1 {
		t.Errorf("got:\n%s", outcomes(report))
	}
}

func TestCSV_InAnyEncodingAndWithAnySeparatorIsTheSame(t *testing.T) {
	want, _ := merge(t, sample(), tabular.Bodies, []byte(bodies))
	latin, err := charmap.Windows1252.NewEncoder().String(bodies)
	if err != nil {
		t.Fatal(err)
	}
	commas := strings.ReplaceAll(strings.ReplaceAll(bodies, "Casarano, Taviano", `"Casarano, Taviano"`), ";", ",")
	for name, src := range map[string]string{
		"Windows-1252": latin, "byte order mark": "\ufeff" + bodies, "commas": commas, "tabs": strings.ReplaceAll(bodies, ";", "\t"),
		"sep=": "sep=;\n" + bodies, "CRLF": strings.ReplaceAll(bodies, "\n", "\r\n"),
	} {
		got, _ := merge(t, sample(), tabular.Bodies, []byte(src))
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestAdhesions_OneForEachBody(t *testing.T) {
	const src = `soggetto;ricevuta il;canale;n. protocollo;del;tavoli
Associazione Aurora ESEMPIO;05/11/2013 11.40;PEC;1234;06/11/2013;1, 3
aurora;06/11/2013;pec;;;
Anna ESEMPIO;2013-11-05 ore 9.00;a mano;;;3
Sconosciuti ESEMPIO;05/11/2013;pec;;;
Anna ESEMPIO;31/11/2013;pec;;;2
`
	got, report := merge(t, sample(), tabular.Adhesions, []byte(src))
	const want = "2 presa: Associazione Aurora ESEMPIO\n3 già presente: aurora\n4 presa: Anna ESEMPIO\n5 rifiutata: Sconosciuti ESEMPIO\n6 rifiutata: Anna ESEMPIO\n"
	if d := cmp.Diff(want, outcomes(report)); d != "" {
		t.Error(d)
	}
	day := process.Date{Year: 2013, Month: time.November, Day: 5}
	if d := cmp.Diff([]process.Adhesion{
		{
			By: "aurora", Source: process.FromForm, Received: process.Moment{Date: day, Hour: process.TimeOfDay{Set: true, Hour: 11, Minute: 40}},
			Channel: process.ByPEC, Protocol: process.ProtocolNumber{Number: "1234", Date: process.Date{Year: 2013, Month: time.November, Day: 6}}, Tables: []int{1, 3},
		},
		{By: "anna", Source: process.FromForm, Received: process.Moment{Date: day, Hour: process.TimeOfDay{Set: true, Hour: 9}}, Channel: process.ByCounter, Tables: []int{3}},
	}, got.Adhesions); d != "" {
		t.Error(d)
	}
	if why := report.Lines[4].Why; !strings.Contains(why, "novembre 2013 ha 30 giorni") && !strings.Contains(why, "30 giorni") || !strings.Contains(why, "il tavolo 2 non c’è") {
		t.Errorf("not every fault of the line is told: %s", why)
	}
}

func TestAttendance_GoesToItsRegister(t *testing.T) {
	const src = `Cognome;Nome;Ente;Qualità;Tavolo;Entrata;Contatto
ROSSI;Mario ESEMPIO;associazione aurora esempio;;;15.30;
BIANCHI;Lia ESEMPIO;Gruppo nuovo ESEMPIO;uditrice;1;15:45;lia@esempio.it
;Anna ESEMPIO;;;;;
ROSSI;Mario ESEMPIO;Associazione Aurora ESEMPIO;;;;
VERDI;Ugo ESEMPIO;;;9;;
`
	got, report := merge(t, sample(), tabular.Attendance, []byte(src))
	if n := [3]int{report.Count(tabular.Taken), report.Count(tabular.Already), report.Count(tabular.Refused)}; n != [3]int{3, 1, 1} {
		t.Errorf("got:\n%s", outcomes(report))
	}
	if d := cmp.Diff([]process.Attendance{
		{Meeting: "plenaria", Present: []process.Presence{
			{Name: "ROSSI Mario ESEMPIO", By: "aurora", Quality: process.AsRepresentative, Status: process.Present, In: process.TimeOfDay{Set: true, Hour: 15, Minute: 30}},
			{Name: "Anna ESEMPIO", By: "anna", Quality: process.AsCitizen, Status: process.Present},
		}},
		{Meeting: "plenaria", Table: 1, Present: []process.Presence{
			{Name: "BIANCHI Lia ESEMPIO", Body: "Gruppo nuovo ESEMPIO", Quality: process.AsAuditor, Status: process.Present, In: process.TimeOfDay{Set: true, Hour: 15, Minute: 45}, Contact: "lia@esempio.it"},
		}},
	}, got.Attendances); d != "" {
		t.Error(d)
	}
	table, err := tabular.Read([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := tabular.Merge(sample(), tabular.Attendance, "manca", table); !errors.Is(err, tabular.ErrNoMeeting) {
		t.Errorf("got %v", err)
	}
}

// workbook makes an XLSX with cells in its first sheet.
func workbook(t *testing.T, cells map[string]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for cell, v := range cells {
		var err error
		if s, isText := v.(string); isText && strings.HasPrefix(s, "=") {
			err = f.SetCellFormula("Sheet1", cell, s)
		} else {
			err = f.SetCellValue("Sheet1", cell, v)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestXLSX_DatesAndCodesKeptAsNumbersAreRead(t *testing.T) {
	p := sample()
	p.Organizations[0].TaxCode = "01234567890"
	got, report := merge(t, p, tabular.Adhesions, workbook(t, map[string]any{
		"A1": "Ente", "B1": "CF", "C1": "Ricevuta", "D1": "Tavoli",
		"A2": "Aurora", "B2": 1234567890, "C2": time.Date(2013, 11, 5, 11, 40, 0, 0, time.UTC), "D2": 3,
	}))
	if report.Count(tabular.Taken) != 1 {
		t.Fatalf("%+v", report.Lines)
	}
	want := process.Moment{Date: process.Date{Year: 2013, Month: time.November, Day: 5}, Hour: process.TimeOfDay{Set: true, Hour: 11, Minute: 40}}
	if a := got.Adhesions[0]; a.Received != want || a.By != "aurora" || len(a.Tables) != 1 {
		t.Errorf("got %+v", a)
	}
}

// bomb is an XLSX whose first sheet unpacks to many megabytes.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(make([]byte, 64<<20)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRead_RefusesWhatIsNoListInWords(t *testing.T) {
	for name, c := range map[string]struct {
		src  []byte
		want string
	}{
		"empty":        {nil, "è vuoto"},
		"old Excel":    {[]byte("\xd0\xcf\x11\xe0\xa1\xb1"), "formato vecchio"},
		"binary":       {[]byte("\x00\x01\x02"), "né CSV né XLSX"},
		"zip":          {[]byte("PK\x03\x04 non è uno zip"), "danneggiato"},
		"bomb":         {bomb(t), "troppo grande"},
		"too large":    {make([]byte, tabular.MaxSize+1), "supera"},
		"quotes":       {[]byte("nome;tipo\n\"aperta;aps\n"), "virgolette"},
		"too many":     {[]byte("nome;tipo\n" + strings.Repeat("a;odv\n", 5001)), "più di 5000 righe"},
		"too wide":     {[]byte("nome" + strings.Repeat(";a", 70)), "più di 60 colonne"},
		"formula":      {workbook(t, map[string]any{"A1": "nome", "B1": "tipo", "A2": "x", "B2": "=1+1", "C2": "y"}), "formula"},
		"empty sheet":  {workbook(t, nil), "primo foglio è vuoto"},
		"missing head": {[]byte("nome;sede\na;b\n"), "manca la colonna «tipo»"},
		"no heads":     {[]byte("sede\nb\n"), "mancano le colonne «nome» e «tipo»"},
		"twice":        {[]byte("nome;Denominazione;tipo\na;b;odv\n"), "dicono la stessa cosa"},
	} {
		table, err := tabular.Read(c.src)
		if err == nil {
			_, _, err = tabular.Merge(sample(), tabular.Bodies, "", table)
		}
		if !errors.Is(err, tabular.ErrTable) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

func TestCells_ThatNoActMayShowAreRefused(t *testing.T) {
	for cell, want := range map[string]string{
		"=HYPERLINK(1)": "formula", "A\ue000B": "non si può stampare", strings.Repeat("a", 5000): "supera",
	} {
		_, report := merge(t, sample(), tabular.Bodies, []byte("nome;tipo\n"+cell+";odv\n"))
		if report.Count(tabular.Refused) != 1 || !strings.Contains(report.Lines[0].Why, want) {
			t.Errorf("%.20q: %+v", cell, report.Lines)
		}
	}
}

// Marks that turn letters round, and others that nobody sees, come with what is copied:
// they are dropped, and the line is taken.
func TestCells_InvisibleCharactersAreDropped(t *testing.T) {
	p, report := merge(t, sample(), tabular.Bodies, []byte("nome;tipo\nA\u202eB\u200b C;odv\n"))
	if report.Count(tabular.Taken) != 1 || p.Organizations[len(p.Organizations)-1].Name != "AB C" {
		t.Errorf("%+v", report.Lines)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(bodies))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(_ *testing.T, src []byte) {
		table, err := tabular.Read(src)
		if err != nil {
			return
		}
		for _, what := range tabular.Contents() {
			_, _, _ = tabular.Merge(sample(), what, "plenaria", table)
		}
	})
}

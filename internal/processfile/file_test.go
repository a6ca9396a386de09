package processfile_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"concerta/examples"
	"concerta/internal/process"
	"concerta/internal/processfile"
	"concerta/internal/richtext"
)

const minimal = "versione: 1\nchiave: prova\ntitolo: Città\nente: {nome: Ente}\n"

func TestRead_TakesTheFileAsEditorsSaveIt(t *testing.T) {
	decomposed := strings.Replace(minimal, "à", "a\u0300", 1)
	for name, src := range map[string]string{
		"plain":               minimal,
		"byte order mark":     "\uFEFF" + minimal,
		"Windows line ends":   strings.ReplaceAll(minimal, "\n", "\r\n"),
		"old Macintosh":       strings.ReplaceAll(minimal, "\n", "\r"),
		"no end of line":      strings.TrimSuffix(minimal, "\n"),
		"decomposed accents":  decomposed,
		"document marks":      "---\n" + minimal + "...\n",
		"comments everywhere": "# uno\n" + strings.ReplaceAll(minimal, "\n", " # due\n"),
	} {
		t.Run(name, func(t *testing.T) {
			f, faults := processfile.Read("prova.yaml", []byte(src), nil)
			if len(faults) > 0 {
				t.Fatal(show(faults))
			}
			if f.Process.Title != "Città" {
				t.Errorf("title %q", f.Process.Title)
			}
			if !bytes.Equal(f.Source, []byte(src)) {
				t.Error("Source is not what was given")
			}
		})
	}
}

func TestRead_SaysWhyAFileIsNoText(t *testing.T) {
	latin, _ := charmap.Windows1252.NewEncoder().String(minimal)
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(minimal)
	for name, c := range map[string]struct {
		src, rule    string
		line, column int
	}{
		"empty":             {"", "file-vuoto", 1, 1},
		"blank":             {" \n\n", "file-vuoto", 1, 1},
		"only a mark":       {"\uFEFF", "file-vuoto", 1, 1},
		"Windows 1252":      {latin, "file-non-testo", 3, 13},
		"UTF-16":            {utf16, "file-non-testo", 1, 1},
		"a picture":         {"\x89PNG\r\n\x1a\n\x00\x00", "file-non-testo", 0, 0},
		"too large":         {strings.Repeat("a: b\n", processfile.MaxSize), "file-troppo-grande", 0, 0},
		"nested brackets":   {minimal + "avviso: " + strings.Repeat("[", 100000), "yaml-non-ammesso", 5, 29},
		"nested dashes":     {minimal + "voci:\n" + strings.Repeat("- ", 100000), "yaml-non-ammesso", 6, 201},
		"countless keys":    {minimal + strings.Repeat("a: b\n", 20000), "yaml-non-ammesso", 1001, 2},
		"countless blanks":  {minimal + "a: |\n" + strings.Repeat("\n", 20000) + "b: c\n", "yaml-non-ammesso", 206, 1},
		"a billion laughs":  {minimal + "a: &a [x]\nb: &b [*a,*a]\n", "yaml-non-ammesso", 5, 4},
		"a scalar only":     {"ciao", "tipo-sbagliato", 1, 1},
		"an unclosed quote": {"a: '", "yaml", 1, 4},
	} {
		t.Run(name, func(t *testing.T) {
			_, faults := processfile.Read("prova.yaml", []byte(c.src), nil)
			if len(faults) == 0 {
				t.Fatal("read without a fault")
			}
			f := faults[0]
			if f.Rule != c.rule || f.Line != c.line || f.Column != c.column || f.File != "prova.yaml" {
				t.Errorf("got %s", show(faults[:1]))
			}
		})
	}
}

func TestRead_ReadsValuesByTheirText(t *testing.T) {
	f, faults := processfile.Read("prova.yaml", []byte(`versione: 1
chiave: prova
titolo: >
  Due
  righe
ente:
  nome: true
  telefono: 0833
  fax: 1_000
  codice-fiscale: 00123
  tipo: null
avviso:
  tipo: "1.10"
voci:
  - incontro: {id: a, data: 4/11/2013, ora: 9.30, fine: "10:05"}
  - incontro: {id: b, data: 1° novembre 2013, ora: 0}
  - incontro: {id: c, data: da comunicare, aperto: no}
`), nil)
	if len(faults) > 0 {
		t.Fatal(show(faults))
	}
	p := f.Process
	got := []string{p.Title, p.Office.Name, p.Office.Phone, p.Office.Fax, p.Office.TaxCode, p.Office.Kind, p.Notice.Kind, p.Lang}
	if diff := cmp.Diff([]string{"Due righe", "true", "0833", "1_000", "00123", "", "1.10", "it-IT"}, got); diff != "" {
		t.Error(diff)
	}
	a, b, c := p.Entries[0].Meeting, p.Entries[1].Meeting, p.Entries[2].Meeting
	if a.Date.String() != "2013-11-04" || a.Start.String() != "9.30" || a.End.String() != "10.05" {
		t.Errorf("first meeting %+v", a)
	}
	if b.Date.String() != "2013-11-01" || b.Start != (process.TimeOfDay{Set: true}) {
		t.Errorf("second meeting %+v", b)
	}
	if !c.Date.IsZero() || c.Open || c.Mode != process.InPerson {
		t.Errorf("third meeting %+v", c)
	}
}

func TestRead_KnowsAPlaceByItsID(t *testing.T) {
	f, faults := processfile.Read("prova.yaml", []byte(minimal+`luoghi:
  sala: Sala Consiliare
voci:
  - incontro: {id: a, data: 2026-10-05, luogo: sala}
  - incontro: {id: b, data: 2026-10-05, luogo: {id: sala, stampa: La sala}}
  - incontro: {id: c, data: 2026-10-05, luogo: Altrove}
`), nil)
	if len(faults) > 0 {
		t.Fatal(show(faults))
	}
	var got []process.Place
	for _, e := range f.Process.Entries {
		got = append(got, e.Meeting.Place)
	}
	want := []process.Place{{ID: "sala", Printed: "Sala Consiliare"}, {ID: "sala", Printed: "La sala"}, {Printed: "Altrove"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRead_TakesTheLogoFromBesideTheFile(t *testing.T) {
	src := []byte(strings.Replace(minimal, "{nome: Ente}", `{nome: Ente, intestazione: {righe: [E], logo: {file: immagini/stemma.jpg, alternativa: Stemma}}}`, 1))
	picture := []byte("\xff\xd8\xff\xe0")
	assets := fstest.MapFS{"immagini/stemma.jpg": {Data: picture}}
	f, faults := processfile.Read("prova.yaml", src, assets)
	if len(faults) > 0 {
		t.Fatal(show(faults))
	}
	if !bytes.Equal(f.Process.Office.Letterhead.Logo.Bytes, picture) {
		t.Error("the logo was not read")
	}
	assets["immagini/stemma.jpg"].Data = append(picture, make([]byte, processfile.MaxLogoSize)...)
	if _, faults = processfile.Read("prova.yaml", src, assets); len(faults) != 1 || faults[0].Rule != "logo-troppo-grande" {
		t.Errorf("a logo beyond the limit: %s", show(faults))
	}
	if _, faults = processfile.Read("prova.yaml", src, nil); len(faults) > 0 {
		t.Errorf("no assets to look in: %s", show(faults))
	}
}

func TestLocate_FindsTheNearestKeyOfTheFile(t *testing.T) {
	f, faults := processfile.Read("prova.yaml", []byte(minimal+"avviso:\n  titolo: Prova\nvoci:\n  - testo: |\n      uno\n      due\n"), nil)
	if len(faults) > 0 {
		t.Fatal(show(faults))
	}
	for path, want := range map[string][2]int{
		"avviso.titolo":     {6, 11},
		"avviso.data":       {5, 1},
		"avviso.annuncio.x": {5, 1},
		"voci[0].testo":     {8, 12},
		"voci[9].testo":     {7, 1},
		"privacy":           {0, 0},
	} {
		got := f.Locate([]process.Finding{{Path: path}})[0]
		if got.Line != want[0] || got.Column != want[1] {
			t.Errorf("%s: got %d:%d, want %v", path, got.Line, got.Column, want)
		}
	}
	inside := f.Locate([]process.Finding{{Path: "voci[0].testo", At: richtext.Pos{Line: 2, Column: 2}}})[0]
	if inside.Line != 10 || inside.Column != 8 || inside.Excerpt != "      due" {
		t.Errorf("inside a text: got %d:%d %q", inside.Line, inside.Column, inside.Excerpt)
	}
}

func TestExamples_HaveNoFault(t *testing.T) {
	for _, name := range exampleNames(t) {
		src, err := examples.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, faults := processfile.Read(name, src, nil)
		if len(faults) > 0 {
			t.Errorf("%s:\n%s", name, show(faults))
			continue
		}
		if slices.ContainsFunc(process.Check(f.Process), func(x process.Finding) bool { return x.Severity == process.Error }) {
			t.Errorf("%s:\n%s", name, show(f.Locate(process.Check(f.Process))))
		}
	}
}

// With a walk of the text for each problem this would take hours.
func TestRead_PlacesCountlessProblemsOfOneText(t *testing.T) {
	const n = 50_000
	src := minimal + "voci:\n  - testo: |\n" + strings.Repeat("      } {tavoli}\n", n)
	f, faults := processfile.Read("prova.yaml", []byte(src), nil)
	if len(faults) != 2*n || f.Process == nil {
		t.Fatalf("%d faults", len(faults))
	}
	last := faults[len(faults)-1]
	if last.Line != 6+n || last.Column != 9 || last.Rule != "rinvio-sconosciuto" {
		t.Errorf("the last is %s", show(faults[len(faults)-1:]))
	}
}

func exampleNames(t *testing.T) []string {
	t.Helper()
	entries, err := examples.Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// The findings of the seed are what its officer would read today: no error,
// and 4 November, which is no holiday, not among them.
func TestCasarano_FindingsAreKnown(t *testing.T) {
	src, err := examples.Files.ReadFile("casarano-2013.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, _ := processfile.Read("casarano-2013.yaml", src, nil)
	var got []string
	for _, x := range process.Check(f.Process) {
		got = append(got, string(x.Severity)+" "+x.Rule+" "+x.Path)
	}
	want := []string{
		"warning adesione-da-completare presenze[2].firme[43].contatto", // one of the twelve who came without a form
		"warning data-scritta-nel-testo fasi[1].voci[1].incontro.testo",
		"warning fase-vuota fasi[5].titolo",
		"warning privacy-mancante privacy",
		"warning responsabile-mancante responsabile",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Every text of the Casarano file is in the notice that was issued, character
// by character, white space and leading zeros apart.
func TestCasarano_IsTheSeedWordForWord(t *testing.T) {
	const seed = "../../../shared/seed/avviso-casarano-2013.txt"
	raw, err := os.ReadFile(seed)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the seed is not there: %v", err)
		}
		t.Skip("the seed is not there")
	}
	issued := oneLine(strings.NewReplacer("***", "", "**", "", " 02 ", " 2 ", " 04 ", " 4 ", " 05 ", " 5 ", " 06 ", " 6 ", " 07 ", " 7 ").Replace(string(raw)))
	src, err := examples.Files.ReadFile("casarano-2013.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, _ := processfile.Read("casarano-2013.yaml", src, nil)
	for _, words := range printed(f.Process) {
		words = oneLine(strings.NewReplacer(" 02 ", " 2 ").Replace(words))
		if !strings.Contains(issued, words) {
			t.Errorf("not in the seed: %s", words)
		}
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// printed are the words the notice prints of a process, in pieces: blocks of
// rich text, with its references as they print.
func printed(p *process.Process) []string {
	n := p.Notice
	out := append([]string{n.Kind, n.Title, n.Announcement.Subject, n.Announcement.Verb, n.Announcement.Object, n.Announcement.Follow, n.Place + ", " + n.Date.Italian()},
		append(append(p.Office.Letterhead.Issuer, p.Office.Letterhead.Under...), p.Office.Letterhead.Contacts...)...)
	add := func(t richtext.Text) {
		words := strings.NewReplacer("{tavoli}", "", "{fase:progettazione}", "Fase 2",
			"{scadenza}", "ore "+p.Deadline.Hour.String()+" del "+p.Deadline.Date.Italian()).Replace(t.Plain())
		out = append(out, strings.Split(words, "\n")...)
	}
	for _, t := range append(n.Premises, n.Closing...) {
		add(t)
	}
	for _, ph := range p.Phases {
		out = append(out, "Fase "+string(rune('0'+ph.Number))+": "+ph.Title)
		add(ph.Text)
		for _, e := range ph.Entries {
			if m := e.Meeting; m != nil {
				label := ":"
				if m.Label != "" {
					label = " (" + m.Label + "):"
				}
				day := process.WeekdayName(m.Date.Weekday())
				out = append(out, strings.ToUpper(day[:1])+day[1:]+" "+m.Date.Italian()+" ore "+m.Start.String()+" – "+m.Place.Printed+label)
				add(m.Content)
			}
			if s := e.Span; s != nil {
				out = append(out, s.Printed+" "+s.Title)
				add(s.Content)
			}
		}
	}
	for i, t := range p.Tables {
		out = append(out, string(rune('1'+i))+". "+t.Name)
	}
	for _, s := range p.Signatories {
		out = append(out, s.Office+" "+s.Name)
	}
	return out
}

func FuzzRead_NeverPanicsAndPlacesEveryFault(f *testing.F) {
	names, err := examples.Files.ReadDir(".")
	if err != nil {
		f.Fatal(err)
	}
	for _, n := range names {
		src, err := examples.Files.ReadFile(n.Name())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Add([]byte(minimal))
	f.Fuzz(func(t *testing.T, src []byte) {
		file, faults := processfile.Read("x.yaml", src, nil)
		lines := bytes.Count(src, []byte("\n")) + bytes.Count(src, []byte("\r")) + 1
		for _, x := range faults {
			if x.Line < 0 || x.Line > lines || x.What == "" || x.Repair == "" || x.Severity != process.Error {
				t.Fatalf("%+v", x)
			}
		}
		if file.Process != nil {
			_ = file.Locate(process.Check(file.Process))
		}
	})
}

package produce_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// latin has the characters of Italian only.
func latin(r rune) bool { return r < 0x2600 }

func TestRead_TextsThatCannotBePrintedAreErrorsWithTheirPlace(t *testing.T) {
	for where, src := range map[string]string{
		"fasi[0].titolo":                 strings.Replace(source, "titolo: Ascolto", "titolo: Ascolto 😀", 1),
		"fasi[0].voci[0].incontro.luogo": strings.Replace(source, "Sala comunale", `"Sala \U0001F600 comunale"`, 1),
		"firmatari[0].nome":              strings.Replace(source, "Dott.ssa Anna ROSSI", "Dott.ssa Anna 😀 ROSSI 😀", 1),
		"avviso.premesse[0]":             strings.Replace(source, "  data: 2026-03-02\n", "  data: 2026-03-02\n  premesse:\n    - Con il **cuore 😀** e con\n", 1),
	} {
		r := produce.Read(produce.Source{Name: "prova.yaml", Bytes: []byte(src), Prints: latin})
		var found []process.Finding
		for _, f := range r.Findings {
			if f.Rule == produce.LetterRule {
				found = append(found, f)
			}
		}
		if len(found) != 1 || r.Clean() || !r.Legible {
			t.Errorf("%s: %v", where, r.Findings)
			continue
		}
		f := found[0]
		if f.Severity != process.Error || !strings.HasPrefix(f.Path, where) || f.Line == 0 || !strings.Contains(f.What, "il carattere «😀» non si può stampare") || f.Repair != "Toglierlo o sostituirlo con parole." {
			t.Errorf("%s: %+v", where, f)
		}
	}
	for _, prints := range []func(rune) bool{nil, latin} {
		if r := produce.Read(produce.Source{Name: "prova.yaml", Bytes: []byte(source), Prints: prints}); !r.Clean() {
			t.Errorf("found in a good process: %v", r.Findings)
		}
	}
}

func TestLetterWords_NameWhatCannotBeSeenByItsNumber(t *testing.T) {
	bad := produce.Unprintable("a\U000E0001😀b😀\uF0B7", latin)
	if got := produce.LetterWords(bad); got != "i caratteri U+E0001, «😀», U+F0B7 non si possono stampare" {
		t.Errorf("%q", got)
	}
}

// The fonts are asked of what is drawn only.
func TestMakeAs_SpreadsheetsAskNoFont(t *testing.T) {
	r := read(strings.Replace(source, "titolo: Ascolto", "titolo: Ascolto 😀", 1))
	act := func(io.Writer, *produce.Act) error { return nil }
	press := produce.NewPress(lettered{}, glyphs(latin), produce.Renderers{PDF: words, XLSX: act, CSV: act})
	tasks, err := produce.Tasks(r.Process, acts.Participants)
	if err != nil {
		t.Fatal(err)
	}
	for ext, want := range map[string]error{"pdf": produce.ErrDocument, "csv": nil, "xlsx": nil} {
		f, ok := press.Formats().Find(ext)
		if !ok {
			t.Fatalf("no %s", ext)
		}
		if _, err := press.MakeAs(produce.Formats{f}, r, tasks[0], acts.Options{Draft: true}); !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("%s: %v", ext, err)
		}
	}
}

// lettered makes documents that say what the phases of the process are called.
type lettered struct{}

func (lettered) Make(p *process.Process, _ acts.Job, _ acts.Options) (*doc.Document, error) {
	return &doc.Document{Meta: doc.Meta{Title: "Prova", Lang: "it-IT"}, Blocks: []doc.Block{
		&doc.Heading{Level: 1, Text: []doc.Inline{&doc.Text{Value: p.Phases[0].Title}}},
	}}, nil
}

type glyphs func(rune) bool

func (g glyphs) Has(r rune) bool { return g(r) }

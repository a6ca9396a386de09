package pdf

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"concerta/fonts"
	"concerta/internal/pdf/audit"
	"concerta/internal/pdf/reader"
)

// sample draws a small good document; a test spoils one thing in it.
type sample struct {
	tb    testing.TB
	d     *Document
	f     *Font
	p     *Page
	e     *Elem
	out   bytes.Buffer
	lines int
}

var limits = audit.Limits{Side: 70, Bottom: 68, Top: 56, Edge: 34}

func testFace(tb testing.TB, name string) *Face {
	tb.Helper()
	data, err := fonts.Files.ReadFile("Liberation" + name + ".ttf")
	if err != nil {
		tb.Fatal(err)
	}
	f, err := ParseFace(data, "abcdefghijklmnopqrstuvwxyz ")
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

func newSample(tb testing.TB, info Info, face *Face) *sample {
	tb.Helper()
	s := &sample{tb: tb}
	s.d = NewDocument(&s.out, info)
	s.d.SetFormFace(testFace(tb, "Sans-Regular"))
	s.f = s.d.Font(face)
	s.p = s.d.AddPage(595.28, 841.89)
	s.e = s.d.Root()
	return s
}

func (s *sample) numbers(words string) []uint16 {
	var list []uint16
	for _, r := range words {
		n, _, ok := s.f.Glyph(r)
		if !ok {
			s.tb.Fatalf("no glyph for %q", r)
		}
		list = append(list, n)
	}
	return list
}

func (s *sample) show(x, y float64, words string) {
	s.p.Show(s.f, 11, x, y, []Glyphs{{Numbers: s.numbers(words)}})
}

func (s *sample) tagged(e *Elem, x, y float64, words string) *Elem {
	s.p.Tagged(e)
	s.show(x, y, words)
	s.p.End()
	return e
}

func (s *sample) heading(tag Tag, y float64, words string) {
	s.tagged(s.e.Add(tag), 72, y, words)
	s.d.AddBookmark(nil, words, s.p, y)
}

func (s *sample) par(y float64) *Elem {
	s.lines++
	return s.tagged(s.e.Add(TagP), 72, y, "Testo dell'atto, riga "+strings.Repeat("i", s.lines))
}

func (s *sample) close() []byte {
	s.p.Close()
	if err := s.d.Close(); err != nil {
		s.tb.Fatal(err)
	}
	return s.out.Bytes()
}

func goodInfo() Info {
	return Info{Title: "Atto di prova", Author: "Ufficio", Lang: "it-IT", Producer: "concerta", Created: time.Date(2013, 10, 30, 0, 0, 0, 0, time.UTC)}
}

// good draws a heading, some text and a signature.
func (s *sample) good() {
	s.heading(TagH1, 760, "Avviso")
	for y := 740.0; y > 600; y -= 15 {
		s.par(y)
	}
}

func (s *sample) cell(row *Elem, tag Tag, x, y float64) *Elem {
	return s.tagged(row.Add(tag), x, y, "cella")
}

// box draws a table of one empty row: a place to sign by hand.
func (s *sample) box(y float64) {
	t := s.e.Add(TagTable)
	s.tagged(t.Add(TagCaption), 72, y, "Firme di chiusura")
	row := t.Add(TagHead).Add(TagRow)
	s.cell(row, TagTH, 72, y-20).Scope = ScopeColumn
	t.Add(TagRows).Add(TagRow).Add(TagTD)
}

// fileFault stands for a file that the strict reader refuses.
const fileFault = "file"

// planted are the defects: what spoils the sample, and the rule that sees it.
func planted() map[string]struct {
	rule  string
	spoil func(*sample)
} {
	type defect = struct {
		rule  string
		spoil func(*sample)
	}
	field := func(name, words string) TextField { return TextField{Field: Field{Name: name, Words: words}} }
	box := Rect{72, 500, 300, 518}
	return map[string]defect{
		"skipped heading":     {"livello-saltato", func(s *sample) { s.good(); s.heading(TagH3, 580, "Terzo") }},
		"first heading is H2": {"livello-saltato", func(s *sample) { s.heading(TagH2, 760, "Secondo"); s.par(740) }},
		"no heading":          {"nessun-titolo", func(s *sample) { s.par(740); s.par(720) }},
		"no bookmark":         {"segnalibro-mancante", func(s *sample) { s.good(); s.tagged(s.e.Add(TagH2), 72, 580, "Senza") }},
		"figure without words": {"figura-senza-testo", func(s *sample) {
			s.good()
			e := s.e.Add(TagFigure)
			e.BBox = &box
			s.p.Tagged(e)
			s.p.Fill(box)
			s.p.End()
		}},
		"figure without place": {"figura-senza-posto", func(s *sample) {
			s.good()
			e := s.e.Add(TagFigure)
			e.Alt = "Mappa"
			s.p.Tagged(e)
			s.p.Fill(box)
			s.p.End()
		}},
		"untagged text": {"testo-senza-struttura", func(s *sample) { s.good(); s.show(72, 580, "fuori"); s.p.EndText() }},
		"untagged line": {"segno-senza-struttura", func(s *sample) { s.good(); s.p.Line(72, 580, 200, 580, 1) }},
		"orphan content": {fileFault, func(s *sample) {
			s.good()
			e := s.par(580)
			e.kids = nil
		}},
		"footer not an artifact":     {"testo-nel-margine", func(s *sample) { s.good(); s.tagged(s.e.Add(TagP), 72, 40, "pag. 1 di 1") }},
		"text in the head of a page": {"testo-nel-margine", func(s *sample) { s.good(); s.tagged(s.e.Add(TagP), 72, 800, "in testa") }},
		"text outside the margin": {"testo-fuori-dai-margini", func(s *sample) {
			s.good()
			s.tagged(s.e.Add(TagP), 420, 580, "parole che escono dalla riga")
		}},
		"text off the sheet": {"testo-fuori-dal-foglio", func(s *sample) { s.good(); s.tagged(s.e.Add(TagP), 560, 580, "fuori dal foglio") }},
		"signature alone on its page": {"firma-sola", func(s *sample) {
			s.good()
			s.p.Close()
			s.p = s.d.AddPage(595.28, 841.89)
			div := s.e.Add(TagDiv)
			s.tagged(div.Add(TagP), 72, 740, "IL PRESIDENTE")
			s.p.AddSignature(div.Add(TagForm), Rect{72, 690, 250, 730}, SignatureField{Field{Name: "firma", Words: "Firma"}})
		}},
		"signatures that go on without a word": {"firma-sola", func(s *sample) {
			s.good()
			s.tagged(s.e.Add(TagDiv).Add(TagP), 72, 300, "IL PRESIDENTE")
			s.p.Close()
			s.p = s.d.AddPage(595.28, 841.89)
			s.tagged(s.e.Add(TagDiv).Add(TagP), 72, 740, "LA RESPONSABILE")
		}},
		"box to sign alone on its page": {"firma-sola", func(s *sample) {
			s.good()
			s.p.Close()
			s.p = s.d.AddPage(595.28, 841.89)
			s.box(740)
		}},
		"heading at the foot": {"titolo-in-fondo", func(s *sample) {
			s.good()
			s.heading(TagH2, 90, "In fondo")
			s.p.Close()
			s.p = s.d.AddPage(595.28, 841.89)
			s.par(740)
		}},
		"line alone on a page": {"riga-isolata", func(s *sample) {
			s.good()
			e := s.par(90)
			s.p.Close()
			s.p = s.d.AddPage(595.28, 841.89)
			s.tagged(e, 72, 740, "seconda riga")
			s.tagged(e, 72, 725, "terza riga")
		}},
		"empty page": {"pagina-vuota", func(s *sample) {
			s.good()
			s.p.Close()
			s.p = s.d.AddPage(595.28, 841.89)
		}},
		"text over text": {"testo-sovrapposto", func(s *sample) { s.good(); s.tagged(s.e.Add(TagP), 90, 740, "sopra il testo") }},
		"head cell without scope": {"intestazione-senza-ambito", func(s *sample) {
			s.good()
			t := s.e.Add(TagTable).Add(TagRows).Add(TagRow)
			s.cell(t, TagTH, 72, 580)
			s.cell(t, TagTD, 172, 580)
		}},
		"ragged table": {"tabella-irregolare", func(s *sample) {
			s.good()
			rows := s.e.Add(TagTable).Add(TagRows)
			r := rows.Add(TagRow)
			s.cell(r, TagTH, 72, 580).Scope = ScopeColumn
			s.cell(r, TagTH, 172, 580).Scope = ScopeColumn
			s.cell(rows.Add(TagRow), TagTD, 72, 560)
		}},
		"table without head": {"tabella-senza-intestazione", func(s *sample) {
			s.good()
			s.cell(s.e.Add(TagTable).Add(TagRows).Add(TagRow), TagTD, 72, 580)
		}},
		"paragraph in a list item": {"voce-di-elenco", func(s *sample) { s.good(); s.tagged(s.e.Add(TagList).Add(TagItem).Add(TagP), 72, 580, "voce") }},
		"two fields of one name": {"campo-doppio", func(s *sample) {
			s.good()
			s.p.AddText(s.e.Add(TagForm), box, field("nome", "Nome"))
			s.p.AddText(s.e.Add(TagForm), Rect{72, 470, 300, 488}, field("nome", "Nome"))
		}},
		"dot in a field's name": {"nome-di-campo", func(s *sample) { s.good(); s.p.AddText(s.e.Add(TagForm), box, field("a.b", "Nome")) }},
		"field without words":   {"campo-senza-descrizione", func(s *sample) { s.good(); s.p.AddText(s.e.Add(TagForm), box, field("nome", "")) }},
		"word cut in two": {"parola-spezzata", func(s *sample) {
			s.good()
			e := s.tagged(s.e.Add(TagP), 72, 580, "il rappresentan")
			s.tagged(e, 72, 565, "te legale")
		}},
		"field outside a form": {"campo-senza-struttura", func(s *sample) { s.good(); s.p.AddText(s.e.Add(TagP), box, field("nome", "Nome")) }},
		"field over the margin": {"campo-fuori-dai-margini", func(s *sample) {
			s.good()
			s.p.AddText(s.e.Add(TagForm), Rect{400, 500, 590, 518}, field("nome", "Nome"))
		}},
		"field that shows a lie": {"campo-diverso", func(s *sample) {
			s.good()
			f := field("nome", "Nome")
			f.Value = "Anna"
			f.Drawn = func(c *Canvas) { c.Show(s.f, 10, 3, 5, s.numbers("Maria")) }
			s.p.AddText(s.e.Add(TagForm), box, f)
		}},
		"field that shows a part": {"campo-tagliato", func(s *sample) {
			s.good()
			f := field("nome", "Nome")
			f.Value = strings.Repeat("Maria Antonietta ", 10)
			s.p.AddText(s.e.Add(TagForm), box, f)
		}},
		"link without words": {"collegamento-vuoto", func(s *sample) {
			s.good()
			e := s.tagged(s.e.Add(TagP).Add(TagLink), 72, 580, "qui")
			s.p.Link(e, Rect{72, 578, 100, 590}, "https://www.esempio.it", "")
		}},
		"glyph without a character": {fileFault, func(s *sample) {
			s.good()
			s.p.Tagged(s.e.Add(TagP))
			s.p.Show(s.f, 11, 72, 580, []Glyphs{{Numbers: []uint16{0}}})
			s.p.End()
		}},
	}
}

func TestAudit_GoodSampleHasNoProblem(t *testing.T) {
	s := newSample(t, goodInfo(), testFace(t, "Serif-Regular"))
	s.good()
	d, err := reader.Read(s.close())
	if err != nil {
		t.Fatal(err)
	}
	if p := audit.Check(d, limits); len(p) > 0 {
		t.Fatal(p)
	}
}

func TestAudit_SeesEveryPlantedDefect(t *testing.T) {
	for name, c := range planted() {
		t.Run(name, func(t *testing.T) {
			s := newSample(t, goodInfo(), testFace(t, "Serif-Regular"))
			c.spoil(s)
			d, err := reader.Read(s.close())
			if c.rule == fileFault {
				if !errors.Is(err, reader.ErrForeign) {
					t.Fatalf("the reader took it: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			problems := audit.Check(d, limits)
			if !slices.ContainsFunc(problems, func(p audit.Problem) bool { return p.Rule == c.rule }) {
				t.Fatalf("%s was not seen; found %v", c.rule, problems)
			}
		})
	}
}

func TestAudit_SeesWhatIsMissingInMetadata(t *testing.T) {
	for rule, spoil := range map[string]func(*Info){
		"senza-titolo": func(i *Info) { i.Title = "" },
		"senza-lingua": func(i *Info) { i.Lang = "" },
	} {
		info := goodInfo()
		spoil(&info)
		s := newSample(t, info, testFace(t, "Serif-Regular"))
		s.good()
		d, err := reader.Read(s.close())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(audit.Check(d, limits), func(p audit.Problem) bool { return p.Rule == rule }) {
			t.Errorf("%s was not seen", rule)
		}
	}
}

func TestReader_RefusesAFileChangedAnywhere(t *testing.T) {
	s := newSample(t, goodInfo(), testFace(t, "Serif-Regular"))
	s.good()
	whole := s.close()
	for at := 0; at < len(whole)-40; at += len(whole)/50 + 1 {
		changed := bytes.Clone(whole)
		changed[at] ^= 0x20
		if _, err := reader.Read(changed); err == nil {
			t.Errorf("byte %d of %d changed and nobody saw", at, len(whole))
		}
	}
	if _, err := reader.Read(append(bytes.Clone(whole), "\n% more"...)); err == nil {
		t.Error("bytes were added and nobody saw")
	}
}

// TestConform_VeraPDFSeesWhatTheAuditCannot plants what only the bytes of a
// font or the rules of a standard tell.
func TestConform_VeraPDFSeesWhatTheAuditCannot(t *testing.T) {
	tool := checkTool(t, "verapdf/verapdf.sh")
	dir := t.TempDir()
	defects := map[string]struct {
		rule string
		make func() []byte
	}{
		"widths": {"6.2.11.5", func() []byte {
			face := testFace(t, "Serif-Regular")
			face.advance = slices.Clone(face.advance)
			face.advance[face.glyph('a')] += 100
			s := newSample(t, goodInfo(), face)
			s.good()
			return s.close()
		}},
		"heading": {"7.4.2", func() []byte {
			s := newSample(t, goodInfo(), testFace(t, "Serif-Regular"))
			planted()["skipped heading"].spoil(s)
			return s.close()
		}},
		"untagged": {"7.1", func() []byte {
			s := newSample(t, goodInfo(), testFace(t, "Serif-Regular"))
			planted()["untagged text"].spoil(s)
			return s.close()
		}},
		"notdef": {"6.2.11.8", func() []byte {
			s := newSample(t, goodInfo(), testFace(t, "Serif-Regular"))
			planted()["glyph without a character"].spoil(s)
			return s.close()
		}},
		"alt": {"7.3", func() []byte {
			s := newSample(t, goodInfo(), testFace(t, "Serif-Regular"))
			planted()["figure without words"].spoil(s)
			return s.close()
		}},
	}
	var files []string
	for _, name := range slices.Sorted(maps.Keys(defects)) {
		file := filepath.Join(dir, name+".pdf")
		if err := os.WriteFile(file, defects[name].make(), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	out, _ := exec.CommandContext(t.Context(), tool, files...).CombinedOutput() // fails, as it must
	for name, c := range defects {
		found, at := false, filepath.Join(dir, name+".pdf")
		inFile := false
		for line := range strings.SplitSeq(string(out), "\n") {
			if strings.HasPrefix(line, "FAIL") || strings.HasPrefix(line, "PASS") {
				inFile = strings.HasPrefix(line, "FAIL") && strings.Contains(line, at)
			} else if inFile && strings.Contains(line, " "+c.rule+"-") {
				found = true
			}
		}
		if !found {
			t.Errorf("%s: rule %s was not seen in\n%s", name, c.rule, out)
		}
	}
}

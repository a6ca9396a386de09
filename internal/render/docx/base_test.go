package docx_test

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/doc"
	"concerta/internal/ooxml"
	"concerta/internal/ooxml/ooxmltest"
	"concerta/internal/render/docx"
)

// letterheads are the bases that every rule is tried on.
func letterheads() map[string]ooxmltest.Parts {
	return map[string]ooxmltest.Parts{
		"minimal": ooxmltest.Minimal(),
		"italian": ooxmltest.Italian(),
		"pages":   ooxmltest.Pages(),
	}
}

func base(tb testing.TB, p ooxmltest.Parts) *ooxml.Base {
	tb.Helper()
	b, err := ooxml.ReadBase(p.Bytes())
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func renderOn(tb testing.TB, d *doc.Document, b *ooxml.Base) []byte {
	tb.Helper()
	var out bytes.Buffer
	if err := docx.RenderOn(&out, d, b); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func readOn(tb testing.TB, file []byte) *ooxml.Content {
	tb.Helper()
	c, err := ooxml.ReadOn(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// headless is d without any head of its own.
func headless(d *doc.Document) *doc.Document {
	out := *d
	out.Blocks = slices.DeleteFunc(slices.Clone(d.Blocks), func(b doc.Block) bool {
		_, is := b.(*doc.Letterhead)
		return is
	})
	return &out
}

func TestRenderOn_WordsAreThoseOfThePlainFileButForTheHead(t *testing.T) {
	for name, p := range letterheads() {
		b := base(t, p)
		for doc, d := range cases(t) {
			want := d
			if b.FirstSays() {
				want = headless(d)
			}
			got := docx.Words(readOn(t, renderOn(t, d, b)))
			if diff := cmp.Diff(docx.Words(read(t, want)), got); diff != "" {
				t.Errorf("%s on %s: words of the plain file (-) and on the letterhead (+):\n%s", doc, name, diff)
			}
		}
	}
}

func TestRenderOn_SameBytesAlsoWhenManyAreMadeAtOnce(t *testing.T) {
	for name, p := range letterheads() {
		b := base(t, p)
		want := renderOn(t, everything(t), b)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				var out bytes.Buffer
				if err := docx.RenderOn(&out, everything(t), b); err != nil || !bytes.Equal(out.Bytes(), want) {
					t.Errorf("%s: another file, error %v", name, err)
				}
			})
		}
		all.Wait()
		if !bytes.Equal(want, renderOn(t, everything(t), base(t, p))) {
			t.Errorf("%s: read again, the letterhead gives another file", name)
		}
	}
}

func TestRenderOn_StylesAreMatchedByNameAndKindNotById(t *testing.T) {
	file := renderOn(t, everything(t), base(t, ooxmltest.Italian()))
	body, styles := part(t, file, documentPart), part(t, file, stylesPart)
	for _, want := range []string{`<w:pStyle w:val="Titolo1">`, `<w:pStyle w:val="Titolo2">`, `<w:pStyle w:val="Corpotesto">`, `<w:tblStyle w:val="Grigliatabella">`} {
		if !strings.Contains(body, want) {
			t.Errorf("no paragraph or table has %s", want)
		}
	}
	for _, name := range []string{"heading 1", "heading 2", "normal", "table grid", "footer"} {
		if n := strings.Count(strings.ToLower(styles), `<w:name w:val="`+name+`"`); n != 1 {
			t.Errorf("%d styles are named %s", n, name)
		}
	}
	if n := strings.Count(styles, `w:default="1"`); n != 4 {
		t.Errorf("%d default styles, not one for each kind", n)
	}
	// The base has a character style with the id of one of ours and the name of another.
	for _, want := range []string{`w:styleId="FieldLineAtto2"`, `<w:name w:val="Nota (atto 2)">`, `<w:basedOn w:val="Corpotesto">`} {
		if !strings.Contains(styles, want) {
			t.Errorf("the styles do not hold %s", want)
		}
	}
}

func TestRenderOn_LettersOfTheBaseStayToTheByte(t *testing.T) {
	p := ooxmltest.Pages()
	out := unzip(t, renderOn(t, notice(t), base(t, p)))
	for _, name := range []string{"word/header1.xml", "word/header2.xml", "word/header3.xml", "word/media/image1.png", "word/theme/theme1.xml"} {
		if !slices.ContainsFunc(out, func(f file) bool { return f.data == p[name] }) {
			t.Errorf("%s of the base is not in the file as it was", name)
		}
	}
}

func TestRenderOn_FootStandsUnderThatOfTheBaseOnEveryKindOfPage(t *testing.T) {
	d := document(say("a"), &doc.Section{Orientation: doc.Landscape, Blocks: []doc.Block{say("b")}}, say("c"))
	for name, c := range map[string]struct {
		base  ooxmltest.Parts
		words []string
		parts int
	}{
		"italian": {ooxmltest.Italian(), []string{"Piazza Libertà 1"}, 2},
		"pages":   {ooxmltest.Pages(), []string{"Piazza Libertà 1", "Prima pagina"}, 5}, // default, even and first; of the turned pages no first
		"minimal": {ooxmltest.Minimal(), []string{""}, 2},
	} {
		found := 0
		seen := map[string]bool{}
		for _, f := range unzip(t, renderOn(t, d, base(t, c.base))) {
			if !strings.HasPrefix(f.name, "word/footer") {
				continue
			}
			found++
			for _, want := range []string{"casarano-2013 · avviso · rev. 1", " PAGE ", " NUMPAGES "} {
				if strings.Count(f.data, want) != 1 {
					t.Errorf("%s: %s does not hold %q once", name, f.name, want)
				}
			}
			for _, w := range c.words {
				at := strings.Index(f.data, w)
				seen[w] = seen[w] || at >= 0 && at < strings.Index(f.data, "casarano-2013")
			}
		}
		if found != c.parts {
			t.Errorf("%s: %d footers, not %d", name, found, c.parts)
		}
		for _, w := range c.words {
			if !seen[w] {
				t.Errorf("%s: the foot of the base %q is lost or under ours", name, w)
			}
		}
	}
}

func TestRenderOn_TabsOfTheBaseDoNotMoveThePageNumber(t *testing.T) {
	foot := part(t, renderOn(t, document(), base(t, ooxmltest.Italian())), "word/footer1.xml")
	if !strings.Contains(foot, `<w:tab w:val="clear" w:pos="4819"></w:tab><w:tab w:val="clear" w:pos="9638"></w:tab><w:tab w:val="right" w:pos="9071"></w:tab>`) {
		t.Errorf("tab stops of the foot: %s", foot)
	}
}

func TestRenderOn_PagesAreThoseOfTheBaseAlsoWhenTurned(t *testing.T) {
	d := document(say("a"), &doc.Section{Orientation: doc.Landscape, Blocks: []doc.Block{say("b")}}, say("c"))
	body := part(t, renderOn(t, d, base(t, ooxmltest.Italian())), documentPart)
	const margins = `<w:pgMar w:top="2268" w:right="1134" w:bottom="1701" w:left="1701" w:header="567" w:footer="567" w:gutter="0">`
	for what, want := range map[string]int{
		margins: 3, `<w:pgSz w:w="11906" w:h="16838">`: 2, `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape">`: 1,
		`<w:paperSrc w:first="1" w:other="2">`: 3, `<w:headerReference w:type="default"`: 3, `<w:footerReference w:type="default"`: 3, `<w:titlePg>`: 0,
	} {
		if n := strings.Count(body, what); n != want {
			t.Errorf("%s stands %d times, not %d", what, n, want)
		}
	}
}

func TestRenderOn_KindsOfPageAreThoseOfTheBase(t *testing.T) {
	d := document(say("a"), &doc.Section{Orientation: doc.Landscape, Blocks: []doc.Block{say("b")}})
	file := renderOn(t, d, base(t, ooxmltest.Pages()))
	body := part(t, file, documentPart)
	for what, want := range map[string]int{
		`<w:headerReference w:type="default"`: 2, `<w:headerReference w:type="even"`: 2, `<w:headerReference w:type="first"`: 1, `<w:titlePg>`: 1,
	} {
		if n := strings.Count(body, what); n != want {
			t.Errorf("%s stands %d times, not %d", what, n, want)
		}
	}
	if s := part(t, file, settingsPart); !strings.Contains(s, `<w:evenAndOddHeaders>`) || !strings.Contains(s, `w:accent1="accent1"`) {
		t.Errorf("settings: %s", s)
	}
	c := readOn(t, file)
	if got := strings.Join(ooxml.LineWords(c.First), " "); got != "COMUNE DI PROVA" {
		t.Errorf("header of the first page: %q", got)
	}
}

func TestRenderOn_LetterheadOfTheActStandsWhereTheBaseHasNone(t *testing.T) {
	const issuer = "AMBITO TERRITORIALE SOCIALE"
	empty := `<w:p><w:r><w:t xml:space="preserve"> </w:t></w:r></w:p></w:hdr>`
	emptyFirst := ooxmltest.Pages()
	root, _, _ := strings.Cut(emptyFirst["word/header3.xml"], "<w:p>")
	emptyFirst = emptyFirst.With("word/header3.xml", root+empty).With("word/_rels/header3.xml.rels", ooxmltest.Rels())
	for name, c := range map[string]struct {
		base ooxmltest.Parts
		want bool
	}{
		"no header":             {ooxmltest.Minimal(), true},
		"header":                {ooxmltest.Italian(), false},
		"header of first page":  {ooxmltest.Pages(), false},
		"nothing on first page": {emptyFirst, true},
	} {
		file := renderOn(t, notice(t), base(t, c.base))
		got := 0
		for _, f := range unzip(t, file) {
			got += strings.Count(f.data, issuer+"<")
		}
		if want := map[bool]int{true: 1}[c.want]; got != want {
			t.Errorf("%s: the head of the act stands %d times, not %d", name, got, want)
		}
		if c.want && !strings.Contains(strings.Join(ooxml.LineWords(readOn(t, file).First), " "), issuer) {
			t.Errorf("%s: the head of the act is not on the first page", name)
		}
	}
}

func TestRenderOn_DraftIsMarkedUnderEveryHeaderOfTheBase(t *testing.T) {
	d := notice(t)
	d.Running.Mark = "BOZZA"
	for name, p := range letterheads() {
		for _, f := range unzip(t, renderOn(t, d, base(t, p))) {
			if strings.HasPrefix(f.name, "word/header") && strings.Count(f.data, "BOZZA<") != 1 {
				t.Errorf("%s: %s is not marked once", name, f.name)
			}
		}
	}
}

func TestRenderOn_StylesOfTheBaseNumberNothing(t *testing.T) {
	body := part(t, renderOn(t, document(), base(t, ooxmltest.Italian())), documentPart)
	if !strings.Contains(body, `<w:pStyle w:val="Titolo1"></w:pStyle><w:keepNext></w:keepNext><w:keepLines></w:keepLines><w:numPr><w:ilvl w:val="0"></w:ilvl><w:numId w:val="0"></w:numId></w:numPr>`) {
		t.Errorf("a heading that the base numbers and does not keep with its text: %s", body)
	}
}

func TestRenderOn_ListsDoNotClashWithThoseOfTheBase(t *testing.T) {
	c := readOn(t, renderOn(t, notice(t), base(t, ooxmltest.Italian())))
	plain := read(t, headless(notice(t)))
	for i, l := range plain.Body {
		if got := c.Body[i]; got.Label != l.Label || got.Level != l.Level {
			t.Errorf("%q has label %q, not %q", l.Text, got.Label, l.Label)
		}
	}
	numbering := part(t, renderOn(t, notice(t), base(t, ooxmltest.Italian())), numberingPart)
	if !strings.Contains(numbering, `<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>`) || strings.LastIndex(numbering, "<w:abstractNum ") > strings.Index(numbering, "<w:num ") {
		t.Errorf("lists: %s", numbering)
	}
}

func TestRenderOn_WordsSayTheirLanguageWhereTheBaseHasAnother(t *testing.T) {
	german := ooxmltest.Italian().Replace(stylesPart, `w:val="it-IT"`, `w:val="de-DE"`)
	if body := part(t, renderOn(t, document(say("a")), base(t, german)), documentPart); strings.Count(body, `<w:lang w:val="it-IT">`) != 2 {
		t.Errorf("texts on a German letterhead: %s", body)
	}
	if body := part(t, renderOn(t, document(say("a")), base(t, ooxmltest.Italian())), documentPart); strings.Contains(body, `<w:lang`) {
		t.Errorf("texts on an Italian letterhead: %s", body)
	}
	for name, silent := range map[string]ooxmltest.Parts{
		"no language":     ooxmltest.Italian().Replace(stylesPart, `<w:lang w:val="it-IT" w:eastAsia="en-US" w:bidi="ar-SA"/>`, ``),
		"none for us":     ooxmltest.Italian().Replace(stylesPart, `<w:lang w:val="it-IT"`, `<w:lang`),
		"no defaults":     ooxmltest.Italian().Replace(stylesPart, `<w:docDefaults>`, `<w:docDefaults></w:docDefaults><!--`).Replace(stylesPart, `</w:docDefaults><w:style `, `--><w:style `),
		"no styles in it": ooxmltest.Italian().With(stylesPart, `<styles xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>`),
	} {
		if c := readOn(t, renderOn(t, document(say("a")), base(t, silent))); c.Lang != "it-IT" {
			t.Errorf("%s: the language is %q", name, c.Lang)
		}
	}
}

func TestRenderOn_ProtectionOfTheBaseIsNotForActs(t *testing.T) {
	if s := part(t, renderOn(t, document(), base(t, ooxmltest.Italian())), settingsPart); strings.Contains(s, "documentProtection") {
		t.Error("nobody can edit the act")
	}
}

func TestRenderOn_AFileOfOursIsALetterheadToo(t *testing.T) {
	b, err := ooxml.ReadBase(zipped(t, withoutLinks(unzip(t, render(t, everything(t))))))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(docx.Words(read(t, headless(everything(t)))), readOn(t, renderOn(t, everything(t), b)).Words()); diff != "" {
		t.Error(diff)
	}
}

// withoutLinks takes the relationships that lead out of a package.
func withoutLinks(files []file) []file {
	for i, f := range files {
		for strings.Contains(f.data, ` TargetMode="External"`) && f.name == relsPart {
			end := strings.Index(f.data, ` TargetMode="External"`)
			start := strings.LastIndex(f.data[:end], "<Relationship ")
			stop := end + strings.Index(f.data[end:], "</Relationship>") + len("</Relationship>")
			f.data = f.data[:start] + f.data[stop:]
		}
		files[i] = f
	}
	return files
}

func TestRenderOn_RefusesLargePrint(t *testing.T) {
	d := document()
	d.Large = true
	if err := docx.RenderOn(&bytes.Buffer{}, d, base(t, ooxmltest.Minimal())); err == nil {
		t.Error("large print in the sizes of the office")
	}
}

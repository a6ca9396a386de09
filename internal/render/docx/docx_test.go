package docx_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/doc"
	"concerta/internal/ooxml"
	"concerta/internal/render/docx"
)

func render(tb testing.TB, d *doc.Document) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := docx.Render(&b, d); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func read(tb testing.TB, d *doc.Document) *ooxml.Content {
	tb.Helper()
	b := render(tb, d)
	c, err := ooxml.Read(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestRender_KeepsEveryWordInOrder(t *testing.T) {
	for name, d := range cases(t) {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(expect(d), docx.Words(read(t, d))); diff != "" {
				t.Errorf("words of the model (-) and of the file (+):\n%s", diff)
			}
		})
	}
}

func TestRender_SameDocumentSameBytes(t *testing.T) {
	for name, d := range cases(t) {
		if !bytes.Equal(render(t, d), render(t, d)) {
			t.Errorf("%s: two renderings differ", name)
		}
	}
}

func TestRender_HeadingsKeepTheirLevels(t *testing.T) {
	c := read(t, document(heading(2, "b"), heading(3, "c"), heading(2, "d")))
	var got []int
	for _, l := range c.Body {
		got = append(got, l.Heading)
	}
	if diff := cmp.Diff([]int{1, 2, 3, 2}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRender_LetterheadStandsOnTheFirstPageOnly(t *testing.T) {
	c := read(t, notice(t))
	first := strings.Join(ooxml.LineWords(c.First), " ")
	if !strings.Contains(first, "AMBITO TERRITORIALE SOCIALE DI CASARANO PROVINCIA DI LECCE") {
		t.Errorf("header of the first page: %q", first)
	}
	if head := strings.Join(ooxml.LineWords(c.Head), " "); head != "Ambito Territoriale Sociale di Casarano – Avviso" {
		t.Errorf("header of the other pages: %q", head)
	}
	if !c.Sections[0].FirstPage {
		t.Error("the first page is like the others")
	}
}

func TestRender_FootNamesTheActAndThePage(t *testing.T) {
	c := read(t, notice(t))
	if foot := c.Foot[0].Text; foot != "casarano-2013 · avviso · rev. 1\tpag. 1 di 1" {
		t.Errorf("foot: %q", foot)
	}
}

func TestRender_DraftIsMarkedOnEveryPage(t *testing.T) {
	d := notice(t)
	d.Running.Mark = "BOZZA"
	c := read(t, d)
	for where, lines := range map[string][]ooxml.Line{"first": c.First, "other": c.Head} {
		if lines[0].Text != "BOZZA" {
			t.Errorf("%s pages begin with %q", where, lines[0].Text)
		}
	}
}

func TestRender_EachOrderedListBeginsWhereItSays(t *testing.T) {
	c := read(t, document(
		&doc.List{Ordered: true, Items: items("a", "b")},
		&doc.List{Ordered: true, Items: items("c")},
		&doc.List{Ordered: true, Start: 4, Items: []doc.Item{{Blocks: []doc.Block{
			say("d"), &doc.List{Ordered: true, Start: 3, Items: items("e")},
		}}}},
	))
	var got []string
	for _, l := range c.Body[1:] {
		got = append(got, l.Label+l.Text)
	}
	if diff := cmp.Diff([]string{"1.a", "2.b", "1.c", "4.d", "3.e"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRender_NestedListsHaveRealLevels(t *testing.T) {
	c := read(t, document(nested(4, true)))
	deepest := 0
	for _, l := range c.Body {
		deepest = max(deepest, l.Level)
	}
	if deepest != 3 {
		t.Errorf("deepest level is %d, not 3", deepest)
	}
}

func TestRender_TypedListsBecomeRealOnes(t *testing.T) {
	c := read(t, document(say("12) numero"), say("– trattino"), say("1.attaccato"), say("-5 gradi")))
	var got []string
	for _, l := range c.Body[1:] {
		got = append(got, l.Label+"|"+l.Text)
	}
	if diff := cmp.Diff([]string{"12)|numero", "–|trattino", "|1.attaccato", "|-5 gradi"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestRender_CheckBoxComesBeforeItsWords also when they begin with a number: it
// is the box that begins the line.
func TestRender_CheckBoxComesBeforeItsWords(t *testing.T) {
	check := func(name, label string) *doc.Field { return &doc.Field{Name: name, Label: label, Kind: doc.FieldCheck} }
	c := read(t, document(check("a", "1. Infanzia"), check("b", "– Anziani"), check("c", "Casa"),
		&doc.List{Ordered: true, Items: []doc.Item{{Blocks: []doc.Block{check("d", "2. Voce")}}}}))
	var got []string
	for _, l := range c.Body[1:] {
		got = append(got, l.Label+"|"+l.Text)
	}
	box := ooxml.CheckSign + " "
	if diff := cmp.Diff([]string{"|" + box + "1. Infanzia", "|" + box + "– Anziani", "|" + box + "Casa", "1.|" + box + "2. Voce"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestRender_WhatLeadsToCheckBoxesStaysWithThem looks for a question left at the
// foot of a page with all its answers on the next.
func TestRender_WhatLeadsToCheckBoxesStaysWithThem(t *testing.T) {
	xml := part(t, render(t, document(say("Si può scegliere."), &doc.Field{Name: "a", Label: "Casa", Kind: doc.FieldCheck}, say("Altro."), say("Fine."))), "word/document.xml")
	for _, p := range strings.Split(xml, "<w:p>") {
		if kept, leads := strings.Contains(p, "<w:keepNext>"), strings.Contains(p, "Si può scegliere."); kept != leads && !strings.Contains(p, "Heading") {
			t.Errorf("kept with the next: %v, of %s", kept, p)
		}
	}
}

func TestRender_TableRepeatsItsHeadAndKeepsBlankRows(t *testing.T) {
	c := read(t, document(&doc.Table{
		Caption: text("Presenze"), Columns: make([]doc.Column, 2),
		Head: []doc.Row{row("a", "b"), row("c", "d")}, Body: []doc.Row{row("e", "f")}, BlankRows: 5,
	}))
	want := []ooxml.TableShape{{Caption: "Presenze", Columns: 2, HeadRows: 2, Rows: 8}}
	if diff := cmp.Diff(want, c.Tables); diff != "" {
		t.Error(diff)
	}
}

// TestRender_RegisterHasNoShading behind what is written by hand or read by a machine.
func TestRender_RegisterHasNoShading(t *testing.T) {
	d := document(&doc.Table{Columns: make([]doc.Column, 2), Head: []doc.Row{row("a", "b")}, BlankRows: 1})
	for _, scan := range []*doc.Scan{nil, {Code: "ABC"}} {
		d.Running.Scan = scan
		if shaded := strings.Contains(part(t, render(t, d), "word/document.xml"), "<w:shd "); shaded != (scan == nil) {
			t.Errorf("with marks for scanning %v, shaded: %v", scan != nil, shaded)
		}
	}
}

func TestRender_FieldsAreBoundToTheirValues(t *testing.T) {
	c := read(t, document(form()...))
	want := []ooxml.ControlShape{
		{Tag: "nome", Kind: "text"},
		{Alias: "Ente", Tag: "ente", Kind: "text", Value: "L’Àncora & figli <coop>", Bound: "L’Àncora & figli <coop>"},
		{Alias: "Proposta", Tag: "proposta", Kind: "multiline"},
		{Alias: "Note", Tag: "note", Kind: "multiline", Value: "già scritte", Bound: "già scritte"},
		{Alias: "sì", Tag: "si", Kind: "check", Value: "1", Bound: "1"},
		{Alias: "no", Tag: "no", Kind: "check", Value: "0", Bound: "0"},
		{Alias: "Tavolo", Tag: "tavolo", Kind: "choice"},
		{Alias: "Altro tavolo", Tag: "altro", Kind: "choice", Value: "Povertà", Bound: "Povertà"},
		{Alias: "Data", Tag: "data", Kind: "date", Value: "5 novembre 2013", Bound: "5 novembre 2013"},
	}
	long := c.Controls[0].Alias
	if !strings.HasPrefix(long, "Cognome e nome (obbligatorio): come") || len([]rune(long)) > 64 {
		t.Errorf("title of a control with a long hint: %q", long)
	}
	c.Controls[0].Alias = ""
	if diff := cmp.Diff(want, c.Controls); diff != "" {
		t.Error(diff)
	}
}

func TestRender_PicturesHaveWords(t *testing.T) {
	image := pngImage(t)
	c := read(t, document(&doc.Figure{Image: image}, &doc.Code{Data: "AB12", Alt: "Codice dell’atto"}))
	if diff := cmp.Diff([]string{image.Alt, "Codice dell’atto"}, c.Pictures); diff != "" {
		t.Error(diff)
	}
}

func TestRender_LandscapeSectionsHavePagesOfTheirOwn(t *testing.T) {
	c := read(t, document(say("a"), &doc.Section{Orientation: doc.Landscape, Blocks: []doc.Block{say("b")}}, say("c")))
	want := []ooxml.SectionShape{{FirstPage: true}, {Landscape: true}, {}}
	if diff := cmp.Diff(want, c.Sections); diff != "" {
		t.Error(diff)
	}
}

func TestRender_SectionInAnotherLanguageStaysOnThePage(t *testing.T) {
	d := document(say("a"), &doc.Section{Lang: "de-DE", Blocks: []doc.Block{say("Guten Tag")}})
	if n := len(read(t, d).Sections); n != 1 {
		t.Errorf("%d sections", n)
	}
	if xml := part(t, render(t, d), "word/document.xml"); !strings.Contains(xml, `<w:lang w:val="de-DE">`) {
		t.Error("the language of the words is lost")
	}
}

func TestRender_UndatedDocumentHasNoDates(t *testing.T) {
	d := document()
	if strings.Contains(part(t, render(t, d), "docProps/core.xml"), "<dcterms:") {
		t.Error("a date out of nowhere")
	}
	if got := read(t, notice(t)).Created; got != "2013-10-30T00:00:00Z" {
		t.Errorf("created %q", got)
	}
}

func TestRender_SignaturesAreKeptWithTwoLinesOfText(t *testing.T) {
	xml := part(t, render(t, notice(t)), "word/document.xml")
	before, _, found := strings.Cut(xml, "Casarano, 30 ottobre 2013")
	if !found {
		t.Fatal("no place and date")
	}
	paragraphs := strings.Split(before, "<w:p>")
	for _, p := range paragraphs[len(paragraphs)-2:] {
		if !strings.Contains(p, "<w:keepNext>") {
			t.Errorf("not kept with the signatures: %s", p)
		}
	}
}

func TestRender_BoxToSignIsKeptWithTheTextBeforeIt(t *testing.T) {
	box := &doc.Table{Columns: make([]doc.Column, 2), Head: []doc.Row{row("Chi presiede", "Timbro")}, BlankRows: 1, Signed: true}
	xml := part(t, render(t, document(say("Chiusura alle ore 18."), box)), "word/document.xml")
	_, tail, _ := strings.Cut(xml, "<w:p>")
	paragraphs := strings.Split(tail, "<w:p>")
	for _, p := range paragraphs {
		kept := strings.Contains(p, "<w:keepNext>")
		switch {
		case strings.Contains(p, "Chiusura"), strings.Contains(p, "presiede"), strings.Contains(p, "Timbro"):
			if !kept {
				t.Errorf("not kept with what follows: %s", p)
			}
		case kept && !strings.Contains(p, "Heading"): // the title goes with what it announces
			t.Errorf("kept with what follows, and need not be: %s", p)
		}
	}
}

func TestRender_RefusesWhatAPageCannotHold(t *testing.T) {
	table := &doc.Table{Columns: make([]doc.Column, 1), Head: []doc.Row{row("a")}}
	inCell := func(b doc.Block) doc.Block {
		return &doc.Table{Columns: make([]doc.Column, 1), Head: []doc.Row{row("a")}, Body: []doc.Row{{Cells: []doc.Cell{cell(b)}}}}
	}
	for name, b := range map[string]doc.Block{
		"heading of level 7":      heading(7, "a"),
		"table in a table":        inCell(table),
		"page break in a table":   inCell(&doc.PageBreak{}),
		"section in a table":      inCell(&doc.Section{}),
		"section in a list":       &doc.List{Items: []doc.Item{{Blocks: []doc.Block{&doc.Section{}}}}},
		"table without head":      &doc.Table{Columns: make([]doc.Column, 1)},
		"row without cells":       &doc.Table{Columns: make([]doc.Column, 2), Head: []doc.Row{row("a")}},
		"link to a script":        para(link("javascript:alert(1)", "qui")),
		"link to nowhere":         para(link("https://", "qui")),
		"picture that is none":    &doc.Figure{Image: doc.Image{Bytes: []byte("GIF89a"), MIME: "image/png", Alt: "a"}},
		"picture of another kind": &doc.Figure{Image: doc.Image{Bytes: []byte("GIF89a"), MIME: "image/gif", Alt: "a"}},
		"code too long":           &doc.Code{Data: strings.Repeat("x", 5000), Alt: "a"},
		"signature of nobody":     &doc.Signatures{Items: []doc.Signature{{Name: "a"}}},
	} {
		var b2 bytes.Buffer
		err := docx.Render(&b2, document(b))
		if !errors.Is(err, docx.ErrDocument) {
			t.Errorf("%s: error %v", name, err)
		}
		if b2.Len() > 0 {
			t.Errorf("%s: %d bytes written all the same", name, b2.Len())
		}
	}
}

// full is a disk with no room left.
type full struct{}

var errFull = errors.New("disk full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestRender_TellsThatTheWriterFailed(t *testing.T) {
	if err := docx.Render(full{}, notice(t)); !errors.Is(err, errFull) {
		t.Errorf("error %v", err)
	}
}

func BenchmarkRender(b *testing.B) {
	d := notice(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := docx.Render(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

func TestRender_LargePrintIsHalfAsLargeAgain(t *testing.T) {
	d := document(say("Testo."))
	d.Large = true
	var styles string
	for _, f := range unzip(t, render(t, d)) {
		if f.name == "word/styles.xml" {
			styles = f.data
		}
	}
	if !strings.Contains(styles, `<w:sz w:val="33"></w:sz>`) || strings.Contains(styles, `<w:sz w:val="22"></w:sz>`) {
		t.Error("the body is not set in 16.5 points")
	}
}

package html_test

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"concerta/internal/doc"
	"concerta/internal/doc/doctest"
	"concerta/internal/render/html"
	"concerta/internal/render/text"
)

func render(t *testing.T, d *doc.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.Render(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func fragment(t *testing.T, blocks ...doc.Block) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.Fragment(&b, &doc.Document{Meta: doc.Meta{Lang: "it-IT"}, Blocks: blocks}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFragment_WritesEachNodeSemantically(t *testing.T) {
	for _, c := range []struct {
		name  string
		block doc.Block
		want  []string
	}{
		{"letterhead", &doc.Letterhead{Issuer: []string{"A", "B"}}, []string{`<header class="carta-intestata">`, `<p class="ente">A<br />`}},
		{"heading", &doc.Heading{Level: 3, Text: doctest.T("x & y")}, []string{`<h3>x &amp; y</h3>`}},
		{"subtitle", &doc.Paragraph{Style: doc.StyleSubtitle, Align: doc.Center, Text: doctest.T("x")}, []string{`<p class="sottotitolo centro">x</p>`}},
		{"note", &doc.Paragraph{Style: doc.StyleNote, Align: doc.End, Text: doctest.T("x")}, []string{`<p class="nota fine">x</p>`}},
		{"ordered list", &doc.List{Ordered: true, Start: 4, Items: []doc.Item{{Blocks: []doc.Block{doctest.P("x")}}}}, []string{`<ol start="4">`, `<li>x</li>`}},
		{"bullets", &doc.List{Items: []doc.Item{{Blocks: []doc.Block{doctest.P("x"), doctest.P("y")}}}}, []string{`<ul>`, "<p>x</p>\n<p>y</p>"}},
		{"rule", &doc.Rule{}, []string{`<hr />`}},
		{"page break", &doc.PageBreak{}, []string{`<hr class="salto-pagina" aria-hidden="true" />`}},
		{"section", &doc.Section{Orientation: doc.Landscape, Lang: "de", Blocks: []doc.Block{doctest.P("x")}}, []string{`<section class="orizzontale" lang="de">`}},
		{"text field", &doc.Field{Name: "n", Label: "L", Hint: "H", Value: "V", Required: true}, []string{`<label for="campo-n">L</label>`, `id="campo-n" name="n" title="H" required="required" type="text" value="V" readonly="readonly"`}},
		{"multi-line field", &doc.Field{Name: "n", Label: "L", Kind: doc.FieldMultiline, Value: "<V>"}, []string{`rows="3" readonly="readonly">&lt;V&gt;</textarea>`}},
		{"check box", &doc.Field{Name: "n", Label: "L", Kind: doc.FieldCheck, Checked: true}, []string{`type="checkbox" checked="checked" disabled="disabled"`}},
		{"choice", &doc.Field{Name: "n", Label: "L", Kind: doc.FieldChoice, Options: []string{"a", "b"}, Value: "b"}, []string{`<option>a</option><option selected="selected">b</option>`}},
		{"signatures", &doc.Signatures{Items: []doc.Signature{{Name: "f", Role: "R", Who: "W", Mode: doc.Digital}}}, []string{`<section class="firme" aria-label="Firme">`, "<div class=\"firma digitale\"><p>R</p>\n<p>W</p>"}},
		{"figure", &doc.Figure{ID: "f", Image: doctest.Picture(), Width: 25.4}, []string{`<figure id="f"><img alt="Stemma" width="96" src="data:image/png;base64,`}},
		{"code", &doc.Code{Data: "ABC", Alt: "Codice"}, []string{`<svg role="img" aria-label="Codice"`, `<p>ABC</p>`}},
		{"strong and emphasis", &doc.Paragraph{Text: []doc.Inline{&doc.Strong{Text: []doc.Inline{&doc.Emph{Text: doctest.T("x")}}}}}, []string{`<p><strong><em>x</em></strong></p>`}},
		{"link", &doc.Paragraph{Text: []doc.Inline{&doc.Link{URL: `https://e.org/"&`, Text: doctest.T("x")}}}, []string{`<a href="https://e.org/&#34;&amp;">x</a>`}},
		{"foreign", &doc.Paragraph{Text: []doc.Inline{&doc.Foreign{Lang: "sl", Text: doctest.T("x")}}}, []string{`<span lang="sl">x</span>`}},
		{"redactable", &doc.Paragraph{Text: []doc.Inline{&doc.Redactable{Reason: "salute", Text: doctest.T("x")}}}, []string{`<span class="da-omettere" title="Da omettere nella copia pubblica: salute">x</span>`}},
		{"break", &doc.Paragraph{Text: []doc.Inline{&doc.Break{}}}, []string{`<br />`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := fragment(t, c.block)
			for _, w := range c.want {
				if !strings.Contains(got, w) {
					t.Errorf("no %q in:\n%s", w, got)
				}
			}
		})
	}
}

func TestFragment_TableHasCaptionScopesAndBlankRows(t *testing.T) {
	got := render(t, doctest.Everything())
	for _, w := range []string{
		`<caption>Presenze</caption>`, `<col class="l25" />`, `<th scope="col" class="centro">N.</th>`,
		`<th scope="row" id="riga-1" class="centro">1</th>`, `<tr class="vuota"><td></td><td></td></tr>`,
	} {
		if !strings.Contains(got, w) {
			t.Errorf("no %q in the table", w)
		}
	}
}

// TestFragment_ScrollAreasAreToldApart by who hears their names alone: a table is
// called as its caption says, or else as what it stands under.
func TestFragment_ScrollAreasAreToldApart(t *testing.T) {
	table := func(caption string) *doc.Table {
		x := &doc.Table{Columns: make([]doc.Column, 1), Head: []doc.Row{{Cells: []doc.Cell{{Blocks: []doc.Block{doctest.P("a")}}}}}}
		if caption != "" {
			x.Caption = doctest.T(caption)
		}
		return x
	}
	got := fragment(t, table(""), &doc.Heading{Level: 1, Text: doctest.T("Prospetto")}, table(""), &doc.Heading{Level: 2, Text: doctest.T("Tavolo 1")}, table("Presenti"),
		&doc.Section{Blocks: []doc.Block{table("")}}, table(""), &doc.Heading{Level: 2, Text: doctest.T("Tavolo 2")}, table(""))
	var names []string
	for _, m := range regexp.MustCompile(`role="group" tabindex="0" aria-label="([^"]*)"`).FindAllStringSubmatch(got, -1) {
		names = append(names, m[1])
	}
	if diff := cmp.Diff([]string{"Tabella", "Prospetto", "Presenti", "Tavolo 1", "Tavolo 1 (2)", "Tavolo 2"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestRender_WholePageSaysLanguageTitleDraftAndFoot(t *testing.T) {
	got := render(t, doctest.Everything())
	for _, w := range []string{
		"<!DOCTYPE html>\n<html lang=\"it-IT\">", "<title>Documento di prova</title>", `<meta name="author" content="Ambito di Prova" />`,
		`role="note"><strong>BOZZA</strong> – non vale</p>`, "<p>prova/tutto · rev. 0</p>",
	} {
		if !strings.Contains(got, w) {
			t.Errorf("no %q in the page", w)
		}
	}
}

func TestRender_FetchesNothingAndRunsNothing(t *testing.T) {
	got := render(t, doctest.Everything())
	for _, bad := range []string{`<script`, ` style="`, ` on\w+="`, `<link`, `@import`, `url\(`, `src="http`} {
		if regexp.MustCompile(bad).MatchString(got) {
			t.Errorf("%q in the page", bad)
		}
	}
	if strings.Count(got, "<style>") != 1 || !strings.Contains(got, "<style>"+html.Stylesheet()+"</style>") {
		t.Error("the hash of the stylesheet must be that of the one style element")
	}
}

func TestWords_AreThoseOfPlainText(t *testing.T) {
	d := doctest.Everything()
	same(t, d)
	words, err := html.Words(strings.NewReader(render(t, d)))
	if err != nil {
		t.Fatal(err)
	}
	joined := " " + strings.Join(words, " ") + " "
	for _, w := range []string{" fortemente, ", " 3. terza 4. quarta – 1. subito annidata ", " Nome Niccolò ", " Tavolo due ", " Accetto Rifiuto "} {
		if !strings.Contains(joined, w) {
			t.Errorf("no %q in %s", w, joined)
		}
	}
	for _, w := range []string{" BOZZA ", " rev. ", " uno ", " Stemma "} {
		if strings.Contains(joined, w) {
			t.Errorf("%q is no word of the act", w)
		}
	}
}

func TestWords_AreThoseOfPlainTextInAnyDocument(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := doctest.Random(rt)
		if p := doc.Check(d, nil); len(p) > 0 {
			rt.Fatalf("the random document is not sound: %v", p)
		}
		same(rt, d)
	})
}

func same(t rapid.TB, d *doc.Document) {
	t.Helper()
	var page, plain bytes.Buffer
	if err := html.Render(&page, d); err != nil {
		t.Fatal(err)
	}
	if err := text.Render(&plain, d); err != nil {
		t.Fatal(err)
	}
	got, err := html.Words(&page)
	if err != nil {
		t.Fatal(err)
	}
	got = text.Words(strings.Join(got, " ")) // plain text cannot tell a dash of a list from one of the text
	if diff := cmp.Diff(text.Words(plain.String()), got); diff != "" {
		t.Fatalf("words of text (-) and HTML (+):\n%s", diff)
	}
}

func TestWords_RefusesWhatIsNotOurs(t *testing.T) {
	for _, s := range []string{"<p>x", "<p>x</b></p>", "<blink>x</blink>", "<ol start=\"x\"><li>y</li></ol>", "<p>&nbsp;</p>"} {
		if w, err := html.Words(strings.NewReader(s)); err == nil {
			t.Errorf("%q is read as %q", s, w)
		}
	}
}

func TestRender_SameDocumentSameBytes(t *testing.T) {
	first := render(t, doctest.Everything())
	if again := render(t, doctest.Everything()); again != first {
		t.Error("two renderings differ")
	}
}

type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestRender_TellsOfAFullDisk(t *testing.T) {
	if err := html.Render(full{}, doctest.Everything()); !errors.Is(err, errFull) {
		t.Errorf("error %v", err)
	}
}

func TestRender_RefusesACodeThatHoldsTooMuch(t *testing.T) {
	d := &doc.Document{Blocks: []doc.Block{&doc.Code{Data: strings.Repeat("x", 5000), Alt: "x"}}}
	if err := html.Fragment(&bytes.Buffer{}, d); err == nil {
		t.Error("no error")
	}
}

// TestStylesheet_EverythingGrowsInLargePrint looks for sizes of text that do not
// follow that of the act, on the screen and on paper.
func TestStylesheet_EverythingGrowsInLargePrint(t *testing.T) {
	screen, paper, ok := strings.Cut(html.Stylesheet(), "@media print {")
	if !ok {
		t.Fatal("no rules for paper")
	}
	for _, m := range regexp.MustCompile(`([^{}]*)\{[^}]*font(?:-size)?:\s*[\d.]+(rem|pt|px)`).FindAllStringSubmatch(screen+paper, -1) {
		switch whole := strings.TrimSpace(m[1]); whole {
		case ".atto", ".atto-grande", ".atto-piede", ".atto-piede-grande":
		default:
			t.Errorf("%s has a size in %s, which is the same in large print", whole, m[2])
		}
	}
	for _, part := range []string{screen, paper} {
		if a, l := strings.Index(part, ".atto {"), strings.Index(part, ".atto-grande {"); a < 0 || l < a {
			t.Error("large print does not come after the size it takes the place of")
		}
	}
	d := doctest.Everything()
	d.Large = true
	for _, w := range []string{`<article class="atto atto-grande"`, `<footer class="atto-piede atto-piede-grande"`} {
		if !strings.Contains(render(t, d), w) {
			t.Errorf("no %s in large print", w)
		}
	}
}

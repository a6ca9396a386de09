package render_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"concerta/internal/doc"
	"concerta/internal/pdf/audit"
	"concerta/internal/pdf/reader"
	"concerta/internal/render/pdf"
)

// TestProperty_AnyDocumentHoldsTheRules makes documents by chance: whatever is
// in them, every output says the same words, the PDF passes the audit, and a
// second rendering gives the same bytes.
func TestProperty_AnyDocumentHoldsTheRules(t *testing.T) {
	w := newWorkshop(t)
	rapid.Check(t, func(rt *rapid.T) {
		d := anyDocument(rt)
		if problems := doc.Check(d, w.renderer); len(problems) > 0 {
			rt.Skip(problems[0])
		}
		file := w.pdf(t, d)
		if !bytes.Equal(file, w.pdf(t, d)) {
			rt.Fatal("other bytes the second time")
		}
		r, err := reader.Read(file)
		if err != nil {
			rt.Fatal(err)
		}
		problems := slices.DeleteFunc(audit.Check(r, pdf.Limits()), func(p audit.Problem) bool {
			return p.Rule == "parola-spezzata" // six columns of such words are wider than a page
		})
		if len(problems) > 0 {
			rt.Fatal(problems)
		}
		w.sameWords(t, d)
		if t.Failed() {
			rt.Fatal("words differ")
		}
	})
}

func anyDocument(t *rapid.T) *doc.Document {
	g := &generator{t: t}
	d := &doc.Document{
		Meta:    doc.Meta{Title: "Atto per caso", Lang: "it-IT"},
		Running: doc.Running{Head: "Ufficio", Foot: "atto · rev. 1", Page: "pag.", Of: "di"},
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, Text: plain("Atto per caso")},
			&doc.Paragraph{Text: plain(strings.Repeat("Ogni atto ha un po' di testo. ", 10))},
		},
	}
	for range rapid.IntRange(0, 8).Draw(t, "blocks") {
		b := g.block(0)
		if signed(b) { // an act is not a table and a signature
			d.Blocks = append(d.Blocks, &doc.Paragraph{Text: plain(strings.Repeat("Letto, confermato e sottoscritto. ", 6))})
		}
		d.Blocks = append(d.Blocks, b)
		if _, ok := d.Blocks[len(d.Blocks)-1].(*doc.Heading); ok { // a title alone at the end is not an act
			d.Blocks = append(d.Blocks, g.paragraph())
		}
	}
	return d
}

// signed tells whether a block is signed.
func signed(b doc.Block) bool {
	if t, ok := b.(*doc.Table); ok {
		return t.Signed
	}
	_, ok := b.(*doc.Signatures)
	return ok
}

func plain(s string) []doc.Inline { return []doc.Inline{&doc.Text{Value: s}} }

// generator draws nodes by chance.
type generator struct {
	t     *rapid.T
	names int
}

const letters = "aeiolnrtscdpmuvghfbqzàèìòùé’'.,;:()0123456789XYW€–"

func (g *generator) words() string {
	var b strings.Builder
	for i := range rapid.IntRange(1, 60).Draw(g.t, "words") {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(rapid.StringOfN(rapid.RuneFrom([]rune(letters)), 1, 24, -1).Draw(g.t, "word"))
	}
	return b.String()
}

// few are the words of a name or an office.
func (g *generator) few() string {
	list := strings.Fields(g.words())
	return strings.Join(list[:min(len(list), 8)], " ")
}

func (g *generator) inlines(depth int) []doc.Inline {
	var list []doc.Inline
	for range rapid.IntRange(1, 4).Draw(g.t, "inlines") {
		kind := rapid.IntRange(0, 6).Draw(g.t, "inline")
		if depth > 1 {
			kind = 0
		}
		switch kind {
		case 1:
			list = append(list, &doc.Strong{Text: g.inlines(depth + 1)})
		case 2:
			list = append(list, &doc.Emph{Text: g.inlines(depth + 1)})
		case 3:
			list = append(list, &doc.Link{URL: "https://www.esempio.it/", Text: plain("collegamento " + g.words())})
		case 4:
			list = append(list, &doc.Break{})
		case 5:
			list = append(list, &doc.Foreign{Lang: "de-DE", Text: plain(g.words())})
		default:
			list = append(list, &doc.Text{Value: g.words() + " "})
		}
	}
	return list
}

func (g *generator) paragraph() *doc.Paragraph {
	return &doc.Paragraph{
		Align: doc.Align(rapid.IntRange(0, 3).Draw(g.t, "align")),
		Style: doc.Style(rapid.IntRange(0, 2).Draw(g.t, "style")),
		Text:  append(plain("Testo "), g.inlines(0)...),
	}
}

func (g *generator) name() string {
	g.names++
	return fmt.Sprintf("nome%d", g.names)
}

func (g *generator) block(depth int) doc.Block {
	most := 8
	if depth > 0 {
		most = 2
	}
	switch rapid.IntRange(0, most).Draw(g.t, "block") {
	case 1, 2:
		if depth < 3 {
			return g.list(depth)
		}
	case 3:
		return g.table()
	case 4:
		return &doc.Field{Name: g.name(), Label: g.words(), Kind: doc.FieldText, Value: strings.TrimSpace(g.words())}
	case 5:
		return &doc.Field{Name: g.name(), Label: g.words(), Kind: doc.FieldCheck}
	case 6:
		return &doc.Signatures{Items: []doc.Signature{{Name: g.name(), Role: g.few(), Who: g.few(), Mode: doc.SignMode(g.names & 1)}}}
	case 7:
		return &doc.Heading{Level: 2, Text: plain(g.words())}
	case 8:
		return &doc.Rule{}
	}
	return g.paragraph()
}

func (g *generator) list(depth int) *doc.List {
	l := &doc.List{Ordered: rapid.Bool().Draw(g.t, "ordered"), Start: rapid.IntRange(1, 200).Draw(g.t, "start")}
	for range rapid.IntRange(1, 4).Draw(g.t, "items") {
		it := doc.Item{Blocks: []doc.Block{g.paragraph()}}
		if rapid.Bool().Draw(g.t, "more") {
			it.Blocks = append(it.Blocks, g.block(depth+1))
		}
		l.Items = append(l.Items, it)
	}
	return l
}

func (g *generator) table() *doc.Table {
	n := rapid.IntRange(1, 6).Draw(g.t, "columns")
	row := func(words func() string) doc.Row {
		var r doc.Row
		for range n {
			r.Cells = append(r.Cells, doc.Cell{Blocks: []doc.Block{&doc.Paragraph{Text: plain(words())}}})
		}
		return r
	}
	t := &doc.Table{Columns: make([]doc.Column, n), Head: []doc.Row{row(func() string { return "Colonna" })}}
	for range rapid.IntRange(0, 12).Draw(g.t, "rows") {
		t.Body = append(t.Body, row(g.words))
	}
	t.BlankRows = rapid.IntRange(0, 4).Draw(g.t, "blank")
	t.Signed = len(t.Body) == 0 && t.BlankRows == 1 // one empty row is a box to sign in
	return t
}

package doctest

import (
	"fmt"

	"pgregory.net/rapid"

	"concerta/internal/doc"
)

// Random draws a document that passes doc.Check: blocks of every kind, nested
// a little, with words from Latin scripts.
func Random(t *rapid.T) *doc.Document {
	g := &drawer{t: t, level: 1}
	d := &doc.Document{
		Meta:    doc.Meta{Title: g.words(), Lang: "it-IT"},
		Running: doc.Running{Page: "pag.", Of: "di"},
		Blocks:  []doc.Block{&doc.Heading{Level: 1, Text: T(g.words())}},
	}
	d.Blocks = append(d.Blocks, g.blocks(0)...)
	return d
}

type drawer struct {
	t     *rapid.T
	level int // of the last heading
	names int
}

func (g *drawer) number(least, most int) int { return rapid.IntRange(least, most).Draw(g.t, "n") }

func (g *drawer) words() string {
	return rapid.StringMatching(`[A-Za-zàèìòù0-9][a-zàèéìòù.,;:'’“”&<>()@-]{0,12}( [A-Za-zàèìòù0-9][a-zà.,;:'’@/-]{0,20}){0,12}`).Draw(g.t, "words")
}

func (g *drawer) name() string {
	g.names++
	return fmt.Sprintf("campo_%d", g.names)
}

func (g *drawer) blocks(depth int) []doc.Block {
	n := g.number(1, 4)
	list := make([]doc.Block, 0, n)
	for range n {
		list = append(list, g.block(depth))
	}
	return list
}

func (g *drawer) block(depth int) doc.Block {
	const deepest = 3
	kinds := 11
	if depth >= deepest {
		kinds = 2
	}
	switch g.number(1, kinds) {
	case 3:
		if depth == 0 {
			g.level = g.number(2, min(g.level+1, 6))
			return &doc.Heading{Level: g.level, Text: g.inlines()}
		}
		return P(g.words())
	case 4, 5:
		return g.list(depth)
	case 6:
		return g.table()
	case 7:
		return g.field()
	case 8:
		return &doc.Rule{}
	case 9:
		if depth == 0 {
			return &doc.Section{Orientation: doc.Orientation(g.number(0, 1)), Blocks: []doc.Block{P(g.words()), g.list(1)}}
		}
		return P(g.words())
	case 10:
		if depth == 0 {
			return &doc.Signatures{Items: []doc.Signature{{Name: g.name(), Role: g.words(), Who: g.words(), Mode: doc.SignMode(g.number(0, 2)), Note: g.words()}}}
		}
		return P(g.words())
	}
	return &doc.Paragraph{Text: g.inlines()}
}

func (g *drawer) inlines() []doc.Inline {
	list := T(g.words())
	for range g.number(0, 3) {
		text := T(g.words())
		list = append(list, []doc.Inline{
			&doc.Strong{Text: text}, &doc.Emph{Text: text}, &doc.Break{}, text[0],
			&doc.Link{URL: "https://example.org", Text: text}, &doc.Foreign{Lang: "de", Text: text}, &doc.Redactable{Reason: "dati", Text: text},
		}[g.number(0, 6)])
	}
	return list
}

func (g *drawer) list(depth int) *doc.List {
	l := &doc.List{Ordered: g.number(0, 1) == 1}
	if l.Ordered {
		l.Start = g.number(0, 9)
	}
	for range g.number(1, 3) {
		l.Items = append(l.Items, doc.Item{Blocks: append([]doc.Block{P(g.words())}, g.blocks(depth+2)...)})
	}
	return l
}

func (g *drawer) table() *doc.Table {
	t := &doc.Table{Columns: make([]doc.Column, g.number(1, 4)), BlankRows: g.number(0, 2)}
	row := func() doc.Row {
		r := doc.Row{}
		for range t.Columns {
			r.Cells = append(r.Cells, doc.Cell{Blocks: []doc.Block{P(g.words())}})
		}
		return r
	}
	t.Head = []doc.Row{row()}
	for range g.number(0, 3) {
		t.Body = append(t.Body, row())
	}
	return t
}

func (g *drawer) field() *doc.Field {
	f := &doc.Field{Name: g.name(), Label: g.words(), Kind: doc.FieldKind(g.number(0, 4))}
	switch f.Kind {
	case doc.FieldChoice:
		f.Options = []string{"a " + g.words(), "b " + g.words()}
		f.Value = f.Options[g.number(0, 1)]
	case doc.FieldText, doc.FieldMultiline, doc.FieldDate:
		f.Value = g.words()
	case doc.FieldCheck:
		f.Checked = g.number(0, 1) == 1
	}
	return f
}

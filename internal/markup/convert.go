package markup

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"concerta/internal/doc"
)

// converter turns the tree of an executed template into blocks. It goes on
// after a problem, so that all are found at once.
type converter struct {
	t        *Templates
	run      *run
	src      []byte
	shape    bool // the values are made up: only the template itself is judged
	level    int  // of the last heading; 0 before the first
	problems []Problem
}

// look is what enclosing directives ask of paragraphs.
type look struct {
	style doc.Style
	align doc.Align
}

func (t *Templates) converter(r *run) *converter {
	return &converter{t: t, run: r, src: r.out}
}

func (c *converter) document() []doc.Block {
	root := c.t.grammar.blocks.Parse(text.NewReader(c.src))
	return c.blocks(root, look{})
}

// fail adds a problem at an offset of the executed template.
func (c *converter) fail(off int, what, repair string) {
	i, delta := c.run.placeOf(off)
	if i < 0 {
		c.problems = append(c.problems, Problem{What: what, Repair: repair})
		return
	}
	p := c.places()[i]
	at := p.offset
	if p.literal {
		at += delta
	}
	c.problems = append(c.problems, p.file.problemAt(at, what, repair))
}

func (c *converter) places() []place {
	if c.run.own != nil {
		return c.run.own
	}
	return c.t.places
}

func (c *converter) blocks(parent ast.Node, lk look) []doc.Block {
	var list []doc.Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		list = append(list, c.block(n, lk)...)
	}
	return list
}

func (c *converter) block(n ast.Node, lk look) []doc.Block {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return c.paragraph(n, lk)
	case *ast.Heading:
		return []doc.Block{c.heading(n.Level, n.Pos(), c.inlines(n))}
	case *ast.List:
		return c.list(n, lk)
	case *tables.Table:
		return []doc.Block{c.table(n)}
	case *ast.ThematicBreak:
		return []doc.Block{&doc.Rule{}}
	case *directive:
		return c.directive(n, lk)
	case *ast.HTMLBlock:
		c.fail(n.Lines().At(0).Start, "il modello contiene HTML.", "Usare Markdown e le direttive («:::centrato»…); i commenti si scrivono {{/* … */}}.")
	case *ast.FencedCodeBlock:
		c.fail(n.Pos(), "il modello contiene un blocco di codice (```).", "Scrivere il testo come capoverso.")
	case *ast.Blockquote:
		c.fail(n.Pos(), "il modello contiene una citazione (riga che inizia con >).", "Togliere il segno > o scrivere \\>.")
	default:
		c.fail(n.Pos(), "il modello contiene una parte che non si sa leggere.", "Scriverla come capoverso, elenco, tabella o direttiva.")
	}
	return nil
}

// paragraph is a paragraph, or the blocks of the rich text that stands alone in
// it; nothing when everything in it is empty.
func (c *converter) paragraph(n ast.Node, lk look) []doc.Block {
	// The line of an empty cell begins at the bar that ends it.
	if lines := n.Lines(); lines.Len() > 0 && n.Kind() != tables.KindTableCell {
		if at := lines.At(0); at.Start < len(c.src) && c.src[at.Start] == '|' {
			c.fail(at.Start, "questa riga sembra di una tabella, ma la tabella non si legge.",
				"Sotto la prima riga ne serve una di trattini («|---|---|») con tante colonne; nessuna riga vuota in mezzo.")
			return nil
		}
	}
	if rich, alone := c.aloneRich(n); alone {
		return richBlocks(rich, lk)
	}
	inlines := c.inlines(n)
	if strings.TrimSpace(doc.Plain(inlines)) == "" {
		return nil
	}
	return []doc.Block{&doc.Paragraph{Style: lk.style, Align: lk.align, Text: inlines}}
}

func (c *converter) heading(level, off int, words []doc.Inline) *doc.Heading {
	switch {
	case c.shape: // levels depend on data
	case c.level == 0 && level != 1:
		c.fail(off, "il primo titolo non è di livello 1.", "Cominciare con un titolo di livello 1 («# …»).")
	case level > c.level+1:
		c.fail(off, "il titolo salta un livello.", "Dopo «"+strings.Repeat("#", c.level)+"» il livello più basso ammesso è «"+strings.Repeat("#", c.level+1)+"».")
	}
	c.level = level
	return &doc.Heading{Level: level, Text: words}
}

// list is a list; items left empty by the data are dropped.
func (c *converter) list(n *ast.List, lk look) []doc.Block {
	out := &doc.List{Ordered: n.IsOrdered()}
	if out.Ordered && n.Start != 1 {
		out.Start = n.Start
	}
	for k := n.FirstChild(); k != nil; k = k.NextSibling() {
		if blocks := c.blocks(k, lk); len(blocks) > 0 {
			out.Items = append(out.Items, doc.Item{Blocks: blocks})
		}
	}
	if len(out.Items) == 0 {
		return nil
	}
	return []doc.Block{out}
}

func (c *converter) table(n *tables.Table) *doc.Table {
	t := &doc.Table{}
	for _, a := range n.Alignments {
		t.Columns = append(t.Columns, doc.Column{Align: columnAlign(a)})
	}
	for k := n.FirstChild(); k != nil; k = k.NextSibling() {
		row := doc.Row{}
		for cell := k.FirstChild(); cell != nil; cell = cell.NextSibling() {
			row.Cells = append(row.Cells, doc.Cell{Blocks: c.paragraph(cell, look{})})
		}
		if k.Kind() == tables.KindTableHeader {
			t.Head = append(t.Head, row)
			continue
		}
		c.rowLength(k.Pos(), len(n.Alignments))
		t.Body = append(t.Body, row)
	}
	return t
}

// rowLength compares the cells written with the columns: the parser pads and
// drops in silence.
func (c *converter) rowLength(off, columns int) {
	line := string(c.src[off:])
	if end := strings.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	line = strings.TrimSpace(line)
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	if cells := 1 + strings.Count(line, "|") - strings.Count(line, `\|`); cells != columns {
		c.fail(off, "la riga della tabella non ha tante celle quante sono le colonne.", "Scrivere una cella per colonna, separate da «|»; il segno | nel testo si scrive \\|.")
	}
}

func columnAlign(a tables.Alignment) doc.Align {
	switch a {
	case tables.AlignLeft:
		return doc.Start
	case tables.AlignRight:
		return doc.End
	case tables.AlignCenter:
		return doc.Center
	case tables.AlignNone:
	}
	return doc.Natural
}

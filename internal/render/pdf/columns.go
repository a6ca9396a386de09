package pdf

import (
	"math"
	"slices"

	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

const (
	blankRowHeight = 12 * millimetre // a row to write on by hand
	leastColumn    = 24.0
)

// columns gives the places of a table's columns: by the fractions asked for,
// or by what the cells hold when none is. The columns of a sheet to sign are
// as asked for, whatever they hold: they are found again on a scan of it.
func (b *builder) columns(n *doc.Table, c column) []column {
	widths := make([]float64, len(n.Columns))
	sum := 0.0
	for i, col := range n.Columns {
		widths[i] = col.Width
		sum += col.Width
	}
	asked := sum > 0
	if !asked {
		widths = b.naturalWidths(n, c.width)
		for _, w := range widths {
			sum += w
		}
	}
	for i := range widths {
		widths[i] *= c.width / sum
	}
	if asked && !b.sheet.scan && b.narrow(n, widths) {
		widths = widened(widths, b.longestWords(n), c.width)
	}
	cols := make([]column, len(widths))
	x := c.x
	for i, w := range widths {
		cols[i] = column{x, w}
		x += w
	}
	return cols
}

// narrow tells whether a column is narrower than a word in it.
func (b *builder) narrow(n *doc.Table, widths []float64) bool {
	return b.cells(n, len(n.Body), func(i int, cell *doc.Cell, style textStyle) bool {
		room := widths[i] - 2*cellPad
		if float64(lettersInAWord(cell.Blocks))*style.size*b.scale <= room { // letters are hardly wider than high
			return false
		}
		word, _ := b.extent(cell.Blocks, style)
		return word > room+tolerance
	})
}

// lettersInAWord is how many letters the words of a cell have at most, counted
// quickly: measuring every cell would take as long as setting it.
func lettersInAWord(list []doc.Block) int {
	most, n := 0, 0
	other := func(b doc.Block) {
		n = 0
		switch b.(type) {
		case *doc.Paragraph, *doc.List, *doc.Heading, *doc.Section:
		case *doc.Letterhead, *doc.Table, *doc.Field, *doc.Signatures, *doc.Figure, *doc.Code, *doc.Rule, *doc.PageBreak:
			most = math.MaxInt32 // to be measured
		}
	}
	doc.Walk(list, other, func(in doc.Inline) {
		t, ok := in.(*doc.Text)
		if !ok {
			return
		}
		for _, r := range t.Value {
			if n++; breakable(r) {
				n = 0
			}
			most = max(most, n)
		}
	})
	return most
}

// longestWords is how wide each column must be for its words.
func (b *builder) longestWords(n *doc.Table) []float64 {
	least := make([]float64, len(n.Columns))
	b.cells(n, len(n.Body), func(i int, cell *doc.Cell, style textStyle) bool {
		word, _ := b.extent(cell.Blocks, style)
		least[i] = max(least[i], word+2*cellPad)
		return false
	})
	return least
}

// cells gives the cells of the head and of so many rows with their columns and
// styles, until one is what was looked for.
func (b *builder) cells(n *doc.Table, rows int, found func(i int, cell *doc.Cell, style textStyle) bool) bool {
	some := func(rows []doc.Row, head bool) bool {
		for _, row := range rows {
			for i := range row.Cells[:min(len(row.Cells), len(n.Columns))] {
				style := cellStyle()
				style.bold = head || row.Cells[i].RowHead
				if found(i, &row.Cells[i], style) {
					return true
				}
			}
		}
		return false
	}
	return some(n.Head, true) || some(n.Body[:rows], false)
}

// widened gives the columns that are too narrow the width they need at least,
// from what the others can spare.
func widened(widths, least []float64, total float64) []float64 {
	least = fitting(least, total)
	need, spare := 0.0, 0.0
	for i, w := range widths {
		need += max(0, least[i]-w)
		spare += max(0, w-least[i])
	}
	out := make([]float64, len(widths))
	for i, w := range widths {
		out[i] = least[i]
		if w > least[i] {
			out[i] = w - (w-least[i])*min(1, need/spare)
		}
	}
	return out
}

// fitting is the least widths of columns where a page has room for them. Else
// the widest are cut to one width, and the words of the others stay whole.
func fitting(least []float64, total float64) []float64 {
	order := slices.Clone(least)
	slices.Sort(order)
	room := total
	for i, w := range order {
		if most := room / float64(len(order)-i); w > most {
			out := slices.Clone(least)
			for j := range out {
				out[j] = min(out[j], most)
			}
			return out
		}
		room -= w
	}
	return least
}

// sampleRows is how many rows of a long table are measured.
const sampleRows = 60

// naturalWidths measures the cells: each column gets its longest word, and the
// rest is shared by how much text there is to set.
func (b *builder) naturalWidths(n *doc.Table, total float64) []float64 {
	least := make([]float64, len(n.Columns))
	wanted := make([]float64, len(n.Columns))
	b.cells(n, min(len(n.Body), sampleRows), func(i int, cell *doc.Cell, style textStyle) bool {
		word, whole := b.extent(cell.Blocks, style)
		least[i] = max(least[i], word+2*cellPad)
		wanted[i] = max(wanted[i], min(whole+2*cellPad, total))
		return false
	})
	sumLeast, sumWanted := 0.0, 0.0
	for i := range least {
		least[i] = max(least[i], leastColumn)
		wanted[i] = max(wanted[i], least[i])
		sumLeast += least[i]
		sumWanted += wanted[i]
	}
	switch {
	case sumWanted <= total:
		return wanted // scaled up by the caller
	case sumLeast >= total:
		return fitting(least, total)
	}
	spare := (total - sumLeast) / (sumWanted - sumLeast)
	for i := range least {
		least[i] += (wanted[i] - least[i]) * spare
	}
	return least
}

// extent measures blocks: their longest word and their longest paragraph.
func (b *builder) extent(list []doc.Block, style textStyle) (word, whole float64) {
	grow := func(w, l float64) { word, whole = max(word, w), max(whole, l) }
	for _, n := range list {
		switch n := n.(type) {
		case *doc.Paragraph:
			grow(b.textExtent(n.Text, style))
		case *doc.Heading:
			grow(b.textExtent(n.Text, style))
		case *doc.List:
			for _, it := range n.Items {
				w, l := b.extent(it.Blocks, style)
				grow(w+listIndent*b.scale, l+listIndent*b.scale)
			}
		case *doc.Field:
			grow(b.textExtent([]doc.Inline{&doc.Text{Value: n.Label}}, style))
		case *doc.Section:
			grow(b.extent(n.Blocks, style))
		case *doc.Code:
			side := codeWidth(n)
			grow(side, side)
		case *doc.Figure:
			grow(n.Width*millimetre, n.Width*millimetre)
		case *doc.Signatures:
			for _, s := range n.Items {
				grow(b.textExtent([]doc.Inline{&doc.Text{Value: s.Role + " " + s.Who + " " + s.Note}}, style))
			}
		case *doc.Letterhead, *doc.Table, *doc.Rule, *doc.PageBreak:
		}
	}
	return word, whole
}

func (b *builder) textExtent(text []doc.Inline, style textStyle) (word, whole float64) {
	p := b.shape(text, style, &pdfw.Elem{})
	b.words = p.words(b.words[:0])
	for _, w := range b.words {
		word = max(word, w.width)
	}
	return word, p.width()
}

// width is the width of a paragraph set on one line.
func (p *paragraph) width() float64 {
	w := 0.0
	for i, pc := range p.pieces {
		w += pc.width
		if i > 0 {
			w += pc.space
		}
	}
	return w
}

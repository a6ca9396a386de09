package pdf

import (
	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

const (
	blankRowHeight = 12 * millimetre // a row to write on by hand
	leastColumn    = 24.0
)

// columns gives the places of a table's columns: by the fractions asked for,
// or by what the cells hold when none is.
func (b *builder) columns(n *doc.Table, c column) []column {
	widths := make([]float64, len(n.Columns))
	sum := 0.0
	for i, col := range n.Columns {
		widths[i] = col.Width
		sum += col.Width
	}
	if sum <= 0 {
		widths = b.naturalWidths(n, c.width)
		sum = 0
		for _, w := range widths {
			sum += w
		}
	}
	cols := make([]column, len(widths))
	x := c.x
	for i, w := range widths {
		cols[i] = column{x, w / sum * c.width}
		x += cols[i].width
	}
	return cols
}

// sampleRows is how many rows of a long table are measured.
const sampleRows = 60

// naturalWidths measures the cells: each column gets its longest word, and the
// rest is shared by how much text there is to set.
func (b *builder) naturalWidths(n *doc.Table, total float64) []float64 {
	least := make([]float64, len(n.Columns))
	wanted := make([]float64, len(n.Columns))
	measure := func(rows []doc.Row, head bool) {
		for _, row := range rows {
			for i, cell := range row.Cells {
				if i == len(n.Columns) {
					break
				}
				style := cellStyle()
				style.bold = head || cell.RowHead
				word, whole := b.extent(cell.Blocks, style)
				least[i] = max(least[i], word+2*cellPad)
				wanted[i] = max(wanted[i], min(whole+2*cellPad, total))
			}
		}
	}
	measure(n.Head, true)
	measure(n.Body[:min(len(n.Body), sampleRows)], false)
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
		return least // scaled down: long words will be split
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

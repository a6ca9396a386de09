package docx

import (
	"math"
	"unicode/utf8"

	"concerta/internal/doc"
	"concerta/internal/ooxml"
)

// blankHeight is the height of a row to write on by hand, in millimetres,
// unless the table says another.
const blankHeight = 10.0

// captionMost is the length of the caption kept as title of the table.
const captionMost = 255

// headFill is the light grey behind the names of the columns.
const headFill = "EDEDED"

func (f *flow) table(t *doc.Table) {
	if f.cell {
		f.fail("una tabella non può stare dentro un'altra tabella; metterla prima o dopo")
		return
	}
	if len(t.Columns) == 0 || len(t.Head) == 0 {
		f.fail("una tabella deve avere almeno una colonna e una riga di testata")
		return
	}
	if t.Signed {
		f.keepTail()
	}
	if len(t.Caption) > 0 {
		f.put(f.styled(styleCaption, f.inlines(t.Caption)...))
	} else if endsWithTable(f.blocks) {
		f.put(f.styled(styleSeparator)) // or Word would make one table of the two
	}
	width := f.width - f.indent
	columns := columnWidths(t, width)
	f.used[styleTable], f.used[styleTableText] = true, true // the other styles of cells rest on the latter
	out := &ooxml.Table{Properties: &ooxml.TableProperties{
		Style:  ooxml.Str(styleTable),
		Width:  ooxml.DXA(width),
		Layout: &ooxml.TableLayout{Kind: "fixed"},
		Look:   ooxml.Look(hasHeadColumn(t)),
	}}
	if f.indent > 0 {
		out.Properties.Indent = ooxml.DXA(f.indent)
	}
	if caption := doc.Plain(t.Caption); caption != "" {
		out.Properties.Caption = ooxml.NewTitle(caption, captionMost)
	}
	for _, c := range columns {
		out.Grid.Columns = append(out.Grid.Columns, ooxml.GridColumn{Width: c})
	}
	b := tableBuilder{f, t, columns}
	for _, row := range t.Head {
		out.Rows = append(out.Rows, b.head(row))
	}
	for _, row := range t.Body {
		out.Rows = append(out.Rows, b.body(row, t.RowHeight))
	}
	height := t.RowHeight
	if height == 0 {
		height = blankHeight
	}
	blank := doc.Row{Cells: make([]doc.Cell, len(t.Columns))}
	for range t.BlankRows {
		out.Rows = append(out.Rows, b.body(blank, height))
	}
	if t.Signed {
		keepRows(out.Rows[:len(out.Rows)-1])
	}
	f.blocks = append(f.blocks, out)
}

// tableBuilder sets the rows of one table.
type tableBuilder struct {
	*flow
	t       *doc.Table
	columns []ooxml.Twips
}

func (b tableBuilder) head(row doc.Row) *ooxml.Row {
	out := b.row(row, 0, styleTableHead)
	out.Properties.Header = ooxml.On()
	for _, c := range out.Cells {
		if b.doc.Running.Scan == nil { // grey around words is noise in a scan
			c.Properties.Shading = ooxml.Fill(headFill)
		}
		c.Properties.VAlign = ooxml.Str("center")
	}
	return out
}

func (b tableBuilder) body(row doc.Row, height float64) *ooxml.Row {
	return b.row(row, height, styleTableText)
}

func (b tableBuilder) row(row doc.Row, height float64, style string) *ooxml.Row {
	out := &ooxml.Row{Properties: &ooxml.RowProperties{CantSplit: ooxml.On()}}
	if height > 0 {
		out.Properties.Height = &ooxml.RowHeight{Value: ooxml.Millimetres(height), Rule: "atLeast"}
	}
	if len(row.Cells) != len(b.columns) {
		b.fail("una riga ha %d celle e la tabella %d colonne; dare a ogni riga una cella per colonna", len(row.Cells), len(b.columns))
		return out
	}
	out.Cells = make([]*ooxml.Cell, len(row.Cells))
	for i, c := range row.Cells {
		s := style
		if c.RowHead && style == styleTableText {
			s = styleRowHead
		}
		out.Cells[i] = b.cellOf(c, i, s)
		if height > 0 {
			out.Cells[i].Properties.VAlign = ooxml.Str("center") // in the middle of a row to write on
		}
	}
	return out
}

// cellOf sets a cell, which always ends with a paragraph (17.4.66).
func (b tableBuilder) cellOf(c doc.Cell, column int, style string) *ooxml.Cell {
	in := flow{
		renderer: b.renderer, orientation: b.orientation, width: b.columns[column], cell: true,
		style: style, align: b.t.Columns[column].Align, newPage: b.newPage,
	}
	in.add(c.Blocks)
	if len(in.blocks) == 0 {
		in.put(in.styled(style))
	}
	b.newPage = false // the first paragraph of the table took it
	return &ooxml.Cell{Properties: &ooxml.CellProperties{Width: ooxml.DXA(b.columns[column])}, Blocks: in.blocks}
}

// hasHeadColumn tells whether every row of the body is named by its first cell.
func hasHeadColumn(t *doc.Table) bool {
	for _, r := range t.Body {
		if len(r.Cells) == 0 || !r.Cells[0].RowHead {
			return false
		}
	}
	return len(t.Body) > 0
}

// columnWidths shares the width out: as the columns say, or by what they hold.
// The widths always add up to the whole, to the twip.
func columnWidths(t *doc.Table, width ooxml.Twips) []ooxml.Twips {
	weights := make([]float64, len(t.Columns))
	sum := 0.0
	for i, c := range t.Columns {
		weights[i] = c.Width
		sum += c.Width
	}
	if sum == 0 {
		weights, sum = contentWeights(t)
	}
	out := make([]ooxml.Twips, len(weights))
	var done ooxml.Twips
	at := 0.0
	for i, w := range weights {
		at += w
		edge := ooxml.Twips(math.Round(float64(width) * at / sum))
		out[i] = edge - done
		done = edge
	}
	return out
}

// contentWeights weighs columns by their longest cell. The root keeps one long
// column from starving the others, the floor leaves room for a number.
func contentWeights(t *doc.Table) (weights []float64, sum float64) {
	const floor = 2.0
	weights = make([]float64, len(t.Columns))
	for _, rows := range [][]doc.Row{t.Head, t.Body} {
		for _, r := range rows {
			for i := range min(len(r.Cells), len(weights)) {
				n := 0
				doc.Walk(r.Cells[i].Blocks, nil, func(in doc.Inline) {
					if text, ok := in.(*doc.Text); ok {
						n += utf8.RuneCountInString(text.Value)
					}
				})
				weights[i] = max(weights[i], math.Sqrt(float64(n)), floor)
			}
		}
	}
	for _, w := range weights {
		sum += w
	}
	return weights, sum
}

package pdf

import (
	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// table is what the rows of a table share.
type table struct {
	left    float64 // of its first column, from the text's left
	columns []column
	head    []*rowBox // repeated, as artifacts, where a page begins inside the table
}

func (t *table) headHeight() float64 {
	h := 0.0
	for _, r := range t.head {
		h += r.height()
	}
	return h
}

// rowBox is a row, or a slice of one that is taller than a page.
type rowBox struct {
	table       *table
	cells       []cellBox
	h           float64
	first, last bool // slice of its row
}

// cellBox is what one cell holds of a row.
type cellBox struct {
	id    string
	col   column
	items []placedItem
}

// placedItem is an item at a distance from the top of its cell.
type placedItem struct {
	item
	y float64
}

func (r *rowBox) height() float64 { return r.h }

func (b *builder) table(n *doc.Table, c column, parent *pdfw.Elem) {
	e := parent.Add(pdfw.TagTable)
	t := &table{left: c.x, columns: b.columns(n, c)}
	b.space(tableGap)
	start := len(b.items)
	if len(n.Caption) > 0 {
		style := labelStyle()
		style.bold = true
		at := len(b.items)
		b.lines(n.Caption, style, c, e.Add(pdfw.TagCaption))
		for i := at + 1; i < len(b.items); i++ {
			b.items[i].keep = true
		}
		b.keep, b.gap = true, itemGap
	}
	head := e // a head asks for a body (PDF/UA-1 7.2): without rows there is neither
	if len(n.Body)+n.BlankRows > 0 {
		head = e.Add(pdfw.TagHead)
	}
	for _, row := range n.Head {
		r := b.row(row, n.Columns, t, 0, head.Add(pdfw.TagRow), true)
		t.head = append(t.head, r)
		b.put(item{box: r, x: c.x})
		b.keep = true // a head is followed by a row
	}
	rows := e.Add(pdfw.TagRows)
	least := n.RowHeight * millimetre
	for _, row := range n.Body {
		b.putRow(b.row(row, n.Columns, t, least, rows.Add(pdfw.TagRow), false), t, c)
	}
	blank := doc.Row{Cells: make([]doc.Cell, len(n.Columns))}
	if least == 0 {
		least = blankRowHeight
	}
	for range n.BlankRows {
		b.putRow(b.row(blank, n.Columns, t, least, rows.Add(pdfw.TagRow), false), t, c)
	}
	if end := len(b.items); n.Signed && end > start {
		b.items[end-1].signs = end - start
	}
	b.keep = false
	b.gap = tableGap
}

// row builds a row; its cells stand side by side, each with an element.
func (b *builder) row(row doc.Row, cols []doc.Column, t *table, least float64, e *pdfw.Elem, head bool) *rowBox {
	r := &rowBox{table: t, h: least, first: true, last: true, cells: make([]cellBox, 0, len(t.columns))}
	for i, cell := range row.Cells {
		if i == len(t.columns) {
			break
		}
		tag, style := pdfw.TagTD, cellStyle()
		if head || cell.RowHead {
			tag = pdfw.TagTH
			style.bold = true
		}
		if i < len(cols) && cols[i].Align != doc.Natural {
			style.align = cols[i].Align
		}
		ce := e.Add(tag)
		switch {
		case head:
			ce.Scope = pdfw.ScopeColumn
		case cell.RowHead:
			ce.Scope = pdfw.ScopeRow
		}
		box := b.cell(cell, t.columns[i], style, ce)
		r.cells = append(r.cells, box)
		if k := len(box.items); k > 0 {
			r.h = max(r.h, box.items[k-1].y+box.items[k-1].box.height()+cellPad)
		}
	}
	r.h = max(r.h, cellStyle().lead*b.scale+2*cellPad) // an empty row is as high as one line
	return r
}

func (b *builder) cell(cell doc.Cell, col column, style textStyle, e *pdfw.Elem) cellBox {
	inside := column{col.x + cellPad, col.width - 2*cellPad}
	items := b.capture(style, func() {
		b.parGap = itemGap
		if p, ok := single(cell.Blocks); ok {
			b.paragraph(p, inside, e)
		} else {
			b.blocks(cell.Blocks, inside, e)
		}
	})
	box := cellBox{id: cell.ID, col: col}
	y := cellPad
	for i, it := range items {
		if i > 0 {
			y += it.gap
		}
		box.items = append(box.items, placedItem{it, y})
		y += it.box.height()
	}
	return box
}

// putRow puts a row, in slices when no page could hold it whole.
func (b *builder) putRow(r *rowBox, t *table, c column) {
	room := b.sheet.textHeight() - t.repeatedHeight(b.sheet)
	if r.height() <= room {
		b.put(item{box: r, x: c.x, table: t, lines: r.lines()})
		return
	}
	for i, s := range r.slices() {
		b.put(item{box: s, x: c.x, table: t, lines: s.lines(), keep: i == 1 || i > 0 && s.last})
	}
}

// lines is how many lines of text the row has.
func (r *rowBox) lines() int {
	most := 0
	for _, c := range r.cells {
		n := 0
		for _, it := range c.items {
			n += it.lines
		}
		most = max(most, n)
	}
	return most
}

// repeatedHeight is the height of the head on the pages after the first: a
// head that would leave little room for rows is not repeated.
func (t *table) repeatedHeight(s *sheet) float64 {
	if h := t.headHeight(); h <= headRepeatMax*s.textHeight() {
		return h
	}
	return 0
}

// slices cuts a row after each of its lines: the nth slice has the nth item
// of every cell.
func (r *rowBox) slices() []*rowBox {
	n := 1
	for _, c := range r.cells {
		n = max(n, len(c.items))
	}
	list := make([]*rowBox, n)
	for i := range list {
		s := &rowBox{table: r.table, first: i == 0, last: i == n-1}
		for _, c := range r.cells {
			part := cellBox{col: c.col}
			if i == 0 {
				part.id = c.id
			}
			if i < len(c.items) {
				it := c.items[i]
				top := it.gap
				if i == 0 {
					top = cellPad
				}
				part.items = []placedItem{{it.item, top}}
				s.h = max(s.h, top+it.box.height())
			}
			s.cells = append(s.cells, part)
		}
		if s.last {
			s.h += cellPad
		}
		list[i] = s
	}
	return list
}

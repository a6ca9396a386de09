package pdf

import (
	"fmt"

	"rsc.io/qr"

	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// codeBox is a QR code with its text beside it.
type codeBox struct {
	id    string
	code  *qr.Code
	elem  *pdfw.Elem
	side  float64 // with the quiet zone
	lines []placedItem
	h     float64
}

func (c *codeBox) height() float64 { return c.h }

func (c *codeBox) draw(p *painter, x, top float64) {
	module := c.side / float64(c.code.Size+2*quietModules)
	r := pdfw.Rect{X0: x, Y0: top - c.side, X1: x + c.side, Y1: top}
	if !p.artifact {
		c.elem.BBox = &r
		p.closeTag()
	}
	p.tag(c.elem)
	p.page.EndText()
	p.page.Fill(modules(c.code, x+quietModules*module, top-quietModules*module, module)...)
	p.place(c.id, r)
	for _, l := range c.lines {
		l.box.draw(p, x+l.x, top-l.y)
	}
}

// modules gives the black runs of a code, row by row.
func modules(code *qr.Code, left, top, side float64) []pdfw.Rect {
	var list []pdfw.Rect
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			end := x
			for end < code.Size && code.Black(end, y) {
				end++
			}
			list = append(list, pdfw.Rect{
				X0: left + float64(x)*side, Y0: top - float64(y+1)*side,
				X1: left + float64(end)*side, Y1: top - float64(y)*side,
			})
			x = end
		}
	}
	return list
}

func codeWidth(n *doc.Code) float64 {
	if n.Side > 0 {
		return n.Side * millimetre
	}
	return codeSide * millimetre
}

func (b *builder) code(n *doc.Code, c column, parent *pdfw.Elem) {
	code, err := qr.Encode(n.Data, qr.M)
	if err != nil {
		b.fail(fmt.Errorf("QR code of %q: %w", n.Data, err))
		return
	}
	e := parent.Add(pdfw.TagFigure)
	e.Alt = n.Alt
	box := &codeBox{id: n.ID, code: code, elem: e, side: codeWidth(n)}
	text := n.Text
	if text == "" {
		text = n.Data
	}
	beside := column{box.side + cellPad, c.width - box.side - cellPad}
	items := b.capture(labelStyle(), func() {
		b.lines([]doc.Inline{&doc.Text{Value: text}}, b.body, beside, parent.Add(pdfw.TagP))
	})
	total := 0.0
	for _, it := range items {
		total += it.box.height()
	}
	y := max(0, (box.side-total)/2)
	box.h = max(box.side, total)
	for _, it := range items {
		box.lines = append(box.lines, placedItem{it, y})
		y += it.box.height()
	}
	b.space(figureGap)
	b.put(item{box: box, x: c.x, lines: len(box.lines)})
	b.space(figureGap)
}

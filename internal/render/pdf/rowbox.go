package pdf

import pdfw "concerta/internal/pdf"

func (r *rowBox) draw(p *painter, x, top float64) {
	left := x - r.table.left
	for _, c := range r.cells {
		p.place(c.id, pdfw.Rect{X0: left + c.col.x, Y0: top - r.h, X1: left + c.col.x + c.col.width, Y1: top})
		for _, it := range c.items {
			it.box.draw(p, left+it.x, top-it.y)
		}
	}
}

// borders draws the lines around the cells of a row: above it when it begins
// the table or its part of the page, below it when it ends there.
func (p *painter) borders(r *rowBox, pg page, i int) {
	top := pg.placed[i].top
	bottom := top - r.h
	left := pg.placed[i].x - r.table.left
	x0, x1 := left+r.table.columns[0].x, left
	for _, c := range r.table.columns {
		x1 = left + c.x + c.width
		p.addRule(rule{left + c.x, top, left + c.x, bottom, borderLine})
	}
	p.addRule(rule{x1, top, x1, bottom, borderLine})
	begins := i == 0
	if !begins {
		before, ok := pg.placed[i-1].box.(*rowBox)
		begins = !ok || before.table != r.table
	}
	if begins {
		p.addRule(rule{x0, top, x1, top, borderLine})
	}
	if r.last || i == len(pg.placed)-1 {
		p.addRule(rule{x0, bottom, x1, bottom, borderLine})
	}
}

package html

import (
	"cmp"
	"math"
	"strconv"

	"concerta/internal/doc"
)

// table writes a table inside a box that scrolls on narrow screens.
func (r *renderer) table(t *doc.Table) {
	r.open("div", class("tabella"), attr{"role", "group"}, attr{"tabindex", "0"}, attr{"aria-label", r.tableLabel(t)})
	r.open("table")
	r.raw("\n")
	if len(t.Caption) > 0 {
		r.wrap("caption", t.Caption)
		r.raw("\n")
	}
	r.columns(t.Columns)
	r.open("thead")
	r.raw("\n")
	for _, row := range t.Head {
		r.row(t, row, true)
	}
	r.line("thead")
	if len(t.Body)+t.BlankRows > 0 {
		r.open("tbody")
		r.raw("\n")
		for _, row := range t.Body {
			r.row(t, row, false)
		}
		for range t.BlankRows {
			r.open("tr", class("vuota"))
			for range t.Columns {
				r.open("td")
				r.shut("td")
			}
			r.line("tr")
		}
		r.line("tbody")
	}
	r.shut("table")
	r.line("div")
}

// tableLabel is the name of the box, which is heard without what stands around it:
// the caption, or else the heading above, and no name twice.
func (r *renderer) tableLabel(t *doc.Table) string {
	name := cmp.Or(doc.Plain(t.Caption), r.heading, "Tabella")
	r.named[name]++
	if n := r.named[name]; n > 1 {
		name += " (" + strconv.Itoa(n) + ")"
	}
	return name
}

// columns says the widths by classes in steps of a twentieth: a style
// attribute would not pass a strict Content-Security-Policy.
func (r *renderer) columns(list []doc.Column) {
	r.open("colgroup")
	for _, c := range list {
		name := ""
		if c.Width > 0 {
			const step = 5
			name = "l" + strconv.Itoa(max(step, step*int(math.Round(c.Width*100/step))))
		}
		r.void("col", class(name))
	}
	r.line("colgroup")
}

func (r *renderer) row(t *doc.Table, row doc.Row, head bool) {
	r.open("tr")
	for i, c := range row.Cells {
		align := ""
		if i < len(t.Columns) {
			align = alignClass(t.Columns[i].Align)
		}
		tag, scope := "td", ""
		switch {
		case head:
			tag, scope = "th", "col"
		case c.RowHead:
			tag, scope = "th", "row"
		}
		r.open(tag, attr{"scope", scope}, attr{"id", c.ID}, class(align))
		r.flow(c.Blocks)
		r.shut(tag)
	}
	r.line("tr")
}

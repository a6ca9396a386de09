package pdf

import (
	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// drawFlat draws a field as it looks on paper: its frame, its value as text.
func (f *fieldBox) drawFlat(p *painter, r pdfw.Rect) {
	p.addFrame(r)
	if f.field.Kind == doc.FieldCheck {
		if f.field.Checked {
			const inset = 2.5
			p.addRule(rule{r.X0 + inset, r.Y0 + inset, r.X1 - inset, r.Y1 - inset, 1.2})
			p.addRule(rule{r.X0 + inset, r.Y1 - inset, r.X1 - inset, r.Y0 + inset, 1.2})
		}
		return
	}
	if f.value == nil {
		return
	}
	style := f.value.style
	y := r.Y0 + f.firstLine(p, r.Height())
	for _, l := range f.lines {
		p.text(f.value, l, r.X0+cellPad, y)
		y -= style.lead
	}
}

// addFrame notes the outline of a rectangle.
func (p *painter) addFrame(r pdfw.Rect) {
	p.addRule(rule{r.X0, r.Y0, r.X1, r.Y0, hairline})
	p.addRule(rule{r.X0, r.Y1, r.X1, r.Y1, hairline})
	p.addRule(rule{r.X0, r.Y1, r.X0, r.Y0, hairline})
	p.addRule(rule{r.X1, r.Y1, r.X1, r.Y0, hairline})
}

package pdf

import (
	"math"

	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// fieldBox is the control of a form field; its label is text above it, or
// beside it for a check box.
type fieldBox struct {
	field *doc.Field
	form  *pdfw.Elem // nil in a print copy
	w, h  float64
	size  float64    // of typed text
	tall  bool       // of more than one line
	value *paragraph // a value drawn in the fonts of the text
	lines []line
	label []placedItem // of a check box
}

func (f *fieldBox) height() float64 { return f.h }

func (f *fieldBox) draw(p *painter, x, top float64) {
	r := pdfw.Rect{X0: x, Y0: top - f.h, X1: x + f.w, Y1: top}
	if f.field.Kind == doc.FieldCheck {
		r = pdfw.Rect{X0: x, Y0: top - 1.5 - checkSide, X1: x + checkSide, Y1: top - 1.5}
	}
	p.place(f.field.Name, r)
	if p.flat {
		f.drawFlat(p, r)
	} else if !p.artifact {
		f.make(p, r)
	}
	for _, l := range f.label {
		l.box.draw(p, x+l.x, top-l.y)
	}
}

// make puts the form field on the page.
func (f *fieldBox) make(p *painter, r pdfw.Rect) {
	about := pdfw.Field{Name: f.field.Name, Words: fieldWords(f.field), Required: f.field.Required}
	switch f.field.Kind {
	case doc.FieldText, doc.FieldDate, doc.FieldMultiline:
		t := pdfw.TextField{Field: about, Value: f.field.Value, Multiline: f.tall, Size: f.size}
		if f.value != nil {
			t.Drawn = func(c *pdfw.Canvas) { p.value(c, f) }
		}
		p.page.AddText(f.form, r, t)
	case doc.FieldChoice:
		p.page.AddChoice(f.form, r, pdfw.ChoiceField{Field: about, Options: f.field.Options, Value: f.field.Value, Size: f.size})
	case doc.FieldCheck:
		p.page.AddCheck(f.form, r, pdfw.CheckField{Field: about, Checked: f.field.Checked})
	}
}

// value draws a value in the font of the text: typed text beyond WinAnsi.
func (p *painter) value(c *pdfw.Canvas, f *fieldBox) {
	style := f.value.style
	y := f.firstLine(p, c.Height())
	for _, l := range f.lines {
		x := cellPad
		for i := l.first; i < l.end; i++ {
			pc := f.value.pieces[i]
			if i > l.first {
				x += pc.space
			}
			c.Show(p.fonts[pc.face], style.size, x, y, f.value.glyphs[pc.from:pc.to])
			x += pc.width
		}
		y -= style.lead
	}
}

// firstLine is the height of the first baseline of a value in a field so high:
// one line stands in the middle.
func (f *fieldBox) firstLine(p *painter, height float64) float64 {
	face, size := p.fonts[0].Face(), f.value.style.size
	if !f.tall {
		return (height - face.CapHeight(size)) / 2
	}
	return height - cellPad - face.Ascent(size) + 2
}

// fieldWords is the accessible name of a field: its label and what to write.
func fieldWords(f *doc.Field) string {
	words := f.Label
	if f.Hint != "" {
		words += " – " + f.Hint
	}
	if f.Required {
		words += " (obbligatorio)"
	}
	return words
}

func (b *builder) field(n *doc.Field, c column, parent *pdfw.Elem) {
	b.space(fieldGap)
	if n.Kind == doc.FieldCheck {
		b.check(n, c, parent)
		return
	}
	label := labelStyle()
	b.lines([]doc.Inline{&doc.Text{Value: n.Label}}, label, c, parent.Add(pdfw.TagP))
	box := &fieldBox{field: n, form: b.form(parent), w: c.width, h: fieldHeight * b.scale, size: typedSize * b.scale}
	if n.Kind == doc.FieldDate {
		box.w = min(c.width, 110*b.scale)
	}
	if n.Kind == doc.FieldMultiline {
		box.tall, box.h = true, pdfw.TypedHeight(n.Height(), box.size)
	}
	if n.Value != "" {
		b.fitValue(box, parent)
	}
	b.space(2)
	b.keep = true // a control stays with its label
	b.put(item{box: box, x: c.x})
	b.space(fieldGap)
}

// fitValue makes room for all of a value, so that nothing that a form holds is
// hidden: its letters shrink, and where that would make them too small the field
// has more lines. Large print stays large, and a list has one line.
func (b *builder) fitValue(box *fieldBox, parent *pdfw.Elem) {
	n, room := box.field, box.w-2*cellPad
	style, width := labelStyle(), 0.0
	typed := !b.flat && b.r.form.CanType(n.Value)
	if !typed {
		if b.flat { // an appearance has no element
			parent = parent.Add(pdfw.TagP)
		}
		box.value = b.shape([]doc.Inline{&doc.Text{Value: n.Value}}, style, parent)
		width = box.value.width()
	} else {
		width = b.r.form.TypedWidth(n.Value, box.size)
	}
	if !box.tall && width > room {
		size, least := math.Floor(10*box.size*room/width)/10, box.size
		if b.scale == 1 {
			least = leastTyped
		}
		if box.tall = size < least && n.Kind != doc.FieldChoice; !box.tall {
			style = style.times(size / box.size)
			box.size = size
			if !typed {
				box.value = b.shape([]doc.Inline{&doc.Text{Value: n.Value}}, style, parent)
			}
		}
	}
	if typed {
		if box.tall {
			box.h = max(box.h, pdfw.TypedHeight(b.r.form.TypedLines(n.Value, box.size, box.w), box.size))
		}
		return
	}
	box.lines = b.breakLines(box.value, room)
	if box.tall {
		box.h = max(box.h, pdfw.TypedHeight(0, 0)+float64(len(box.lines))*box.value.style.lead)
	}
}

// form is the element of a field; a print copy has none.
func (b *builder) form(parent *pdfw.Elem) *pdfw.Elem {
	if b.flat {
		return nil
	}
	return parent.Add(pdfw.TagForm)
}

// check sets a check box with its label at its right.
func (b *builder) check(n *doc.Field, c column, parent *pdfw.Elem) {
	box := &fieldBox{field: n, form: b.form(parent), w: c.width}
	beside := column{checkSide + 7, c.width - checkSide - 7}
	items := b.capture(labelStyle(), func() {
		b.lines([]doc.Inline{&doc.Text{Value: n.Label}}, b.body, beside, parent.Add(pdfw.TagP))
	})
	for _, it := range items {
		box.label = append(box.label, placedItem{it, box.h})
		box.h += it.box.height()
	}
	box.h = max(box.h, checkSide+3)
	b.put(item{box: box, x: c.x, lines: len(box.label)})
	b.space(fieldGap / 2)
}

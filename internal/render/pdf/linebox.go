package pdf

import (
	"strings"

	pdfw "concerta/internal/pdf"
)

// lineBox is one line of text, with the mark of a list item before it if it
// is the item's first.
type lineBox struct {
	p          *paragraph
	line       line
	label      *paragraph
	labelInset float64 // from the line's left edge, negative
	heading    *heading
}

type heading struct {
	level int
	title string
}

func (l *lineBox) height() float64 { return l.p.style.lead }

func (l *lineBox) draw(p *painter, x, top float64) {
	if l.heading != nil {
		p.bookmark(l.heading, top)
	}
	style := &l.p.style
	face := p.fonts[0].Face()
	up, down := face.Ascent(style.size), face.Descent(style.size)
	base := top - (style.lead-up-down)/2 - up
	if l.label != nil {
		p.text(l.label, line{end: len(l.label.pieces)}, x+l.labelInset, base)
	}
	p.text(l.p, l.line, x, base)
}

// text draws a line of a paragraph. Pieces of one face and one element are one
// string; the space at the line's end is kept, so that extracted text has its
// words apart.
func (p *painter) text(para *paragraph, l line, x, base float64) {
	x += l.indent
	for i := l.first; i < l.end; {
		first, start, end := &para.pieces[i], x, x
		f := p.fonts[first.face]
		p.line = p.line[:0]
		for ; i < l.end && para.pieces[i].face == first.face && para.pieces[i].span == first.span; i++ {
			pc := &para.pieces[i]
			p.line = append(p.line, pdfw.Glyphs{Numbers: para.glyphs[pc.from:pc.to]})
			x += pc.width
			end = x
			if i+1 < len(para.pieces) && para.pieces[i+1].startsWord() {
				p.line = append(p.line, p.space(para, l, i+1, first.face))
			}
			if i+1 < l.end && para.pieces[i+1].space > 0 {
				x += para.pieces[i+1].space + l.stretch
			}
		}
		p.tag(p.element(para, first.span))
		p.page.Show(f, para.style.size, start, base, p.line)
		if first.span > 0 && !p.artifact {
			p.link(para, first.span, start, end, base)
		}
	}
}

// space is the space before a piece, shown in the face of the text before it.
func (p *painter) space(para *paragraph, l line, next int, face uint8) pdfw.Glyphs {
	g := pdfw.Glyphs{Numbers: p.spaces[face][:]}
	if next < l.end {
		own := float64(p.fonts[face].Advance(p.spaces[face][0])) * para.style.size / 1000
		g.Gap = para.pieces[next].space + l.stretch - own
	}
	return g
}

// element gives the element of a span, made when it is first drawn so that it
// stands in order with the text around it; span 0 is the paragraph itself.
func (p *painter) element(para *paragraph, number uint8) *pdfw.Elem {
	if number == 0 {
		return para.elem
	}
	s := &para.spans[number-1]
	if s.elem == nil && !p.artifact {
		tag := pdfw.TagSpan
		if s.link != "" {
			tag = pdfw.TagLink
		}
		s.elem = p.element(para, s.parent).Add(tag)
		s.elem.Lang = s.lang
	}
	return s.elem
}

// link makes a stretch of a line lead to the address of its span.
func (p *painter) link(para *paragraph, number uint8, x0, x1, base float64) {
	for n := number; n > 0; n = para.spans[n-1].parent {
		s := &para.spans[n-1]
		if s.link == "" {
			continue
		}
		face, size := p.fonts[0].Face(), para.style.size
		area := pdfw.Rect{X0: x0, Y0: base - face.Descent(size), X1: x1, Y1: base + face.Ascent(size)}
		p.page.Link(s.elem, area, s.link, linkWords(s.link))
		return
	}
}

// linkWords says where a link leads, for those who do not see it.
func linkWords(address string) string {
	if mail, ok := strings.CutPrefix(address, "mailto:"); ok {
		return "Scrivi a " + mail
	}
	return "Vai a " + address
}

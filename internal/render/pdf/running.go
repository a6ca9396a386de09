package pdf

import (
	"math"
	"strconv"

	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// running is what stands on every page outside the text. It is drawn as
// artifacts: it is no part of the act's words.
type running struct {
	words doc.Running
	b     *builder
}

// under draws the mark of a draft, below everything else.
func (r *running) under(p *painter) {
	if r.words.Mark == "" {
		return
	}
	f := r.b.fonts[bold]
	numbers, width := r.glyphs(r.words.Mark, f, markSize)
	w, h := p.page.Width(), p.page.Height()
	diagonal := math.Hypot(w, h)
	size := min(markSize, markSize*0.8*diagonal/max(width, 1))
	width *= size / markSize
	sin, cos := h/diagonal, w/diagonal
	x := (w - width*cos + size*0.66*sin) / 2
	y := (h - width*sin - size*0.66*cos) / 2
	p.beginArtifact(pdfw.ArtifactBackground)
	p.page.SetGray(markGray)
	p.page.Slanted(f, size, x, y, sin, cos, numbers)
	p.page.SetGray(0)
	p.endArtifact()
}

// around draws the head, on every page but the first, and the foot; with the
// marks for scanning both keep off them.
func (r *running) around(p *painter, number, total int) {
	left, right := float64(marginSide), p.page.Width()-marginSide
	headRight, footLeft, foot := right, left, r.words.Foot
	p.beginArtifact(pdfw.ArtifactPagination)
	if r.words.Scan != nil {
		r.scanMarks(p, number, total)
		headRight = p.page.Width() - codeGap - codeMarked - quietZone
		footLeft = codeGap + codeMarked + quietZone
		foot = r.words.Scan.Page(number, total) + " · " + foot // what the code beside it says
	}
	head := p.page.Height() - runningTop - runningSize
	if number > 1 && r.words.Head != "" {
		r.show(p, r.words.Head, left, head, doc.Start)
	}
	if r.words.Mark != "" {
		mark := r.words.Mark
		if r.words.MarkAt != "" {
			mark += " – " + r.words.MarkAt
		}
		r.show(p, mark, headRight, head, doc.End)
	}
	base := runningFoot
	r.show(p, foot, footLeft, base, doc.Start)
	count := r.words.Page + " " + strconv.Itoa(number) + " " + r.words.Of + " " + strconv.Itoa(total)
	r.show(p, count, right, base, doc.End)
	p.page.EndText()
	if number > 1 {
		p.page.Line(left, head-4, headRight, head-4, hairline)
	}
	p.page.Line(footLeft, base+runningSize+3, right, base+runningSize+3, hairline)
	p.endArtifact()
}

// show draws one line of small text, cut to half the line so that two never
// meet.
func (r *running) show(p *painter, words string, x, base float64, align doc.Align) {
	f := r.b.fonts[0]
	room := (p.page.Width() - 2*marginSide) * 0.7
	numbers, width := r.glyphs(words, f, runningSize)
	for width > room && len(numbers) > 0 {
		numbers = numbers[:len(numbers)-1]
		width = 0
		for _, g := range numbers {
			width += float64(f.Advance(g)) * runningSize / 1000
		}
	}
	if align == doc.End {
		x -= width
	}
	if len(numbers) > 0 {
		p.page.Show(f, runningSize, x, base, []pdfw.Glyphs{{Numbers: numbers}})
	}
}

// glyphs shapes words in one face and measures them, unkerned.
func (r *running) glyphs(words string, f *pdfw.Font, size float64) ([]uint16, float64) {
	numbers := make([]uint16, 0, len(words))
	width := 0
	for _, c := range words {
		g, advance, ok := f.Glyph(c)
		if !ok {
			r.b.fail(errCharacter(c))
			continue
		}
		numbers = append(numbers, g)
		width += advance
	}
	return numbers, float64(width) * size / 1000
}

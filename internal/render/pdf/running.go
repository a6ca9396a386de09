package pdf

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"rsc.io/qr"

	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// running is what stands on every page outside the text. It is drawn as
// artifacts: it is no part of the act's words.
type running struct {
	words  doc.Running
	b      *builder
	verify *qr.Code // at the foot of every page; nil for none
}

// newRunning prepares what is the same on every page.
func newRunning(words doc.Running, b *builder) *running {
	r := &running{words: words, b: b}
	if v := words.Verify; v != nil && v.URL != "" {
		code, err := qr.Encode(v.URL, qr.M)
		if err != nil {
			b.fail(fmt.Errorf("QR code of %q: %w", v.URL, err))
			return r
		}
		r.verify = code
	}
	return r
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
	headRight := right
	p.beginArtifact(pdfw.ArtifactPagination)
	if r.words.Scan != nil {
		r.scanMarks(p, number, total)
		headRight = p.page.Width() - codeGap - codeMarked - quietZone
	}
	head := p.page.Height() - runningTop - runningSize
	most := (right - left) * headShare
	if number > 1 && r.words.Head != "" {
		r.show(p, r.words.Head, left, head, most, doc.Start)
	}
	if r.words.Mark != "" {
		mark := r.words.Mark
		if r.words.MarkAt != "" {
			mark += " – " + r.words.MarkAt
		}
		r.show(p, mark, headRight, head, most, doc.End)
	}
	rule := r.foot(p, number, total)
	p.page.EndText()
	if number > 1 {
		p.page.Line(left, head-4, headRight, head-4, hairline)
	}
	p.page.Line(rule.x0, rule.y0, rule.x1, rule.y1, rule.width)
	p.endArtifact()
}

// foot draws the foot and gives the rule that belongs above it.
func (r *running) foot(p *painter, number, total int) rule {
	left, right := float64(marginSide), p.page.Width()-marginSide
	if r.words.Scan != nil {
		left = codeGap + codeMarked + quietZone
	} else if r.verify != nil {
		corner := right - verifySide
		p.page.EndText()
		p.page.Fill(modules(r.verify, corner, verifyTop, verifySide/float64(r.verify.Size))...)
		right = corner - quietZone
	}
	count := r.words.Page + " " + strconv.Itoa(number) + " " + r.words.Of + " " + strconv.Itoa(total)
	first := right - left - r.width(count) - footGap // room of the first line
	lines := r.words.FootLines()
	if r.words.Scan != nil {
		lines = r.withPage(lines, r.words.Scan.Page(number, total), first)
	}
	base := float64(runningFoot)
	if len(lines) > 1 {
		base = runningFoot2 + float64(len(lines)-1)*runningLead
	}
	room := first
	for i, line := range lines {
		r.show(p, r.fitting(line, room), left, base-float64(i)*runningLead, room, doc.Start)
		room = right - left
	}
	r.show(p, count, right, base, right-left, doc.End)
	y := base + runningSize + 3
	return rule{left, y, right, y, hairline}
}

// withPage puts what the code of a page says, which stands beside it, before the
// lines of the foot: in the first of them or above it.
func (r *running) withPage(lines []string, page string, room float64) []string {
	if len(lines) == 0 {
		return []string{page}
	}
	if one := page + doc.FootSeparator + lines[0]; r.width(one) <= room {
		return append([]string{one}, lines[1:]...)
	}
	return append([]string{page}, lines...)
}

func (r *running) width(words string) float64 {
	_, w := r.glyphs(words, r.b.fonts[0], runningSize)
	return w
}

// fitting is a line of the foot without the last of what it says, where it does
// not fit: a cut address leads nowhere.
func (r *running) fitting(line string, room float64) string {
	for {
		at := strings.LastIndex(line, doc.FootSeparator)
		if at < 0 || r.width(line) <= room {
			return line
		}
		line = line[:at]
	}
}

// show draws one line of small text, cut to the room there is so that two never
// meet.
func (r *running) show(p *painter, words string, x, base, room float64, align doc.Align) {
	f := r.b.fonts[0]
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

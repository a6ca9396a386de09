package pdf

import (
	"fmt"

	"rsc.io/qr"

	pdfw "concerta/internal/pdf"
)

// The marks of a page that will be scanned (spec of the register): measured on
// simulated scans, every page was found. LayoutVersion changes with them, and
// with where the rows of a register stand: 2, since the letterhead stands
// between the marks. Layouts that are kept with acts are read as they are.
const (
	LayoutVersion = 2

	markSide   = 5 * millimetre  // of a corner square
	markInset  = 10 * millimetre // of its outer edge from the sheet's
	codeMarked = 18 * millimetre // side of a page code, without its quiet zone
	quietZone  = 5 * millimetre  // around a code
	codeGap    = markInset + markSide + quietZone
	scanMargin = codeMarked + markInset + quietZone + 2*millimetre
	scanInset  = codeGap + codeMarked + quietZone - marginSide // of what stands beside a code
)

// ScanPage is where the marks of one page are, from 1.
type ScanPage struct {
	Page    int
	Text    string
	Squares [4]pdfw.Rect // top left, top right, bottom left, bottom right
	Codes   [2]pdfw.Rect // top right, bottom left
}

// scanMarks draws the corner squares and the two codes of a page, and notes
// them. They are artifacts: a screen reader has no use for them.
func (r *running) scanMarks(p *painter, number, total int) {
	if r.words.Scan == nil {
		return
	}
	text := r.words.Scan.Page(number, total)
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		r.b.fail(fmt.Errorf("code of page %d: %w", number, err))
		return
	}
	w, h := p.page.Width(), p.page.Height()
	square := func(x, y float64) pdfw.Rect { return pdfw.Rect{X0: x, Y0: y, X1: x + markSide, Y1: y + markSide} }
	far := markInset + markSide
	marks := ScanPage{
		Page: number, Text: text,
		Squares: [4]pdfw.Rect{square(markInset, h-far), square(w-far, h-far), square(markInset, markInset), square(w-far, markInset)},
		Codes: [2]pdfw.Rect{
			{X0: w - codeGap - codeMarked, Y0: h - markInset - codeMarked, X1: w - codeGap, Y1: h - markInset},
			{X0: codeGap, Y0: markInset, X1: codeGap + codeMarked, Y1: markInset + codeMarked},
		},
	}
	p.page.Fill(marks.Squares[:]...)
	for _, c := range marks.Codes {
		p.page.Fill(modules(code, c.X0, c.Y1, codeMarked/float64(code.Size))...)
	}
	p.layout.Scan = append(p.layout.Scan, marks)
}

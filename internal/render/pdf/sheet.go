package pdf

import "concerta/internal/doc"

// sheet is the shape of a page: A4 upright or on its side.
type sheet struct {
	width, height float64
}

func sheetOf(o doc.Orientation) *sheet {
	if o == doc.Landscape {
		return landscape
	}
	return portrait
}

// The two sheets are compared by address: a change of sheet begins a page.
var (
	portrait  = &sheet{a4Short, a4Long} //nolint:gochecknoglobals // a constant
	landscape = &sheet{a4Long, a4Short} //nolint:gochecknoglobals // a constant
)

func (s *sheet) textWidth() float64  { return s.width - 2*marginSide }
func (s *sheet) textHeight() float64 { return s.height - marginTop - headRoom - marginBottom }

// top is where text begins on a page, from its lower edge: higher on the
// first, which has no running head.
func (s *sheet) top(first bool) float64 {
	if first {
		return s.height - marginTop
	}
	return s.height - marginTop - headRoom
}

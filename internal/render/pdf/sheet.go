package pdf

import (
	"concerta/internal/doc"
	"concerta/internal/pdf/audit"
)

// sheet is the shape of a page: A4 upright or on its side, and the margins of
// its text. A change of sheet begins a page.
type sheet struct {
	width, height float64
	first         float64 // top margin of the first page, where the letterhead stands
	top, bottom   float64 // of the others, which have a running head
	scan          bool    // marks for scanning stand in the corners
}

// sheets are the shapes a document may use, by orientation.
type sheets [2]*sheet

// newSheets gives the shapes of a document. Marks for scanning stand in the
// corners, and the text keeps off them: above and below it, but for the
// letterhead, which is narrow and stands between them. So the first page has
// room for people to sign.
func newSheets(r doc.Running) sheets {
	margins := sheet{first: marginTop, top: marginTop + headRoom, bottom: marginBottom}
	if r.Scan != nil {
		margins = sheet{first: runningTop, top: scanMargin, bottom: scanMargin, scan: true}
		if r.Mark != "" { // the mark of a draft has the first line
			margins.first += runningLead + headRoom/2
		}
	}
	upright, side := margins, margins
	upright.width, upright.height = a4Short, a4Long
	side.width, side.height = a4Long, a4Short
	return sheets{doc.Portrait: &upright, doc.Landscape: &side}
}

func (s *sheet) textWidth() float64  { return s.width - 2*marginSide }
func (s *sheet) textHeight() float64 { return s.height - s.top - s.bottom }

// begin is where text begins on a page, from its lower edge.
func (s *sheet) begin(first bool) float64 {
	if first {
		return s.height - s.first
	}
	return s.height - s.top
}

// Limits are the page's design, for whoever audits a finished file.
func Limits() audit.Limits {
	return audit.Limits{Side: marginSide, Bottom: marginBottom, Top: marginTop, Edge: runningTop}
}

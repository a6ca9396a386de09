package pdf

// page is the outcome of layout for one sheet of paper.
type page struct {
	sheet  *sheet
	placed []placed
}

// placed is a box at its place, top from the lower edge of the page.
type placed struct {
	box      box
	x, top   float64
	repeated bool // the head of a table, shown again
}

// leastText is how many lines of text must share a page with a signature.
const leastText = 2

// tieSignatures keeps every signature block with the lines before it, so that
// nobody signs a page without words of the act.
func tieSignatures(items []item) {
	for i := range items {
		if _, ok := items[i].box.(*signaturesBox); !ok {
			continue
		}
		for at, lines := i, 0; at > 0 && lines < leastText && items[at].sheet == items[at-1].sheet; {
			items[at].keep, items[at].fresh = true, false
			at--
			if items[at].text {
				lines++
			}
		}
	}
}

// paginate fills pages with items in order. A page ends before the last item
// that may begin one; ties that no page could hold give way.
func paginate(items []item) []page {
	var pages []page
	for start := 0; start < len(items); {
		p, end := fill(items, start, len(pages) == 0)
		pages = append(pages, p)
		start = end
	}
	return pages
}

// fill makes the page that begins with an item, and gives the item that begins
// the next one.
func fill(items []item, start int, first bool) (page, int) {
	s := items[start].sheet
	p := page{sheet: s}
	y := s.top(first)
	if t := items[start].table; t != nil && start > 0 && items[start-1].inside(t) && t.repeatedHeight(s) > 0 {
		for _, r := range t.head {
			p.placed = append(p.placed, placed{box: r, x: marginSide, top: y, repeated: true})
			y -= r.height()
		}
	}
	end := start
	for end < len(items) {
		it := &items[end]
		if end > start {
			if it.fresh || it.sheet != s {
				break
			}
			y -= it.gap
		}
		if y-it.box.height() < marginBottom-tolerance && end > start {
			next := lastBreak(items, start, end)
			p.placed = p.placed[:len(p.placed)-(end-next)]
			return p, next
		}
		p.placed = append(p.placed, placed{box: it.box, x: marginSide + it.x, top: y})
		y -= it.box.height()
		end++
	}
	return p, end
}

// tolerance lets a line stay whose place is off by rounding alone.
const tolerance = 0.01

// inside tells whether the item is a row of the table, or its head.
func (it *item) inside(t *table) bool {
	if it.table == t {
		return true
	}
	r, ok := it.box.(*rowBox)
	return ok && len(t.head) > 0 && r == t.head[len(t.head)-1]
}

// lastBreak is the last item that may begin a page, of those after start up to
// the one that does not fit; when all are tied, the one that does not fit.
func lastBreak(items []item, start, over int) int {
	for at := over; at > start; at-- {
		if !items[at].keep {
			return at
		}
	}
	return over
}

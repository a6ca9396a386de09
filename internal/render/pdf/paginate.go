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

// leastText is how many lines of text must share a page with a signature, and
// tieHeight how much of a page may be kept together for it: before a
// signature may stand a picture, or rows left blank.
const (
	leastText = 2
	tieHeight = 0.9
)

// tieSignatures keeps every place to sign in one piece and with the lines
// before it, so that nobody signs a page without words of the act.
func tieSignatures(items []item) {
	for i := range items {
		if items[i].signs == 0 {
			continue
		}
		first := i - items[i].signs + 1
		height := items[first].box.height()
		for at := first + 1; at <= i; at++ {
			height += items[at].gap + items[at].box.height()
			items[at].keep, items[at].fresh = true, false
		}
		for at, lines := first, 0; at > 0 && lines < leastText && items[at].sheet == items[at-1].sheet; {
			height += items[at].gap + items[at-1].box.height()
			if at < first && height > tieHeight*items[at].sheet.textHeight() {
				break
			}
			items[at].keep, items[at].fresh = true, false
			at--
			lines += items[at].lines
		}
	}
}

// Spaces may be closed up by so much, in steps, when that saves a last page
// with little on it: an act that ends with its signatures alone on a fourth
// page is better on three.
const (
	tightest     = 0.7
	tighterBy    = 0.1
	littleOnPage = 0.35
)

// layPages fills pages with items, a little closer where it is worth it.
func layPages(items []item) []page {
	first := firstSpread(items)
	pages := paginate(items, first, 1)
	if len(pages) < 2 || pages[len(pages)-1].used() > littleOnPage {
		return pages
	}
	for spread := 1 - tighterBy; spread >= tightest-tolerance; spread -= tighterBy {
		if closer := paginate(items, min(first, spread), spread); len(closer) < len(pages) {
			return closer
		}
	}
	return pages
}

// firstSpread is what the spaces of the first page are taken by. On a sheet to
// sign they close up for one row more, no further than it needs: those who come
// first sign on it, and two rows at the foot of a long text look forgotten.
func firstSpread(items []item) float64 {
	if len(items) == 0 || !items[0].sheet.scan {
		return 1
	}
	best := 1.0
	_, most := fill(items, 0, true, best)
	for spread := 1 - tighterBy; spread >= tightest-tolerance; spread -= tighterBy {
		if _, end := fill(items, 0, true, spread); end > most {
			best, most = spread, end
		}
	}
	return best
}

// used is how much of its height a page takes, as a fraction.
func (p *page) used() float64 {
	if len(p.placed) == 0 {
		return 0
	}
	last := p.placed[len(p.placed)-1]
	return (p.sheet.begin(false) - last.top + last.box.height()) / p.sheet.textHeight()
}

// paginate fills pages with items in order, the spaces between them taken so
// many times, on the first page and on the others. A page ends before the last
// item that may begin one; ties that no page could hold give way.
func paginate(items []item, first, others float64) []page {
	var pages []page
	for start := 0; start < len(items); {
		spread := others
		if start == 0 {
			spread = first
		}
		p, end := fill(items, start, start == 0, spread)
		pages = append(pages, p)
		start = end
	}
	return pages
}

// fill makes the page that begins with an item, and gives the item that begins
// the next one.
func fill(items []item, start int, first bool, spread float64) (page, int) {
	s := items[start].sheet
	p := page{sheet: s}
	y := s.begin(first && (!s.scan || items[start].above))
	if t := items[start].table; t != nil && start > 0 && items[start-1].inside(t) && t.repeatedHeight(s) > 0 {
		for _, r := range t.head {
			p.placed = append(p.placed, placed{box: r, x: marginSide, top: y, repeated: true})
			y -= r.height()
		}
	}
	for _, again := range items[start].again {
		p.placed = append(p.placed, placed{box: again, x: marginSide + items[start].x, top: y, repeated: true})
		y -= again.height()
	}
	if len(items[start].again) > 0 {
		y -= items[start].gap * spread
	}
	end := start
	for end < len(items) {
		it := &items[end]
		if end > start {
			if it.fresh || it.sheet != s {
				break
			}
			y -= it.gap * spread
			if items[end-1].above && !it.above {
				y = min(y, s.begin(false)) // however short the letterhead is
			}
		}
		if y-it.box.height() < s.bottom-tolerance && end > start {
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

package docx

import (
	"concerta/internal/doc"
	"concerta/internal/ooxml"
)

// The kinds of page of a section.
const (
	pageDefault = "default"
	pageFirst   = "first"
	pageEven    = "even"
)

// headed tells whether the letterhead of the office has a header on the first page:
// that of the document would say the same again.
func (r *renderer) headed() bool { return r.base != nil && r.base.FirstSays() }

// basedSections are the properties of each spread on a letterhead, whose headers
// and footers stand on the kinds of page they are for.
func (r *renderer) basedSections(letterhead *doc.Letterhead) []*ooxml.SectionProperties {
	kinds := []string{pageDefault}
	if r.base.EvenAndOdd() {
		kinds = append(kinds, pageEven)
	}
	heads := map[string]*ooxml.HeaderFooter{}
	for _, k := range kinds {
		heads[k] = r.otherHead(k)
	}
	feet := map[footKey]*ooxml.HeaderFooter{}
	var list []*ooxml.SectionProperties
	for i, s := range r.spreads {
		p := r.page.section(s.orientation)
		for _, k := range kinds {
			p.Headers = append(p.Headers, heads[k].Header(k))
			r.addFoot(p, k, k, s.orientation, feet)
		}
		if i == 0 {
			r.firstPage(p, letterhead, s.orientation, feet)
		}
		list = append(list, p)
	}
	return list
}

// firstPage gives the first page what the others do not have: the letterhead's own
// header and footer for it, or the head of the document when it has none there.
func (r *renderer) firstPage(p *ooxml.SectionProperties, letterhead *doc.Letterhead, o doc.Orientation, feet map[footKey]*ooxml.HeaderFooter) {
	own := r.base.Page().TitlePage
	if !own && r.headed() {
		return // as the other pages
	}
	p.TitlePage = ooxml.On()
	var head *ooxml.HeaderFooter
	if r.headed() {
		head = r.out.BaseHeader(pageFirst)
		head.Blocks = r.mark()
	} else {
		head = r.firstHead(letterhead)
	}
	p.Headers = append(p.Headers, head.Header(pageFirst))
	foot := pageDefault
	if own {
		foot = pageFirst
	}
	r.addFoot(p, pageFirst, foot, o, feet)
}

// otherHead is the header of that kind of page after the first: the letterhead's
// with the mark of a draft under it or, when the letterhead has no header at all,
// the document's.
func (r *renderer) otherHead(kind string) *ooxml.HeaderFooter {
	if !r.base.Heads() {
		return r.runningHead()
	}
	h := r.out.BaseHeader(kind)
	if h != nil {
		h.Blocks = r.mark()
		return h
	}
	h = r.out.AddHeader()
	if h.Blocks = r.mark(); len(h.Blocks) == 0 {
		h.Blocks = []ooxml.Block{r.paragraph(styleHeader)}
	}
	return h
}

// footKey tells the footers of a document apart: the page number stands at the
// right of a page, wherever that is.
type footKey struct {
	kind        string
	orientation doc.Orientation
}

// addFoot lets the pages of one kind of a section have the letterhead's footer of a
// kind, with the document's foot under it.
func (r *renderer) addFoot(p *ooxml.SectionProperties, kind, of string, o doc.Orientation, feet map[footKey]*ooxml.HeaderFooter) {
	key := footKey{of, o}
	h := feet[key]
	if h == nil {
		h = r.out.BaseFooter(of)
		switch {
		case h == nil && !r.hasFoot():
			return
		case h == nil:
			h = r.foot(o)
		case r.hasFoot():
			h.Blocks = r.footBlocks(o)
		}
		feet[key] = h
	}
	p.Footers = append(p.Footers, h.Footer(kind))
}

package docx

import (
	"concerta/internal/doc"
	"concerta/internal/ooxml"
)

// The page is the PDF's: A4, 25 mm at the sides. A letterhead taller than the
// margin at the head pushes the text down by itself.
const (
	pageShort    = ooxml.Twips(11906)
	pageLong     = ooxml.Twips(16838)
	marginSide   = ooxml.Twips(1417)
	marginHead   = ooxml.Twips(1304)
	marginFoot   = ooxml.Twips(1361)
	headerOffset = ooxml.Twips(680)
	footerOffset = ooxml.Twips(737)
)

// textWidth is the width of the text of a page.
func textWidth(o doc.Orientation) ooxml.Twips {
	if o == doc.Landscape {
		return pageLong - 2*marginSide
	}
	return pageShort - 2*marginSide
}

// textHeight is the height of the text of a page without a letterhead.
func textHeight(o doc.Orientation) ooxml.Twips {
	if o == doc.Landscape {
		return pageShort - marginHead - marginFoot
	}
	return pageLong - marginHead - marginFoot
}

// spread is a run of blocks on pages of one orientation: a section.
type spread struct {
	orientation doc.Orientation
	blocks      []ooxml.Block
}

// body sets the whole document: letterhead in the first header, the rest in one
// section for each change of orientation.
func (r *renderer) body() {
	blocks := r.doc.Blocks
	var letterhead *doc.Letterhead
	if len(blocks) > 0 {
		if l, ok := blocks[0].(*doc.Letterhead); ok {
			letterhead, blocks = l, blocks[1:]
		}
	}
	f := newFlow(r, doc.Portrait)
	f.add(blocks)
	r.close(f)
	if len(r.spreads) == 0 {
		r.spreads = []spread{{}}
	}
	sections := r.sections(letterhead)
	for i, s := range r.spreads {
		last := i == len(r.spreads)-1
		if !last {
			r.endSection(&s, sections[i])
		}
		r.out.Body.Blocks = append(r.out.Body.Blocks, s.blocks...)
		if last {
			if endsWithTable(s.blocks) {
				r.out.Body.Blocks = append(r.out.Body.Blocks, r.paragraph(styleSeparator)) // Word has a paragraph after every table
			}
			r.out.Body.Section = sections[i]
		}
	}
}

// close ends the spread being set, unless it holds nothing.
func (r *renderer) close(f *flow) {
	if len(f.blocks) > 0 {
		r.spreads = append(r.spreads, spread{f.orientation, f.blocks})
	}
	f.blocks = nil
}

// endSection puts the properties of a section where WordprocessingML has them:
// in its last paragraph.
func (r *renderer) endSection(s *spread, props *ooxml.SectionProperties) {
	p, ok := s.blocks[len(s.blocks)-1].(*ooxml.Paragraph)
	if !ok {
		p = r.paragraph(styleSeparator)
		s.blocks = append(s.blocks, p)
	}
	p.Properties.Section = props
}

func endsWithTable(blocks []ooxml.Block) bool {
	if len(blocks) == 0 {
		return false
	}
	_, ok := blocks[len(blocks)-1].(*ooxml.Table)
	return ok
}

// sections are the properties of each spread, with its headers and footers.
func (r *renderer) sections(letterhead *doc.Letterhead) []*ooxml.SectionProperties {
	var headers [2]*ooxml.HeaderFooter // by orientation; nil until asked for
	var footers [2]*ooxml.HeaderFooter
	var list []*ooxml.SectionProperties
	for i, s := range r.spreads {
		p := sectionPage(s.orientation)
		at := s.orientation
		if headers[at] == nil {
			headers[at] = r.runningHead()
		}
		p.Headers = append(p.Headers, headers[at].Header("default"))
		if i == 0 {
			p.Headers = append(p.Headers, r.firstHead(letterhead).Header("first"))
			p.TitlePage = ooxml.On()
		}
		if r.hasFoot() {
			if footers[at] == nil {
				footers[at] = r.foot(at)
			}
			p.Footers = append(p.Footers, footers[at].Footer("default"))
			if i == 0 {
				p.Footers = append(p.Footers, footers[at].Footer("first"))
			}
		}
		list = append(list, p)
	}
	return list
}

func sectionPage(o doc.Orientation) *ooxml.SectionProperties {
	size := &ooxml.PageSize{Width: pageShort, Height: pageLong}
	if o == doc.Landscape {
		size = &ooxml.PageSize{Width: pageLong, Height: pageShort, Orientation: "landscape"}
	}
	return &ooxml.SectionProperties{
		Type: ooxml.Str("nextPage"),
		Size: size,
		Margins: &ooxml.PageMargins{
			Top: marginHead, Right: marginSide, Bottom: marginFoot, Left: marginSide,
			Header: headerOffset, Footer: footerOffset,
		},
		Columns: &ooxml.Columns{Space: 708},
	}
}

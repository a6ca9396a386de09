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

// page is the page of a document: ours, or that of an office's letterhead.
type page struct {
	short, long ooxml.Twips
	margins     ooxml.PageMargins
	source      *ooxml.PaperSource
}

func pageOf(base *ooxml.Base) page {
	p := page{short: pageShort, long: pageLong, margins: ooxml.PageMargins{
		Top: marginHead, Right: marginSide, Bottom: marginFoot, Left: marginSide,
		Header: headerOffset, Footer: footerOffset,
	}}
	if base == nil {
		return p
	}
	of := base.Page()
	if of.Size != nil {
		p.short, p.long = of.Size.Width, of.Size.Height
	}
	if of.Margins != nil {
		p.margins = *of.Margins
	}
	p.source = of.Source
	return p
}

// textWidth is the width of the text of a page.
func (p page) textWidth(o doc.Orientation) ooxml.Twips {
	side := p.margins.Left + p.margins.Right + p.margins.Gutter
	if o == doc.Landscape {
		return p.long - side
	}
	return p.short - side
}

// textHeight is the height of the text of a page without a letterhead. A negative
// margin is one that a header does not push.
func (p page) textHeight(o doc.Orientation) ooxml.Twips {
	rest := max(p.margins.Top, -p.margins.Top) + max(p.margins.Bottom, -p.margins.Bottom)
	if o == doc.Landscape {
		return p.short - rest
	}
	return p.long - rest
}

// section are the properties of a section of that orientation. The margins stay
// where they are when the page is turned: headers need their room.
func (p page) section(o doc.Orientation) *ooxml.SectionProperties {
	size := &ooxml.PageSize{Width: p.short, Height: p.long}
	if o == doc.Landscape {
		size = &ooxml.PageSize{Width: p.long, Height: p.short, Orientation: "landscape"}
	}
	return &ooxml.SectionProperties{
		Type:    ooxml.Str("nextPage"),
		Size:    size,
		Margins: &p.margins,
		Source:  p.source,
		Columns: &ooxml.Columns{Space: 708},
	}
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
	sectionsOf := r.sections
	if r.base != nil {
		sectionsOf = r.basedSections
	}
	sections := sectionsOf(letterhead)
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
		p := r.page.section(s.orientation)
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

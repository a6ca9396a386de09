package docx

import (
	"strconv"
	"strings"

	"concerta/internal/doc"
	"concerta/internal/ooxml"
)

// flow is a place where blocks stack: the text of the pages, or a cell.
type flow struct {
	*renderer
	orientation doc.Orientation
	width       ooxml.Twips // of the text
	indent      ooxml.Twips // of the list item being set
	depth       int         // of the list being set; 0 outside lists
	label       *ooxml.NumberingRef
	cell        bool
	style       string    // of plain paragraphs
	align       doc.Align // of a cell's column
	newPage     bool      // the next paragraph starts a page
	blocks      []ooxml.Block
}

func newFlow(r *renderer, o doc.Orientation) *flow {
	return &flow{renderer: r, orientation: o, width: r.page.textWidth(o), style: styleBody}
}

// Room between a table and what follows it: a paragraph of body text has none
// of its own above.
const afterTable = ooxml.Twips(160)

// put adds a paragraph and gives it what its place asks for: the label of the
// item it begins, a new page, room after a table.
func (f *flow) put(p *ooxml.Paragraph) {
	if f.label != nil {
		p.Properties.Numbering, f.label = f.label, nil
	} else if f.depth > 0 && p.Properties.Indent == nil {
		p.Properties.Indent = &ooxml.Indent{Left: f.indent}
	}
	if !f.cell {
		f.numberTyped(p)
	}
	if f.newPage {
		p.Properties.PageBreakBefore, f.newPage = ooxml.On(), false
	}
	if endsWithTable(f.blocks) && p.Properties.Spacing == nil && !airy(p.Properties.Style.Val) {
		p.Properties.Spacing = &ooxml.Spacing{Before: afterTable}
	}
	f.blocks = append(f.blocks, p)
}

// airy tells whether a style has room above it already.
func airy(style string) bool {
	return style == styleCaption || style == styleSeparator || strings.HasPrefix(style, styleHeading)
}

func (f *flow) add(blocks []doc.Block) {
	for i, b := range blocks {
		f.block(b)
		if i+1 < len(blocks) && asks(b, blocks[i+1]) {
			f.keepWithNext()
		}
	}
}

// asks tells whether b is words that check boxes answer: alone at the foot of a
// page they would ask nothing.
func asks(b, next doc.Block) bool {
	_, words := b.(*doc.Paragraph)
	field, ok := next.(*doc.Field)
	return words && ok && field.Kind == doc.FieldCheck
}

// keepWithNext keeps the paragraph set last on the page of what follows it.
func (f *flow) keepWithNext() {
	if p, ok := f.blocks[len(f.blocks)-1].(*ooxml.Paragraph); ok {
		p.Properties.KeepNext = ooxml.On()
	}
}

func (f *flow) block(b doc.Block) {
	switch b := b.(type) {
	case *doc.Letterhead:
		if !f.headed() {
			f.blocks = append(f.blocks, f.letterhead(b, f.out.Main())...)
		}
	case *doc.Heading:
		f.heading(b)
	case *doc.Paragraph:
		f.paragraph(b)
	case *doc.List:
		f.list(b)
	case *doc.Table:
		f.table(b)
	case *doc.Field:
		f.field(b)
	case *doc.Signatures:
		f.signatures(b)
	case *doc.Figure:
		f.figure(b)
	case *doc.Code:
		f.code(b)
	case *doc.Rule:
		f.rule()
	case *doc.PageBreak:
		f.pageBreak()
	case *doc.Section:
		f.section(b)
	}
}

func (f *flow) heading(h *doc.Heading) {
	if h.Level < 1 || h.Level > headingsInStyle {
		f.fail("un titolo di livello %d non esiste; i livelli vanno da 1 a 6", h.Level)
		return
	}
	f.put(f.styled(styleHeading+strconv.Itoa(h.Level), f.inlines(h.Text)...))
}

// styled is a paragraph of that style; flow has a method paragraph of its own.
func (f *flow) styled(style string, content ...ooxml.Inline) *ooxml.Paragraph {
	return f.renderer.paragraph(style, content...)
}

func (f *flow) paragraph(p *doc.Paragraph) {
	style := f.style
	switch p.Style {
	case doc.StyleBody:
	case doc.StyleSubtitle:
		style = styleSubtitle
	case doc.StyleNote:
		style = styleNote
	}
	out := f.styled(style, f.inlines(p.Text)...)
	align := p.Align
	if align == doc.Natural && f.cell {
		align = f.align
	}
	out.Properties.Justify = justify(align)
	f.put(out)
	if strings.HasSuffix(strings.TrimSpace(doc.Plain(p.Text)), ":") && !f.cell {
		f.keepWithNext() // it announces what follows
	}
}

// justify is nil for the natural alignment, which the styles know.
func justify(a doc.Align) *ooxml.String {
	switch a {
	case doc.Natural:
		return nil
	case doc.Start:
		return ooxml.Str("left")
	case doc.Center:
		return ooxml.Str("center")
	case doc.End:
		return ooxml.Str("right")
	}
	return nil
}

// rule is a paragraph that is nothing but its border. Two in a row are one.
func (f *flow) rule() {
	if len(f.blocks) > 0 {
		if p, ok := f.blocks[len(f.blocks)-1].(*ooxml.Paragraph); ok && p.Properties.Style.Val == styleRule {
			return
		}
	}
	f.put(f.styled(styleRule))
}

// pageBreak makes the next paragraph start a page, so that no paragraph is
// there only to break it and none is left alone on a last page.
func (f *flow) pageBreak() {
	if f.cell {
		f.fail("un'interruzione di pagina non può stare in una tabella; metterla prima o dopo")
		return
	}
	f.newPage = len(f.blocks) > 0
}

// section sets blocks in another language and, when they are of another
// orientation, on pages of their own.
func (f *flow) section(s *doc.Section) {
	if f.cell || f.depth > 0 {
		f.fail("una sezione non può stare in una tabella o in un elenco; metterla prima o dopo")
		return
	}
	outer := f.orientation
	f.turn(s.Orientation)
	f.inLanguage(s.Lang, func() { f.add(s.Blocks) })
	f.turn(outer)
}

// turn goes on with pages of that orientation.
func (f *flow) turn(o doc.Orientation) {
	if o == f.orientation {
		return
	}
	f.close(f)
	f.orientation, f.width, f.newPage = o, f.page.textWidth(o), false
}

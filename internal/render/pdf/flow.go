package pdf

import (
	"strings"

	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// box is something with a height that is drawn whole at a place.
type box interface {
	height() float64
	// draw draws the box with its upper left corner at a point of the page.
	draw(p *painter, x, top float64)
}

// item is a box on its way to a page.
type item struct {
	box   box
	x     float64 // from the left of the text
	gap   float64 // above it, unless it begins a page
	keep  bool    // on the page of the item before
	fresh bool    // begins a page
	lines int     // of text in it: two go with a signature
	above bool    // of the letterhead of a page to scan: between the marks at its head
	again []box   // shown, as artifacts, before the item when it begins a page
	signs int     // ends what is signed, which is so many items
	sheet *sheet
	table *table // whose head is repeated when the item begins a page
}

// column is where blocks are set: its left edge from the text's left, and its
// width.
type column struct{ x, width float64 }

// builder turns a document into items, and grows the structure tree of the
// block elements on the way. Inline elements are added when they are drawn, in
// order with the text around them.
type builder struct {
	r      *Renderer
	out    *pdfw.Document
	fonts  [faces]*pdfw.Font
	items  []item
	sheets sheets
	sheet  *sheet
	title  string  // of the document
	scale  float64 // of text: 1, or more in large print
	flat   bool    // fields are drawn, not made: a print copy
	fresh  bool    // the next item begins a page
	keep   bool    // the next item stays with the one before
	gap    float64 // least space before the next item
	body   textStyle
	parGap float64 // between paragraphs
	depth  int     // of lists
	words  []word  // scratch of the line breaker
	costs  []cost
	images map[*doc.Image]*pdfw.Image
	err    error
}

func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// space asks for at least so much space before the next item.
func (b *builder) space(gap float64) { b.gap = max(b.gap, gap) }

// put appends an item with the space and the ties asked for.
func (b *builder) put(it item) {
	it.gap, it.fresh, it.sheet = b.gap, b.fresh, b.sheet
	it.keep = it.keep || b.keep
	if it.fresh {
		it.keep = false
	}
	b.items = append(b.items, it)
	b.gap, b.fresh, b.keep = 0, false, false
}

func (b *builder) blocks(list []doc.Block, c column, parent *pdfw.Elem) {
	for _, n := range list {
		switch n := n.(type) {
		case *doc.Letterhead:
			b.letterhead(n, c, parent)
		case *doc.Heading:
			b.heading(n, c, parent)
		case *doc.Paragraph:
			b.paragraph(n, c, parent.Add(pdfw.TagP))
		case *doc.List:
			b.list(n, c, parent)
		case *doc.Table:
			b.table(n, c, parent)
		case *doc.Field:
			b.field(n, c, parent)
		case *doc.Signatures:
			b.signatures(n, c, parent)
		case *doc.Figure:
			b.figure(n, c, parent)
		case *doc.Code:
			b.code(n, c, parent)
		case *doc.Rule:
			announced := b.keep // a heading before the rule announces what is after it
			b.space(ruleGap)
			b.put(item{box: &ruleBox{width: c.width}, x: c.x})
			b.space(ruleGap)
			b.keep = announced
		case *doc.PageBreak:
			b.fresh = true
		case *doc.Section:
			b.section(n, c, parent)
		}
	}
}

// section sets its blocks on sheets of their own orientation; a change of
// language alone begins no page.
func (b *builder) section(n *doc.Section, c column, parent *pdfw.Elem) {
	e := parent.Add(pdfw.TagSect)
	e.Lang = n.Lang
	before := b.sheet
	if s := b.sheets[n.Orientation]; s != before {
		b.sheet, b.fresh = s, true
		c = column{0, s.textWidth()}
	}
	b.blocks(n.Blocks, c, e)
	if b.sheet != before {
		b.sheet, b.fresh = before, true
	}
}

func (b *builder) heading(n *doc.Heading, c column, parent *pdfw.Elem) {
	tags := [...]pdfw.Tag{pdfw.TagH1, pdfw.TagH2, pdfw.TagH3, pdfw.TagH4, pdfw.TagH5, pdfw.TagH6}
	level := min(max(n.Level, 1), len(tags))
	style, before, after := headingStyle(level)
	if level == 1 && b.sheet.scan {
		style.size, style.lead = sheetTitle, sheetTitleLead
	}
	b.space(before)
	at := len(b.items)
	b.lines(n.Text, style, c, parent.Add(tags[level-1]))
	if len(b.items) > at {
		for i := at + 1; i < len(b.items); i++ {
			b.items[i].keep = true // a title is never parted
		}
		if l, ok := b.items[at].box.(*lineBox); ok {
			l.heading = &heading{level: level, title: doc.Plain(n.Text)}
		}
		b.keep = true // with the text it announces
	}
	b.gap = after
}

func (b *builder) paragraph(n *doc.Paragraph, c column, e *pdfw.Elem) {
	style := b.body
	switch n.Style {
	case doc.StyleBody:
	case doc.StyleSubtitle:
		style = subtitleStyle()
	case doc.StyleNote:
		style = noteStyle()
	}
	if n.Align != doc.Natural {
		style.align, style.justify = n.Align, false
	}
	gap := b.parGap
	if n.Style == doc.StyleSubtitle {
		gap = subtitleGap
	}
	b.space(gap)
	b.lines(n.Text, style, c, e)
	b.space(gap)
	b.keep = announces(n.Text)
}

// announces tells whether text ends with a colon: a list or a table that it
// announces begins on its page.
func announces(text []doc.Inline) bool {
	return strings.HasSuffix(strings.TrimSpace(doc.Plain(text)), ":")
}

// lines shapes text, breaks it and puts its lines.
func (b *builder) lines(text []doc.Inline, style textStyle, c column, e *pdfw.Elem) {
	p := b.shape(text, style, e)
	lines := b.breakLines(p, c.width)
	for i := range lines {
		// Never one line alone at the foot or the head of a page.
		keep := i == 1 || i > 0 && i == len(lines)-1
		b.put(item{box: &lineBox{p: p, line: lines[i]}, x: c.x, keep: keep, lines: 1})
	}
}

func (b *builder) shape(text []doc.Inline, style textStyle, e *pdfw.Elem) *paragraph {
	p := &paragraph{style: style.times(b.scale), elem: e}
	if n := textLength(text); n > 0 {
		p.glyphs = make([]uint16, 0, n)
		p.pieces = make([]piece, 0, n/5+1)
	}
	face := uint8(0)
	if style.bold {
		face |= bold
	}
	if style.italic {
		face |= italic
	}
	s := shaper{fonts: &b.fonts, p: p}
	s.inlines(text, face, 0)
	if s.err != nil {
		b.fail(s.err)
	}
	return p
}

func (b *builder) breakLines(p *paragraph, width float64) []line {
	p.fit(&b.fonts, width, b.r.afterPunctuation)
	var lines []line
	lines, b.words, b.costs = p.breakLines(width, b.words, b.costs)
	return lines
}

// textLength is the number of bytes of text, an upper bound of its glyphs.
func textLength(list []doc.Inline) int {
	n := 0
	for _, in := range list {
		switch in := in.(type) {
		case *doc.Text:
			n += len(in.Value)
		case *doc.Strong:
			n += textLength(in.Text)
		case *doc.Emph:
			n += textLength(in.Text)
		case *doc.Link:
			n += textLength(in.Text)
		case *doc.Foreign:
			n += textLength(in.Text)
		case *doc.Redactable:
			n += textLength(in.Text)
		case *doc.Break:
		}
	}
	return n
}

// capture builds items apart from the flow, for the inside of a cell.
func (b *builder) capture(style textStyle, build func()) []item {
	outer := *b
	b.items, b.gap, b.keep, b.fresh, b.body, b.depth = nil, 0, false, false, style, 0
	build()
	inner := b.items
	words, costs, err := b.words, b.costs, b.err
	*b = outer
	b.words, b.costs, b.err = words, costs, err
	return inner
}

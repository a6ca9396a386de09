package docx

import (
	"concerta/internal/doc"
	"concerta/internal/ooxml"
)

// The logo stands above the name of the office, within this room.
const (
	logoHeight = 20.0 // millimetres
	logoWidth  = 60.0
)

// firstHead is the header of the first page: the mark of a draft and the
// letterhead, closed by a rule. It is empty, not absent, without them: an
// absent one would show what the word processor likes.
func (r *renderer) firstHead(l *doc.Letterhead) *ooxml.HeaderFooter {
	h := r.out.AddHeader()
	h.Blocks = r.mark()
	if l != nil {
		h.Blocks = append(h.Blocks, r.letterhead(l, h.Part())...)
	}
	if len(h.Blocks) == 0 {
		h.Blocks = []ooxml.Block{r.paragraph(styleHeader)}
	}
	return h
}

// letterhead sets the head of the office's paper.
func (r *renderer) letterhead(l *doc.Letterhead, part *ooxml.Part) []ooxml.Block {
	var blocks []ooxml.Block
	var last *ooxml.Paragraph
	put := func(p *ooxml.Paragraph) {
		last = p
		blocks = append(blocks, p)
	}
	if l.Logo != nil {
		if run := r.picture(part, *l.Logo, 0, box{logoWidth, logoHeight}); run != nil {
			put(r.paragraph(styleLogo, run))
		}
	}
	for _, group := range []struct {
		style string
		lines []string
	}{{styleIssuer, l.Issuer}, {styleUnder, l.Under}, {styleContacts, l.Contacts}} {
		for _, line := range group.lines {
			put(r.paragraph(group.style, r.text(line)))
		}
	}
	if last != nil {
		last.Properties.Borders = &ooxml.ParagraphBorders{Bottom: &ooxml.Border{Val: "single", Size: 6, Space: 6, Colour: "auto"}}
		last.Properties.Spacing = &ooxml.Spacing{After: 240}
	}
	return blocks
}

// runningHead is the header of every page but the first.
func (r *renderer) runningHead() *ooxml.HeaderFooter {
	h := r.out.AddHeader()
	h.Blocks = r.mark()
	if r.doc.Running.Head != "" || len(h.Blocks) == 0 {
		p := r.paragraph(styleHeader)
		if r.doc.Running.Head != "" {
			p.Add(r.text(r.doc.Running.Head))
			p.Properties.Spacing = &ooxml.Spacing{After: afterMark}
		}
		h.Blocks = append(h.Blocks, p)
	}
	return h
}

// afterMark is the room between the mark of a draft and what follows it.
const afterMark = ooxml.Twips(120)

// mark is the word that says the act is a draft, and why.
func (r *renderer) mark() []ooxml.Block {
	var blocks []ooxml.Block
	var last *ooxml.Paragraph
	for _, line := range []struct{ style, text string }{{styleMark, r.doc.Running.Mark}, {styleHeader, r.doc.Running.MarkAt}} {
		if line.text != "" {
			last = r.paragraph(line.style, r.text(line.text))
			blocks = append(blocks, last)
		}
	}
	if last != nil {
		last.Properties.Spacing = &ooxml.Spacing{After: afterMark}
	}
	return blocks
}

func (r *renderer) hasFoot() bool {
	run := r.doc.Running
	return len(run.FootLines()) > 0 || run.Page != "" || run.Of != ""
}

// foot is the footer of every page: the act at the left, the page at the right,
// and under them how the act is verified. It bears no QR code: the file can be
// changed, and a code that leads to the act would vouch for what it does not say.
func (r *renderer) foot(o doc.Orientation) *ooxml.HeaderFooter {
	h := r.out.AddFooter()
	h.Blocks = r.footBlocks(o)
	return h
}

func (r *renderer) footBlocks(o doc.Orientation) []ooxml.Block {
	run := r.doc.Running
	p := r.paragraph(styleFooter)
	p.Properties.Tabs = &ooxml.Tabs{Stops: []ooxml.TabStop{{Kind: "right", Position: r.page.textWidth(o)}}}
	if r.base != nil {
		p.Properties.Justify = ooxml.Str("left") // tabs do nothing good in a line that is centred
	}
	lines := run.FootLines()
	if len(lines) > 0 {
		p.Add(r.text(lines[0]))
		lines = lines[1:]
	}
	p.Add(tab())
	if run.Page != "" {
		p.Add(r.text(run.Page + " "))
	}
	p.Add(ooxml.PageNumber())
	if run.Of != "" {
		p.Add(r.text(" "+run.Of+" "), ooxml.PageCount())
	}
	blocks := []ooxml.Block{p}
	for _, line := range lines {
		under := r.paragraph(styleFooter, r.text(line))
		if r.base != nil {
			under.Properties.Justify = ooxml.Str("left")
		}
		blocks = append(blocks, under)
	}
	return blocks
}

func tab() *ooxml.Run { return &ooxml.Run{Content: []ooxml.RunContent{&ooxml.Tab{}}} }

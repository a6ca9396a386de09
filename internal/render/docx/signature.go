package docx

import (
	"unicode/utf8"

	"concerta/internal/doc"
	"concerta/internal/ooxml"
)

// Room for a signature. By hand it is written between the name and a line,
// which is the border of the name's paragraph, 28 points below it: no
// underscores, so no words that the act does not have.
const (
	signBefore  = ooxml.Twips(400) // above the first block
	signBetween = ooxml.Twips(200) // between blocks
	signLine    = 28               // points from the name to the line, of 31 at most
	signDigital = ooxml.Twips(1134)
	signInset   = ooxml.Twips(500) // of the line, from the edges of the block
	signNote    = ooxml.Twips(60)  // above the words under a signature
)

// togetherAtMost is the number of blocks kept on one page with one another:
// two sit on a page with their text, a long row of them may go on.
const togetherAtMost = 4

// signatures sets each block over a good half of the page, one at the left and
// the next at the right, in signing order, as acts are signed. Blocks on one
// line would need a table or tabs: a reader would then hear all offices first
// and all names after, and a long office could not wrap.
func (f *flow) signatures(s *doc.Signatures) {
	f.keepTail()
	free := f.width * 2 / 5 // beside the block
	for i, item := range s.Items {
		indent := ooxml.Indent{Left: free}
		if len(s.Items) > 1 && i%2 == 0 {
			indent = ooxml.Indent{Right: free}
		}
		before := signBetween
		if i == 0 {
			before = signBefore
		}
		keep := i < len(s.Items)-1 && len(s.Items) <= togetherAtMost
		f.signature(item, indent, before, keep)
	}
}

func (f *flow) signature(s doc.Signature, indent ooxml.Indent, before ooxml.Twips, keep bool) {
	var last *ooxml.Paragraph
	for _, line := range []string{s.Role, s.Who} {
		if line == "" {
			continue
		}
		at := indent
		p := f.styled(styleSignature, f.text(line))
		p.Properties.Indent = &at
		p.Properties.Spacing = &ooxml.Spacing{Before: before}
		before = 40
		f.put(p)
		last = p
	}
	if last == nil {
		f.fail("una firma non dice né la carica né il nome; scrivere chi firma")
		return
	}
	switch s.Mode {
	case doc.ByHand:
		last.Properties.Indent.Left += signInset
		last.Properties.Indent.Right += signInset
		last.Properties.Borders = &ooxml.ParagraphBorders{Bottom: thinBorder(signLine)}
	case doc.Digital:
		last.Properties.Spacing.After = signDigital
	case doc.Substituted:
	}
	if s.Note != "" {
		p := f.styled(styleSignature, f.text(s.Note))
		p.Properties.Indent = &indent
		p.Properties.Spacing = &ooxml.Spacing{Before: signNote}
		f.put(p)
		last = p
	}
	if !keep {
		last.Properties.KeepNext = ooxml.Off()
	}
}

// keepTail keeps what stands before a place to sign on its page: at least two
// lines of text, so that nobody signs without any; of a table its last two rows.
func (f *flow) keepTail() {
	const twoLines = 180 // characters, at about 90 a line
	seen := 0
	for i := len(f.blocks) - 1; i >= 0 && seen < twoLines; i-- {
		switch b := f.blocks[i].(type) {
		case *ooxml.Paragraph:
			b.Properties.KeepNext = ooxml.On()
			for _, t := range texts(b) {
				seen += utf8.RuneCountInString(t.Value)
			}
		case *ooxml.Table:
			keepRows(b.Rows[max(0, len(b.Rows)-2):])
			return
		}
	}
}

// keepRows keeps rows of a table with what follows them.
func keepRows(rows []*ooxml.Row) {
	for _, row := range rows {
		for _, c := range row.Cells {
			for _, b := range c.Blocks {
				if p, ok := b.(*ooxml.Paragraph); ok {
					p.Properties.KeepNext = ooxml.On()
				}
			}
		}
	}
}

package docx

import (
	"concerta/internal/doc"
	"concerta/internal/ooxml"
)

// list sets a list with real levels. Each ordered list is one of its own, so
// that it begins where it says whatever came before.
func (f *flow) list(l *doc.List) {
	level := min(f.depth, listLevels-1)
	var id int
	style := styleBullet
	if l.Ordered {
		id, style = f.lists.ordered(level, l.First()), styleNumber
	} else {
		id = f.lists.bullet()
	}
	outerStyle, outerIndent := f.style, f.indent
	f.depth++
	f.indent = listIndent * ooxml.Twips(level+1)
	for _, item := range l.Items {
		ref := ooxml.NumberingRef{Level: ooxml.Number{Val: level}, List: ooxml.Number{Val: id}}
		f.item(item, style, &ref)
	}
	f.depth--
	f.style, f.indent = outerStyle, outerIndent
	if f.depth == 0 && !f.cell {
		f.endList()
	}
}

// afterList is the room between a list and what follows it, as after any
// paragraph of body text; items stand closer.
const afterList = ooxml.Twips(110)

func (f *flow) endList() {
	if len(f.blocks) == 0 {
		return
	}
	if p, ok := f.blocks[len(f.blocks)-1].(*ooxml.Paragraph); ok && p.Properties.Spacing == nil {
		p.Properties.Spacing = &ooxml.Spacing{After: afterList}
	}
}

// item sets one item. Its first paragraph bears the label; an item that begins
// with something else gets a paragraph that bears nothing but the label.
func (f *flow) item(item doc.Item, style string, label *ooxml.NumberingRef) {
	f.label = label
	for i, b := range item.Blocks {
		f.style = styleContinue
		if i == 0 {
			f.style = style
			if !takesLabel(b) {
				f.put(f.styled(style))
			}
		}
		f.block(b)
	}
	if len(item.Blocks) == 0 {
		f.put(f.styled(style))
	}
}

// takesLabel tells whether a block begins with a paragraph that can bear the
// label of an item.
func takesLabel(b doc.Block) bool {
	switch b.(type) {
	case *doc.Heading, *doc.Paragraph, *doc.Field, *doc.Figure, *doc.Code:
		return true
	case *doc.Letterhead, *doc.List, *doc.Table, *doc.Signatures, *doc.Rule, *doc.PageBreak, *doc.Section:
	}
	return false
}

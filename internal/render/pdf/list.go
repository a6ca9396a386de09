package pdf

import (
	"strconv"

	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// bullets by depth; deeper lists start again.
var bullets = [...]string{"–", "•"} //nolint:gochecknoglobals // a constant

func (b *builder) list(n *doc.List, c column, parent *pdfw.Elem) {
	e := parent.Add(pdfw.TagList)
	e.List = pdfw.NumberingBullet
	if n.Ordered {
		e.List = pdfw.NumberingDecimal
	}
	b.space(listGap)
	indent := listIndent * b.scale
	inner := column{c.x + indent, c.width - indent}
	for i, it := range n.Items {
		if i > 0 {
			b.space(itemGap)
		}
		b.listItem(it, label(n, i, b.depth), inner, e.Add(pdfw.TagItem))
	}
	b.space(listGap)
}

// label is the mark of an item as printed.
func label(n *doc.List, i, depth int) string {
	if !n.Ordered {
		return bullets[depth%len(bullets)]
	}
	return strconv.Itoa(n.First()+i) + "."
}

func (b *builder) listItem(it doc.Item, mark string, c column, e *pdfw.Elem) {
	lbl, body := e.Add(pdfw.TagLabel), e.Add(pdfw.TagBody)
	style := b.body
	style.justify, style.align = false, doc.Start
	p := b.shape([]doc.Inline{&doc.Text{Value: mark}}, style, lbl)
	at, gap := len(b.items), b.gap
	b.itemBlocks(it.Blocks, c, body)
	indent := listIndent * b.scale
	inset := -indent
	if width := p.width(); width > indent-2 { // a long number reaches out to the left
		inset = -width - 3
	} else if mark == bullets[0] || mark == bullets[1] {
		inset += bulletInset * b.scale
	}
	if at < len(b.items) {
		if l, ok := b.items[at].box.(*lineBox); ok && l.label == nil {
			l.label, l.labelInset = p, inset
			return
		}
	}
	// An item that begins with no line of its own has its mark on a line alone.
	l := line{end: len(p.pieces)}
	b.items = append(b.items, item{})
	copy(b.items[at+1:], b.items[at:])
	b.items[at] = item{box: &lineBox{p: p, line: l}, x: c.x + inset, gap: gap, sheet: b.sheet, lines: 1}
	if at+1 < len(b.items) {
		b.items[at].fresh, b.items[at].keep = b.items[at+1].fresh, b.items[at+1].keep
		b.items[at+1].fresh, b.items[at+1].keep = false, true
	}
}

// itemBlocks sets the inside of an item: one paragraph is the body itself,
// anything else stands in it.
func (b *builder) itemBlocks(list []doc.Block, c column, body *pdfw.Elem) {
	gap, depth := b.parGap, b.depth
	b.parGap, b.depth = itemGap, depth+1
	if p, ok := single(list); ok {
		b.paragraph(p, c, body)
	} else {
		b.blocks(list, c, body)
	}
	b.parGap, b.depth = gap, depth
}

// single gives the paragraph that is all of a list of blocks.
func single(list []doc.Block) (*doc.Paragraph, bool) {
	if len(list) != 1 {
		return nil, false
	}
	p, ok := list[0].(*doc.Paragraph)
	return p, ok
}

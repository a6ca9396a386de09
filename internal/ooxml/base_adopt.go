package ooxml

import "slices"

// adopter changes the blocks of a document so that they stand on a base: the
// base's styles and lists instead of its own, and nothing that the base's styles
// would make of its words that the document does not say.
type adopter struct {
	adoption
	lists int    // what is added to the ids of lists
	lang  string // to be said of every text; empty when the base says it
}

func (a adopter) blocks(list []Block) {
	for _, b := range list {
		switch b := b.(type) {
		case *Paragraph:
			a.paragraph(b)
		case *Table:
			if b.Properties != nil {
				b.Properties.Style = a.renamed(b.Properties.Style)
			}
			for _, row := range b.Rows {
				for _, c := range row.Cells {
					a.blocks(c.Blocks)
				}
			}
		}
	}
}

func (a adopter) paragraph(p *Paragraph) {
	if p.Properties != nil {
		a.properties(p.Properties)
	}
	for _, in := range p.Content {
		switch in := in.(type) {
		case *Run:
			a.run(in)
		case *Hyperlink:
			a.runs(in.Runs)
		case *SimpleField:
			a.runs(in.Runs)
		case *Control:
			a.runs(in.Content.Runs)
		}
	}
}

func (a adopter) properties(p *ParagraphProperties) {
	p.Style = a.renamed(p.Style)
	if p.Numbering != nil {
		moved := *p.Numbering
		moved.List.Val += a.lists
		p.Numbering = &moved
	}
	if p.Style == nil {
		return
	}
	own, base := a.own[p.Style.Val]
	if !base {
		return
	}
	if p.Numbering == nil && a.base.numbers(p.Style.Val) {
		p.Numbering = &NumberingRef{} // list 0 is none: the act has no number there
	}
	if own.Paragraph != nil {
		a.keep(p, own.Paragraph)
	}
	if p.Tabs != nil {
		p.Tabs = &Tabs{slices.Concat(a.cleared(p), p.Tabs.Stops)}
	}
}

// keep holds together what the document's own style would have held together.
func (a adopter) keep(p, own *ParagraphProperties) {
	id := p.Style.Val
	if p.KeepNext == nil && own.KeepNext != nil && !a.base.known.sets(id, "w:keepNext") {
		p.KeepNext = On()
	}
	if p.KeepLines == nil && own.KeepLines != nil && !a.base.known.sets(id, "w:keepLines") {
		p.KeepLines = On()
	}
	if a.base.known.sets(id, "w:pageBreakBefore") && p.PageBreakBefore == nil {
		p.PageBreakBefore = Off()
	}
}

// cleared takes away the tab stops of the base's style: those of the paragraph are
// all there are.
func (a adopter) cleared(p *ParagraphProperties) []TabStop {
	var list []TabStop
	for _, pos := range a.base.known.tabs(p.Style.Val) {
		has := func(t TabStop) bool { return t.Position == pos }
		if !slices.ContainsFunc(p.Tabs.Stops, has) && !slices.ContainsFunc(list, has) {
			list = append(list, TabStop{Kind: "clear", Position: pos})
		}
	}
	return list
}

func (a adopter) runs(list []*Run) {
	for _, r := range list {
		a.run(r)
	}
}

func (a adopter) run(r *Run) {
	p := RunProperties{}
	if r.Properties != nil {
		p = *r.Properties
	}
	p.Style = a.renamed(p.Style)
	if a.lang != "" && p.Lang == nil {
		p.Lang = &Language{Val: a.lang}
	}
	if r.Properties != nil || p.Lang != nil {
		r.Properties = &p
	}
}

// numbers tells whether a style numbers its paragraphs.
func (b *Base) numbers(id string) bool {
	found := false
	b.known.each(id, func(n *node) bool {
		num := n.at("w:pPr", "w:numPr")
		found = num != nil && num.val("w:numId") != "0"
		return num != nil
	})
	return found
}

// speaks tells whether everything in the base's styles is in that language, so that
// texts need not say it.
func (b *Base) speaks(lang string) bool {
	if b.styles == nil {
		return true
	}
	same := true
	b.styles.tree.each("w:lang", func(n *node) {
		if v := n.attr["w:val"]; v != "" && v != lang {
			same = false
		}
	})
	return same
}

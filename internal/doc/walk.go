package doc

import "strings"

// Walk visits every node of blocks in reading order, each before what it holds.
// Either function may be nil.
func Walk(blocks []Block, block func(Block), inline func(Inline)) {
	w := walker{block, inline}
	w.blocks(blocks)
}

type walker struct {
	block  func(Block)
	inline func(Inline)
}

func (w walker) blocks(list []Block) {
	for _, b := range list {
		if w.block != nil {
			w.block(b)
		}
		switch b := b.(type) {
		case *Heading:
			w.inlines(b.Text)
		case *Paragraph:
			w.inlines(b.Text)
		case *List:
			for _, it := range b.Items {
				w.blocks(it.Blocks)
			}
		case *Table:
			w.inlines(b.Caption)
			w.rows(b.Head)
			w.rows(b.Body)
		case *Section:
			w.blocks(b.Blocks)
		case *Letterhead, *Field, *Signatures, *Figure, *Code, *Rule, *PageBreak:
		}
	}
}

func (w walker) rows(rows []Row) {
	for _, r := range rows {
		for _, c := range r.Cells {
			w.blocks(c.Blocks)
		}
	}
}

func (w walker) inlines(list []Inline) {
	for _, in := range list {
		if w.inline != nil {
			w.inline(in)
		}
		w.inlines(inside(in))
	}
}

// inside is what an inline holds.
func inside(in Inline) []Inline {
	switch in := in.(type) {
	case *Strong:
		return in.Text
	case *Emph:
		return in.Text
	case *Link:
		return in.Text
	case *Foreign:
		return in.Text
	case *Redactable:
		return in.Text
	case *Text, *Break:
	}
	return nil
}

// Plain is the text of inlines without their marks; a Break is a space.
func Plain(list []Inline) string {
	var sb strings.Builder
	w := walker{inline: func(in Inline) {
		switch in := in.(type) {
		case *Text:
			sb.WriteString(in.Value)
		case *Break:
			sb.WriteByte(' ')
		case *Strong, *Emph, *Link, *Foreign, *Redactable:
		}
	}}
	w.inlines(list)
	return sb.String()
}

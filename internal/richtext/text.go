package richtext

import (
	"strings"
	"unicode/utf8"
)

// IsEmpty tells whether t has nothing to print.
func (t Text) IsEmpty() bool { return len(t.Blocks) == 0 }

// Words is t of one paragraph of plain words; s is taken as it is, not read.
func Words(s string) Text {
	return Text{Blocks: []Block{{Kind: Paragraph, Text: []Inline{{Kind: Plain, Text: s}}}}}
}

// Plain is the words of t alone: blocks end in a line, line breaks are spaces,
// references stand as written. It serves searching, never printing.
func (t Text) Plain() string {
	var b strings.Builder
	t.plain(&b)
	return strings.TrimSuffix(b.String(), "\n")
}

func (t Text) plain(b *strings.Builder) {
	for _, block := range t.Blocks {
		if block.Kind == Paragraph {
			plainInlines(b, block.Text)
			b.WriteByte('\n')
		}
		for _, item := range block.Items {
			item.plain(b)
		}
	}
}

func plainInlines(b *strings.Builder, xs []Inline) {
	for _, x := range xs {
		switch x.Kind {
		case Plain:
			b.WriteString(x.Text)
		case LineBreak:
			b.WriteByte(' ')
		case Reference:
			b.WriteString("{" + x.Text + "}")
		case Strong, Emph, Withheld:
			plainInlines(b, x.Kids)
		}
	}
}

// PlainRuns are the runs of plain text of t, each with its place, in order.
func (t Text) PlainRuns() []Inline {
	var runs []Inline
	t.eachInline(func(x Inline) {
		if x.Kind == Plain {
			runs = append(runs, x)
		}
	})
	return runs
}

func (t Text) eachInline(visit func(Inline)) {
	for _, block := range t.Blocks {
		eachInline(block.Text, visit)
		for _, item := range block.Items {
			item.eachInline(visit)
		}
	}
}

func eachInline(xs []Inline, visit func(Inline)) {
	for _, x := range xs {
		visit(x)
		eachInline(x.Kids, visit)
	}
}

// At is the place in the source of the byte of x.Text at offset.
func (x Inline) At(offset int) Pos {
	at := x.Pos
	for _, m := range x.Marks {
		if m.Offset > offset {
			break
		}
		at = m.Pos.right(runesBetween(x.Text[:offset], m.Offset))
	}
	return at
}

func runesBetween(s string, from int) int { return utf8.RuneCountInString(s[from:]) }

package markup

import (
	"cmp"

	"concerta/internal/doc"
	"concerta/internal/richtext"
)

// richBlocks is rich text as blocks of a document.
func richBlocks(t richtext.Text, lk look) []doc.Block {
	var list []doc.Block
	for _, b := range t.Blocks {
		switch b.Kind {
		case richtext.Paragraph:
			if words := richInlines(b.Text); len(words) > 0 {
				list = append(list, &doc.Paragraph{Style: lk.style, Align: lk.align, Text: words})
			}
		case richtext.OrderedList, richtext.BulletList:
			l := &doc.List{Ordered: b.Kind == richtext.OrderedList}
			if l.Ordered && b.Start != 1 {
				l.Start = b.Start
			}
			for _, it := range b.Items {
				if blocks := richBlocks(it, lk); len(blocks) > 0 {
					l.Items = append(l.Items, doc.Item{Blocks: blocks})
				}
			}
			if len(l.Items) > 0 {
				list = append(list, l)
			}
		}
	}
	return list
}

// richInlines is a paragraph of rich text as inlines.
func richInlines(list []richtext.Inline) []doc.Inline {
	var out []doc.Inline
	for _, in := range list {
		switch in.Kind {
		case richtext.Plain:
			out = append(out, &doc.Text{Value: tidy(in.Text)})
		case richtext.Strong:
			out = append(out, &doc.Strong{Text: richInlines(in.Kids)})
		case richtext.Emph:
			out = append(out, &doc.Emph{Text: richInlines(in.Kids)})
		case richtext.LineBreak:
			out = append(out, &doc.Break{})
		case richtext.Withheld:
			out = append(out, &doc.Redactable{Reason: cmp.Or(in.Why, "dati personali"), Text: richInlines(in.Kids)})
		case richtext.Reference: // refused by acceptableRich
		}
	}
	return merge(out)
}

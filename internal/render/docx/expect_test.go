package docx_test

import (
	"strconv"
	"strings"

	"concerta/internal/doc"
)

// expect gives the words that a document must have in DOCX, with the labels of
// its lists, read off the model and not off the renderer.
func expect(d *doc.Document) []string {
	var e expected
	e.blocks(d.Blocks)
	return e.words
}

type expected struct {
	words []string
	depth int // of lists
}

func (e *expected) say(list ...string) {
	for _, s := range list {
		e.words = append(e.words, strings.Fields(s)...)
	}
}

func (e *expected) blocks(list []doc.Block) {
	for _, b := range list {
		switch b := b.(type) {
		case *doc.Letterhead:
			e.say(b.Issuer...)
			e.say(b.Under...)
			e.say(b.Contacts...)
		case *doc.Heading:
			e.say(doc.Plain(b.Text))
		case *doc.Paragraph:
			e.say(doc.Plain(b.Text))
		case *doc.List:
			for i, it := range b.Items {
				label := [...]string{"–", "•"}[min(e.depth, 8)%2]
				if b.Ordered {
					label = strconv.Itoa(b.First()+i) + "."
				}
				e.say(label)
				e.depth++
				e.blocks(it.Blocks)
				e.depth--
			}
		case *doc.Table:
			e.say(doc.Plain(b.Caption))
			for _, rows := range [][]doc.Row{b.Head, b.Body} {
				for _, r := range rows {
					for _, c := range r.Cells {
						e.blocks(c.Blocks)
					}
				}
			}
		case *doc.Field:
			e.say(b.Label, b.Value)
		case *doc.Signatures:
			for _, s := range b.Items {
				e.say(s.Role, s.Who, s.Note)
			}
		case *doc.Code:
			if b.Text == "" {
				e.say(b.Data)
			}
			e.say(b.Text)
		case *doc.Section:
			e.blocks(b.Blocks)
		case *doc.Figure, *doc.Rule, *doc.PageBreak:
		}
	}
}

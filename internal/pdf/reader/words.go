package reader

import (
	"fmt"
	"io"
	"strings"
)

// inline tells whether an element stands in a line of text.
func (n *Node) inline() bool { return n.Tag == "Link" || n.Tag == "Span" }

// Text is the text of an element and of everything under it, in reading
// order: elements that are blocks are apart.
func (n *Node) Text() string {
	var b strings.Builder
	n.text(&b)
	return b.String()
}

func (n *Node) text(b *strings.Builder) {
	for _, k := range n.Kids {
		switch {
		case k.Mark != nil:
			for _, r := range k.Mark.Runs {
				b.WriteString(r.Text)
			}
		case k.Widget != nil:
			if k.Widget.Kind == "Tx" || k.Widget.Kind == "Ch" {
				b.WriteString(" " + k.Widget.Value + " ")
			}
		case k.Node.inline():
			k.Node.text(b)
		default:
			b.WriteByte('\n')
			k.Node.text(b)
			b.WriteByte('\n')
		}
	}
}

// Words is the words of the document in reading order, without what is printed
// on every page.
func (d *Document) Words() []string { return strings.Fields(d.Tree.Text()) }

// Dump writes the structure tree with its text, one element a line, for people
// to review.
func (d *Document) Dump(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "titolo: %s\nlingua: %s\npagine: %d\n", d.Title, d.Lang, len(d.Pages))
	for _, m := range d.Bookmarks {
		fmt.Fprintf(&b, "segnalibro: %s%s (pag. %d)\n", strings.Repeat("  ", m.Level-1), m.Title, m.Page)
	}
	d.Tree.dump(&b, 0)
	_, err := io.WriteString(w, b.String())
	return err
}

func (n *Node) dump(b *strings.Builder, depth int) {
	indent := strings.Repeat("  ", depth)
	fmt.Fprintf(b, "%s%s", indent, n.Tag)
	for _, a := range []struct{ name, value string }{{"alt", n.Alt}, {"lang", n.Lang}, {"scope", n.Scope}, {"list", n.List}} {
		if a.value != "" {
			fmt.Fprintf(b, " %s=%q", a.name, a.value)
		}
	}
	line := ""
	flush := func() {
		if line != "" {
			fmt.Fprintf(b, "\n%s  | %s", indent, line)
			line = ""
		}
	}
	page := 0
	for _, k := range n.Kids {
		switch {
		case k.Mark != nil:
			if page != 0 && k.Mark.Page.Number != page {
				line += "⏎pag⏎"
			}
			page = k.Mark.Page.Number
			for _, r := range k.Mark.Runs {
				line += r.Text
			}
		case k.Widget != nil:
			flush()
			fmt.Fprintf(b, "\n%s  @ %s %s %q %s", indent, k.Widget.Kind, k.Widget.Name, k.Widget.Words, k.Widget.Value+k.Widget.Address)
		default:
			flush()
			b.WriteByte('\n')
			var inner strings.Builder
			k.Node.dump(&inner, depth+1)
			b.WriteString(strings.TrimSuffix(inner.String(), "\n"))
		}
	}
	flush()
	b.WriteByte('\n')
}

package audit

import (
	"slices"
	"strings"

	"concerta/internal/pdf/reader"
)

// leastText is how many lines of the act's text share a page with a signature.
const leastText = 2

// signatures: nobody signs a page that has no words of the act. Only signatures
// too many for one page go on alone on the next, which says what they are of.
func (a *auditor) signatures(p *reader.Page) {
	blocks := a.placesToSign(p)
	if len(blocks) == 0 {
		return
	}
	n := 0
	for _, l := range lines(p) {
		if !slices.ContainsFunc(blocks, func(b *reader.Node) bool { return within(l.node, b) }) {
			n++
		}
	}
	switch {
	case n >= leastText:
	case p.Number == 1 || len(a.placesToSign(a.d.Pages[p.Number-2])) == 0:
		a.add("firma-sola", p.Number, "la pagina della firma ha %d righe di testo dell'atto: ne servono almeno %d", n, leastText)
	case !a.continued(p):
		a.add("firma-sola", p.Number, "la pagina ha solo firme e non dice di quale atto")
	}
}

// continued tells whether the text of a page begins with words shown again.
func (a *auditor) continued(p *reader.Page) bool {
	first := 0.0
	for _, m := range p.Marks {
		for _, r := range m.Runs {
			first = max(first, r.Box.Y0)
		}
	}
	for _, m := range p.Artifacts {
		for _, r := range m.Runs {
			if m.Artifact == "Pagination" && r.Box.Y0 > first && r.Box.Y1 < p.Height-a.limits.Top {
				return true
			}
		}
	}
	return false
}

// placesToSign gives the elements of a page in which somebody signs: the blocks
// of its signatures, and its boxes to sign in by hand.
func (a *auditor) placesToSign(p *reader.Page) []*reader.Node {
	var list []*reader.Node
	for _, w := range p.Widgets {
		if w.Kind == "Sig" && w.Owner != nil {
			list = append(list, w.Owner.Parent)
		}
	}
	for _, m := range p.Marks {
		for n := m.Owner; n != nil; n = n.Parent {
			if (a.blocks[n] || isBox(n)) && !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
	}
	return list
}

// isBox tells whether an element is a box to sign in by hand: a table with one
// row besides its head, and nothing printed in it.
func isBox(n *reader.Node) bool {
	if n.Tag != "Table" {
		return false
	}
	for _, k := range n.Kids {
		if k.Node != nil && k.Node.Tag == "TBody" {
			return len(k.Node.Kids) == 1 && strings.TrimSpace(k.Node.Text()) == ""
		}
	}
	return false
}

// within tells whether an element is another or stands in it.
func within(n, in *reader.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == in {
			return true
		}
	}
	return false
}

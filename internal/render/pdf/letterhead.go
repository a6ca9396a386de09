package pdf

import (
	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// letterhead sets the office's head: arms, name, then what goes under it, all
// centred, over a rule.
func (b *builder) letterhead(n *doc.Letterhead, c column, parent *pdfw.Elem) {
	e := parent.Add(pdfw.TagDiv)
	full := c
	above := b.sheet.scan && len(b.items) == 0 && c.width == b.sheet.textWidth()
	if above {
		c = column{c.x + scanInset, c.width - 2*scanInset}
	}
	if n.Logo != nil {
		b.picture(n.Logo, 0, logoMaxWidth, logoHeight, c, e, "")
		b.space(letterheadAfter)
		b.keep = true
	}
	for _, group := range []struct {
		lines []string
		style textStyle
	}{
		{n.Issuer, textStyle{size: issuerSize, lead: issuerLead, bold: true, align: doc.Center}},
		{n.Under, textStyle{size: underSize, lead: underLead, align: doc.Center}},
		{n.Contacts, textStyle{size: contactSize, lead: contactLead, align: doc.Center}},
	} {
		for i, l := range group.lines {
			if i == 0 {
				b.space(letterheadAfter)
			}
			b.lines([]doc.Inline{&doc.Text{Value: l}}, group.style, c, e.Add(pdfw.TagP))
			b.keep = true
		}
	}
	if above {
		for i := range b.items {
			b.items[i].above = true
		}
	}
	b.space(letterheadGap / 2)
	b.put(item{box: &ruleBox{width: full.width}, x: full.x, keep: true})
	b.space(letterheadGap)
}

package pdf

import (
	"math"

	pdfw "concerta/internal/pdf"
)

// painter draws pages that are laid out: it decides nothing about places.
type painter struct {
	out      *pdfw.Document
	fonts    *[faces]*pdfw.Font
	page     *pdfw.Page
	number   int
	open     *pdfw.Elem // the element content is being drawn for
	artifact bool       // what is drawn is shown again: no element
	rules    []rule
	line     []pdfw.Glyphs    // scratch
	spaces   [faces][1]uint16 // the space of each face
	marks    []*pdfw.Bookmark
	title    *pdfw.Bookmark // of the document, over its headings; nil for none
	flat     bool           // fields are drawn, not made
	layout   *Layout
}

// rule is a straight line; those of a page are drawn together.
type rule struct{ x0, y0, x1, y1, width float64 }

// tag makes what is drawn next belong to an element.
func (p *painter) tag(e *pdfw.Elem) {
	if p.artifact || p.open == e {
		return
	}
	p.closeTag()
	p.page.Tagged(e)
	p.open = e
}

func (p *painter) closeTag() {
	if p.open != nil {
		p.page.End()
		p.open = nil
	}
}

// beginArtifact starts drawing what is no part of the text.
func (p *painter) beginArtifact(t pdfw.ArtifactType) {
	p.closeTag()
	p.page.Artifact(t)
	p.artifact = true
}

func (p *painter) endArtifact() {
	p.page.End()
	p.artifact = false
}

// addRule notes a straight line. One that goes on where another of the same
// place ended makes it longer: the borders of a table are few long lines.
func (p *painter) addRule(r rule) {
	if r.x0 == r.x1 {
		for i := len(p.rules) - 1; i >= 0; i-- {
			if o := &p.rules[i]; o.x0 == r.x0 && o.x1 == r.x0 && o.width == r.width && math.Abs(o.y1-r.y0) < tolerance {
				o.y1 = r.y1
				return
			}
		}
	}
	p.rules = append(p.rules, r)
}

func (p *painter) drawRules() {
	if len(p.rules) == 0 {
		return
	}
	p.beginArtifact(pdfw.ArtifactLayout)
	for _, r := range p.rules {
		p.page.Line(r.x0, r.y0, r.x1, r.y1, r.width)
	}
	p.endArtifact()
	p.rules = p.rules[:0]
}

// drawPage draws one page and closes it.
func (p *painter) drawPage(pg page, running *running, number, total int) {
	p.page, p.number, p.open = p.out.AddPage(pg.sheet.width, pg.sheet.height), number, nil
	running.under(p)
	for i := range pg.placed {
		pl := &pg.placed[i]
		if r, ok := pl.box.(*rowBox); ok {
			p.borders(r, pg, i)
		}
		if pl.repeated {
			p.beginArtifact(pdfw.ArtifactPagination)
			pl.box.draw(p, pl.x, pl.top)
			p.endArtifact()
			continue
		}
		pl.box.draw(p, pl.x, pl.top)
	}
	p.closeTag()
	p.drawRules()
	running.around(p, number, total)
	p.page.Close()
}

// place notes where something with an id landed.
func (p *painter) place(id string, r pdfw.Rect) {
	if id != "" && !p.artifact {
		p.layout.Places = append(p.layout.Places, Place{ID: id, Page: p.number, Rect: r})
	}
}

// bookmark adds a bookmark for a heading under the last one of a lower level.
func (p *painter) bookmark(h *heading, top float64) {
	for len(p.marks) < h.level { // levels that are not there are passed over
		p.marks = append(p.marks, nil)
	}
	p.marks = p.marks[:h.level]
	parent := p.title
	for i := h.level - 2; i >= 0; i-- {
		if p.marks[i] != nil {
			parent = p.marks[i]
			break
		}
	}
	p.marks[h.level-1] = p.out.AddBookmark(parent, h.title, p.page, top)
}

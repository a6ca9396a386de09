package pdf

import "fmt"

// Page is one page being drawn. Its operators are methods; coordinates are in
// points from the lower left corner. Everything drawn stands between Tagged or
// Artifact and End (PDF/UA-1 7.1).
type Page struct {
	doc    *Document
	ref    Ref
	number int // of its entry in the parent tree
	width  float64
	height float64

	content []byte
	marks   []*Elem // by MCID
	annots  []*annotation
	images  []*Image

	font   *Font // in force inside the text object
	size   float64
	x, y   float64 // start of the current line of text
	inText bool
}

// ArtifactType says why something on a page is no part of the text
// (ISO 32000-1 14.8.2.2).
type ArtifactType string

// The types of artifacts.
const (
	ArtifactLayout     ArtifactType = "Layout"     // rules, borders
	ArtifactPagination ArtifactType = "Pagination" // running heads and feet
	ArtifactBackground ArtifactType = "Background" // the mark of a draft
)

// Width is the width of the page in points.
func (p *Page) Width() float64 { return p.width }

// Height is the height of the page in points.
func (p *Page) Height() float64 { return p.height }

// Tagged starts content that belongs to e.
func (p *Page) Tagged(e *Elem) {
	p.content = append(append(append(p.content, '/'), e.tag...), "<</MCID "...)
	p.content = append(appendInt(p.content, len(p.marks)), ">>BDC\n"...)
	e.kids = append(e.kids, kid{page: p, mcid: len(p.marks)})
	p.marks = append(p.marks, e)
}

// Artifact starts content that is no part of the text.
func (p *Page) Artifact(t ArtifactType) {
	p.content = append(append(append(p.content, "/Artifact<</Type/"...), t...), ">>BDC\n"...)
}

// End ends what Tagged or Artifact started.
func (p *Page) End() {
	p.EndText()
	p.content = append(p.content, "EMC\n"...)
}

// EndText ends a run of Show, so that lines and shapes may be drawn.
func (p *Page) EndText() {
	if p.inText {
		p.content = append(p.content, "ET\n"...)
		p.inText = false
	}
}

// Glyphs is a piece of a line of text: glyph numbers of the font, then a gap.
type Glyphs struct {
	Numbers []uint16
	Gap     float64 // points to leave after them; may be negative
}

// Show draws a line of text at a point of its baseline, kerning it.
func (p *Page) Show(f *Font, size, x, y float64, line []Glyphs) {
	b := p.content
	if !p.inText {
		b = append(b, "BT\n"...)
		p.inText, p.font, p.x, p.y = true, nil, 0, 0
	}
	if p.font != f || p.size != size {
		f.use()
		p.font, p.size = f, size
		b = append(append(append(b, '/'), f.key...), ' ')
		b = append(appendNum(b, size), " Tf "...)
	}
	// Offsets are taken between rounded places, so that they never add up.
	x, y = round(x), round(y)
	b = append(appendNum(b, x-p.x), ' ')
	b = append(appendNum(b, y-p.y), " Td["...)
	p.x, p.y = x, y
	b = append(b, '(')
	rest := 0.0 // of the last gap, below a thousandth of an em
	for _, part := range line {
		for i, g := range part.Numbers {
			if i > 0 {
				if k := f.Kern(part.Numbers[i-1], g); k != 0 {
					b = append(appendInt(append(b, ')'), -k), '(')
				}
			}
			b = appendEscaped(appendEscaped(b, byte(g>>8)), byte(g))
		}
		if part.Gap != 0 {
			exact := part.Gap*1000/size + rest
			whole := int(exact)
			rest = exact - float64(whole)
			b = append(appendInt(append(b, ')'), -whole), '(')
		}
	}
	p.content = append(b, ")]TJ\n"...)
}

// round gives v as appendNum prints it.
func round(v float64) float64 {
	if v < 0 {
		return -round(-v)
	}
	return float64(int64(v*100+0.5)) / 100
}

// SetGray sets the colour of shapes, lines and text: 0 is black, 1 white.
func (p *Page) SetGray(level float64) {
	p.content = append(appendNum(p.content, level), " g "...)
	p.content = append(appendNum(p.content, level), " G\n"...)
}

// Line draws a straight line of a width in points.
func (p *Page) Line(x0, y0, x1, y1, width float64) {
	b := append(appendNum(p.content, width), " w "...)
	b = appendPoint(b, x0, y0)
	b = appendPoint(append(b, "m "...), x1, y1)
	p.content = append(b, "l S\n"...)
}

// Frame draws the outline of a rectangle with a line of a width in points.
func (p *Page) Frame(r Rect, width float64) {
	b := append(appendNum(p.content, width), " w "...)
	p.content = append(appendRectPath(b, r), "S\n"...)
}

// Fill fills rectangles.
func (p *Page) Fill(rects ...Rect) {
	for _, r := range rects {
		p.content = appendRectPath(p.content, r)
	}
	p.content = append(p.content, "f\n"...)
}

// Slanted draws one line of text turned around its start by an angle whose
// sine and cosine are given.
func (p *Page) Slanted(f *Font, size, x, y, sin, cos float64, numbers []uint16) {
	f.use()
	b := append(p.content, "q BT\n"...)
	b = append(append(append(b, '/'), f.key...), ' ')
	b = append(appendNum(b, size), " Tf "...)
	for _, v := range [6]float64{cos, sin, -sin, cos, x, y} {
		b = append(appendNum(b, v), ' ')
	}
	b = append(b, "Tm("...)
	for _, g := range numbers {
		b = appendEscaped(appendEscaped(b, byte(g>>8)), byte(g))
	}
	p.content = append(b, ")Tj\nET Q\n"...)
}

func appendPoint(b []byte, x, y float64) []byte {
	b = append(appendNum(b, x), ' ')
	return append(appendNum(b, y), ' ')
}

func appendRectPath(b []byte, r Rect) []byte {
	b = appendPoint(b, r.X0, r.Y0)
	b = appendPoint(b, r.Width(), r.Height())
	return append(b, "re "...)
}

// Close writes the page. Nothing may be drawn on it afterwards.
func (p *Page) Close() {
	d := p.doc
	p.EndText()
	content := d.w.alloc()
	d.w.deflated(content, nil, p.content)
	d.spare, p.content = p.content[:0], nil
	for _, a := range p.annots {
		a.write(d)
	}
	b := d.w.begin(p.ref)
	b = d.pages.append(append(b, "<</Type/Page/Parent "...))
	b = Rect{X1: p.width, Y1: p.height}.append(append(b, "/MediaBox"...))
	b = append(b, "/Resources"...)
	if len(p.images) == 0 {
		b = d.resources.append(append(b, ' '))
	} else {
		b = d.fonts.append(append(b, "<</Font "...))
		b = append(b, "/XObject<<"...)
		for i, im := range p.images {
			b = fmt.Appendf(b, "/I%d %d 0 R", i, im.ref)
		}
		b = append(b, ">>>>"...)
	}
	b = content.append(append(b, "/Contents "...))
	b = fmt.Appendf(b, "/StructParents %d/Tabs/S", p.number)
	if len(p.annots) > 0 {
		b = append(b, "/Annots["...)
		for _, a := range p.annots {
			b = append(a.ref.append(b), ' ')
		}
		b = append(b, ']')
	}
	d.w.end(append(b, ">>"...))
	p.content = nil
}

package pdf

import (
	"fmt"

	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// ruleBox is a horizontal line across the column.
type ruleBox struct{ width float64 }

func (r *ruleBox) height() float64 { return hairline }

func (r *ruleBox) draw(p *painter, x, top float64) {
	p.addRule(rule{x, top, x + r.width, top, hairline})
}

// pictureBox is a picture in its frame.
type pictureBox struct {
	id     string
	image  *pdfw.Image
	elem   *pdfw.Elem
	indent float64
	w, h   float64
}

func (f *pictureBox) height() float64 { return f.h }

func (f *pictureBox) draw(p *painter, x, top float64) {
	r := pdfw.Rect{X0: x + f.indent, Y0: top - f.h, X1: x + f.indent + f.w, Y1: top}
	if !p.artifact {
		f.elem.BBox = &r
		p.closeTag()
	}
	p.tag(f.elem)
	p.page.Image(f.image, r)
	p.place(f.id, r)
}

func (b *builder) figure(n *doc.Figure, c column, parent *pdfw.Elem) {
	b.space(figureGap)
	b.picture(&n.Image, n.Width*millimetre, c.width, b.sheet.textHeight(), c, parent, n.ID)
	b.space(figureGap)
}

// picture sets a picture centred, no larger than a box and in its own
// proportions; width 0 is its own at 150 dots an inch.
func (b *builder) picture(m *doc.Image, width, maxWidth, maxHeight float64, c column, parent *pdfw.Elem, id string) {
	image, err := b.image(m)
	if err != nil {
		b.fail(fmt.Errorf("picture %q: %w", m.Alt, err))
		return
	}
	e := parent.Add(pdfw.TagFigure)
	e.Alt = m.Alt
	if width == 0 {
		width = float64(image.Width) * 72 / pictureDPI
	}
	width = min(width, maxWidth, c.width)
	height := width * float64(image.Height) / float64(image.Width)
	if height > maxHeight {
		width, height = width*maxHeight/height, maxHeight
	}
	b.put(item{box: &pictureBox{id: id, image: image, elem: e, indent: (c.width - width) / 2, w: width, h: height}, x: c.x})
}

// image puts a picture in the file, once however often it is shown.
func (b *builder) image(m *doc.Image) (*pdfw.Image, error) {
	if im, ok := b.images[m]; ok {
		return im, nil
	}
	parsed, err := b.r.image(m.Bytes)
	if err != nil {
		return nil, err
	}
	im := b.out.AddImage(parsed)
	if b.images == nil {
		b.images = map[*doc.Image]*pdfw.Image{}
	}
	b.images[m] = im
	return im, nil
}

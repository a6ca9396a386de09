package pdf

import (
	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// signaturesBox is a row of signature blocks, never parted.
type signaturesBox struct {
	blocks []signatureBlock
	text   float64 // height of the tallest role and name
	room   float64 // to sign in; 0 when nobody does
	notes  float64 // height of the tallest words under it
}

type signatureBlock struct {
	signature *doc.Signature
	col       column
	lines     []placedItem
	note      []placedItem // under the room to sign in
	form      *pdfw.Elem   // of the field; nil when signed by hand
}

func (s *signaturesBox) height() float64 { return s.text + s.room + s.notes }

func (s *signaturesBox) draw(p *painter, x, top float64) {
	for _, blk := range s.blocks {
		for _, l := range blk.lines {
			l.box.draw(p, x+l.x, top-l.y)
		}
		for _, l := range blk.note {
			l.box.draw(p, x+l.x, top-s.text-s.room-l.y)
		}
		if blk.signature.Mode == doc.Substituted {
			continue
		}
		r := pdfw.Rect{
			X0: x + blk.col.x, X1: x + blk.col.x + blk.col.width,
			Y0: top - s.text - s.room + 2, Y1: top - s.text - 4,
		}
		p.place(blk.signature.Name, r)
		if blk.form == nil {
			y := top - s.text - signatureLine
			p.addRule(rule{r.X0, y, r.X1, y, hairline})
			continue
		}
		p.page.AddSignature(blk.form, r, pdfw.SignatureField{Field: pdfw.Field{
			Name:  blk.signature.Name,
			Words: "Firma digitale: " + blk.signature.Role + ", " + blk.signature.Who,
		}})
	}
}

func (b *builder) signatures(n *doc.Signatures, c column, parent *pdfw.Elem) {
	abreast := b.abreast(n, c)
	for first := 0; first < len(n.Items); first += abreast {
		row := n.Items[first:min(first+abreast, len(n.Items))]
		b.space(signatureGap)
		it := item{box: b.signatureRow(row, c, parent), x: c.x, signs: 1}
		if b.signing() {
			it.again = b.goesOn(c)
		}
		b.put(it)
	}
	b.space(b.parGap)
}

// signing tells whether the last item is a row of signatures.
func (b *builder) signing() bool {
	if len(b.items) == 0 {
		return false
	}
	_, ok := b.items[len(b.items)-1].box.(*signaturesBox)
	return ok
}

// goesOn are the words that begin a page on which signatures go on, too many for
// one: nobody signs a page that does not say of what it is. They are the act's
// title, shown again like the head of a table, and no words of its own.
func (b *builder) goesOn(c column) []box {
	style := textStyle{size: 10, lead: 12.5, italic: true}
	p := b.shape([]doc.Inline{&doc.Text{Value: "Seguono le firme: " + b.title}}, style, &pdfw.Elem{})
	list := make([]box, 0, 2)
	for _, l := range b.breakLines(p, c.width) {
		list = append(list, &lineBox{p: p, line: l})
	}
	return list
}

// abreast is how many blocks stand side by side: fewer where a word of an
// office or of a name would not fit.
func (b *builder) abreast(n *doc.Signatures, c column) int {
	word := 0.0
	for i := range n.Items {
		for j, words := range [...]string{n.Items[i].Role, n.Items[i].Who} {
			w, _ := b.textExtent([]doc.Inline{&doc.Text{Value: words}}, signerStyle(j == 0))
			word = max(word, w)
		}
	}
	abreast := min(signatureColumns, max(1, len(n.Items)))
	for abreast > 1 && word > signatureWidth(c, abreast) {
		abreast--
	}
	return abreast
}

// signatureWidth is the width of each of so many blocks side by side.
func signatureWidth(c column, abreast int) float64 {
	return min((c.width-signatureGutter*float64(abreast-1))/float64(abreast), signatureMax)
}

// signerStyle is how an office is set, in bold, and a name.
func signerStyle(office bool) textStyle {
	return textStyle{size: 10.5, lead: 13.5, align: doc.Center, bold: office}
}

// signatureRow sets blocks side by side; one alone stands at the right, as
// Italian acts have it.
func (b *builder) signatureRow(list []doc.Signature, c column, parent *pdfw.Elem) *signaturesBox {
	width := signatureWidth(c, len(list))
	step := 0.0
	if len(list) > 1 {
		step = (c.width - width) / float64(len(list)-1)
	}
	box := &signaturesBox{}
	for i := range list {
		s := &list[i]
		col := column{step * float64(i), width}
		if len(list) == 1 {
			col.x = c.width - width
		}
		e := parent.Add(pdfw.TagDiv)
		blk := signatureBlock{signature: s, col: col}
		blk.lines = b.signer(s, col, e)
		box.text = max(box.text, bottom(blk.lines))
		if s.Mode == doc.Digital && !b.flat {
			blk.form = e.Add(pdfw.TagForm)
		}
		if s.Mode != doc.Substituted {
			box.room = signatureHeight
			blk.note = stacked(b.capture(noteStyle(), func() { b.signatureNote(s, col, e) }))
			box.notes = max(box.notes, bottom(blk.note))
		}
		box.blocks = append(box.blocks, blk)
	}
	return box
}

// signer sets the office and the name of who signs.
func (b *builder) signer(s *doc.Signature, col column, e *pdfw.Elem) []placedItem {
	style := signerStyle(false)
	items := b.capture(style, func() {
		b.lines([]doc.Inline{&doc.Text{Value: s.Role}}, signerStyle(true), col, e.Add(pdfw.TagP))
		b.space(2)
		b.lines([]doc.Inline{&doc.Text{Value: s.Who}}, style, col, e.Add(pdfw.TagP))
		if s.Mode == doc.Substituted {
			b.space(4)
			b.signatureNote(s, col, e)
		}
	})
	return stacked(items)
}

// signatureNote sets the words under a signature, or in its place.
func (b *builder) signatureNote(s *doc.Signature, col column, e *pdfw.Elem) {
	if s.Note == "" {
		return
	}
	style := noteStyle()
	style.justify, style.align = false, doc.Center
	b.lines([]doc.Inline{&doc.Text{Value: s.Note}}, style, col, e.Add(pdfw.TagP))
}

// stacked gives items their places one under the other.
func stacked(items []item) []placedItem {
	var list []placedItem
	y := 0.0
	for i, it := range items {
		if i > 0 {
			y += it.gap
		}
		list = append(list, placedItem{it, y})
		y += it.box.height()
	}
	return list
}

// bottom is where the last of list ends; 0 for none.
func bottom(list []placedItem) float64 {
	if len(list) == 0 {
		return 0
	}
	last := list[len(list)-1]
	return last.y + last.box.height()
}

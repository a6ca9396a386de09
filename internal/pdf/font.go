package pdf

import (
	"fmt"
	"unicode"
)

// Font is one face as one document uses it. Glyphs beyond the face's shared
// subset are added to a subset of the document's own.
type Font struct {
	face *Face
	set  subset
	own  bool   // set is no longer the shared one
	key  string // name in the resources
	ref  Ref    // 0 until something is shown in it
	w    *writer
}

// Face is the face of the font.
func (f *Font) Face() *Face { return f.face }

// use makes sure that the font is written with the document.
func (f *Font) use() {
	if f.ref == 0 {
		f.ref = f.w.alloc()
	}
}

// Glyph gives the number of r's glyph in the document and its advance in
// thousandths of an em. It is false when the face has no such character.
func (f *Font) Glyph(r rune) (number uint16, advance int, ok bool) {
	if uint32(r) < uint32(len(f.set.latin)) {
		if n := f.set.latin[r]; n != 0 {
			return n, int(f.face.advance[f.set.order[n]]), true
		}
	}
	g := f.face.glyph(r)
	if g == 0 {
		return 0, 0, false
	}
	advance = int(f.face.advance[g])
	shared := f.face.runes[g] != r && !unicode.IsSpace(r)
	if n, ok := f.set.place[g]; ok && !shared {
		return n, advance, true
	}
	if !f.own {
		f.set, f.own = f.set.clone(), true
	}
	if shared {
		return f.set.addAlias(r, g), advance, true
	}
	return f.set.add(g), advance, true
}

// Advance is the advance of a glyph of the document in thousandths of an em.
func (f *Font) Advance(number uint16) int { return int(f.face.advance[f.set.order[number]]) }

// Kern is how much closer (negative) or farther two glyphs of the document
// stand than their advances say, in thousandths of an em.
func (f *Font) Kern(left, right uint16) int {
	n := uint16(len(f.face.base.order))
	if left < n && right < n {
		return int(f.face.base.pairs[int(left)*int(n)+int(right)])
	}
	order := f.set.order
	return int(f.face.kerning[uint32(order[left])<<16|uint32(order[right])])
}

// write writes the font: a Type 0 font addressed by glyph number, its CID font
// with CIDToGIDMap (PDF/A-2 6.2.11.3.2) and widths equal to the program's
// (6.2.11.5), no CIDSet.
func (f *Font) write(w *writer) {
	p := f.face.program()
	if f.own {
		p = f.set.program(f.face)
	}
	name := p.tag + "+" + f.face.name
	cid, descriptor, file, toUnicode := w.alloc(), w.alloc(), w.alloc(), w.alloc()

	b := w.begin(f.ref)
	b = appendName(append(b, "<</Type/Font/Subtype/Type0/BaseFont"...), name)
	b = cid.append(append(b, "/Encoding/Identity-H/DescendantFonts["...))
	b = toUnicode.append(append(b, "]/ToUnicode "...))
	w.end(append(b, ">>"...))

	b = w.begin(cid)
	b = appendName(append(b, "<</Type/Font/Subtype/CIDFontType2/BaseFont"...), name)
	b = append(b, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/DW 0/W"...)
	b = append(b, p.widths...)
	b = descriptor.append(append(b, "/FontDescriptor "...))
	w.end(append(b, ">>"...))

	const symbolic = 1 << 2 // glyphs are addressed by number
	writeDescriptor(w, descriptor, file, f.face, name, symbolic)
	w.stream(file, fmt.Appendf(nil, "/Filter/FlateDecode/Length1 %d", p.length), p.font)
	w.stream(toUnicode, []byte("/Filter/FlateDecode"), p.toUnicode)
}

// writeDescriptor writes a font descriptor (ISO 32000-1 9.8).
func writeDescriptor(w *writer, r, file Ref, f *Face, name string, flag int) {
	m := &f.metrics
	b := w.begin(r)
	b = appendName(append(b, "<</Type/FontDescriptor/FontName"...), name)
	b = fmt.Appendf(b, "/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle ", m.flags|flag, m.box[0], m.box[1], m.box[2], m.box[3])
	b = appendNum(b, m.italicAngle)
	b = fmt.Appendf(b, "/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R>>", m.ascent, m.descent, m.capHeight, m.stemV, file)
	w.end(b)
}

// Rune is the character that a glyph of the document stands for.
func (f *Font) Rune(number uint16) rune { return f.face.runes[f.set.order[number]] } // of an alias, its look

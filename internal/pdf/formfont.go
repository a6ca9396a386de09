package pdf

import "fmt"

// formFont is a face made ready for text typed into form fields: a simple
// TrueType font whose Unicode map covers all of WinAnsiEncoding, so that any
// viewer shows accented names (PDF/A-2 6.2.11.6).
type formFont struct {
	file   []byte // deflated
	length int
	widths [256]int
	glyphs map[rune]byte // code of a character
}

// formFontKey names the form font in resources and default appearances.
const formFontKey = "Hv"

func newFormFont(f *Face) *formFont {
	ff := &formFont{glyphs: map[rune]byte{}}
	order, place, cmap := []uint16{0}, map[uint16]uint16{0: 0}, map[rune]uint16{}
	add := func(r rune) uint16 {
		g := f.glyph(r)
		if _, ok := place[g]; !ok {
			place[g] = uint16(len(order))
			order = append(order, g)
		}
		cmap[r] = place[g]
		return g
	}
	for code := firstFormCode; code < 256; code++ {
		r := winAnsi(code)
		ff.widths[code] = int(f.advance[add(r)])
		if _, ok := ff.glyphs[r]; !ok {
			ff.glyphs[r] = byte(code)
		}
	}
	add('\u00a0') // viewers ask for these two under their own names too
	add('\u00ad')
	order = f.withComponents(order)
	for i, g := range order {
		place[g] = uint16(i)
	}
	raw := f.fontFile(order, place, unicodeMap(cmap))
	ff.file, ff.length = deflateOnce(raw), len(raw)
	return ff
}

const firstFormCode = 32

// winAnsi is the character of a code of WinAnsiEncoding (ISO 32000-1 annex D.2):
// unused codes show a bullet.
func winAnsi(code int) rune {
	const high = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ"
	switch {
	case code == 127:
		return '•'
	case code == 160:
		return ' '
	case code == 173:
		return '-'
	case code >= 128 && code < 160:
		return []rune(high)[code-128]
	}
	return rune(code)
}

// encode gives the WinAnsi codes of s, false when s has a character beyond it.
func (ff *formFont) encode(s string) ([]byte, bool) {
	codes := make([]byte, 0, len(s))
	for _, r := range s {
		c, ok := ff.glyphs[r]
		if !ok {
			return nil, false
		}
		codes = append(codes, c)
	}
	return codes, true
}

func (ff *formFont) write(w *writer, r Ref, f *Face) {
	descriptor, file := w.alloc(), w.alloc()
	name := "FORMAA+" + f.name
	b := w.begin(r)
	b = appendName(append(b, "<</Type/Font/Subtype/TrueType/BaseFont"...), name)
	b = fmt.Appendf(b, "/Encoding/WinAnsiEncoding/FirstChar %d/LastChar 255/FontDescriptor %d 0 R/Widths[", firstFormCode, descriptor)
	for _, width := range ff.widths[firstFormCode:] {
		b = append(appendInt(b, width), ' ')
	}
	w.end(append(b, "]>>"...))
	const nonsymbolic = 1 << 5
	writeDescriptor(w, descriptor, file, f, name, nonsymbolic)
	w.stream(file, fmt.Appendf(nil, "/Filter/FlateDecode/Length1 %d", ff.length), ff.file)
}

// TypedWidth is the width of s in points when typed into a field, 0 when it
// cannot be.
func (f *Face) TypedWidth(s string, size float64) float64 {
	ff := f.form()
	codes, _ := ff.encode(s)
	w := 0
	for _, c := range codes {
		w += ff.widths[c]
	}
	return float64(w) * size / 1000
}

// TypedLines is the number of lines of s in a multi-line field of a width in
// points, and TypedHeight the height that a field needs for so many.
func (f *Face) TypedLines(s string, size, width float64) int {
	ff := f.form()
	codes, _ := ff.encode(s)
	return len(ff.wrap(codes, wrapWidth(width, size)))
}

// TypedHeight is the height in points of a multi-line field of so many lines.
func TypedHeight(lines int, size float64) float64 {
	return 2*fieldPad + float64(lines)*formLead*size
}

// CanType tells whether the face can show s in a form field, where only the
// characters of WinAnsiEncoding can be.
func (f *Face) CanType(s string) bool {
	_, ok := f.form().encode(s)
	return ok
}

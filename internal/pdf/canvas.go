package pdf

import "fmt"

// Canvas is an appearance stream being drawn: the picture of a field. Its
// origin is the lower left corner of the field.
type Canvas struct {
	doc     *Document
	w, h    float64
	content []byte
	fonts   []*Font
	form    bool // the form font is used
}

func newCanvas(d *Document, r Rect) *Canvas { return &Canvas{doc: d, w: r.Width(), h: r.Height()} }

// Width is the width of the field in points.
func (c *Canvas) Width() float64 { return c.w }

// Height is the height of the field in points.
func (c *Canvas) Height() float64 { return c.h }

// Show draws glyphs at a point of the baseline.
func (c *Canvas) Show(f *Font, size, x, y float64, numbers []uint16) {
	f.use()
	c.fonts = append(c.fonts, f)
	b := fmt.Appendf(c.content, "BT/%s ", f.key)
	b = append(appendNum(b, size), " Tf "...)
	b = append(appendPoint(b, x, y), "Td("...)
	for _, g := range numbers {
		b = appendEscaped(appendEscaped(b, byte(g>>8)), byte(g))
	}
	c.content = append(b, ")Tj ET\n"...)
}

func (c *Canvas) frame() {
	c.content = append(c.content, "0.5 w "...)
	c.content = append(appendRectPath(c.content, Rect{0.25, 0.25, c.w - 0.25, c.h - 0.25}), "S\n"...)
}

func (c *Canvas) dashedFrame() {
	c.content = append(c.content, "0.6 G 0.5 w[2 2]0 d "...)
	c.content = append(appendRectPath(c.content, Rect{0.25, 0.25, c.w - 0.25, c.h - 0.25}), "S\n"...)
}

// tick draws a cross as paths: no font is needed for it.
func (c *Canvas) tick() {
	const inset = 2.5
	b := append(c.content, "1.2 w "...)
	b = append(appendPoint(b, inset, inset), "m "...)
	b = append(appendPoint(b, c.w-inset, c.h-inset), "l "...)
	b = append(appendPoint(b, inset, c.h-inset), "m "...)
	c.content = append(appendPoint(b, c.w-inset, inset), "l S\n"...)
}

func (c *Canvas) write() Ref {
	r := c.doc.w.alloc()
	b := Rect{X1: c.w, Y1: c.h}.append([]byte("/Type/XObject/Subtype/Form/BBox"))
	b = append(b, "/Resources<<"...)
	if len(c.fonts) > 0 || c.form {
		b = append(b, "/Font<<"...)
		seen := map[*Font]bool{}
		for _, f := range c.fonts {
			if !seen[f] {
				seen[f] = true
				b = fmt.Appendf(b, "/%s %d 0 R", f.key, f.ref)
			}
		}
		if c.form {
			b = fmt.Appendf(b, "/%s %d 0 R", formFontKey, c.doc.formFontRef)
		}
		b = append(b, ">>"...)
	}
	c.doc.w.deflated(r, append(b, ">>"...), c.content)
	return r
}

const (
	fieldPad  = 3.0  // points between a field's frame and its text
	formLead  = 1.2  // of the size
	formInset = 0.72 // of the size: from the top of a field to its first baseline, over fieldPad
)

// valueAppearance draws the frame of a field and its value (ISO 32000-1
// 12.7.3.3): the value shown and the value held are the same text.
func (d *Document) valueAppearance(r Rect, value string, size float64, multiline bool, drawn func(*Canvas)) Ref {
	if d.formFontRef == 0 {
		d.formFontRef = d.w.alloc()
	}
	c := newCanvas(d, r)
	c.frame()
	c.content = append(c.content, "/Tx BMC\n"...)
	switch {
	case value == "":
	case drawn != nil:
		drawn(c)
	default:
		c.form = true
		c.value(value, size, multiline)
	}
	c.content = append(c.content, "EMC\n"...)
	return c.write()
}

func (c *Canvas) value(value string, size float64, multiline bool) {
	font := c.doc.formFace.form()
	codes, ok := font.encode(value)
	if !ok {
		c.doc.w.fail(fmt.Errorf("%w: %q", ErrFormText, value))
		return
	}
	lines := [][]byte{codes}
	y := (c.h - c.doc.formFace.CapHeight(size)) / 2
	if multiline {
		lines = font.wrap(codes, wrapWidth(c.w, size))
		y = c.h - fieldPad - formInset*size
	}
	b := appendNum(fmt.Appendf(c.content, "q BT 0 g /%s ", formFontKey), size)
	b = append(b, " Tf "...)
	b = append(appendPoint(b, fieldPad, y), "Td "...)
	for i, l := range lines {
		if i > 0 {
			b = append(appendPoint(b, 0, -formLead*size), "Td "...)
		}
		b = append(b, '(')
		for _, code := range l {
			b = appendEscaped(b, code)
		}
		b = append(b, ")Tj "...)
	}
	c.content = append(b, "ET Q\n"...)
}

// wrapWidth is the room for text of a field of a width, in thousandths of an em.
func wrapWidth(width, size float64) float64 { return (width - 2*fieldPad) * 1000 / size }

// wrap breaks text into lines of a width in thousandths of an em: at spaces, and
// anywhere in a word that is wider.
func (ff *formFont) wrap(codes []byte, width float64) [][]byte {
	var lines [][]byte
	start, space, used := 0, -1, 0.0
	for i := 0; i < len(codes); i++ {
		used += float64(ff.widths[codes[i]])
		if codes[i] == ' ' {
			space = i
			continue // one at the end of a line may stand out of it
		}
		if used <= width || i == start {
			continue
		}
		next := i
		if space >= start {
			next = space + 1
		}
		lines = append(lines, codes[start:next])
		start, i, used = next, next-1, 0
	}
	return append(lines, codes[start:])
}

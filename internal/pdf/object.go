package pdf

import (
	"math"
	"strconv"
	"unicode/utf16"
)

// Ref is the number of an indirect object; generation is always 0. The zero
// Ref names no object.
type Ref int

// append writes the reference, "12 0 R".
func (r Ref) append(b []byte) []byte {
	return append(strconv.AppendInt(b, int64(r), 10), " 0 R"...)
}

// appendNum writes v with at most two decimals: a hundredth of a point is a
// 2,500th of a centimetre, below what any printer shows.
func appendNum(b []byte, v float64) []byte {
	n := int64(math.Round(v * 100))
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	if n %= 100; n != 0 {
		b = append(b, '.', byte('0'+n/10))
		if n%10 != 0 {
			b = append(b, byte('0'+n%10))
		}
	}
	return b
}

func appendInt(b []byte, v int) []byte { return strconv.AppendInt(b, int64(v), 10) }

// appendName writes a name object, escaping what ISO 32000-1 7.3.5 asks.
func appendName(b []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	b = append(b, '/')
	for i := range len(s) {
		switch c := s[i]; {
		case c <= ' ' || c > '~', c == '#', c == '/', c == '(', c == ')', c == '<', c == '>',
			c == '[', c == ']', c == '{', c == '}', c == '%':
			b = append(b, '#', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return b
}

// appendText writes a text string (ISO 32000-1 7.9.2.2): ASCII as a literal,
// everything else as UTF-16BE with a byte order mark.
func appendText(b []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			b = append(b, "<FEFF"...)
			for _, u := range utf16.Encode([]rune(s)) {
				b = append(b, hex[u>>12], hex[u>>8&15], hex[u>>4&15], hex[u&15])
			}
			return append(b, '>')
		}
	}
	b = append(b, '(')
	for i := range len(s) {
		b = appendEscaped(b, s[i])
	}
	return append(b, ')')
}

// appendEscaped writes one byte of a literal string (7.3.4.2). A carriage
// return would be read as a line feed, so it is escaped too.
func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r':
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

// Rect is a rectangle in points, origin at the lower left of the page.
type Rect struct{ X0, Y0, X1, Y1 float64 }

func (r Rect) append(b []byte) []byte {
	b = append(b, '[')
	b = appendNum(b, r.X0)
	for _, v := range [3]float64{r.Y0, r.X1, r.Y1} {
		b = appendNum(append(b, ' '), v)
	}
	return append(b, ']')
}

// Width is the width of r in points.
func (r Rect) Width() float64 { return r.X1 - r.X0 }

// Height is the height of r in points.
func (r Rect) Height() float64 { return r.Y1 - r.Y0 }

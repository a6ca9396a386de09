package signature

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"concerta/internal/signature/foreign"
)

// text decodes a text string (7.9.2.2): UTF-16, UTF-8 or PDFDocEncoding.
func text(b []byte) string {
	switch {
	case len(b) >= 2 && b[0] == 0xfe && b[1] == 0xff:
		units := make([]uint16, 0, len(b)/2)
		for b = b[2:]; len(b) > 1; b = b[2:] {
			units = append(units, binary.BigEndian.Uint16(b))
		}
		return string(utf16.Decode(units))
	case len(b) >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf:
		return strings.ToValidUTF8(string(b[3:]), "\ufffd")
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = docEncoded(c)
	}
	return string(runes)
}

// docEncoded is the character of a byte in PDFDocEncoding (annex D.2), which is
// Latin 1 but for two stretches and the euro.
func docEncoded(c byte) rune {
	const (
		accents     = "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc" // from 0x18
		punctuation = "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018" +
			"\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e" // from 0x80
	)
	switch {
	case c >= 0x18 && c <= 0x1f:
		return []rune(accents)[c-0x18]
	case c >= 0x80 && c <= 0x9e:
		return []rune(punctuation)[c-0x80]
	case c == 0xa0:
		return '\u20ac'
	}
	return rune(c)
}

// sameText tells whether two entries are text strings of the same words: programs
// write again, in an encoding of their own, what they do not change.
func (c *comparison) sameText(was, is value) bool {
	a, err1 := c.old.f.Resolve(c.old.rev, was)
	b, err2 := c.now.f.Resolve(c.now.rev, is)
	x, ok1 := a.(foreign.String)
	y, ok2 := b.(foreign.String)
	return err1 == nil && err2 == nil && ok1 && ok2 && text(x.Bytes) == text(y.Bytes)
}

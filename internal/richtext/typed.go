package richtext

import (
	"strings"
	"unicode"
)

// Typed is what somebody typed or pasted, without what nobody typed on purpose: word
// processors bring along characters that cannot be seen, marks that turn the order of
// letters round, and bullets of fonts that no act has. What is left may still have no
// letter in the fonts of acts. Whoever reads a form or a list reads it so.
func Typed(s string) string { return strings.Map(typedRune, s) }

// TypedText is Typed of a rich text: lines that begin with a bullet of a word processor
// are those of a list.
func TypedText(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = Typed(typedItem(l))
	}
	return strings.Join(lines, "\n")
}

// typedItem is a line of a list as rich texts write it. A word processor puts a tab
// between its bullet and the words; of bullets of its own font, the font is enough.
func typedItem(l string) string {
	words := strings.TrimLeft(l, " \t")
	for i, r := range words {
		if i > 0 {
			break
		}
		rest := words[len(string(r)):]
		if ofSymbolFont(r) || strings.ContainsRune("•·▪◦‣o–-", r) && strings.HasPrefix(rest, "\t") {
			return l[:len(l)-len(words)] + "- " + strings.TrimLeft(rest, " \t\u00A0")
		}
	}
	return l
}

func typedRune(r rune) rune {
	const nothing = -1
	switch {
	case r == '\t':
		return ' '
	case r == '\u2028' || r == '\u2029': // ends of lines
		return '\n'
	case r == '\u2011': // a hyphen at which no line breaks
		return '-'
	case r == '\u202F' || r == '\u2007': // narrow ones, at which no line breaks either
		return '\u00A0'
	case ofSymbolFont(r):
		return '•'
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
		return nothing
	}
	return r
}

// ofSymbolFont tells whether r is a sign of Symbol or Wingdings, as word processors
// put them into what is copied: U+F0B7 is the usual bullet.
func ofSymbolFont(r rune) bool { return r >= '\uF000' && r <= '\uF0FF' }

package acts

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longestSlug is in characters: a category may be a whole sentence.
const longestSlug = 40

// slug is words as a part of a file name: small letters without accents, digits
// and hyphens, cut after a word. Empty when no such letter is in them.
func slug(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r): // the accent of the letter before
		default:
			b.WriteByte(' ')
		}
	}
	name := ""
	for _, w := range strings.Fields(b.String()) {
		longer := strings.TrimPrefix(name+"-"+w, "-")
		if len(longer) > longestSlug {
			if name == "" {
				name = w[:longestSlug]
			}
			break
		}
		name = longer
	}
	return name
}

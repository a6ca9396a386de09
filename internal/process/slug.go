package process

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longestSlug is in characters: a name may be a whole sentence.
const longestSlug = 40

// Slug is words as an id, or as a part of the name of a file: small letters without
// accents, digits and hyphens, cut after a word. It is empty when no such letter is
// in them. Whoever makes an id of a name, from a list or in a page, makes it here:
// one body must not get two.
func Slug(words string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(words)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r): // the accent of the letter before
		default:
			b.WriteByte(' ')
		}
	}
	slug := ""
	for _, w := range strings.Fields(b.String()) {
		longer := strings.TrimPrefix(slug+"-"+w, "-")
		if len(longer) > longestSlug {
			if slug == "" {
				slug = w[:longestSlug]
			}
			break
		}
		slug = longer
	}
	return slug
}

// NewID is an id out of a name that is not used yet: the slug of the name, or of
// something else where the name has none, with a number after it from the second on.
func NewID(name, otherwise string, used func(id string) bool) string {
	slug := Slug(name)
	if slug == "" {
		slug = otherwise
	}
	id := slug
	for n := 2; used(id); n++ {
		id = fmt.Sprintf("%s-%d", slug, n)
	}
	return id
}

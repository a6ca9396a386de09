package process

import (
	"slices"
	"strings"
	"unicode"
)

// nameKey is the same for two ways to type one name, of a person or of a body:
// capitals, apostrophes, the order of its words and the titles before it
// ("Dott.ssa") do not count.
func nameKey(name string) string {
	var words []string
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if isTitle(w) {
			continue
		}
		words = append(words, strings.FieldsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })...)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// isTitle tells whether a word, in lower case, is an abbreviated title: it has a
// full stop after two letters at least, which an initial has not.
func isTitle(w string) bool {
	at := strings.IndexByte(w, '.')
	return at > 1
}

// WordsAt is where the words of part are among those of a name, one after the
// other: n of them from the one at from. n is 0 when they are not. Capitals and
// apostrophes do not count.
func WordsAt(name []string, part string) (from, n int) {
	wanted := strings.Fields(part)
	if len(wanted) == 0 {
		return 0, 0
	}
	for from = 0; from+len(wanted) <= len(name); from++ {
		if slices.EqualFunc(name[from:from+len(wanted)], wanted, SameName) {
			return from, len(wanted)
		}
	}
	return 0, 0
}

// SameName tells whether two names are of one person or body, as typed.
func SameName(a, b string) bool { return nameKey(a) == nameKey(b) }

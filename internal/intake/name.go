package intake

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Name is a name ready to be searched: without capitals, accents, apostrophes and
// spaces. "D'Elia" is found by "delia", "d elia", "elì" and "elia".
type Name struct {
	letters string
	starts  []int // of words, in letters
}

// NewName makes words ready to be searched.
func NewName(words ...string) Name {
	var n Name
	for _, w := range bareWords(strings.Join(words, " ")) {
		n.starts = append(n.starts, len(n.letters))
		n.letters += w
	}
	return n
}

// bareWords are words without capitals and accents.
func bareWords(s string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
	return strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Has tells whether what was typed is the beginning of some words of the name, one
// after the other or in any order. Nothing typed is in every name.
func (n Name) Has(typed string) bool {
	words := bareWords(typed)
	return n.begins(strings.Join(words, "")) || !slices.ContainsFunc(words, func(w string) bool { return !n.begins(w) })
}

func (n Name) begins(letters string) bool {
	return slices.ContainsFunc(n.starts, func(at int) bool { return strings.HasPrefix(n.letters[at:], letters) })
}

// Is tells whether what was typed is the whole name, its words in any order.
func (n Name) Is(typed string) bool {
	words := bareWords(typed)
	if strings.Join(words, "") == n.letters {
		return len(words) > 0
	}
	own := make([]string, 0, len(n.starts))
	for i, at := range n.starts {
		end := len(n.letters)
		if i+1 < len(n.starts) {
			end = n.starts[i+1]
		}
		own = append(own, n.letters[at:end])
	}
	slices.Sort(own)
	slices.Sort(words)
	return slices.Equal(own, words)
}

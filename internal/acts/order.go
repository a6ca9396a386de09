package acts

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// alphabetical sorts list as an Italian office does, by the words that key gives:
// accents and capitals count only between names that are otherwise the same, and
// what has no name comes at the end.
func alphabetical[T any](list []T, key func(T) []string) {
	type keyed struct {
		letters, all []byte // without and with accents and capitals
		it           T
	}
	letters, all := newSorter(collate.Loose), newSorter()
	keys := make([]keyed, 0, len(list))
	for _, it := range list {
		words := key(it)
		keys = append(keys, keyed{letters.key(words), all.key(words), it})
	}
	slices.SortStableFunc(keys, func(a, b keyed) int {
		if len(a.letters) == 0 || len(b.letters) == 0 {
			return len(b.letters) - len(a.letters)
		}
		return cmp.Or(bytes.Compare(a.letters, b.letters), bytes.Compare(a.all, b.all))
	})
	for i := range keys {
		list[i] = keys[i].it
	}
}

// SortNames sorts list by a name of each, bodies and people together: person tells
// whether the name is that of a person, surname first.
func SortNames[T any](list []T, name func(T) (words string, person bool)) {
	alphabetical(list, func(it T) []string {
		words, person := name(it)
		if person {
			return personOrder(words)
		}
		return plainOrder(words)
	})
}

// sorter makes sort keys; a word that ends comes before one that goes on.
type sorter struct {
	collator *collate.Collator
	buffer   collate.Buffer
}

func newSorter(o ...collate.Option) *sorter {
	return &sorter{collator: collate.New(language.Italian, o...)}
}

func (s *sorter) key(words []string) []byte {
	var k []byte
	for _, w := range words {
		k = append(append(k, s.collator.KeyFromString(&s.buffer, w)...), 0)
		s.buffer.Reset()
	}
	return k
}

// plainOrder is the key of a name that is no person's: its words without marks.
func plainOrder(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// personOrder is the key of a person written surname first. De, Di, La, D' are
// part of the surname they stand before, as in the lists of Italian registries:
// De Luca is where Deluca would be.
func personOrder(name string) []string {
	var key []string
	joined := ""
	for _, w := range plainOrder(name) {
		joined += w
		if !isParticle(w) {
			key, joined = append(key, joined), ""
		}
	}
	if joined != "" {
		key = append(key, joined)
	}
	return key
}

// isParticle tells whether a word begins a surname and does not make one.
func isParticle(w string) bool {
	switch strings.ToLower(w) {
	case "d", "da", "dal", "dall", "dalla", "dalle", "de", "degli", "dei", "del", "dell", "della", "delle", "dello", "di",
		"l", "la", "le", "li", "lo", "san", "santa", "van", "von":
		return true
	}
	return false
}

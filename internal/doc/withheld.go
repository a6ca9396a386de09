package doc

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// token is one word of a text, folded so that it is found however it is written.
type token struct {
	word     string // lower case, no accents
	from, to int    // bytes of the text
	capital  bool
	initial  bool // begins a text or a sentence, where any word has a capital
}

// tokens are the words of s: letters and digits, parted by everything else.
func tokens(s string) []token {
	fold := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)))
	var list []token
	start := -1
	end := func(to int) {
		if start < 0 {
			return
		}
		word, _, err := transform.String(fold, s[start:to])
		if err != nil {
			word = s[start:to]
		}
		first := []rune(s[start:to])[0]
		before := strings.TrimRight(s[:start], " «“\"'’(")
		initial := before == "" || strings.ContainsAny(before[len(before)-1:], ".:;!?")
		list = append(list, token{strings.ToLower(word), start, to, unicode.IsUpper(first), initial})
		start = -1
	}
	for i, r := range s {
		switch inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r); {
		case inside && start < 0:
			start = i
		case !inside:
			end(i)
		}
	}
	end(len(s))
	return list
}

// particle tells whether a word is too common to say whom or what is meant. It
// stands in surnames too: "De Luca" is found by "Luca".
func particle(w string) bool {
	switch w {
	case "da", "dal", "dall", "dalla", "de", "degli", "dei", "del", "dell", "della", "delle", "dello", "di", "d", "e", "ed",
		"il", "in", "l", "la", "le", "li", "lo", "a", "al", "alla", "ai", "con", "per", "che", "un", "una", "o", "si", "non", "su":
		return true
	}
	return false
}

// telling are the tokens that are no particles.
func telling(list []token) []token {
	return slices.DeleteFunc(slices.Clone(list), func(t token) bool { return particle(t.word) })
}

// secret is something withheld, ready to be looked for.
type secret struct {
	all     []token // as they stand
	telling []token
	name    bool // few words, all with a capital: somebody's name, in any order
}

// longestName is how many words a name has at most.
const longestName = 5

// leastSecret is how many letters and digits what is looked for has at least: a
// number of one figure, left out where it says something, is everywhere.
const leastSecret = 3

func secrets(withheld []string) []secret {
	list := make([]secret, 0, len(withheld))
	for _, w := range withheld {
		s := secret{all: tokens(w)}
		length := 0
		for _, t := range s.all {
			length += t.to - t.from
		}
		if length < leastSecret || sameWords(s.all, tokens(Omissis)) {
			continue
		}
		s.telling = telling(s.all)
		s.name = len(s.telling) > 0 && len(s.telling) <= longestName &&
			!slices.ContainsFunc(s.telling, func(t token) bool { return !t.capital })
		list = append(list, s)
	}
	return list
}

// at is where all the words of the secret stand in text, in their order; -1 for
// nowhere.
func (s secret) at(text []token) int {
	for i := 0; len(s.all) > 0 && i+len(s.all) <= len(text); i++ {
		if sameWords(text[i:i+len(s.all)], s.all) {
			return i
		}
	}
	return -1
}

func sameWords(a, b []token) bool {
	return slices.EqualFunc(a, b, func(x, y token) bool { return x.word == y.word })
}

// scrubber takes withheld words out of what nobody can mark.
type scrubber struct{ secrets []secret }

func newScrubber(withheld []string) *scrubber {
	s := &scrubber{secrets(withheld)}
	// The longer first, lest a part of it leaves the rest behind.
	slices.SortStableFunc(s.secrets, func(a, b secret) int { return len(b.all) - len(a.all) })
	return s
}

func (s *scrubber) scrub(text string) string {
	for _, x := range s.secrets {
		for {
			words := tokens(text)
			i := x.at(words)
			if i < 0 || len(words) == 0 {
				break
			}
			text = text[:words[i].from] + Omissis + text[words[i+len(x.all)-1].to:]
		}
	}
	return text
}

func (s *scrubber) all(list []string) []string {
	var out []string
	for _, x := range list {
		out = append(out, s.scrub(x))
	}
	return out
}

// blocks takes the words out of labels, values, alternative texts and signatures.
func (s *scrubber) blocks(list []Block) {
	Walk(list, func(b Block) {
		switch b := b.(type) {
		case *Letterhead:
			if b.Logo != nil {
				b.Logo.Alt = s.scrub(b.Logo.Alt)
			}
		case *Field:
			b.Label, b.Hint, b.Value, b.Options = s.scrub(b.Label), s.scrub(b.Hint), s.scrub(b.Value), s.all(b.Options)
		case *Signatures:
			for i := range b.Items {
				it := &b.Items[i]
				it.Who, it.Role, it.Note = s.scrub(it.Who), s.scrub(it.Role), s.scrub(it.Note)
			}
		case *Figure:
			b.Image.Alt = s.scrub(b.Image.Alt)
		case *Code:
			b.Data, b.Text, b.Alt = s.scrub(b.Data), s.scrub(b.Text), s.scrub(b.Alt)
		case *Heading, *Paragraph, *List, *Table, *Section, *Rule, *PageBreak:
		}
	}, nil)
}

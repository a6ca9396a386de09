package richtext

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The words that lose a vowel before a number said with one, and the numbers of
// days that are: 8 (otto) and 11 (undici). "11.30" is an hour.
var (
	elides = regexp.MustCompile(`(?i)(?:^|[^\pL\pN'’])(il|del|dal|al|nel|sul)[\s\x{a0}]+$`)
	vowel  = regexp.MustCompile(`^(?:0?8|11)(?:[\s\x{a0}/]|$)`)
)

// Joined is before and words, one after the other, as they are said: "entro il "
// and "8 novembre" are "entro l’8 novembre".
func Joined(before, words string) string { return elided(before, words) + words }

// elided is before as it is said when words follow.
func elided(before, words string) string {
	at := elides.FindStringSubmatchIndex(before)
	if at == nil || !vowel.MatchString(words) {
		return before
	}
	word := before[at[2]:at[3]]
	if len(word) > len("il") || strings.EqualFold(word, "al") {
		last := word[len(word)-1:] // "DEL" is "DELL’"
		return before[:at[2]] + word + last + "’"
	}
	l := "l"
	if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
		l = "L"
	}
	return before[:at[2]] + l + "’"
}

// joinAnswers makes what stands before each answer to a reference agree with it:
// who writes "entro il {scadenza.data}" does not know which day it will be.
// answers are those of the leaves of xs, by their place, that begin an answer.
func joinAnswers(xs []Inline, answers map[int]bool) {
	place := 0
	var before *Inline
	var walk func(xs []Inline)
	walk = func(xs []Inline) {
		for i := range xs {
			x := &xs[i]
			if !x.isLeaf() {
				walk(x.Kids)
				continue
			}
			if answers[place] && before != nil && before.Kind == Plain {
				before.Text = elided(before.Text, x.Text)
			}
			before = x
			place++
		}
	}
	walk(xs)
}

// isLeaf tells whether x holds words itself and not others that do.
func (x *Inline) isLeaf() bool {
	switch x.Kind {
	case Plain, LineBreak, Reference:
		return true
	case Strong, Emph, Withheld:
	}
	return false
}

func countLeaves(xs []Inline) int {
	n := 0
	eachInline(xs, func(x Inline) {
		if x.isLeaf() {
			n++
		}
	})
	return n
}

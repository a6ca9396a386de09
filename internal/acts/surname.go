package acts

import (
	"slices"
	"strings"
	"unicode"
)

// SurnameFirst is a name typed "Anna De Luca" as registers have it, "De Luca
// Anna", without the titles before it. The surname is what an office has typed
// in capitals; when nothing tells it, what follows the given names. "Cognome
// Nome" cannot be told from "Nome Cognome": the people of bodies are typed in the
// second way.
func SurnameFirst(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 && isTitle(words[0]) {
		words = words[1:]
	}
	given := givenNames(words)
	if given == 0 || given == len(words) {
		return strings.Join(words, " ")
	}
	return strings.Join(slices.Concat(words[given:], words[:given]), " ")
}

// givenNames counts the words before the surname; 0 when the surname comes
// first already.
func givenNames(words []string) int {
	capitals := slices.IndexFunc(words, inCapitals)
	last := len(words) - 1
	// One word in capitals after two others may be a mark and not a surname.
	if capitals >= 0 && (capitals < 2 || capitals < last) {
		return capitals
	}
	n := min(1, len(words))
	for n < last && isSecondName(words[n]) {
		n++
	}
	return n
}

// inCapitals tells whether a word is of two capital letters at least: "M." is an
// initial.
func inCapitals(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}

// isSecondName tells whether a word after a given name is usually another, as in
// Anna Maria or Gian Luca, or the initial of one.
func isSecondName(w string) bool {
	switch strings.ToLower(w) {
	case "antonio", "antonietta", "battista", "carlo", "chiara", "cristina", "elena", "franco", "giovanna", "giuseppe", "grazia",
		"laura", "luca", "lucia", "luigi", "luisa", "marco", "maria", "mario", "paola", "paolo", "pia", "piero", "pietro",
		"rita", "rosa", "rosaria", "teresa", "vittoria":
		return true
	}
	return len([]rune(w)) == 2 && strings.HasSuffix(w, ".")
}

func isTitle(w string) bool {
	switch strings.ToLower(strings.Trim(w, ".")) {
	case "dott", "dott.ssa", "dottor", "dottoressa", "dottssa", "dr", "dr.ssa", "prof", "prof.ssa", "professor", "professoressa",
		"avv", "ing", "arch", "geom", "rag", "sig", "sig.ra", "sig.na", "don", "suor", "padre", "fra", "on", "sen", "cav", "mons":
		return true
	}
	return false
}

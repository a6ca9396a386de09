package acts

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"concerta/internal/process"
)

// SurnameFirst is a name typed "Anna De Luca" as registers have it, "De Luca
// Anna", without the titles before it. The surname is the one given beside the
// name, else what an office has typed in capitals, else what follows the given
// names; where none of these tells, the name stays as it was typed.
func SurnameFirst(r process.Representative) string {
	words, _ := filed(r)
	return words
}

// filed is a name as registers print it, and the key it is sorted by: where nothing
// tells the surname it is taken to be the last word.
func filed(r process.Representative) (printed string, order []string) {
	words := strings.Fields(r.Name)
	for len(words) > 1 && isTitle(words[0]) {
		words = words[1:]
	}
	if from, n := process.WordsAt(words, r.Surname); n > 0 {
		printed = strings.Join(slices.Concat(words[from:from+n], words[:from], words[from+n:]), " ")
		return printed, personOrder(printed)
	}
	given, told := givenNames(words)
	printed = strings.Join(slices.Concat(words[given:], words[:given]), " ")
	if !told && len(words) > 1 {
		last := len(words) - 1
		return printed, personOrder(words[last] + " " + strings.Join(words[:last], " "))
	}
	return printed, personOrder(printed)
}

// givenNames counts the words before the surname, 0 when the surname comes first
// already, and says whether the words tell it.
func givenNames(words []string) (given int, told bool) {
	last := len(words) - 1
	capitals := slices.IndexFunc(words, inCapitals)
	// One word in capitals after two others may be a mark and not a surname.
	mark := capitals >= 2 && capitals == last
	if capitals >= 0 && !mark {
		return capitals, true
	}
	n := 0
	for n < last && isGivenName(words[n]) {
		n++
	}
	if mark && n == 0 {
		words = words[:last]
	}
	switch {
	case n > 0, last < 1:
		return n, true
	case isGivenName(words[len(words)-1]): // "De Luca Anna"
		return 0, true
	case slices.ContainsFunc(words[1:len(words)-1], isParticle): // "Xu De Luca"
		return 1 + slices.IndexFunc(words[1:], isParticle), true
	case mark:
		return last, true
	}
	return 0, false
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

// givenNameList has a common given name a line, in lower case and without accents.
//
//go:embed nomi.txt
var givenNameList string

// isGivenName tells whether a word is a common given name, more than one joined by
// a hyphen, or the initial of one.
func isGivenName(w string) bool {
	if len([]rune(w)) == 2 && strings.HasSuffix(w, ".") {
		return true
	}
	for part := range strings.SplitSeq(w, "-") {
		if !strings.Contains(givenNameList, "\n"+unaccented(part)+"\n") {
			return false
		}
	}
	return true
}

// unaccented is a word in lower case without accents, those typed as an apostrophe
// ("Nicolo'") too.
func unaccented(w string) string {
	letters := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(w)))
	return strings.TrimRight(letters, "'’`")
}

func isTitle(w string) bool {
	switch strings.ToLower(strings.Trim(w, ".")) {
	case "dott", "dott.ssa", "dottor", "dottoressa", "dottssa", "dr", "dr.ssa", "prof", "prof.ssa", "professor", "professoressa",
		"avv", "ing", "arch", "geom", "rag", "sig", "sig.ra", "sig.na", "don", "suor", "padre", "fra", "on", "sen", "cav", "mons":
		return true
	}
	return false
}

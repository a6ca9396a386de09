package account

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The bounds of a password, in characters.
const (
	MinPassword = 12
	maxPassword = 200
	// minHard is how many characters must be left of a password without what anyone
	// guesses first.
	minHard = 6
)

//go:embed comuni.txt
var commonWords string

// CheckPassword says in Italian what is wrong with a password, nothing when it is
// good. Known are words that stand for its owner and his office: they are the first
// that others try.
func CheckPassword(password string, known ...string) string {
	password = norm.NFC.String(password)
	switch n := utf8.RuneCountInString(password); {
	case !utf8.ValidString(password) || strings.ContainsFunc(password, unicode.IsControl):
		return "La password contiene caratteri che una tastiera non scrive. Usarne un’altra."
	case n < MinPassword:
		return fmt.Sprintf("La password è troppo corta: servono almeno %d caratteri. Vanno bene quattro parole messe insieme.", MinPassword)
	case n > maxPassword:
		return fmt.Sprintf("La password è troppo lunga: al massimo %d caratteri.", maxPassword)
	}
	plain := fold(password)
	words := commonWordList()
	for _, k := range known {
		for _, w := range strings.FieldsFunc(fold(k), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if utf8.RuneCountInString(w) >= 3 {
				words = append(words, w)
			}
		}
	}
	if hard(plain, words) < minHard {
		return "La password è facile da indovinare: è fatta di parole comuni, del nome di chi la usa o dell’ufficio, " +
			"di anni, di tasti vicini o di ripetizioni. Usare più parole che non c’entrano l’una con l’altra."
	}
	return ""
}

// fold undoes what people do to a word to make it a password: capitals, accents and
// figures in place of letters.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unleet reads figures and signs as the letters that they look like.
func unleet(s string) string {
	return strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i").Replace(s)
}

// hard counts the characters of a password that are in no word, walk or repetition.
func hard(plain string, words []string) int {
	easy := make([]bool, utf8.RuneCountInString(plain))
	for _, version := range []string{plain, unleet(plain)} {
		for _, w := range words {
			markWord(easy, []rune(version), []rune(w))
		}
	}
	runes := []rune(plain)
	markWalks(easy, runes)
	markYears(easy, runes)
	markRepeats(easy, runes)
	seen := map[rune]bool{}
	n := 0
	for i, r := range runes {
		// The same character again adds nothing that is hard to guess; nor do spaces.
		if !easy[i] && !seen[r] && !unicode.IsSpace(r) {
			seen[r] = true
			n++
		}
	}
	return n
}

func markWord(easy []bool, text, word []rune) {
	for i := 0; i+len(word) <= len(text); i++ {
		if string(text[i:i+len(word)]) == string(word) {
			mark(easy, i, i+len(word))
		}
	}
}

// walks are keys in a row and letters in order; they are walked both ways.
const walks = "1234567890 0987654321 qwertyuiop poiuytrewq asdfghjkl lkjhgfdsa zxcvbnm mnbvcxz " +
	"abcdefghijklmnopqrstuvwxyz zyxwvutsrqponmlkjihgfedcba 1qaz 2wsx 3edc 4rfv 5tgb 6yhn 7ujm zaq1 xsw2 cde3"

// minWalk is from how many keys on a walk is one.
const minWalk = 4

func markWalks(easy []bool, text []rune) {
	for i := 0; i+minWalk <= len(text); i++ {
		if part := string(text[i : i+minWalk]); !strings.Contains(part, " ") && strings.Contains(walks, part) {
			mark(easy, i, i+minWalk)
		}
	}
}

func markYears(easy []bool, text []rune) {
	for i := 0; i+4 <= len(text); i++ {
		year := string(text[i : i+4])
		if (strings.HasPrefix(year, "19") || strings.HasPrefix(year, "20")) && strings.Trim(year, "0123456789") == "" {
			mark(easy, i, i+4)
		}
	}
}

// markRepeats marks what repeats the characters before it: "ababab", "pippopippo".
func markRepeats(easy []bool, text []rune) {
	for unit := 1; unit <= len(text)/2; unit++ {
		for i := unit; i+unit <= len(text); i++ {
			if string(text[i-unit:i]) == string(text[i:i+unit]) && (unit > 2 || i+2*unit <= len(text) && string(text[i:i+unit]) == string(text[i+unit:i+2*unit])) {
				mark(easy, i, i+unit)
			}
		}
	}
}

func mark(easy []bool, from, to int) {
	for i := from; i < to; i++ {
		easy[i] = true
	}
}

func commonWordList() []string {
	var words []string
	for line := range strings.Lines(commonWords) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			words = append(words, line)
		}
	}
	return words
}

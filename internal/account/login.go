package account

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CheckLogin says in Italian what is wrong with the word that a user signs in with,
// nothing when it is good.
func CheckLogin(login string) string {
	if n := len(login); n < 3 || n > 40 || strings.Trim(login, "abcdefghijklmnopqrstuvwxyz0123456789.-_") != "" {
		return "Il nome utente va da 3 a 40 caratteri: lettere minuscole senza accenti, cifre, punto, trattino. Per esempio: anna.rossi."
	}
	return ""
}

// CheckName says in Italian what is wrong with the name that acts will carry for a
// user, nothing when it is good.
func CheckName(name string) string {
	n := utf8.RuneCountInString(name)
	odd := func(r rune) bool { return !unicode.IsPrint(r) }
	if n < 3 || n > 80 || !utf8.ValidString(name) || strings.TrimSpace(name) != name || strings.ContainsFunc(name, odd) {
		return "Il nome va da 3 a 80 caratteri, come va scritto nel registro degli atti. Per esempio: Anna Rossi."
	}
	return ""
}

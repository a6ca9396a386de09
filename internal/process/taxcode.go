package process

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// ErrCheckDigit means that a tax code has the right form and not the right last
// character: one of the others was mistyped.
var ErrCheckDigit = errors.New("il carattere di controllo non torna")

// Tax codes of persons (with the letters that stand for digits when two persons
// would have the same code) and of bodies.
var (
	personTaxCode = regexp.MustCompile(`^[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$`)
	bodyTaxCode   = regexp.MustCompile(`^[0-9]{11}$`)
)

// CheckTaxCode tells what is wrong with the codice fiscale of a person, 16
// characters, or of a body, 11 digits (D.M. 23 December 1976). The error wraps
// ErrForm or ErrCheckDigit and is in Italian.
func CheckTaxCode(s string) error {
	s = strings.ToUpper(s)
	var right byte
	switch {
	case personTaxCode.MatchString(s):
		right = personCheck(s[:15])
	case bodyTaxCode.MatchString(s):
		right = bodyCheck(s[:10])
	default:
		return fmt.Errorf("«%s» non è un codice fiscale: %w", s, ErrForm)
	}
	if s[len(s)-1] != right {
		return fmt.Errorf("del codice fiscale «%s» %w", s, ErrCheckDigit)
	}
	return nil
}

// personCheck is the last letter of the code of a person: characters at odd
// places, counted from 1, have values of their own.
func personCheck(s string) byte {
	odd := [26]int{1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23}
	sum := 0
	for i := range len(s) {
		n := int(s[i] - 'A')
		if s[i] <= '9' {
			n = int(s[i] - '0')
		}
		if i%2 == 0 {
			n = odd[n]
		}
		sum += n
	}
	return byte('A' + sum%26)
}

// bodyCheck is the last digit of the code of a body, by the method of Luhn.
func bodyCheck(s string) byte {
	sum := 0
	for i := range len(s) {
		n := int(s[i] - '0')
		if i%2 == 1 {
			n = 2*n/10 + 2*n%10
		}
		sum += n
	}
	return byte('0' + (10-sum%10)%10)
}

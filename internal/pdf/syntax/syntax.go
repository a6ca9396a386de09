// Package syntax is what every reader of PDF must read alike: which bytes part
// words, what a number is, and what a name says (ISO 32000-1 7.2 and 7.3). How
// strings, references, dictionaries and comments are read is for each reader to say:
// the one of our own files is strict, the one of others' has budgets.
package syntax

import (
	"errors"
	"fmt"
	"strconv"
)

// ErrSyntax is the kind of a word that is not what it should be.
var ErrSyntax = errors.New("syntax: not as PDF writes it")

// IsSpace tells whether a byte is white space (7.2.2).
func IsSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

// IsDelimiter tells whether a byte ends a word, and is none of it (7.2.2).
func IsDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// BeginsNumber tells whether a word that begins with a byte is to be a number.
func BeginsNumber(c byte) bool { return c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9' }

// Number reads a number (7.3.3): digits, a sign before them, one point anywhere among
// them. What Go takes besides, exponents, bases, underscores, words for infinity, is
// no number of PDF, and programs differ on what it is.
func Number(word string) (float64, error) {
	digits, points := 0, 0
	for i := range len(word) {
		switch c := word[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			points++
		case (c == '+' || c == '-') && i == 0:
		default:
			digits = -len(word)
		}
	}
	if digits <= 0 || points > 1 {
		return 0, fmt.Errorf("%w: number", ErrSyntax)
	}
	v, err := strconv.ParseFloat(word, 64)
	if err != nil {
		return 0, fmt.Errorf("%w: number", ErrSyntax)
	}
	return v, nil
}

// DecodeName is what a name says, without its slash (7.3.5): # and two hexadecimal
// digits stand for a byte.
func DecodeName(raw string) (string, error) {
	var out []byte
	from := 0
	for i := 0; i < len(raw); i++ {
		if raw[i] != '#' {
			continue
		}
		if i+2 >= len(raw) {
			return "", fmt.Errorf("%w: name", ErrSyntax)
		}
		v, err := strconv.ParseUint(raw[i+1:i+3], 16, 8)
		if err != nil {
			return "", fmt.Errorf("%w: name", ErrSyntax)
		}
		out = append(append(out, raw[from:i]...), byte(v))
		i += 2
		from = i + 1
	}
	if from == 0 {
		return raw, nil
	}
	return string(append(out, raw[from:]...)), nil
}

package agid

import "strings"

// personCode says whether s is the tax code of a person (D.M. 23 December 1976;
// pattern CFType of the schema) with the right last letter. Letters may stand for
// digits where two people would have the same code.
func personCode(s string) bool {
	const (
		shape   = "LLLLLLDDMDDLDDDL" // letter, digit or its letter, month
		instead = decimal + "LMNPQRSTUV"
		months  = "ABCDEHLMPRST"
	)
	// At odd places, counted from 1, characters have values of their own.
	odd := [26]int{1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23}
	if len(s) != len(shape) {
		return false
	}
	sum := 0
	for i := range len(s) {
		b := s[i]
		switch shape[i] {
		case 'L':
			if b < 'A' || b > 'Z' {
				return false
			}
		case 'M':
			if strings.IndexByte(months, b) < 0 {
				return false
			}
		default:
			if strings.IndexByte(instead, b) < 0 {
				return false
			}
		}
		value := int(b - 'A')
		if b <= '9' {
			value = int(b - '0')
		}
		switch {
		case i == len(s)-1:
			return sum%26 == value
		case i%2 == 0:
			sum += odd[value]
		default:
			sum += value
		}
	}
	return false
}

// bodyCode says whether s is the tax code or VAT number of a body (pattern PIType
// of the schema) with the right last digit.
func bodyCode(s string) bool {
	if len(s) != 11 || !digits(s) {
		return false
	}
	sum := 0
	for i := range len(s) {
		n := int(s[i] - '0')
		if i%2 == 1 {
			n *= 2
			n = n/10 + n%10
		}
		sum += n
	}
	return sum%10 == 0
}

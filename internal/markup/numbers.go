package markup

import (
	"fmt"
	"strings"
)

// inLetters is a whole number from 0 to 999,999 in Italian letters:
// "duemilatredici", "ventitré".
func inLetters(n int) (string, error) {
	const most = 999_999
	if n < 0 || n > most {
		return "", fmt.Errorf("«lettere»: %w: da 0 a %d", errOutside, most)
	}
	if n == 0 {
		return "zero", nil
	}
	words := thousands(n/1000) + below1000(n%1000)
	if strings.HasSuffix(words, "tre") && words != "tre" {
		words = strings.TrimSuffix(words, "tre") + "tré"
	}
	return words, nil
}

func thousands(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "mille"
	}
	return below1000(n) + "mila"
}

func below1000(n int) string {
	hundreds := ""
	switch n / 100 {
	case 0:
	case 1:
		hundreds = "cento"
	default:
		hundreds = small(n/100) + "cento"
	}
	rest := n % 100
	if rest == 8 || rest/10 == 8 { // centotto, centottanta
		hundreds = strings.TrimSuffix(hundreds, "o")
	}
	if rest < 20 {
		return hundreds + small(rest)
	}
	tens := [...]string{"venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"}[rest/10-2]
	if unit := rest % 10; unit == 1 || unit == 8 { // ventuno, ventotto
		tens = tens[:len(tens)-1]
	}
	return hundreds + tens + small(rest%10)
}

func small(n int) string {
	return [...]string{
		"", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci",
		"undici", "dodici", "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove",
	}[n]
}

// roman is a number from 1 to 3999 in Roman figures.
func roman(n int) (string, error) {
	const most = 3999
	if n < 1 || n > most {
		return "", fmt.Errorf("«romano»: %w: da 1 a %d", errOutside, most)
	}
	var sb strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{
		{1000, "M"},
		{900, "CM"},
		{500, "D"},
		{400, "CD"},
		{100, "C"},
		{90, "XC"},
		{50, "L"},
		{40, "XL"},
		{10, "X"},
		{9, "IX"},
		{5, "V"},
		{4, "IV"},
		{1, "I"},
	} {
		for n >= d.value {
			sb.WriteString(d.sign)
			n -= d.value
		}
	}
	return sb.String(), nil
}

// ordinal is "primo", "seconda", "ventitreesimo"; gender is "f" or "m".
func ordinal(n int, gender string) (string, error) {
	const most = 999
	if n < 1 || n > most {
		return "", fmt.Errorf("«ordinale»: %w: da 1 a %d", errOutside, most)
	}
	first := [...]string{"", "prim", "second", "terz", "quart", "quint", "sest", "settim", "ottav", "non", "decim"}
	stem := ""
	if n <= 10 {
		stem = first[n]
	} else {
		words := below1000(n)
		// The last vowel falls, but those of "tre" and "sei" stay.
		if !strings.HasSuffix(words, "tre") && !strings.HasSuffix(words, "sei") {
			words = words[:len(words)-1]
		}
		stem = words + "esim"
	}
	if gender == "f" {
		return stem + "a", nil
	}
	return stem + "o", nil
}

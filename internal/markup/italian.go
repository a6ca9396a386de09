package markup

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"concerta/internal/richtext"
)

var (
	errNotDate  = errors.New("non è una data (AAAA-MM-GG)")
	errNotText  = errors.New("non è un testo ricco")
	errNotList  = errors.New("non è un elenco")
	errOutside  = errors.New("numero fuori dai limiti")
	errTooWordy = errors.New("testo troppo lungo")
)

// helperFuncs are the functions templates may call. Their names are Italian:
// the people who write templates read them.
func helperFuncs() template.FuncMap {
	return template.FuncMap{
		"data":            dateInFigures,
		"dataEstesa":      dateWithWeekday,
		"dataLettere":     dateInLetters,
		"giorno":          weekdayName,
		"giornoLettere":   dayInLetters,
		"mese":            monthName,
		"anno":            yearOf,
		"periodo":         period,
		"delGiorno":       ofDay,
		"orario":          hours,
		"scadenza":        deadline,
		"maiuscola":       capital,
		"minuscola":       uncapital,
		"tuttoMaiuscolo":  strings.ToUpper,
		"lettere":         inLetters,
		"annoLettere":     inLetters,
		"romano":          roman,
		"ordinale":        ordinal,
		"genere":          gendered,
		"plurale":         number,
		"elenco":          listed,
		"finale":          listEnd,
		"piu":             func(a, b int) int { return a + b },
		"senzaVirgolette": Unquoted,
		"unCapoverso":     oneParagraph,
		"dice":            says,
	}
}

// capital is s with its first letter in upper case.
func capital(s any) (string, error) { return firstLetter(s, unicode.ToUpper) }

// uncapital is s with its first letter in lower case.
func uncapital(s any) (string, error) { return firstLetter(s, unicode.ToLower) }

func firstLetter(v any, change func(rune) rune) (string, error) {
	s, err := plainValue(v)
	if err != nil || s == "" {
		return "", err
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(change(r)) + s[n:], nil
}

// gendered chooses the words for a gender, "f" or "m". When it is not said,
// the third form is used, or both are printed.
func gendered(gender any, masculine, feminine string, unsaid ...string) (string, error) {
	g, err := plainValue(gender)
	if err != nil {
		return "", err
	}
	const longest = 1000 // words of a template, never a text that grows
	switch {
	case g == "f":
		return feminine, nil
	case g == "m", masculine == feminine:
		return masculine, nil
	case len(unsaid) > 0:
		return unsaid[0], nil
	case len(masculine)+len(feminine) > longest:
		return "", errTooWordy
	}
	return masculine + "/" + feminine, nil
}

// number chooses the words that agree with n: "è presente" for one, "sono
// presenti" for any other.
func number(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// listed is "a, b e c"; "a, x; b; c" when an item has a comma of its own.
func listed(list any) (string, error) {
	v := reflect.ValueOf(list)
	if !v.IsValid() {
		return "", nil
	}
	if v.Kind() != reflect.Slice && v.Kind() != reflect.Array {
		return "", fmt.Errorf("«elenco»: %w", errNotList)
	}
	words := make([]string, 0, v.Len())
	for i := range v.Len() {
		s, err := plainValue(v.Index(i).Interface())
		if err != nil {
			return "", err
		}
		words = append(words, s)
	}
	if len(words) < 2 {
		return strings.Join(words, ""), nil
	}
	if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, ",") }) {
		return strings.Join(words, "; "), nil
	}
	last := words[len(words)-1]
	and := " e "
	if strings.HasPrefix(strings.ToLower(last), "e") { // the euphonic d
		and = " ed "
	}
	return strings.Join(words[:len(words)-1], ", ") + and + last, nil
}

// listEnd is what ends item i of n: a semicolon, or a full stop for the last.
func listEnd(i, n int) string {
	if i == n-1 {
		return "."
	}
	return ";"
}

// Unquoted is s without one pair of quotation marks around it.
func Unquoted(s string) string {
	t := strings.TrimSpace(s)
	for _, pair := range [][2]string{{"“", "”"}, {"«", "»"}, {"\"", "\""}, {"‘", "’"}, {"„", "“"}} {
		inner, opens := strings.CutPrefix(t, pair[0])
		inner, closes := strings.CutSuffix(inner, pair[1])
		if opens && closes && !strings.Contains(inner, pair[0]) {
			return strings.TrimSpace(inner)
		}
	}
	return t
}

// says tells whether rich text, or one of several, holds all the words given,
// whatever their capitals. What an office has written need not be said again.
func says(where, words any) (bool, error) {
	text := ""
	switch w := where.(type) {
	case richtext.Text:
		text = w.Plain()
	case []richtext.Text:
		for _, t := range w {
			text += t.Plain() + "\n"
		}
	default:
		return false, fmt.Errorf("«dice»: %w", errNotText)
	}
	text = strings.ToLower(text)
	list, ok := words.([]string)
	if !ok {
		s, err := plainValue(words)
		if err != nil {
			return false, err
		}
		list = []string{s}
	}
	return !slices.ContainsFunc(list, func(s string) bool { return !strings.Contains(text, strings.ToLower(s)) }), nil
}

// oneParagraph tells whether rich text fits inside a line.
func oneParagraph(t richtext.Text) bool {
	return len(t.Blocks) == 1 && t.Blocks[0].Kind == richtext.Paragraph
}

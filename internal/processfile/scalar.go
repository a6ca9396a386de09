package processfile

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/unicode/norm"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// raw is the text of a scalar as typed, never as YAML understands it: 9.30
// stays 9.30. ok is false, and a fault is reported, when v is no scalar.
func (v value) raw() (s string, ok bool) {
	switch n := v.node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode, *ast.NullNode:
		return n.GetToken().Value, true
	case *ast.MappingNode:
		v.wrongType("è un testo", "Se il testo contiene due punti e uno spazio, o comincia con una graffa, metterlo tra virgolette o sulla riga dopo, introdotto da |.")
	default:
		v.wrongType("è un testo", "Scrivere un solo valore.")
	}
	return "", false
}

// plain is a scalar as one line of text in NFC; "" and a fault when it is none.
func (v value) plain() string {
	s, ok := v.raw()
	if !ok {
		return ""
	}
	lines := strings.FieldsFunc(norm.NFC.String(s), func(r rune) bool { return r == '\n' })
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	s = strings.TrimSpace(strings.Join(lines, " "))
	if i := strings.IndexFunc(s, richtext.Forbidden); i >= 0 {
		f := forbidden(v.line, v.column, []rune(s[i:])[0])
		v.fault(f.Rule, f.What, f.Why, f.Repair)
		return ""
	}
	return s
}

// plainText is the form of one line of text.
func plainText() form[string] {
	return form[string]{
		read:  func(v value, to *string) { *to = v.plain() },
		write: func(_ writer, s string) *node { return plainNode(s) },
		shape: shape{kind: isText}.self,
	}
}

func dateForm() form[process.Date] {
	return parsed("data", "Scriverla come 2013-11-04, 04/11/2013 o 4 novembre 2013.", shape{kind: isDate}, process.ParseDate, process.Date.String)
}

// openDate is the form of a date that may be announced later: it is then left
// unset.
func openDate() form[process.Date] {
	const unknown = "da comunicare"
	fixed := dateForm()
	return form[process.Date]{
		read: func(v value, to *process.Date) {
			if s, ok := v.raw(); ok && strings.EqualFold(strings.TrimSpace(s), unknown) {
				return
			}
			fixed.read(v, to)
		},
		write: func(w writer, d process.Date) *node {
			if d.IsZero() {
				return wordNode(unknown)
			}
			return fixed.write(w, d)
		},
		shape: shape{kind: isOpenDate}.self,
	}
}

func hourForm() form[process.TimeOfDay] {
	return parsed("ora", "Scriverla come 9.30, 9:30 o 16.", shape{kind: isHour}, process.ParseTimeOfDay, process.TimeOfDay.String)
}

// momentForm is the form of a day and an hour.
func momentForm() form[process.Moment] {
	return parsed("momento", "Scrivere giorno e ora: 2013-11-05 11.40 oppure 5 novembre 2013 ore 11.40.", shape{kind: isMoment},
		process.ParseMoment, process.Moment.String)
}

// parsed is the form of a scalar that must have a form of its own; kind names
// the rule, "data". write gives "" for a value that is not written.
func parsed[T any](kind, repair string, s shape, parse func(string) (T, error), write func(T) string) form[T] {
	return form[T]{
		read:  func(v value, to *T) { readParsed(v, to, kind, repair, parse) },
		write: func(_ writer, x T) *node { return wordNode(write(x)) },
		shape: s.self,
	}
}

func readParsed[T any](v value, to *T, kind, repair string, parse func(string) (T, error)) {
	s, ok := v.raw()
	if !ok {
		return
	}
	x, err := parse(strings.TrimSpace(s))
	switch {
	case errors.Is(err, process.ErrNoSuch):
		v.fault(kind+"-impossibile", capital(err.Error())+".", "Un atto con questo valore sarebbe sbagliato.", "Controllare il valore sul calendario o sull'originale.")
	case err != nil:
		v.fault(kind+"-illeggibile", capital(err.Error())+".", "Scritto così non si può leggere, o si potrebbe fraintendere.", repair)
	default:
		*to = x
	}
}

func capital(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// numberForm is the form of a whole number from least to most; 0 is none.
func numberForm(least, most int) form[int] {
	repair := fmt.Sprintf("Scrivere un numero intero da %d a %d, in cifre.", least, most)
	return parsed("numero", repair, shape{kind: isNumber, least: least, most: most}, wholeNumber(least, most), func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	})
}

// countForm is the form of a whole number up to most; 0 is one too.
func countForm(most int) form[int] {
	repair := fmt.Sprintf("Scrivere un numero intero da 0 a %d, in cifre.", most)
	return parsed("numero", repair, shape{kind: isNumber, most: most}, wholeNumber(0, most), strconv.Itoa)
}

func wholeNumber(least, most int) func(string) (int, error) {
	return func(s string) (int, error) {
		n, err := strconv.Atoi(s)
		if err != nil || n < least || n > most || s[0] == '+' {
			return 0, fmt.Errorf("«%s» non è un numero intero da %d a %d", s, least, most)
		}
		return n, nil
	}
}

// oneOf is the form of one of a closed list of words.
func oneOf[T ~string](all ...T) form[T] {
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = string(a)
	}
	return form[T]{
		read:  func(v value, to *T) { *to = T(v.chosen(names)) },
		write: func(_ writer, x T) *node { return wordNode(string(x)) },
		shape: shape{kind: isChoice, values: names}.self,
	}
}

// chosen is the one of names that v says; "" and a fault when it says another.
func (v value) chosen(names []string) string {
	s := v.plain()
	if s == "" || slices.Contains(names, s) {
		return s
	}
	repair := "Scrivere " + wordList(names, "o") + "."
	if near := nearest(s, names); near != "" {
		repair = "Forse si intendeva «" + near + "». " + repair
	}
	v.fault("valore-fuori-elenco", fmt.Sprintf("«%s» non è tra i valori ammessi.", s),
		"I valori di questa chiave sono un elenco chiuso.", repair)
	return ""
}

// yesNoForm is the form of sì or no, and of the words YAML has for them.
func yesNoForm() form[bool] {
	return parsed("si-o-no", "Scrivere sì oppure no.", shape{kind: isYesNo}, parseYesNo, func(yes bool) string {
		if yes {
			return "sì"
		}
		return ""
	})
}

func parseYesNo(s string) (bool, error) {
	switch strings.ToLower(s) {
	case "sì", "si", "true":
		return true, nil
	case "no", "false":
		return false, nil
	}
	return false, fmt.Errorf("«%s» non è né sì né no", s)
}

// decisionForm is the form of a sì or no that is always said.
func decisionForm() form[bool] {
	f := yesNoForm()
	said := f.write
	f.write = func(w writer, yes bool) *node {
		if n := said(w, yes); n != nil {
			return n
		}
		return wordNode("no")
	}
	return f
}

// idForm is the form of the name by which the file itself calls a thing.
func idForm() form[string] {
	return parsed("id", "Usare solo lettere minuscole senza accenti, cifre e trattini: «prima-sessione».", shape{kind: isID}, func(s string) (string, error) {
		if !richtext.IsID(s) {
			return "", fmt.Errorf("«%s» non può fare da id", s)
		}
		return s, nil
	}, asIs)
}

func asIs(s string) string { return s }

package processfile

import (
	"errors"
	"fmt"
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

func text(key string, to *string) field {
	return field{key: key, read: func(v value) {
		if v.r.keys == nil {
			*to = v.plain()
		}
	}}
}

func texts(key string, to *[]string) field {
	return list(key, to, func(v value, s *string) {
		if v.r.keys == nil {
			*s = v.plain()
		}
	})
}

// list reads a sequence into a slice.
func list[T any](key string, to *[]T, read func(value, *T)) field {
	return field{key: key, read: func(v value) {
		v.each(func(_ int, item value) {
			var x T
			read(item, &x)
			*to = append(*to, x)
		})
	}}
}

// object reads a mapping into a struct.
func object[T any](key string, to *T, read func(value, *T)) field {
	return field{key: key, read: func(v value) { read(v, to) }}
}

// optional reads a mapping into a struct that is nil when it is not there.
func optional[T any](key string, to **T, read func(value, *T)) field {
	return field{key: key, read: func(v value) {
		*to = new(T)
		read(v, *to)
	}}
}

func date(key string, to *process.Date) field {
	return parsed(key, "data", "Scriverla come 2013-11-04, 04/11/2013 o 4 novembre 2013.", to, process.ParseDate)
}

// openDate is a date that may be announced later: it is then left unset.
func openDate(key string, to *process.Date) field {
	fixed := date(key, to)
	return field{key: key, read: func(v value) {
		if v.r.keys == nil {
			if s, ok := v.raw(); ok && strings.EqualFold(strings.TrimSpace(s), "da comunicare") {
				return
			}
		}
		fixed.read(v)
	}}
}

func hour(key string, to *process.TimeOfDay) field {
	return parsed(key, "ora", "Scriverla come 9.30, 9:30 o 16.", to, process.ParseTimeOfDay)
}

// parsed reads a scalar that must have a form; kind names the rule, "data".
func parsed[T any](key, kind, repair string, to *T, parse func(string) (T, error)) field {
	return field{key: key, read: func(v value) {
		if v.r.keys != nil {
			return
		}
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
	}}
}

func capital(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// number reads a whole number from least to most.
func number(key string, to *int, least, most int) field {
	return parsed(key, "numero", fmt.Sprintf("Scrivere un numero intero da %d a %d, in cifre.", least, most), to, wholeNumber(least, most))
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

// choice reads one of a closed list of words.
func choice[T ~string](key string, to *T, all ...T) field {
	return field{key: key, read: func(v value) {
		if v.r.keys == nil {
			*to = chosen(v, all)
		}
	}}
}

func chosen[T ~string](v value, all []T) T {
	s := v.plain()
	names := make([]string, len(all))
	for i, a := range all {
		if s == string(a) {
			return a
		}
		names[i] = string(a)
	}
	if s != "" {
		repair := "Scrivere " + wordList(names, "o") + "."
		if near := nearest(s, names); near != "" {
			repair = "Forse si intendeva «" + near + "». " + repair
		}
		v.fault("valore-fuori-elenco", fmt.Sprintf("«%s» non è tra i valori ammessi.", s),
			"I valori di questa chiave sono un elenco chiuso.", repair)
	}
	return ""
}

// yesNo reads sì or no, and the words YAML has for them.
func yesNo(key string, to *bool) field {
	return parsed(key, "si-o-no", "Scrivere sì oppure no.", to, func(s string) (bool, error) {
		switch strings.ToLower(s) {
		case "sì", "si", "true":
			return true, nil
		case "no", "false":
			return false, nil
		}
		return false, fmt.Errorf("«%s» non è né sì né no", s)
	})
}

// id reads the name by which the file itself calls a thing.
func id(key string, to *string) field {
	return parsed(key, "id", "Usare solo lettere minuscole senza accenti, cifre e trattini: «prima-sessione».", to, func(s string) (string, error) {
		if !richtext.IsID(s) {
			return "", fmt.Errorf("«%s» non può fare da id", s)
		}
		return s, nil
	})
}

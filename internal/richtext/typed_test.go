package richtext_test

import (
	"testing"

	"concerta/internal/richtext"
)

func TestTyped_DropsWhatNobodyTypedOnPurpose(t *testing.T) {
	for typed, want := range map[string]string{
		"Gruppo\u200B\uFEFF amici":           "Gruppo amici",
		"par\u00ADte\u2060cipa":              "partecipa",
		"\u202Aabc\u202C \u2066def\u2069":    "abc def",
		"a\tb":                               "a b",
		"Casarano\u2028Lecce":                "Casarano\nLecce",
		"\uF0B7 uno":                         "• uno",
		"co\u2011progettazione, 10\u202F000": "co-progettazione, 10\u00A0000",
		"città, perché, «così» – l’8 e il 5 €": "città, perché, «così» – l’8 e il 5 €",
		"🙂\uFE0F": "🙂", // has no letter: not for here to say
	} {
		if got := richtext.Typed(typed); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestTypedText_BulletsOfWordProcessorsAreLists(t *testing.T) {
	for typed, want := range map[string]string{
		"Si chiede:\n\uF0B7\tuno\n\uF0A7 due\n•\ttre\no\tquattro": "Si chiede:\n- uno\n- due\n- tre\n- quattro",
		"1.\tprimo\n2.\tsecondo":                                  "1. primo\n2. secondo",
		"• com’è scritto":                                         "• com’è scritto", // typed by hand: it is meant
		"otto\tnove\n- già un elenco\n\n  \uF0B7  a":              "otto nove\n- già un elenco\n\n  - a",
	} {
		if got := richtext.TypedText(typed); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

package process_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

func TestSlug_IsInLettersWithoutAccentsCutAfterAWord(t *testing.T) {
	long := strings.Repeat("abcdefghi ", 4) + "jk"
	for words, want := range map[string]string{
		"Centro d'Ascolto":        "centro-d-ascolto",
		"Centro d’Ascolto":        "centro-d-ascolto",
		"Õpen Škola":              "open-skola",
		"O\u0303pen S\u030Ckola":  "open-skola", // as some programs write accents
		"Perché no? (ONLUS) n. 2": "perche-no-onlus-n-2",
		"A.P.S. «Il Melograno»":   "a-p-s-il-melograno",
		"  -- ":                   "",
		"Ελλάς":                   "",
		long:                      "abcdefghi-abcdefghi-abcdefghi-abcdefghi",
		"abcdefghi abcdefghi abcdefghi abcdefghij":   "abcdefghi-abcdefghi-abcdefghi-abcdefghij", // forty
		strings.Repeat("x", 50):                      strings.Repeat("x", 40),
		"corta " + strings.Repeat("x", 50) + " fine": "corta", // what follows would be another name's
	} {
		if got := process.Slug(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

func TestNewID_IsAnIDThatNobodyHas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := map[string]bool{}
		for range 20 {
			name := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "Òasi", "oasi", "OASI 2"})).Draw(t, "name")
			id := process.NewID(name, "voce", func(id string) bool { return ids[id] })
			if !richtext.IsID(id) || ids[id] {
				t.Fatalf("%q: %q", name, id)
			}
			ids[id] = true
		}
	})
	taken := map[string]bool{"oasi": true, "oasi-2": true, "soggetto": true}
	used := func(id string) bool { return taken[id] }
	for name, want := range map[string]string{"Oasi": "oasi-3", "?": "soggetto-2", "Altra": "altra"} {
		if got := process.NewID(name, "soggetto", used); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

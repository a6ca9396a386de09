package richtext_test

import (
	"testing"

	"concerta/internal/richtext"
)

func TestJoined_ElidesBeforeEightAndElevenOnly(t *testing.T) {
	for _, c := range []struct{ before, words, want string }{
		{"il ", "8 febbraio 2027", "l’8 febbraio 2027"},
		{"Il ", "11 aprile 2027", "L’11 aprile 2027"},
		{"IL ", "8 MARZO 2027", "L’8 MARZO 2027"},
		{"entro il ", "8 marzo 2027", "entro l’8 marzo 2027"},
		{"del ", "8 marzo 2027", "dell’8 marzo 2027"},
		{"Del ", "11 marzo 2027", "Dell’11 marzo 2027"},
		{"DEL ", "11 marzo 2027", "DELL’11 marzo 2027"},
		{"(dal ", "8/3/2027", "(dall’8/3/2027"},
		{"al ", "08/03/2027, ore 9.00", "all’08/03/2027, ore 9.00"},
		{"nel\u00a0", "8 marzo", "nell’8 marzo"},
		{"sul ", "11 marzo", "sull’11 marzo"},

		{"il ", "1° marzo 2027", "il 1° marzo 2027"},
		{"il ", "18 marzo 2027", "il 18 marzo 2027"},
		{"il ", "80 marzo 2027", "il 80 marzo 2027"},
		{"il ", "lunedì 8 marzo 2027", "il lunedì 8 marzo 2027"},
		{"dal ", "11.30", "dal 11.30"},
		{"fil ", "8 marzo", "fil 8 marzo"},
		{"", "8 marzo", "8 marzo"},
	} {
		if got := richtext.Joined(c.before, c.words); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestResolve_ArticleAgreesWithTheDayThatIsPutIn(t *testing.T) {
	answer := func(ref richtext.Ref, _ bool) (richtext.Text, error) {
		day := "8 marzo"
		if ref.Part == richtext.PartPlace {
			day = "9 marzo"
		}
		return richtext.Words(day), nil
	}
	for src, want := range map[string]string{
		"entro il {incontro:a.data}, non il {incontro:a.luogo}": "[entro l’8 marzo, non il 9 marzo]",
		"Il {incontro:a.data}":                     "[L’8 marzo]",
		"del\n**{incontro:a.data}**":               "[dell’<S 8 marzo>]",
		"*e* **al {incontro:a.data}**, il 8 marzo": "[<E e> <S all’8 marzo>, il 8 marzo]",
		"**il** {incontro:a.data}":                 "[<S il> 8 marzo]",
		"- il {incontro:a.data}":                   "ul(·[l’8 marzo])",
	} {
		text, _ := richtext.Parse(src)
		before := show(text)
		got, err := text.Resolve(answer)
		if err != nil {
			t.Fatal(err)
		}
		if show(got) != want {
			t.Errorf("%s\ngot  %s\nwant %s", src, show(got), want)
		}
		if show(text) != before {
			t.Errorf("%s: the text that was resolved has changed: %s", src, show(text))
		}
	}
}

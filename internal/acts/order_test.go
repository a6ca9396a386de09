package acts

import (
	"slices"
	"strings"
	"testing"

	"concerta/internal/process"
)

func TestAlphabetical_PeopleAsItalianRegistriesListThem(t *testing.T) {
	want := []string{
		"Abate Ugo",
		"ÀCCOLTI Anna",
		"Accolti Bruno",
		"Dabbicco Leo",
		"D'Amico Rosa",
		"D’Amico Sara",
		"Dann Zeno",
		"DE DONNO Ada",
		"Dell'Anna Pio",
		"Delle Donne Ivo",
		"Del Prete Eva",
		"De Luca Aldo",
		"Deluca Berto",
		"Di Nardo Lia",
		"ESEMPIO Luca",
		"Niccolò Aurelio",
		"Niccolò Bruno",
		"Rossi Vito",
		"Rossini Aldo",
		"Zuccà Mia",
		"",
	}
	for shift := range want {
		got := append(slices.Clone(want[shift:]), want[:shift]...)
		alphabetical(got, personOrder)
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Fatalf("from %d:\n got %q\nwant %q", shift, got, want)
		}
	}
}

func TestAlphabetical_BodiesByTheirWordsWithoutMarks(t *testing.T) {
	want := []string{"2000 Volontari", "A.D.A. Casarano", "ACLI", "“Ali d’argento” ODV", "Caritas", "Città sana", "Cittadinanza attiva", "«Élite»"}
	for shift := range want {
		got := append(slices.Clone(want[shift:]), want[:shift]...)
		alphabetical(got, plainOrder)
		if !slices.Equal(got, want) {
			t.Fatalf("from %d: %q", shift, got)
		}
	}
}

func TestSurnameFirst_FollowsCapitalsThenGivenNames(t *testing.T) {
	for name, want := range map[string]string{
		"Anna DE LUCA":            "DE LUCA Anna",
		"Anna Maria DE LUCA":      "DE LUCA Anna Maria",
		"Anna Maria ROSSI":        "ROSSI Anna Maria",
		"Anna D’AMICO":            "D’AMICO Anna",
		"DE LUCA Anna":            "DE LUCA Anna",
		"ANNA ROSSI":              "ANNA ROSSI",
		"Dott.ssa Ada FERRARO":    "FERRARO Ada",
		"Prof. Avv. Ada M. Rossi": "Rossi Ada M.",
		"Pietro De Luca":          "De Luca Pietro",
		"Anna Maria Rossi":        "Rossi Anna Maria",
		"Anna Rossi Bianchi":      "Rossi Bianchi Anna",
		"Anna Maria":              "Maria Anna",
		"Samir Àbate ESEMPIO":     "Àbate ESEMPIO Samir",
		"Teresa Lo Russo ESEMPIO": "Lo Russo ESEMPIO Teresa",
		"Gian Luca Perrone GRECO": "Perrone GRECO Gian Luca",
		"Pelé":                    "Pelé",
		"  Ada   Neri ":           "Neri Ada",
		"":                        "",

		"Maria Assunta Greco":       "Greco Maria Assunta",
		"Cosimo Damiano Leo":        "Leo Cosimo Damiano",
		"De Luca Anna":              "De Luca Anna",
		"Rossi Anna Maria":          "Rossi Anna Maria",
		"Bianchi Ugo ESEMPIO":       "Bianchi Ugo ESEMPIO",
		"Nicolò Rossi":              "Rossi Nicolò",
		"Nicolo' Rossi":             "Rossi Nicolo'",
		"Anna-Maria Rossi":          "Rossi Anna-Maria",
		"Maria Antonietta De Rosa":  "De Rosa Maria Antonietta",
		"Qingshan Di Maggio":        "Di Maggio Qingshan",
		"Qingshan Xiuying ROSSI":    "ROSSI Qingshan Xiuying",
		"Qingshan Xiuying":          "Qingshan Xiuying",
		"Dott. Romano Qingshan Liu": "Romano Qingshan Liu",
	} {
		if got := SurnameFirst(process.Representative{Name: name}); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

func TestSurnameFirst_IsTheOneGiven(t *testing.T) {
	for _, c := range []struct{ name, surname, want string }{
		{"Leo Cosimo Damiano", "Leo", "Leo Cosimo Damiano"},
		{"Anna Rosa Viola", "rosa viola", "Rosa Viola Anna"},
		{"Dott. Ada Rossi Bianchi", "Bianchi", "Bianchi Ada Rossi"},
		{"Anna D'Amico", "D’Amico", "D'Amico Anna"},
		{"Anna Greco", "Altro", "Greco Anna"}, // a finding says so
	} {
		if got := SurnameFirst(process.Representative{Name: c.name, Surname: c.surname}); got != c.want {
			t.Errorf("%q is %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFiled_NameThatDoesNotTellIsSortedByItsLastWord(t *testing.T) {
	if printed, order := filed(process.Representative{Name: "Qingshan Xiuying Liu"}); printed != "Qingshan Xiuying Liu" || !slices.Equal(order, []string{"Liu", "Qingshan", "Xiuying"}) {
		t.Errorf("printed %q in the order of %q", printed, order)
	}
}

// A line that is not as words are looked up would never be found.
func TestGivenNames_AreListedAsTheyAreLookedUp(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(givenNameList, "\n"), "\n")[1:]
	if len(lines) < 500 || !slices.IsSorted(lines) || len(slices.Compact(slices.Clone(lines))) != len(lines) {
		t.Errorf("%d names, not each once in order", len(lines))
	}
	for _, w := range lines {
		if unaccented(w) != w || strings.ContainsAny(w, " -.") {
			t.Errorf("%q cannot be found", w)
		}
	}
}

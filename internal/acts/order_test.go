package acts

import (
	"slices"
	"strings"
	"testing"
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
	} {
		if got := SurnameFirst(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

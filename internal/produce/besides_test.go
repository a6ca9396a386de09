package produce_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/process"
)

// Whoever repairs a file wants to hear everything at once, and nothing that only the
// faults of reading make seem wrong.
func TestRead_OfAFileWithFaultsGivesTheFindingsTheyCannotHaveCaused(t *testing.T) {
	const misspelt = "sconosciuta: 1\n"
	change := func(from, to string) string {
		t.Helper()
		if !strings.Contains(wrongDay, from) {
			t.Fatalf("%q is not in the file", from)
		}
		return strings.Replace(wrongDay, from, to, 1)
	}
	wrong := []string{"giorno-sbagliato"}
	feast := change("data: 2026-03-10, giorno: lunedì", "data: 2026-12-25, giorno: lunedì")
	for name, c := range map[string]struct {
		src  string
		want []string
	}{
		"a key elsewhere":                 {wrongDay + misspelt, wrong},
		"another meeting":                 {change("      - incontro:", "      - incontro: {id: altro, data: 2026-02-30}\n      - incontro:"), wrong},
		"the phase around it":             {change("titolo: Ascolto", "titollo: Ascolto"), wrong},
		"the same meeting":                {change("ora: 15.30", "ora: 25.30"), nil},
		"a key in the same meeting":       {change("luogo: Sala", "luoggo: Sala"), nil},
		"its entry":                       {change("luogo: Sala comunale}", "luogo: Sala comunale}\n        testo: Anche un testo"), nil},
		"the date is no date":             {change("2026-03-10", "10 marzo"), nil},
		"a meeting and its holidays":      {feast + misspelt, []string{"incontro-festivo", "giorno-sbagliato"}},
		"holidays that do not read":       {feast + "festivita: [{nome: Patrono, giorno: 25, mese: 12, anno: mai}]\n", wrong},
		"the notice without its date":     {change("  data: 2026-03-02", "  datta: 2026-03-02"), wrong},
		"before the notice":               {change("2026-03-10", "2026-03-01") + misspelt, []string{"incontro-festivo", "incontro-prima-dell-avviso", "giorno-sbagliato"}},
		"a reference that leads nowhere":  {change("luogo: Sala comunale", "luogo: Sala comunale, tavoli: [9]") + "adesioni: [{di: nessuno, ricevuta: 2026-03-03 9.00}]\n", nil},
		"references elsewhere":            {wrongDay + "adesioni: [{di: nessuno, ricevuta: 2026-03-03 9.00}]\n", wrong},
		"a tax code beside":               {wrongDay + "soggetti: [{id: a, nome: A, tipo: odv, codice-fiscale: 12}]\n" + misspelt, []string{"giorno-sbagliato", "codice-fiscale"}},
		"a tax code of a body half read":  {wrongDay + "soggetti: [{id: a, nome: A, tipo: club, codice-fiscale: 12}]\n", wrong},
		"a period that ends before":       {change("      - incontro:", "      - periodo: {dal: 2026-03-09, al: 2026-03-01}\n      - incontro:") + misspelt, []string{"periodo-rovesciato", "giorno-sbagliato"}},
		"a deadline on a holiday":         {wrongDay + "scadenza: {data: 2026-12-25, ora: 12}\n" + misspelt, []string{"giorno-sbagliato", "scadenza-festiva"}},
		"nothing for what is not there":   {strings.Replace(source, "avviso:", "avvviso:", 1), nil},
		"a character that cannot be used": {wrongDay + "pubblicazione: a\u0007b\n", nil},
		"no YAML":                         {"fasi: [", nil},
	} {
		r := read(c.src)
		if r.Legible {
			t.Errorf("%s: legible", name)
		}
		var got []string
		for _, f := range r.Besides {
			got = append(got, f.Rule)
			if f.Line == 0 || f.Excerpt == "" || f.File != "prova.yaml" {
				t.Errorf("%s: %s has no place", name, f.Rule)
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s\n%v", name, d, r.Findings)
		}
		if all := r.All(); len(all) != len(r.Findings)+len(r.Besides) || r.Count(process.Error) < len(r.Findings) {
			t.Errorf("%s: All gives %d", name, len(all))
		}
	}
}

// What is believed of half a file must be found in the whole one too: for each line of
// the examples that is spoilt, no finding appears that the unspoilt file has not.
func TestRead_OfASpoiltFileFindsNothingNew(t *testing.T) {
	for _, src := range []string{wrongDay, source} {
		known := map[string]bool{}
		for _, f := range read(src).All() {
			known[f.Rule+f.What] = true
		}
		lines := strings.SplitAfter(src, "\n")
		for i, line := range lines {
			for _, spoilt := range []string{strings.Replace(line, ": ", "x: ", 1), strings.Replace(line, "20", "2x", 1), ""} {
				r := read(strings.Join(lines[:i], "") + spoilt + strings.Join(lines[i+1:], ""))
				for _, f := range r.Besides {
					if !known[f.Rule+f.What] {
						t.Errorf("line %d: %s", i+1, fmt.Sprint(f.Rule, " ", f.What))
					}
				}
			}
		}
	}
}

package markup_test

import (
	"errors"
	"strings"
	"testing"

	"concerta/internal/markup"
)

func TestHelpers_WriteItalian(t *testing.T) {
	type view struct {
		D, E, Zero string
		G, U       string
		L          []string
		N          int
	}
	v := view{D: "2013-11-04", E: "2013-11-08", G: "f", L: []string{"a", "b", "c"}, N: 3}
	for _, c := range []struct{ src, want string }{
		{`{{data .D}}`, "4 novembre 2013"},
		{`{{data "2014-01-01"}}`, "1° gennaio 2014"},
		{`{{dataEstesa .D}}`, "lunedì 4 novembre 2013"},
		{`{{maiuscola (dataEstesa .D)}}`, "Lunedì 4 novembre 2013"},
		{`{{giorno .E}}`, "venerdì"},
		{`{{dataLettere .D}}`, "quattro novembre duemilatredici"},
		{`{{dataLettere "1999-05-01"}}`, "primo maggio millenovecentonovantanove"},
		{`{{periodo .D .E}}`, "dal 4 novembre all’8 novembre 2013"},
		{`{{periodo "2013-12-30" "2014-01-11"}}`, "dal 30 dicembre 2013 all’11 gennaio 2014"},
		{`{{periodo .E .Zero}}`, "dall’8 novembre 2013"},
		{`{{periodo .E .E}}`, "l’8 novembre 2013"},
		{`{{orario "9.30" ""}}`, "ore 9.30"},
		{`{{orario "9.30" "12.30"}}`, "dalle ore 9.30 alle ore 12.30"},
		{`{{scadenza "12.00" .D}}`, "ore 12.00 del 4 novembre 2013"},
		{`{{scadenza "12.00" .E}}`, "ore 12.00 dell’8 novembre 2013"},
		{`{{maiuscola "èra"}} {{minuscola "Ero"}}`, "Èra ero"},
		{`{{tuttoMaiuscolo "città"}}`, "CITTÀ"},
		{`{{lettere 0}} {{lettere 21}} {{lettere 28}}`, "zero ventuno ventotto"},
		{`{{lettere 3}} {{lettere 23}} {{lettere 103}} {{lettere 1000}}`, "tre ventitré centotré mille"},
		{`{{annoLettere 2013}} {{lettere 101008}} {{lettere 880}}`, "duemilatredici centounomilaotto ottocentottanta"},
		{`{{giornoLettere .E}} {{mese .E}} {{anno .E}}`, "otto novembre 2013"},
		{`{{giornoLettere "2013-11-01"}}`, "primo"},
		{`{{annoLettere (anno .D)}}`, "duemilatredici"},
		{`{{delGiorno .D}} {{delGiorno .E}}`, "del 4 novembre 2013 dell’8 novembre 2013"},
		{`{{romano 3}} {{romano 2014}}`, "III MMXIV"},
		{`{{ordinale 1 "f"}} {{ordinale 10 "m"}} {{ordinale 11 "m"}}`, "prima decimo undicesimo"},
		{`{{ordinale 23 "f"}} {{ordinale 26 "m"}} {{ordinale 20 "m"}}`, "ventitreesima ventiseiesimo ventesimo"},
		{`{{genere .G "Il sottoscritto" "La sottoscritta"}}`, "La sottoscritta"},
		{`{{genere "m" "nato" "nata"}} {{genere .U "nato" "nata"}}`, "nato nato/nata"},
		{`{{genere .U "il" "la" "chi"}}`, "chi"},
		{`{{elenco .L}}`, "a, b e c"},
		{`{{range $i, $v := .L}}{{$v}}{{finale $i (len $.L)}} {{end}}`, "a; b; c."},
		{`{{piu .N 1}}`, "4"},
		{`{{senzaVirgolette "“a ‘b’”"}} {{senzaVirgolette "«a» e «b»"}}`, "a ‘b’ «a» e «b»"},
		{`{{if and (eq .N 3) (not .Zero)}}sì{{else}}no{{end}} {{index .L 1}}`, "sì b"},
		{`{{with $x := .G}}{{$x}}{{end}}{{range 2}}{{.}}{{else}}nessuno{{end}}.`, "f01."},
	} {
		if got := strings.TrimSuffix(strings.TrimPrefix(dump(t, c.src, v), "paragraph: "), "\n"); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.src, got, c.want)
		}
	}
}

func TestElenco_JoinsAsItalianDoes(t *testing.T) {
	for _, c := range []struct {
		list []string
		want string
	}{
		{[]string{"a"}, "a"},
		{[]string{"a", "b"}, "a e b"},
		{[]string{"scuole", "enti"}, "scuole ed enti"},
		{[]string{"Ada, presidente", "Ugo"}, "Ada, presidente; Ugo"},
	} {
		if got := dump(t, "{{elenco .}}", c.list); got != "paragraph: "+c.want+"\n" {
			t.Errorf("%q: %s", c.list, got)
		}
	}
}

func TestHelpers_RefuseWhatTheyCannotSay(t *testing.T) {
	for src, want := range map[string]string{
		`{{data "4 novembre"}}`:     "«4 novembre» non è una data (AAAA-MM-GG)",
		`{{data ""}}`:               "non è una data",
		`{{lettere -1}}`:            "da 0 a 999999",
		`{{romano 0}}`:              "da 1 a 3999",
		`{{ordinale 0 "m"}}`:        "da 1 a 999",
		`{{elenco "x"}}`:            "non è un elenco",
		`{{dice "x" "y"}}`:          "non è un testo ricco",
		`{{eq 1 1}}`:                "non è un testo né un numero",
		`{{piu 1 "a"}}`:             "tipo sbagliato",
		`{{maiuscola}}`:             "numero sbagliato di valori",
		`{{range .}}{{end}}`:        "non è un elenco",
		"{{\"a\ufffd\" | lettere}}": "tipo sbagliato",
	} {
		_, err := load(t, templates{"atto": "# a\n\n" + src + "\n"}).Execute("atto", "x")
		var invalid *markup.InvalidError
		if !errors.As(err, &invalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", src, err, want)
			continue
		}
		if p := invalid.Problems[0]; p.Template != "atto.md" || p.Line != 3 || p.Column < 1 || p.Repair == "" {
			t.Errorf("%s: problem %+v", src, p)
		}
	}
}

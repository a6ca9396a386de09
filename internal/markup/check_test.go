package markup_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"concerta/internal/markup"
	"concerta/internal/richtext"
)

func TestCheck_NamesLineAndColumnOfEachFault(t *testing.T) {
	for _, c := range []struct{ name, src, at, what string }{
		{"unclosed action", "# a\n\nciao {{.X\n", "3:6", "un'azione o una parentesi non è chiusa"},
		{"unclosed quotes", "# a\n\nciao {{\"x}}\n", "3:6", "le virgolette di un'azione non si chiudono"},
		{"unclosed comment", "# a\n\n{{/* x\n", "3:1", "un commento non è chiuso"},
		{"unknown function", "# a\n\nè {{grande .X}}\n", "3:5", "la funzione «grande» non esiste"},
		{"undefined variable", "# a\n\n{{$x}}\n", "3:3", "la variabile «$x» non è definita"},
		{"missing end", "# a\n\nè {{if .X}}b\n", "3:3", "manca un {{end}}"},
		{"end too many", "# a\n\nb{{end}}\n", "3:2", "c'è un {{end}} o un {{else}} di troppo"},
		{"if of nothing", "# a\n\n{{if}}b{{end}}\n", "3:1", "a un'azione manca il valore"},
		{"too much", "# a\n\n{{.X ]}}\n", "3:6", "l'azione non si legge"},
		{"forbidden function", "# a\n\n{{printf \"%d\" 1}}\n", "3:3", "la funzione «printf» non si può usare"},
		{"inner function", "# a\n\n{{_passo}}\n", "3:3", "la funzione «_passo» non esiste"},
		{"define", "# a\n\n{{define \"x\"}}b{{end}}\n", "3:3", "il modello contiene una «define»"},
		{"missing piece", "# a\n\n{{template \"_b\" .}}\n", "3:12", "il pezzo «_b» non esiste"},
		{"unknown directive", "# a\n\n:::centra\nb\n:::\n", "3:1", "la direttiva «centra» non esiste"},
		{"unknown inline directive", "# a\n\nè :forte[b]\n", "3:3", "la direttiva «forte» non esiste"},
		{"wrong form", "# a\n\n::centrato\n", "3:1", "due punti sbagliati"},
		{"unknown attribute", "# a\n\n::codice{dati=\"x\" alternativa=\"y\" colore=\"z\"}\n", "3:35", "non ha l'attributo «colore»"},
		{"missing attribute", "# a\n\n::codice{dati=\"x\"}\n", "3:1", "manca l'attributo «alternativa»"},
		{"attribute twice", "# a\n\n:::tabella{altezza=\"1\" altezza=\"2\"}\n| a |\n|---|\n:::\n", "3:24", "è scritto due volte"},
		{"attribute without quotes", "# a\n\n:::sezione{lingua=de}\nb\n:::\n", "3:12", "gli attributi non si leggono da qui: «lingua=de»"},
		{"value out of range", "# a\n\n:::tabella{altezza=\"900\"}\n| a |\n|---|\n:::\n", "3:12", "«altezza» non può valere «900»"},
		{"value that is no number", "# a\n\n:::tabella{altezza=\"NaN\"}\n| a |\n|---|\n:::\n", "3:12", "«altezza» non può valere «NaN»"},
		{"value not among the words", "# a\n\n:::sezione{orientamento=\"obliquo\"}\nb\n:::\n", "3:12", "«orientamento» non può valere «obliquo»"},
		{"widths", "# a\n\n:::tabella{larghezze=\"1,2\"}\n| a |\n|---|\n:::\n", "3:12", "le larghezze «1,2» non vanno bene"},
		{"directive not closed", "# a\n\n:::centrato\nb\n", "3:1", "la direttiva «centrato» non è chiusa"},
		{"directive closed by what holds it", "# a\n\n- :::centrato\n  b\n\nc\n", "3:3", "la direttiva «centrato» non è chiusa"},
		{"directive closed twice", "# a\n\n:::centrato\nb\n:::\n:::\n", "6:1", "nessuna era aperta"},
		{"text after a directive", "# a\n\n::riga ciao\n", "3:1", "c'è altro testo"},
		{"brace not closed", "# a\n\n::codice{dati=\"x\n", "3:1", "una parentesi non è chiusa"},
		{"label missing", "# a\n\n::titolo{livello=\"2\"}\n", "3:1", "mancano le parole"},
		{"label too many", "# a\n\n::riga[x]\n", "3:1", "non prende parole"},
		{"out of place", "# a\n\n::firma{nome=\"a\" chi=\"b\"}\n", "3:1", "è fuori posto"},
		{"intruder", "# a\n\n:::firme\nciao\n:::\n", "4:1", "c'è qualcosa che non le appartiene"},
		{"table without its dashes", "# a\n\n| a | b |\n| c | d |\n", "3:1", "la tabella non si legge"},
		{"table cut by an empty line", "# a\n\n| a |\n|---|\n\n| b |\n", "6:1", "la tabella non si legge"},
		{"short row", "# a\n\n| a | b |\n|---|---|\n| c |\n", "5:1", "non ha tante celle"},
		{"long row", "# a\n\n| a | b |\n|---|---|\n| c | d | e |\n", "5:1", "non ha tante celle"},
		{"no table in a table", "# a\n\n:::tabella\nciao\n:::\n", "3:1", "non c'è una tabella sola"},
		{"HTML block", "# a\n\n<div>b</div>\n", "3:1", "contiene HTML"},
		{"HTML comment", "# a\n\n<!-- b -->\n", "3:1", "contiene HTML"},
		{"HTML in a line", "# a\n\nè <b>c</b>\n", "3:3", "contiene HTML"},
		{"code block", "# a\n\n```\nb\n```\n", "3:1", "blocco di codice"},
		{"quotation", "# a\n\n> b\n", "3:1", "citazione"},
		{"picture", "# a\n\nè ![b](c.png)\n", "3:5", "immagine scritta in Markdown"},
		{"bold not closed", "# a\n\nè **b\n", "3:3", "due asterischi non trovano"},
		{"fault after an action", "# a\n\n{{.X}} è {{.Y}} <b>\n", "3:17", "contiene HTML"},
		{"fault in a branch", "# a\n\n{{if .X}}b{{else}}\n\n<hr>\n\n{{end}}\n", "5:1", "contiene HTML"},
		{"fault in a branch of a branch", "# a\n\n{{if .X}}b{{else if .Y}}c{{else}}{{range .Z}}\n\n<hr>\n\n{{end}}{{end}}\n", "5:1", "contiene HTML"},
	} {
		t.Run(c.name, func(t *testing.T) {
			problems := load(t, templates{"atto": c.src}).Check()
			for _, p := range problems {
				if !strings.Contains(p.What, c.what) {
					continue
				}
				if got := fmt.Sprintf("%d:%d", p.Line, p.Column); got != c.at {
					t.Errorf("at %s, not at %s: %v", got, c.at, p)
				}
				if p.Template != "atto.md" || p.Repair == "" || p.Excerpt != strings.Split(c.src, "\n")[p.Line-1] {
					t.Errorf("problem %+v", p)
				}
				return
			}
			t.Errorf("no %q among %v", c.what, problems)
		})
	}
}

func TestCheck_FindsNothingInBranchesThatOnlyFitOneByOne(t *testing.T) {
	src := "# a\n\n{{if .X}}:::centrato\n{{else}}:::destra\n{{end}}b\n:::\n\n| a |\n|---|\n{{range .Y}}| {{.}} |\n{{end}}\n{{with .Z}}c {{.}}{{end}}\n"
	if p := load(t, templates{"atto": src}).Check(); len(p) > 0 {
		t.Errorf("problems: %v", p)
	}
}

func TestCheck_FindsAllFaultsAtOnceInReadingOrder(t *testing.T) {
	p := load(t, templates{"atto": "<b>\n\n:::boh\n:::\n\n{{template \"_a\"}}\n", "_a": "{{if\n", "_solo": "::boh\n"}).Check()
	var at []string
	for _, x := range p {
		at = append(at, fmt.Sprintf("%s:%d", x.Template, x.Line))
	}
	if got := strings.Join(at, " "); got != "_a.md:1 _solo.md:1 atto.md:1 atto.md:3" {
		t.Errorf("%s: %v", got, p)
	}
}

func TestCheck_NamesTheFileOfAPartial(t *testing.T) {
	p := load(t, templates{"atto": "# a\n\n{{template \"_b\" .}}\n", "_b": "ciao\n\n<br>\n"}).Check()
	if len(p) != 1 || p[0].Template != "_b.md" || p[0].Line != 3 {
		t.Errorf("problems %v", p)
	}
}

type inner struct{ Nome string }

type view struct {
	Titolo string
	Testo  richtext.Text
	Voci   []inner
	Forse  *inner
	Mappa  map[string]inner
}

func (view) Metodo() []inner { return nil }

func TestCheckAgainst_FindsUnknownFieldsInBranchesNotTaken(t *testing.T) {
	for _, c := range []struct{ src, at string }{
		{"# {{.Titulo}}", "1:5"},
		{"# a\n\n{{if .Titolo}}{{else}}{{.Boh}}{{end}}", "3:25"},
		{"# a\n\n{{range .Voci}}{{.Cognome}}{{end}}", "3:18"},
		{"# a\n\n{{range $i, $v := .Voci}}{{$v.Cognome}}{{end}}", "3:30"},
		{"# a\n\n{{with .Forse}}{{.Titolo}}{{end}}", "3:18"},
		{"# a\n\n{{with .Forse}}{{$.Nome}}{{end}}", "3:19"},
		{"# a\n\n{{with $x := .Forse}}{{$x.Titolo}}{{end}}", "3:26"},
		{"# a\n\n{{range .Metodo}}{{.Boh}}{{end}}", "3:20"},
		{"# a\n\n{{with index .Mappa \"x\"}}{{end}}{{.Mappa.x.Boh}}", "3:41"},
		{"# a\n\n{{maiuscola .Boh}}", "3:13"},
		{"# a\n\n{{(.Forse).Boh}}", "3:11"},
		{"# a\n\n{{.Titolo.Boh}}", "3:10"},
		{"# a\n\n{{template \"_p\" .Forse}}", "_p 1:3"},
	} {
		ts := load(t, templates{"atto": c.src, "_p": "{{.Titolo}}"})
		p := ts.CheckAgainst("atto", view{Titolo: "x"})
		if len(p) == 0 {
			t.Errorf("%s: nothing found", c.src)
			continue
		}
		line, col := p[0].Line, p[0].Column
		got := fmt.Sprintf("%d:%d", line, col)
		if p[0].Template == "_p.md" {
			got = "_p " + got
		}
		if !strings.Contains(p[0].What, "non esiste in questo punto") || got != c.at {
			t.Errorf("%s: at %s, not at %s: %v", c.src, got, c.at, p)
		}
	}
}

func TestCheckAgainst_PassesWhatIsThere(t *testing.T) {
	src := "# {{.Titolo}}\n\n{{range $i, $v := .Voci}}{{$v.Nome}} {{.Nome}} {{$.Titolo}} {{$i}}{{end}}{{with .Forse}}{{.Nome}}{{end}}\n\n{{.Testo}}{{range .Metodo}}{{.Nome}}{{end}}\n"
	if p := load(t, templates{"atto": src}).CheckAgainst("atto", view{Titolo: "x"}); len(p) > 0 {
		t.Errorf("problems: %v", p)
	}
}

func TestCheckAgainst_FindsSkippedHeadingLevels(t *testing.T) {
	for src, at := range map[string]string{
		"# a\n\n### b\n": "3:1",
		"## a\n":         "1:1",
		"# a\n\n::titolo[b]{livello=\"{{piu 2 1}}\"}\n":                          "3:1",
		"# a\n\n{{if .Titolo}}{{end}}\n\n::titolo[b]{livello=\"{{.Titolo}}\"}\n": "5:13",
	} {
		p := load(t, templates{"atto": src}).CheckAgainst("atto", view{Titolo: "nove"})
		if len(p) != 1 || fmt.Sprintf("%d:%d", p[0].Line, p[0].Column) != at {
			t.Errorf("%q: %v", src, p)
		}
	}
}

func TestCheckAgainst_NamesAnActWithoutTemplate(t *testing.T) {
	if p := load(t, templates{}).CheckAgainst("patto", view{}); len(p) != 1 || p[0].Template != "patto.md" {
		t.Errorf("problems: %v", p)
	}
}

func TestExecute_IsBounded(t *testing.T) {
	long := strings.Repeat("parola ", 1000)
	for name, ts := range map[string]templates{
		"a long loop":          {"atto": "# a\n{{range 1000000000}}{{end}}"},
		"a loop in a loop":     {"atto": "# a\n{{range 100000}}{{range 100000}}x{{end}}{{end}}"},
		"a piece that repeats": {"atto": "# a\n{{template \"_b\"}}", "_b": "x{{template \"_b\"}}{{template \"_b\"}}"},
		"too much text":        {"atto": "# a\n{{range 100000}}" + long + "{{end}}"},
		"a word that doubles":  {"atto": "# a\n{{$s := \"x\"}}{{range 100}}{{$s = genere \"\" $s (maiuscola $s) }}{{end}}{{$s}}"},
	} {
		_, err := load(t, ts).Execute("atto", nil)
		var invalid *markup.InvalidError
		if !errors.As(err, &invalid) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func FuzzLoad_NeverPanicsNorHangs(f *testing.F) {
	for _, s := range []string{
		"# {{.Titolo}}\n\n{{range .Voci}}\n- {{.Nome}}\n{{end}}\n", ":::centrato\n{{if .Forse}}a{{end}}\n:::\n", "| a |\n|---|\n| {{.Titolo}} |\n",
		"::campo{nome=\"a\" etichetta=\"b\"}\n", ":lingua[x]{codice=\"de\"}", "{{template \"atto\" .}}", ":::a\n:::b\n- c\n:::\n", "\t::::\n", "{{$x := 1}}{{$x}}",
		"<b>\n\n```\n> a\n", ":::tabella{larghezze=\"1\"}\n|a|\n|-|\n:::\n", "::titolo[**a]{livello=\"2\"}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		ts := load(t, templates{"atto": src})
		for _, p := range ts.Check() {
			if p.What == "" || p.Repair == "" {
				t.Errorf("problem %+v", p)
			}
		}
		v := view{Titolo: "x", Testo: richtext.Words("y"), Voci: []inner{{"a"}, {"b"}}, Forse: &inner{"c"}}
		ts.CheckAgainst("atto", v)
		if blocks, err := ts.Execute("atto", v); err == nil {
			_ = dumpOf(t, blocks)
		}
	})
}

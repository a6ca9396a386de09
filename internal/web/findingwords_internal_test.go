package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"concerta/examples"
	"concerta/internal/process"
	"concerta/internal/processfile"
	"concerta/internal/produce"
)

// fileMarks are what no page may say of a finding.
var fileMarks = []string{":»", "--", "sotto «", "`", "«concerta", "YAML"}

func wantsPageWords(t *testing.T, from process.Finding) {
	t.Helper()
	f := inPages(from)
	if f.What == "" || from.Repair != "" && f.Repair == "" {
		t.Errorf("%s: nothing is left of %+v", from.Rule, from)
	}
	for _, words := range []string{f.What, f.Why, f.Repair, faultWords(from)} {
		for _, mark := range fileMarks {
			if strings.Contains(words, mark) {
				t.Errorf("%s: a page says %q", from.Rule, words)
			}
		}
	}
}

// Whatever a rule may say is in the source: every sentence of it is looked at, as what
// is wrong, why, and as advice.
func TestInPages_NoRuleSpeaksOfTheFile(t *testing.T) {
	sentences := 0
	for _, dir := range []string{"process", "processfile", "richtext"} {
		names, err := filepath.Glob("../" + dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			src, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(src, func(n ast.Node) bool {
				l, ok := n.(*ast.BasicLit)
				if !ok || l.Kind != token.STRING {
					return true
				}
				if s, err := strconv.Unquote(l.Value); err == nil && strings.Contains(s, " ") {
					sentences++
					for _, path := range []string{"avviso", "fasi[0].voci[1].incontro.ora", "presenze[2]", ""} {
						wantsPageWords(t, process.Finding{Rule: "regola", Path: path, What: s, Why: s, Repair: s})
					}
				}
				return true
			})
		}
	}
	if sentences < 300 {
		t.Errorf("only %d sentences were found", sentences)
	}
}

// What the reader of files says of the cases that it is tried with.
func TestInPages_NoFaultOfAFileSpeaksOfIt(t *testing.T) {
	cases, err := filepath.Glob("../processfile/testdata/cases/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range cases {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(string(src), "-- procedimento.yaml --\n")
		body, _, _ = strings.Cut(body, "-- esito --\n")
		_, findings := processfile.Read("procedimento.yaml", []byte(body), nil)
		for _, f := range findings {
			wantsPageWords(t, f)
		}
	}
}

func TestInPages_KeysAreLabels(t *testing.T) {
	for _, c := range []struct{ rule, path, words, want string }{
		{"", "avviso.luogo", "Scrivere «luogo:» sotto «avviso:».", "Scrivere «Luogo»."},
		{"", "fasi[0].voci[0].incontro.luogo", "Scrivere «luogo:», o «modalita: distanza» se è solo a distanza.", "Scrivere «Luogo», o «Modalità: A distanza» se è solo a distanza."},
		{"", "scadenza", "Elencare i «canali» sotto «scadenza:».", "Elencare i «Canali»."},
		{"", "fasi[0].voci[0].incontro", "Controllare «ora» e «fine».", "Controllare «Ora» e «Fine»."},
		{"", "presenze[0].presenti[3]", "Scrivere il «contatto» nella riga del registro, o i recapiti del soggetto.", "Scrivere il «Recapito» nella riga del registro, o i recapiti del soggetto."},
		{"", "intesa.parti[0].firmatario", "Scrivere il «firmatario», o «firma-dopo: sì».", "Scrivere il «Firmatario», o «Firmerà in seguito: Sì»."},
		{"nessun-incontro", "fasi", "Aggiungere gli incontri alle «voci» delle fasi.", "Aggiungerli nel calendario."},
		{"", "", "Dopo i due punti di «x:» ci vuole uno spazio: in YAML è così.", "Correggere nella pagina di questi dati."},
	} {
		if got := inPages(process.Finding{Rule: c.rule, Path: c.path, What: "Qui.", Repair: c.words}).Repair; got != c.want {
			t.Errorf("%s: %q, want %q", c.path, got, c.want)
		}
	}
	// What a process says stays as it is.
	if got := inPages(process.Finding{What: "La proposta «ora» è «accolta»."}).What; got != "La proposta «ora» è «accolta»." {
		t.Errorf("%q", got)
	}
}

// What the check says of the example processes, as they come with the program.
func TestInPages_ExamplesSpeakOfPages(t *testing.T) {
	for _, name := range []string{"casarano-2013.yaml", "comune-esempio.yaml", "consorzio-esempio.yaml"} {
		src, err := examples.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := produce.Read(produce.Source{Name: name, Bytes: src, Assets: examples.Files})
		for _, f := range linkedFindings("prova", processfile.NewTree(r.Process), r.Findings) {
			for _, mark := range fileMarks {
				if words := f.What + f.Why + f.Repair; strings.Contains(words, mark) {
					t.Errorf("%s: a page says %q", name, words)
				}
			}
		}
		for _, f := range r.Findings {
			wantsPageWords(t, f)
		}
	}
}

package markup_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"concerta/internal/doc"
	"concerta/internal/markup"
)

const tableToSign = "# a\n\n:::tabella{celle=\"{{.Celle}}\"}\n| n. | Nome | Firma |\n|---|---|---|\n{{- range .Nomi}}\n| 1 | {{.}} |  |\n{{- end}}\n:::\n"

type signing struct {
	Celle string
	Nomi  []string
}

func TestTable_NamesItsCellsAndLeavesEmptyOnesEmpty(t *testing.T) {
	ts, err := markup.Load(fstest.MapFS{"a.md": {Data: []byte(tableToSign)}})
	if err != nil {
		t.Fatal(err)
	}
	if problems := ts.Check(); len(problems) > 0 {
		t.Fatal(problems)
	}
	blocks, err := ts.Execute("a", signing{"n,nome,firma", []string{"Anna", ""}})
	if err != nil {
		t.Fatal(err)
	}
	table, ok := blocks[1].(*doc.Table)
	if !ok || len(table.Body) != 2 {
		t.Fatalf("blocks %#v", blocks)
	}
	for at, want := range map[[2]int]string{{0, 0}: "r1.n", {0, 2}: "r1.firma", {1, 1}: "r2.nome"} {
		if got := table.Body[at[0]].Cells[at[1]].ID; got != want {
			t.Errorf("cell %v is %q, want %q", at, got, want)
		}
	}
	for i, empty := range []bool{false, true} {
		if got := len(table.Body[i].Cells[1].Blocks) == 0; got != empty {
			t.Errorf("row %d: cell with a name is empty: %v", i+1, got)
		}
		if len(table.Body[i].Cells[2].Blocks) > 0 {
			t.Errorf("row %d: something in the cell to sign", i+1)
		}
	}
}

func TestTable_NamesOfCellsAreOneForEachColumn(t *testing.T) {
	ts, err := markup.Load(fstest.MapFS{"a.md": {Data: []byte(tableToSign)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, names := range []string{"n,nome", "n,nome,firma,altro", "n,,firma"} {
		if _, err := ts.Execute("a", signing{names, nil}); err == nil || !strings.Contains(err.Error(), "i nomi delle celle") {
			t.Errorf("%q: %v", names, err)
		}
	}
}

func TestPlurale_IsSingularForOneOnly(t *testing.T) {
	for n, want := range map[int]string{0: "sono", 1: "è", 2: "sono"} {
		if got := dump(t, `{{plurale .N "è" "sono"}}`, struct{ N int }{n}); !strings.Contains(got, want) {
			t.Errorf("%d: %q", n, got)
		}
	}
}

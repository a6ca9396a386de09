package processfile_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/processfile"
)

const manual = "../../docs/procedimento.md"

func readManual(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// row is what the manual says of a key.
type row struct{ required, words string }

// manualRows are the rows of the tables of keys, by the path of the key. Each
// section of the manual has a table for the keys of what its title names.
func manualRows(t *testing.T) map[string]row {
	t.Helper()
	rows := map[string]row{}
	section := ""
	for line := range strings.Lines(readManual(t)) {
		cells := strings.Split(line, "|")
		switch {
		case strings.HasPrefix(line, "## Il file"):
			section = "."
		case strings.HasPrefix(line, "#"):
			section = ""
			if _, title, ok := strings.Cut(line, "`"); ok {
				section = strings.TrimRight(title, "`\n") + "."
			}
		case section != "" && len(cells) > 3 && strings.HasPrefix(cells[1], " `"):
			rows[strings.TrimPrefix(section, ".")+strings.Trim(cells[1], " `")] = row{
				strings.TrimSpace(cells[2]), strings.TrimSpace(strings.Join(cells[3:len(cells)-1], "|")),
			}
		}
	}
	return rows
}

// The rows must be the keys the reader takes, with the truth about which are
// required.
func TestManual_HasEveryKeyAndNoOther(t *testing.T) {
	rows := manualRows(t)
	keys := map[string]bool{}
	for _, k := range processfile.Keys() {
		keys[k.Explained] = true
		want := map[bool]string{true: "sì", false: "no"}[k.Required]
		if got, ok := rows[k.Explained]; !ok {
			t.Errorf("the manual does not explain %s", k.Explained)
		} else if got.required != want {
			t.Errorf("%s: the manual says required %q, the reader %q", k.Path, got.required, want)
		}
	}
	for path := range rows {
		if !keys[path] {
			t.Errorf("the manual explains %s, which the reader does not know", path)
		}
	}
}

// Every YAML of the manual can be copied: alone, or with the keys every
// process must have.
func TestManual_ItsExamplesCanBeRead(t *testing.T) {
	assets := fstest.MapFS{"stemma.png": {Data: []byte("\x89PNG\r\n\x1a\n")}}
	blocks := strings.Split(readManual(t), "```yaml\n")[1:]
	if len(blocks) < 8 {
		t.Fatalf("only %d examples", len(blocks))
	}
	for _, b := range blocks {
		src, _, _ := strings.Cut(b, "```")
		if !strings.HasPrefix(src, "versione:") {
			src += "versione: 1\nchiave: prova\ntitolo: Prova\n"
			if !strings.HasPrefix(src, "ente:") {
				src += "ente: {nome: Ente ESEMPIO}\n"
			}
		}
		if _, faults := processfile.Read("procedimento.md", []byte(src), assets); len(faults) > 0 {
			t.Errorf("%s\n%s", src, show(faults))
		}
	}
}

// The schema for editors says of each key what the manual says.
func TestManual_ItsWordsAreInTheSchema(t *testing.T) {
	const file = "descrizioni.tsv"
	var b strings.Builder
	rows, written := manualRows(t), map[string]bool{}
	for _, k := range processfile.Keys() {
		if words := bareWords(rows[k.Explained].words); words != "" && !written[k.Explained] {
			fmt.Fprintf(&b, "%s\t%s\n", k.Explained, words)
			written[k.Explained] = true
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b.String(), string(got)); diff != "" {
		t.Errorf("run go test -update: %s", diff)
	}
}

// bareWords is a cell of the manual without its marks and its links.
func bareWords(cell string) string {
	cell = regexp.MustCompile(`(: v|^V)edi (sotto|\[[^]]*\]\([^)]*\))\.$`).ReplaceAllString(cell, ".")
	cell = regexp.MustCompile(`\[([^]]*)\]\([^)]*\)`).ReplaceAllString(cell, "$1")
	return strings.TrimPrefix(strings.NewReplacer("`", "", "*", "").Replace(cell), ".")
}

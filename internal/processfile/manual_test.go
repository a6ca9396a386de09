package processfile_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

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

// Each section of the manual has a table of keys; the rows must be those the
// reader takes, with the truth about which are required.
func TestManual_HasEveryKeyAndNoOther(t *testing.T) {
	rows := map[string]string{} // path of the key → yes or no
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
			rows[strings.TrimPrefix(section, ".")+strings.Trim(cells[1], " `")] = strings.TrimSpace(cells[2])
		}
	}
	keys := map[string]bool{}
	for _, k := range processfile.Keys() {
		path := strings.TrimPrefix(strings.ReplaceAll(k.Path, "[]", ""), "fasi.voci.")
		if path != strings.ReplaceAll(k.Path, "[]", "") {
			path = "voci." + path
		}
		keys[path] = true
		want := map[bool]string{true: "sì", false: "no"}[k.Required]
		if got, ok := rows[path]; !ok {
			t.Errorf("the manual does not explain %s", path)
		} else if got != want {
			t.Errorf("%s: the manual says required %q, the reader %q", path, got, want)
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

package render_test

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"concerta/internal/doc"
	"concerta/internal/render/docx"
)

// The Open XML SDK takes a second a file: it sees the first act of each kind and
// a part of the rest, spread over it. With the defects that the package docx
// plants it is asked of sixty files at most.
const (
	sdkCases   = 30
	sdkNotices = 5
	sdkEdges   = 6
)

// TestConform_DOCXsPassAllValidators gives all DOCXs to the ECMA-376 schemas and
// to the accessibility check, and some of every sort to Microsoft's Open XML SDK
// too: no finding.
func TestConform_DOCXsPassAllValidators(t *testing.T) {
	all := checkTool(t, "docx/docxcheck.sh")
	w := newWorkshop(t)
	dir := t.TempDir()
	documents := w.everything(t)
	var some, rest []string
	chosen := sdkSample(documents)
	for name, d := range documents {
		var b bytes.Buffer
		if err := docx.Render(&b, d); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		file := save(t, dir, name+".docx", b.Bytes())
		if slices.Contains(chosen, name) {
			some = append(some, file)
		} else {
			rest = append(rest, file)
		}
	}
	validate := func(cmd *exec.Cmd) {
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, without(string(out), ": 0 "))
		}
	}
	validate(exec.CommandContext(t.Context(), all, some...)) // which also installs what it needs
	tools := docxTools(t)
	for _, script := range []string{"xsdcheck.py", "docxa11y.py"} {
		cmd := exec.CommandContext(t.Context(), filepath.Join(tools, "venv", "bin", "python"), append([]string{filepath.Join(filepath.Dir(all), script)}, rest...)...)
		cmd.Env = append(os.Environ(), "OOXML_XSD="+filepath.Join(tools, "xsd"))
		validate(cmd)
	}
	t.Logf("%d files pass all validators, %d more the schemas and the accessibility check", len(some), len(rest))
}

// docxTools is where the checker keeps what it has installed.
func docxTools(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("CHECKS_DIR"); dir != "" {
		return filepath.Join(dir, "docx")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(home, ".cache", "concerta-checks", "docx")
}

// sdkSample names the documents for the Open XML SDK.
func sdkSample(all map[string]*doc.Document) []string {
	var firsts, cases, notices, edges []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		switch {
		case strings.HasPrefix(name, "act-"):
			if strings.HasSuffix(name, "-1") {
				firsts = append(firsts, name)
			}
		case strings.HasPrefix(name, "notice-"):
			notices = append(notices, name)
		case strings.HasPrefix(name, edgePrefix):
			edges = append(edges, name)
		case !strings.HasPrefix(name, "foot-"): // which are all alike
			cases = append(cases, name)
		}
	}
	return slices.Concat(firsts, spread(cases, sdkCases), spread(notices, sdkNotices), spread(edges, sdkEdges))
}

// spread are so many of a list, at even distances.
func spread(list []string, n int) []string {
	n = min(n, len(list))
	out := make([]string, 0, n)
	for i := range n {
		out = append(out, list[i*len(list)/n])
	}
	return out
}

package render_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestConform_FormFilledElsewhereReadsBackAndConforms types accented text into
// a form with pypdf, as a viewer would: what is read back is what was typed,
// and the file still passes both standards.
func TestConform_FormFilledElsewhereReadsBackAndConforms(t *testing.T) {
	w := newWorkshop(t)
	dir := t.TempDir()
	var outs []string
	all := w.everything(t)
	for _, name := range []string{"blank-form", "large-print", "many-checks", "act-scheda-1", "act-scheda-2"} {
		in := save(t, dir, name+".pdf", w.pdf(t, all[name]))
		out := filepath.Join(dir, name+"-filled.pdf")
		var told struct {
			Typed map[string]string `json:"typed"`
			Read  map[string]string `json:"read"`
		}
		if err := json.Unmarshal(python(t, "fill.py", in, out), &told); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(told.Typed, told.Read); diff != "" || len(told.Typed) == 0 {
			t.Errorf("%s: typed (-) and read (+):\n%s", name, diff)
		}
		outs = append(outs, out)
	}
	conforms(t, outs...)
}

// TestConform_SignaturesInOrderKeepBothStandards signs the named fields with
// pyHanko, each over the one before: all are valid, the issued bytes are a
// prefix of the signed ones, and both standards still pass.
func TestConform_SignaturesInOrderKeepBothStandards(t *testing.T) {
	w := newWorkshop(t)
	dir := t.TempDir()
	var outs []string
	all := w.everything(t)
	for name, want := range map[string]string{
		"three-signatures":               "firma_a firma_b firma_c",
		"notice-casarano-2013":           "firma_responsabile firma_presidente",
		"notice-responsible-and-privacy": "firma_responsabile firma_presidente",
	} {
		in := save(t, dir, name+".pdf", w.pdf(t, all[name]))
		out := filepath.Join(dir, name+"-signed.pdf")
		if got := strings.Join(strings.Fields(string(python(t, "sign.py", in, out))), " "); got != want {
			t.Errorf("%s: signed %q, want %q", name, got, want)
		}
		outs = append(outs, out)
	}
	conforms(t, outs...)
}

// conforms gives files to veraPDF: PDF/A-2a and PDF/UA-1, no failure.
func conforms(t *testing.T, files ...string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), checkTool(t, "verapdf/verapdf.sh"), append([]string{"-v"}, files...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, without(string(out), "PASS"))
	}
	if n, want := strings.Count(string(out), "PASS"), 2*len(files); n != want {
		t.Fatalf("%d of %d checks were made\n%s", n, want, out)
	}
	t.Logf("%d files pass both standards", len(files))
}

// python runs one of the scripts under testdata/forms with the tools that
// `make conform` installs; without them the test is skipped, except under
// CI=true.
func python(t *testing.T, script string, args ...string) []byte {
	t.Helper()
	tool := filepath.Join("..", "..", "bin", "venv", "bin", "python")
	if _, err := os.Stat(tool); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("pypdf and pyHanko are not there: make bin/venv")
		}
		t.Skip("pypdf and pyHanko are not there: make bin/venv")
	}
	var told bytes.Buffer
	cmd := exec.CommandContext(t.Context(), tool, append([]string{filepath.Join("testdata", "forms", script)}, args...)...)
	cmd.Stderr = &told
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", script, err, told.String())
	}
	return out
}

package render_test

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"concerta/internal/doc"
	"concerta/internal/render/rendertest"
)

// everything gives all the notices and all the hard cases by name.
func (w *workshop) everything(tb testing.TB) map[string]*doc.Document {
	tb.Helper()
	all := w.variants(tb)
	maps.Copy(all, w.acts(tb))
	maps.Copy(all, w.edges(tb))
	maps.Copy(all, w.issued(tb))
	all["issued-public"] = w.published(tb)
	for _, name := range exampleNames(tb) {
		all["notice-"+strings.TrimSuffix(name, ".yaml")] = w.notice(tb, w.process(tb, name))
	}
	for _, c := range rendertest.Cases() {
		all[c.Name] = c.Doc
	}
	return all
}

// TestConform_PDFsPassBothStandards gives all PDFs to veraPDF: PDF/A-2a and
// PDF/UA-1, no failure.
func TestConform_PDFsPassBothStandards(t *testing.T) {
	w := newWorkshop(t)
	dir := t.TempDir()
	var files []string
	for name, d := range w.everything(t) {
		files = append(files, save(t, dir, name+".pdf", w.pdf(t, d)))
	}
	conforms(t, files...)
}

// TestConform_OtherReadersTakeThePDFs asks qpdf whether the files are whole,
// and Poppler for the text of the seed notice: addresses come out in one piece.
func TestConform_OtherReadersTakeThePDFs(t *testing.T) {
	qpdf, pdftotext := installed(t, "qpdf"), installed(t, "pdftotext")
	w := newWorkshop(t)
	dir := t.TempDir()
	for name, d := range w.everything(t) {
		file := save(t, dir, name+".pdf", w.pdf(t, d))
		if out, err := exec.CommandContext(t.Context(), qpdf, "--check", file).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
	out, err := exec.CommandContext(t.Context(), pdftotext, filepath.Join(dir, "notice-casarano-2013.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(string(out))
	for _, want := range []string{"dirigente@ambitodicasarano.it", "(scaricabile", "www.ambitodicasarano.it)", "FERRARO", "co-progettazione", "6:"} {
		if !slices.Contains(words, want) {
			t.Errorf("pdftotext does not find %q", want)
		}
	}
}

// installed finds a program; without it the test is skipped, except under
// CI=true.
func installed(tb testing.TB, name string) string {
	tb.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatal(err)
		}
		tb.Skip(err)
	}
	return path
}

func save(tb testing.TB, dir, name string, data []byte) string {
	tb.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// without drops the lines that say nothing is wrong.
func without(out, good string) string {
	var kept []string
	for line := range strings.SplitSeq(out, "\n") {
		if !strings.Contains(line, good) {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// checkTool finds a checker beside the repository; without it the test is
// skipped, except under CI=true.
func checkTool(tb testing.TB, name string) string {
	tb.Helper()
	tool, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "checks", name))
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := os.Stat(tool); err == nil {
		return tool
	}
	if os.Getenv("CI") == "true" {
		tb.Fatalf("the checker %s is not there", name)
	}
	tb.Skipf("the checker %s is not there", name)
	return ""
}

package docx_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestConform_ValidatorsCatchWhatOurReaderCannot keeps the validators honest:
// a set-up in which they pass everything would not be seen otherwise.
func TestConform_ValidatorsCatchWhatOurReaderCannot(t *testing.T) {
	script := validator(t)
	dir := t.TempDir()
	good := unzip(t, render(t, everything(t)))
	var files []string
	for _, d := range invisible() {
		bad := plant(t, good, d)
		if err := readBack(bad); err != nil {
			t.Errorf("%s: our reader sees it too: %v", d.name, err)
		}
		files = append(files, save(t, dir, strings.ReplaceAll(d.name, " ", "-"), bad))
	}
	out, err := exec.CommandContext(t.Context(), script, files...).CombinedOutput()
	if err == nil {
		t.Fatal("all defects pass")
	}
	for _, f := range files {
		if !strings.Contains(findings(string(out)), f) {
			t.Errorf("not caught: %s", filepath.Base(f))
		}
	}
}

func save(tb testing.TB, dir, name string, b []byte) string {
	tb.Helper()
	f := filepath.Join(dir, name+".docx")
	if err := os.WriteFile(f, b, 0o600); err != nil {
		tb.Fatal(err)
	}
	return f
}

// findings are the lines of the validators' output that name something wrong.
func findings(out string) string {
	var bad []string
	for line := range strings.Lines(out) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasSuffix(line, " 0 errors") && !strings.Contains(line, ": 0 findings") {
			bad = append(bad, line)
		}
	}
	return strings.Join(bad, "\n")
}

// validator is the script that runs the validators. Without it the test is
// skipped, except where CI says that it must be there.
func validator(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("CONCERTA_CHECKS")
	if dir == "" {
		dir = filepath.Join(filepath.Dir(moduleRoot(tb)), "shared", "checks")
	}
	script := filepath.Join(dir, "docx", "docxcheck.sh")
	if _, err := os.Stat(script); err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatalf("the DOCX validators are not here: %v", err)
		}
		tb.Skipf("the DOCX validators are not here: %v", err)
	}
	return script
}

// moduleRoot is the folder of go.mod.
func moduleRoot(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			tb.Fatal("no go.mod above the test")
		}
		dir = up
	}
}

package web_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// needed ends a test that lacks a program: where everything is installed that is a
// failure.
func needed(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

func needsPoppler(t *testing.T) {
	t.Helper()
	for _, program := range []string{"pdftotext", "pdfinfo"} {
		if _, err := exec.LookPath(program); err != nil {
			needed(t, program+" is not installed: nothing reads the PDFs")
		}
	}
	if _, err := os.Stat(signer); err != nil {
		needed(t, "pyHanko is not installed: make bin/venv")
	}
}

// signer is the Python that has pyHanko.
const signer = "../../bin/venv/bin/python"

// sign signs the next empty fields of a PDF, as many as asked, as a signing program
// does, and gives the file that comes of it.
func sign(t *testing.T, path string, count int) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), strings.TrimSuffix(filepath.Base(path), ".pdf")+"_firmato.pdf")
	program := exec.CommandContext(t.Context(), signer, "../render/testdata/forms/sign.py", path, out, strconv.Itoa(count))
	if said, err := program.CombinedOutput(); err != nil {
		t.Fatalf("signing %s: %v\n%s", path, err, said)
	}
	return out
}

// textOf is what a PDF says, in order of reading.
func textOf(t *testing.T, path string) string {
	t.Helper()
	text, err := exec.CommandContext(t.Context(), "pdftotext", "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		t.Fatalf("reading %s: %v", path, err)
	}
	return strings.Join(strings.Fields(string(text)), " ")
}

func pagesOf(t *testing.T, path string) int {
	t.Helper()
	info, err := exec.CommandContext(t.Context(), "pdfinfo", path).Output()
	if err != nil {
		t.Fatalf("reading %s: %v", path, err)
	}
	m := regexp.MustCompile(`Pages:\s+(\d+)`).FindSubmatch(info)
	if m == nil {
		t.Fatalf("%s has no pages:\n%s", path, info)
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}

// inOrder fails unless a text has all of these words, one after the other.
func inOrder(t *testing.T, text string, words ...string) {
	t.Helper()
	rest := text
	for _, w := range words {
		at := strings.Index(rest, w)
		if at < 0 {
			t.Errorf("%q does not come in the order %q:\n%s", w, words, text)
			return
		}
		rest = rest[at+len(w):]
	}
}

// concerta runs the program on the data of the journey, beside the service.
func (j *journey) concerta(arguments ...string) string {
	j.Helper()
	said, err := exec.CommandContext(j.Context(), j.service.Program, arguments...).CombinedOutput()
	if err != nil {
		j.Errorf("concerta %s: %v\n%s", strings.Join(arguments, " "), err, said)
	}
	return fmt.Sprintf("%s", said)
}

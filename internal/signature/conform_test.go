package signature_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"concerta/internal/signature"
)

// python runs a script with the tools that `make conform` installs; without
// them the test is skipped, except under CI=true.
func python(t *testing.T, script string, args ...string) {
	t.Helper()
	tool := filepath.Join("..", "..", "bin", "venv", "bin", "python")
	if _, err := os.Stat(tool); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("pypdf and pyHanko are not there: make bin/venv")
		}
		t.Skip("pypdf and pyHanko are not there: make bin/venv")
	}
	var told bytes.Buffer
	cmd := exec.CommandContext(t.Context(), tool, append([]string{script}, args...)...)
	cmd.Stderr = &told
	if _, err := cmd.Output(); err != nil {
		t.Fatalf("%s: %v\n%s", script, err, told.String())
	}
}

// elsewhere gives what another program makes of a PDF.
func elsewhere(t *testing.T, data []byte, script string, args ...string) []byte {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		t.Fatal(err)
	}
	python(t, script, append(args, in, out)...)
	made, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// TestConform_SignedWithPyHanko reads what another program signs in the ways
// that signing programs have.
func TestConform_SignedWithPyHanko(t *testing.T) {
	issued := issuedPDF(t)
	script := filepath.Join("testdata", "sign.py")
	for how, c := range map[string]struct {
		by      []string
		changes []string
	}{
		"in-order":          {[]string{"firma_a", "firma_b"}, nil},
		"invisible":         {[]string{"Signature1"}, nil},
		"visible-blank":     {[]string{"Signature1"}, nil},
		"visible-over-text": {[]string{"Signature1"}, []string{"la firma aggiunta «Signature1» copre qualcosa a pagina 1"}},
		"certified":         {[]string{"firma_a"}, nil},
		"long-term":         {[]string{"firma_a", "*"}, nil},
		"stamped-on-top":    {[]string{"firma_a"}, []string{"la pagina 1 è cambiata", "la pagina 2 è cambiata"}}, // they share their resources
	} {
		t.Run(how, func(t *testing.T) {
			r := read(t, issued, elsewhere(t, issued, script, how))
			var got []string
			for i, s := range r.Signatures {
				if !s.Intact || !s.Covers || s.When.IsZero() {
					t.Errorf("%+v", s)
				}
				if c.by[min(i, len(c.by)-1)] == "*" && s.DocTimestamp && s.Timestamped {
					s.Field = "*"
				}
				got = append(got, s.Field)
			}
			if !slices.Equal(got, c.by) || !slices.Equal(what(r), c.changes) || r.Signed() != (len(c.changes) == 0) {
				t.Errorf("by %q, changes %q", got, what(r))
			}
			if s := r.Signatures[0]; s.Signer != "Anna ESEMPIO" || s.TaxCode != "SMPNNA70A41B936X" || s.Timestamped != (how == "long-term") {
				t.Errorf("%+v", s)
			}
		})
	}
}

// TestConform_FilledAfterSigningWithPypdf fills a form that is signed.
func TestConform_FilledAfterSigningWithPypdf(t *testing.T) {
	issued := issuedPDF(t)
	signed := over(t, issued).sign("firma_a", signAs{by: anna(t)})
	filled := elsewhere(t, signed, filepath.Join("..", "render", "testdata", "forms", "fill.py"))
	r := read(t, issued, filled)
	if got := strings.Join(what(r), "; "); !strings.Contains(got, "valore del campo «note» cambiato") || !strings.Contains(got, "valore del campo «presente» cambiato") {
		t.Errorf("%q", got)
	}
	if len(r.Signatures) != 1 || !r.Signatures[0].Intact || r.Signed() || r.Format != signature.PAdES {
		t.Errorf("%+v", r)
	}
}

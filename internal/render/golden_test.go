package render_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concerta/internal/doc"
	"concerta/internal/pdf/reader"
	"concerta/internal/render/docx"
	"concerta/internal/render/html"
	"concerta/internal/render/text"
)

var update = flag.Bool("update", false, "rewrite the golden files that differ")

// TestGolden_Notices compares what people review with what comes out now: the
// document, the PDF's structure with its text, the DOCX's main part, the HTML
// and the text; and the digests of the files. Each case is a folder named
// after the example process it is made from; 000 is the seed notice.
func TestGolden_Notices(t *testing.T) {
	w := newWorkshop(t)
	for number, name := range exampleNames(t) {
		t.Run(name, func(t *testing.T) {
			d := w.notice(t, w.process(t, name))
			dir := filepath.Join("testdata", "cases", fmt.Sprintf("%03d-%s", number, strings.TrimSuffix(name, ".yaml")))
			for file, data := range w.outputs(t, d) {
				golden(t, filepath.Join(dir, file), data)
			}
		})
	}
}

// TestGolden_Acts compares the acts of the whole Casarano process: the document
// and the PDF's structure, and the digests of the files.
func TestGolden_Acts(t *testing.T) {
	w := newWorkshop(t)
	casarano := w.process(t, "casarano-2013.yaml")
	reviewed := map[string]*doc.Document{"act-scheda-breve": w.sound(t, casarano, shortForms(t, casarano))}
	for name, d := range w.acts(t) {
		if kind, first := strings.CutSuffix(name, "-1"); first { // one of each kind is enough to review
			reviewed[kind] = d
		}
	}
	for name, d := range reviewed {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join("testdata", "cases", "000-casarano-2013", name)
			for file, data := range w.outputs(t, d) {
				switch file {
				case "documento.txt", "pdf-struttura.txt", "impronte.txt":
					golden(t, filepath.Join(dir, file), data)
				}
			}
		})
	}
}

// outputs gives the files that are reviewed.
func (w *workshop) outputs(tb testing.TB, d *doc.Document) map[string][]byte {
	tb.Helper()
	fail := func(err error) {
		if err != nil {
			tb.Fatal(err)
		}
	}
	out := map[string][]byte{}
	write := func(file string, render func(io.Writer) error) {
		var b bytes.Buffer
		fail(render(&b))
		out[file] = b.Bytes()
	}
	write("documento.txt", func(o io.Writer) error { return doc.Dump(o, d) })
	write("atto.html", func(o io.Writer) error { return html.Fragment(o, d) })
	write("atto.txt", func(o io.Writer) error { return text.Render(o, d) })

	file := w.pdf(tb, d)
	p, err := reader.Read(file)
	fail(err)
	write("pdf-struttura.txt", p.Dump)

	var b bytes.Buffer
	fail(docx.Render(&b, d))
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	fail(err)
	part, err := z.Open("word/document.xml")
	fail(err)
	xml, err := io.ReadAll(part)
	fail(err)
	out["document.xml"] = bytes.ReplaceAll(xml, []byte("<w:p>"), []byte("\n<w:p>"))
	out["impronte.txt"] = fmt.Appendf(nil, "%x  atto.pdf\n%x  atto.docx\n", sha256.Sum256(file), sha256.Sum256(b.Bytes()))
	return out
}

// golden compares a file with its golden copy, or rewrites the copy.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(path)
	if err == nil && bytes.Equal(want, got) {
		return
	}
	if !*update {
		t.Errorf("%s differs from the golden file%s; look at it, then `make golden`", path, firstDifference(want, got))
		return
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, got, 0o600); err != nil {
		t.Fatal(err)
	}
}

func firstDifference(want, got []byte) string {
	a, b := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf(" at line %d:\nwas: %.200s\nnow: %.200s\n", i+1, a[i], b[i])
		}
	}
	return fmt.Sprintf(" in length: %d lines, now %d", len(a), len(b))
}

package render_test

import (
	"bytes"
	"testing"

	"concerta/examples"
	"concerta/internal/doc"
	"concerta/internal/pdf/audit"
	"concerta/internal/pdf/reader"
	"concerta/internal/render/docx"
	"concerta/internal/render/html"
	"concerta/internal/render/parity"
	"concerta/internal/render/pdf"
	"concerta/internal/render/text"
)

// files renders a document in the four formats that are compared.
func (w *workshop) files(tb testing.TB, d *doc.Document) (p, word []byte, page, plain string) {
	tb.Helper()
	var b, h, s bytes.Buffer
	for _, err := range []error{docx.Render(&b, d), html.Render(&h, d), text.Render(&s, d)} {
		if err != nil {
			tb.Fatal(err)
		}
	}
	return w.pdf(tb, d), b.Bytes(), h.String(), s.String()
}

// sameWords compares the words of every output with those of the PDF.
func (w *workshop) sameWords(t *testing.T, d *doc.Document) {
	t.Helper()
	r, err := parity.Check(w.files(t, d))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Differences {
		t.Error(d)
	}
}

func TestParity_EveryDocumentSaysTheSameWordsInEveryFormat(t *testing.T) {
	w := newWorkshop(t)
	for name, d := range w.everything(t) {
		t.Run(name, func(t *testing.T) { w.sameWords(t, d) })
	}
}

// TestAudit_NothingMadeOfAnyProcessIsABadAct looks at every PDF for what no
// conformance checker sees.
func TestAudit_NothingMadeOfAnyProcessIsABadAct(t *testing.T) {
	w := newWorkshop(t)
	for name, d := range w.everything(t) {
		r, err := reader.Read(w.pdf(t, d))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, p := range audit.Check(r, pdf.Limits()) {
			t.Errorf("%s: %v", name, p)
		}
	}
}

func exampleNames(tb testing.TB) []string {
	tb.Helper()
	list, err := examples.Files.ReadDir(".")
	if err != nil {
		tb.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

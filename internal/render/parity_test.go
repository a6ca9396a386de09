package render_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"concerta/examples"
	"concerta/internal/doc"
	"concerta/internal/ooxml"
	"concerta/internal/pdf/audit"
	"concerta/internal/pdf/reader"
	"concerta/internal/render/docx"
	"concerta/internal/render/html"
	"concerta/internal/render/pdf"
	"concerta/internal/render/text"
)

// words gives the words of a document as each renderer prints them, read back
// from its output.
func (w *workshop) words(tb testing.TB, d *doc.Document) map[string][]string {
	tb.Helper()
	out := map[string][]string{}
	fail := func(err error) {
		if err != nil {
			tb.Fatal(err)
		}
	}
	p, err := reader.Read(w.pdf(tb, d))
	fail(err)
	out["pdf"] = p.Words()

	var b bytes.Buffer
	fail(docx.Render(&b, d))
	c, err := ooxml.Read(bytes.NewReader(b.Bytes()), int64(b.Len()))
	fail(err)
	out["docx"] = docx.Words(c)

	b.Reset()
	fail(html.Render(&b, d))
	out["html"], err = html.Words(&b)
	fail(err)

	b.Reset()
	fail(text.Render(&b, d))
	out["txt"] = text.Words(b.String())
	return out
}

// sameWords compares the words of every output with those of the PDF.
func sameWords(t *testing.T, words map[string][]string) {
	t.Helper()
	want := words["pdf"]
	if len(want) == 0 {
		t.Fatal("no words at all")
	}
	for format, got := range words {
		want := want
		if format == "txt" { // where the dashes of lists cannot be told from those of the text
			want = text.Words(strings.Join(want, " "))
		}
		if slices.Equal(want, got) {
			continue
		}
		for i := range max(len(want), len(got)) {
			if i < len(want) && i < len(got) && want[i] == got[i] {
				continue
			}
			t.Errorf("%s differs from pdf at word %d:\n%s: …%s…\npdf: …%s…", format, i, format, near(got, i), near(want, i))
			break
		}
	}
}

func near(words []string, i int) string {
	return strings.Join(words[min(max(0, i-4), len(words)):min(len(words), i+6)], " ")
}

func TestParity_EveryDocumentSaysTheSameWordsInEveryFormat(t *testing.T) {
	w := newWorkshop(t)
	for name, d := range w.everything(t) {
		t.Run(name, func(t *testing.T) { sameWords(t, w.words(t, d)) })
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

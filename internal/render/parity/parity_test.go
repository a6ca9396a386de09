package parity_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"concerta/fonts"
	"concerta/internal/doc"
	"concerta/internal/doc/doctest"
	"concerta/internal/render/docx"
	"concerta/internal/render/html"
	"concerta/internal/render/parity"
	"concerta/internal/render/pdf"
	"concerta/internal/render/text"
)

// files renders a document in the four formats.
func files(tb testing.TB, d *doc.Document) (p, w []byte, h, s string) {
	tb.Helper()
	r, err := pdf.New(fonts.Files)
	if err != nil {
		tb.Fatal(err)
	}
	var file, word, page, plain bytes.Buffer
	_, err = r.Render(&file, d)
	for _, err := range []error{err, docx.Render(&word, d), html.Render(&page, d), text.Render(&plain, d)} {
		if err != nil {
			tb.Fatal(err)
		}
	}
	return file.Bytes(), word.Bytes(), page.String(), plain.String()
}

func TestCheck_TheFilesOfADocumentAgree(t *testing.T) {
	p, w, h, s := files(t, doctest.Everything())
	r, err := parity.Check(p, w, h, s)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Agrees() || r.Words[parity.PDF] < 50 || r.Words[parity.PDF] != r.Words[parity.HTML] || len(r.Digest) != 64 {
		t.Errorf("%+v", r)
	}
	kept, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(kept), `{"parole":{"docx":`) || strings.Contains(string(kept), "differenze") {
		t.Errorf("kept as %s", kept)
	}
}

func TestCheck_OneWordMoreInAnyFormatIsFound(t *testing.T) {
	p, w, h, s := files(t, doctest.Everything())
	other := doctest.Everything()
	other.Blocks = append(other.Blocks, doctest.P("Poscritto."))
	op, ow, oh, os := files(t, other)
	first, err := parity.Check(p, w, h, s)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		p, w    []byte
		h, s    string
		differs []string
	}{
		"docx": {p, ow, h, s, []string{"docx"}},
		"html": {p, w, oh, s, []string{"html"}},
		"txt":  {p, w, h, os, []string{"txt"}},
		"pdf":  {op, w, h, s, []string{"docx", "html", "txt"}},
	} {
		r, err := parity.Check(c.p, c.w, c.h, c.s)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range r.Differences {
			got = append(got, d.Format)
			if !strings.Contains(d.String(), "Poscritto.") {
				t.Errorf("%s: %s", name, d)
			}
		}
		if strings.Join(got, " ") != strings.Join(c.differs, " ") {
			t.Errorf("%s: got %v", name, r.Differences)
		}
		if (r.Digest == first.Digest) != (name != "pdf") {
			t.Errorf("%s: digest %s", name, r.Digest)
		}
	}
}

func TestCheck_ADamagedFileIsAnError(t *testing.T) {
	p, w, h, s := files(t, doctest.Everything())
	damaged := bytes.Clone(p)
	damaged[len(damaged)/2] ^= 1
	for name, check := range map[string]func() (*parity.Report, error){
		"PDF":  func() (*parity.Report, error) { return parity.Check(damaged, w, h, s) },
		"DOCX": func() (*parity.Report, error) { return parity.Check(p, w[:len(w)/2], h, s) },
		"HTML": func() (*parity.Report, error) { return parity.Check(p, w, h[:len(h)/2], s) },
	} {
		if _, err := check(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestSame_WithoutWordsNothingAgrees(t *testing.T) {
	if got := parity.Same(map[string][]string{parity.PDF: nil, parity.Text: nil}); len(got) != 1 || got[0].String() != "il PDF non ha parole" {
		t.Errorf("got %v", got)
	}
}

package pdf_test

import (
	"bytes"
	"crypto/sha256"
	"runtime"
	"testing"

	"concerta/fonts"
	"concerta/internal/doc"
	"concerta/internal/pdf/audit"
	"concerta/internal/pdf/reader"
	"concerta/internal/render/pdf"
	"concerta/internal/render/rendertest"
)

func renderer(tb testing.TB) *pdf.Renderer {
	tb.Helper()
	r, err := pdf.New(fonts.Files)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func render(tb testing.TB, r *pdf.Renderer, d *doc.Document) []byte {
	tb.Helper()
	var b bytes.Buffer
	if _, err := r.Render(&b, d); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestRender_EveryCasePassesTheAudit(t *testing.T) {
	r := renderer(t)
	for _, c := range rendertest.Cases() {
		t.Run(c.Name, func(t *testing.T) {
			data := render(t, r, c.Doc)
			d, err := reader.Read(data)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range audit.Check(d, pdf.Limits()) {
				t.Error(p)
			}
		})
	}
}

func TestRender_SameDocumentSameBytes(t *testing.T) {
	first := map[string][32]byte{}
	for _, procs := range []int{1, 8} {
		before := runtime.GOMAXPROCS(procs)
		r := renderer(t)
		for _, c := range rendertest.Cases() {
			for range 2 {
				data := render(t, r, c.Doc)
				sum := sha256.Sum256(data)
				if old, ok := first[c.Name]; ok && old != sum {
					t.Errorf("%s: other bytes at GOMAXPROCS=%d", c.Name, procs)
				}
				first[c.Name] = sum
			}
		}
		runtime.GOMAXPROCS(before)
	}
}

package pdf_test

import (
	"bytes"
	"io"
	"testing"

	"concerta/internal/render/rendertest"
)

func BenchmarkRender(b *testing.B) {
	r := renderer(b)
	d := rendertest.Cases()[1].Doc
	var out bytes.Buffer
	if _, err := r.Render(&out, d); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Render(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

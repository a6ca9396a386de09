package reader_test

import (
	"bytes"
	"testing"

	"concerta/internal/pdf"
	"concerta/internal/pdf/reader"
)

// FuzzRead looks for bytes that make the reader panic or hang: it may only
// refuse them.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	d := pdf.NewDocument(&b, pdf.Info{Title: "Atto", Lang: "it-IT"})
	p := d.AddPage(595, 842)
	p.Artifact(pdf.ArtifactLayout)
	p.Line(10, 10, 100, 10, 1)
	p.End()
	p.Close()
	if err := d.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\nstartxref\n15\n%%EOF\n"))
	f.Add([]byte("1 0 obj\n<</A[<</B(c\\))>>]/D<00>/E 12 0 R>>\nendobj"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		_, _ = reader.Read(data)
		_ = reader.Tokens(data)
	})
}

package signature_test

import (
	"bytes"
	"testing"

	"concerta/internal/pdf"
	"concerta/internal/signature"
)

// BenchmarkRead reads a signed act of two pages, and one of three hundred.
func BenchmarkRead(b *testing.B) {
	short := issuedPDF(b)
	for name, issued := range map[string][]byte{"short": short, "long": longPDF(b)} {
		signed := over(b, issued).sign("firma_a", signAs{by: anna(b)})
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r, err := signature.Read(b.Context(), issued, signed)
				if err != nil || !r.Signed() {
					b.Fatal(err)
				}
			}
		})
	}
}

// longPDF makes an act of three hundred pages of forty lines.
func longPDF(tb testing.TB) []byte {
	tb.Helper()
	var out bytes.Buffer
	d := pdf.NewDocument(&out, pdf.Info{Title: "Elenco", Author: "Ufficio", Lang: "it-IT", Producer: "concerta", Created: signedAt})
	f := d.Font(face(tb, "Serif-Regular"))
	n, _, _ := f.Glyph('a')
	for range 300 {
		p := d.AddPage(595, 842)
		for i := range 40 {
			p.Tagged(d.Root().Add(pdf.TagP))
			p.Show(f, 11, 72, 760-15*float64(i), []pdf.Glyphs{{Numbers: []uint16{n, n, n}}})
			p.End()
		}
		p.Close()
	}
	p := d.AddPage(595, 842)
	p.AddSignature(d.Root().Add(pdf.TagForm), pdf.Rect{X0: 72, Y0: 600, X1: 250, Y1: 640}, pdf.SignatureField{Field: pdf.Field{Name: "firma_a", Words: "Firma"}})
	p.Close()
	if err := d.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

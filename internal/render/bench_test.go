package render_test

import (
	"bytes"
	"crypto/sha256"
	"io"
	"math"
	"testing"
	"time"

	"github.com/klauspost/compress/zlib"

	"concerta/internal/acts"
	"concerta/internal/pdf"
	"concerta/internal/pdf/reader"
	"concerta/internal/render/docx"
)

// rounds is how often each thing is timed, in turn with the others; the least
// time counts, for the machine is shared.
const rounds = 10

// BenchmarkNotice measures the Casarano notice in one run, interleaved: to
// PDF, to DOCX, from the parsed process to PDF, and the bound no PDF writer of
// this design can pass: deflating the same bytes at the same level and hashing
// the file.
func BenchmarkNotice(b *testing.B) {
	w := newWorkshop(b)
	p := w.process(b, "casarano-2013.yaml")
	d := w.notice(b, p)
	file := w.pdf(b, d)
	own := deflatedBytes(b, file)
	z, err := zlib.NewWriterLevel(io.Discard, pdf.CompressionLevel)
	if err != nil {
		b.Fatal(err)
	}
	var buf bytes.Buffer
	jobs := []struct {
		name string
		run  func() error
	}{
		{"pdf", func() error { _, err := w.renderer.Render(&buf, d); return err }},
		{"bound", func() error {
			for _, s := range own {
				z.Reset(&buf)
				if _, err := z.Write(s); err != nil {
					return err
				}
				if err := z.Close(); err != nil {
					return err
				}
			}
			sha256.Sum256(file)
			return nil
		}},
		{"docx", func() error { return docx.Render(&buf, d) }},
		{"all", func() error {
			d, err := w.maker.Notice(p, acts.Options{})
			if err != nil {
				return err
			}
			_, err = w.renderer.Render(&buf, d)
			return err
		}},
	}
	least := make([]float64, len(jobs))
	for i := range least {
		least[i] = math.Inf(1)
	}
	const repeat = 20
	for b.Loop() {
		for range rounds {
			for i, j := range jobs {
				start := time.Now()
				for range repeat {
					buf.Reset()
					if err := j.run(); err != nil {
						b.Fatal(err)
					}
				}
				least[i] = min(least[i], float64(time.Since(start).Microseconds())/repeat)
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	for i, j := range jobs {
		b.ReportMetric(least[i], j.name+"-µs")
	}
	b.ReportMetric(least[0]/least[1], "pdf/bound")
	b.ReportMetric(least[3]/least[1], "all/bound")
}

// deflatedBytes is what a file deflates itself: its streams without the fonts
// and the colour profile, which are deflated once for all files.
func deflatedBytes(b *testing.B, file []byte) [][]byte {
	b.Helper()
	streams, err := reader.Streams(file)
	if err != nil {
		b.Fatal(err)
	}
	var list [][]byte
	for _, s := range streams {
		_, font := s.Dict["Length1"]
		_, profile := s.Dict["N"]
		_, pack := s.Dict["First"]
		if s.Dict["Filter"] == nil || font || profile && !pack || bytes.HasPrefix(s.Data, []byte("/CIDInit")) {
			continue
		}
		list = append(list, s.Data)
	}
	return list
}

// BenchmarkPDF is the notice to PDF alone, for its memory.
func BenchmarkPDF(b *testing.B) {
	w := newWorkshop(b)
	d := w.notice(b, w.process(b, "casarano-2013.yaml"))
	var buf bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		buf.Reset()
		if _, err := w.renderer.Render(&buf, d); err != nil {
			b.Fatal(err)
		}
	}
}

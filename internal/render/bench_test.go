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
	"concerta/internal/doc"
	"concerta/internal/pdf"
	"concerta/internal/pdf/reader"
	"concerta/internal/render/docx"
	"concerta/internal/render/parity"
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
	var buf bytes.Buffer
	least := interleaved(b, &buf,
		w.rendering(&buf, d), w.bound(b, &buf, d),
		func() error { return docx.Render(&buf, d) },
		func() error {
			d, err := w.maker.Notice(p, acts.Options{})
			if err != nil {
				return err
			}
			_, err = w.renderer.Render(&buf, d)
			return err
		})
	for i, name := range []string{"pdf-µs", "bound-µs", "docx-µs", "all-µs"} {
		b.ReportMetric(least[i], name)
	}
	b.ReportMetric(least[0]/least[1], "pdf/bound")
	b.ReportMetric(least[3]/least[1], "all/bound")
}

// BenchmarkActs measures the first act of every kind of the Casarano process
// against its own bound.
func BenchmarkActs(b *testing.B) {
	w := newWorkshop(b)
	p := w.process(b, "casarano-2013.yaml")
	for _, k := range acts.Kinds() {
		jobs, err := acts.Jobs(p, k)
		if err != nil {
			b.Fatal(err)
		}
		if len(jobs) == 0 {
			continue
		}
		d, err := w.maker.Make(p, jobs[0], acts.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(string(k), func(b *testing.B) {
			var buf bytes.Buffer
			least := interleaved(b, &buf, w.rendering(&buf, d), w.bound(b, &buf, d))
			b.ReportMetric(least[0], "pdf-µs")
			b.ReportMetric(least[1], "bound-µs")
			b.ReportMetric(least[0]/least[1], "pdf/bound")
		})
	}
}

// BenchmarkParity measures what issue asks besides: reading the four files of the
// Casarano notice back and comparing their words.
func BenchmarkParity(b *testing.B) {
	w := newWorkshop(b)
	file, word, page, plain := w.files(b, w.notice(b, w.process(b, "casarano-2013.yaml")))
	b.ReportAllocs()
	for b.Loop() {
		r, err := parity.Check(file, word, page, plain)
		if err != nil || !r.Agrees() {
			b.Fatal(r, err)
		}
	}
}

// interleaved times jobs in turn and gives the least time of each in
// microseconds. Each job writes to buf.
func interleaved(b *testing.B, buf *bytes.Buffer, jobs ...func() error) []float64 {
	b.Helper()
	least := make([]float64, len(jobs))
	for i := range least {
		least[i] = math.Inf(1)
	}
	const repeat = 20
	for b.Loop() {
		for range rounds {
			for i, run := range jobs {
				start := time.Now()
				for range repeat {
					buf.Reset()
					if err := run(); err != nil {
						b.Fatal(err)
					}
				}
				least[i] = min(least[i], float64(time.Since(start).Microseconds())/repeat)
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	return least
}

func (w *workshop) rendering(buf *bytes.Buffer, d *doc.Document) func() error {
	return func() error {
		_, err := w.renderer.Render(buf, d)
		return err
	}
}

// bound deflates what the PDF of a document deflates, and hashes the file.
func (w *workshop) bound(b *testing.B, buf *bytes.Buffer, d *doc.Document) func() error {
	b.Helper()
	file := w.pdf(b, d)
	own := deflatedBytes(b, file)
	z, err := zlib.NewWriterLevel(io.Discard, pdf.CompressionLevel)
	if err != nil {
		b.Fatal(err)
	}
	return func() error {
		for _, s := range own {
			z.Reset(buf)
			if _, err := z.Write(s); err != nil {
				return err
			}
			if err := z.Close(); err != nil {
				return err
			}
		}
		sha256.Sum256(file)
		return nil
	}
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

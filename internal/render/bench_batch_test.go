package render_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/zlib"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/pdf"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// batchSize is how many pacts a round of BenchmarkBatch makes.
const batchSize = 300

// BenchmarkBatch measures many pacts, each made from the process, checked and
// rendered to PDF, on all cores, against the bound of the same run: the same
// workers deflate the same bytes at the same level and hash the same files.
func BenchmarkBatch(b *testing.B) {
	w := newWorkshop(b)
	p := manyBodies(w.process(b, "casarano-2013.yaml"))
	tasks, err := produce.Tasks(p, acts.Pact)
	if err != nil {
		b.Fatal(err)
	}
	press := produce.NewPress(w.maker, w.renderer, produce.Renderers{PDF: func(o io.Writer, d *doc.Document) error {
		_, err := w.renderer.Render(o, d)
		return err
	}})
	format, _ := press.Formats().Find("pdf")
	review := &produce.Review{Process: p, Legible: true}
	made := func(_ context.Context, t produce.Task) ([]byte, error) {
		act, err := press.Make(review, t, acts.Options{})
		if err != nil {
			return nil, err
		}
		return act.Render(format)
	}

	files := map[string][]byte{}
	streams := map[string][][]byte{}
	for o := range produce.Batch(b.Context(), runtime.GOMAXPROCS(0), tasks, made) {
		if o.Err != nil {
			b.Fatal(o.Err)
		}
		files[o.Task.ID], streams[o.Task.ID] = o.Value, deflatedBytes(b, o.Value)
	}
	deflaters := sync.Pool{New: func() any {
		z, err := zlib.NewWriterLevel(io.Discard, pdf.CompressionLevel)
		return &deflater{z, err}
	}}
	bound := func(_ context.Context, t produce.Task) ([]byte, error) {
		z, ok := deflaters.Get().(*deflater)
		if !ok || z.err != nil {
			return nil, errors.Join(errors.New("no deflater"), z.err)
		}
		defer deflaters.Put(z)
		var out bytes.Buffer
		for _, s := range streams[t.ID] {
			z.Reset(&out)
			if _, err := z.Write(s); err != nil {
				return nil, err
			}
			if err := z.Close(); err != nil {
				return nil, err
			}
		}
		sum := sha256.Sum256(files[t.ID])
		return sum[:], nil
	}

	least := [2]time.Duration{math.MaxInt64, math.MaxInt64}
	for b.Loop() {
		for range rounds {
			for i, do := range []func(context.Context, produce.Task) ([]byte, error){made, bound} {
				start := time.Now()
				for o := range produce.Batch(b.Context(), runtime.GOMAXPROCS(0), tasks, do) {
					if o.Err != nil {
						b.Fatal(o.Err)
					}
				}
				least[i] = min(least[i], time.Since(start))
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(len(tasks))/least[0].Seconds(), "batch-acts/s")
	b.ReportMetric(float64(len(tasks))/least[1].Seconds(), "bound-acts/s")
	b.ReportMetric(least[0].Seconds()/least[1].Seconds(), "batch/bound")
}

// deflater is a writer of deflated bytes, or why there is none.
type deflater struct {
	*zlib.Writer
	err error
}

// manyBodies is p with as many bodies as a round makes pacts, each with a name
// of its own.
func manyBodies(p *process.Process) *process.Process {
	parties := p.Pacts.Parties
	p.Pacts.Parties = nil
	for i := range batchSize {
		party := parties[i%len(parties)]
		o := *p.Organization(party.Organization)
		o.ID = fmt.Sprintf("ente-%03d", i+1)
		o.Name += fmt.Sprintf(" %d", i+1)
		party.Organization = o.ID
		p.Organizations, p.Pacts.Parties = append(p.Organizations, o), append(p.Pacts.Parties, party)
	}
	return p
}

package bundle_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"concerta/internal/archive/bundle"
	"concerta/internal/archive/ledger"
)

// BenchmarkPackage packs and verifies 20,000 files of 50 KB, and says how much
// memory was in use at most.
func BenchmarkPackage(b *testing.B) {
	o := newOffice(b)
	for n := range 5000 {
		o.issue(key, fmt.Sprint("patto_", n), n+1)
	}
	content := make([]byte, 50<<10)
	for i := range content {
		content[i] = byte(i * i >> 3)
	}
	for _, e := range o.entries {
		for i := range e.Files {
			e.Files[i].Size, e.Files[i].Digest = int64(len(content)), ledger.DigestOf(content)
		}
	}
	o.blobs = map[ledger.Digest][]byte{ledger.DigestOf(content): content}
	entries := o.entries
	o.entries = nil
	for _, e := range entries {
		said, err := e.Said()
		if err != nil {
			b.Fatal(err)
		}
		if body, ok := said.(ledger.IssuedBody); ok {
			body.View, body.WordingDigest = ledger.DigestOf(content), ledger.DigestOf(content).String()
			if err := e.Say(body); err != nil {
				b.Fatal(err)
			}
		}
		e.Follow(o.head())
		o.entries = append(o.entries, e)
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, uint64(0)
	watch := func() {
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapAlloc)
	}
	for b.Loop() {
		f, err := os.Create(filepath.Join(b.TempDir(), "f.zip"))
		if err != nil {
			b.Fatal(err)
		}
		c, asked := o.asCase(), 0
		read := c.Content
		c.Content = func(ctx context.Context, d ledger.Digest) ([]byte, error) {
			if asked++; asked%500 == 0 {
				watch()
			}
			return read(ctx, d)
		}
		s, err := bundle.Write(b.Context(), f, c)
		if err != nil {
			b.Fatal(err)
		}
		info, err := f.Stat()
		if err != nil {
			b.Fatal(err)
		}
		v, err := bundle.Verify(b.Context(), f, info.Size(), bundle.Options{Zone: zone(b)})
		if err != nil || !v.Good() {
			b.Fatal(err, v)
		}
		watch()
		b.ReportMetric(float64(s.Files), "files")
		b.ReportMetric(float64(s.Bytes)/(1<<20), "MB")
		_ = f.Close()
	}
	b.ReportMetric(float64(most-before)/(1<<20), "MB-in-use")
}

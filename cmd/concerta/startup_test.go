package main

import (
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkStartUp goes from the start of the program, on a data folder that is
// there, to the first page in full.
func BenchmarkStartUp(b *testing.B) {
	data := filepath.Join(b.TempDir(), "dati")
	startService(b, "--data", data, "--demo").end(b)
	var taken []time.Duration
	for b.Loop() {
		began := time.Now()
		service := startService(b, "--data", data)
		firstPage(b, service.url+"accesso")
		taken = append(taken, time.Since(began))
		b.StopTimer()
		service.end(b)
		b.StartTimer()
	}
	slices.Sort(taken)
	b.ReportMetric(float64(taken[0].Microseconds())/1e3, "least-ms")
	b.ReportMetric(float64(taken[len(taken)/2].Microseconds())/1e3, "median-ms")
}

func firstPage(b *testing.B, address string) {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		b.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	_, err = io.Copy(io.Discard, answer.Body)
	_ = answer.Body.Close()
	if err != nil || answer.StatusCode != http.StatusOK {
		b.Fatalf("%s: %v", answer.Status, err)
	}
}

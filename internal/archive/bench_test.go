package archive_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
	"concerta/internal/render/parity"
	"concerta/internal/store"
)

// BenchmarkIssue issues the pacts of many bodies one after the other, and then the
// stages of an issue by themselves, in one run: the shares are what counts.
func BenchmarkIssue(b *testing.B) {
	o := archivetest.New(b)
	o.ImportMany(b, benchCount(b, 300))
	plan, err := o.Plan(b.Context(), archivetest.Pact(""))
	if err != nil {
		b.Fatal(err)
	}
	next := 0
	var act *ledger.Act
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			if next == len(plan.Tasks) {
				b.Fatal("too few bodies: CONCERTA_BENCH_ACTS asks for more")
			}
			if act, err = o.Issue(b.Context(), plan, plan.Tasks[next], archive.IssueOptions{Operator: "Anna", Reason: "prova"}); err != nil {
				b.Fatal(err)
			}
			next++
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "acts/s")
	})
	if act == nil {
		return
	}
	task := plan.Tasks[next-1]
	b.Run("view", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := acts.Frozen(plan.Review.Process, task.Job); err != nil {
				b.Fatal(err)
			}
		}
	})
	issued := &acts.Issued{ID: act.ID, Register: act.Register, Number: act.Number, Year: act.Year, Date: process.Date{Year: 2013, Month: 10, Day: 30}, Code: act.Code}
	b.Run("document", func(b *testing.B) {
		for b.Loop() {
			if _, err := o.Press.Make(plan.Review, task, acts.Options{Issued: issued}); err != nil {
				b.Fatal(err)
			}
		}
	})
	made, err := o.Press.Make(plan.Review, task, acts.Options{Issued: issued})
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range o.Press.Formats().For(task) {
		b.Run(f.Ext, func(b *testing.B) {
			for b.Loop() {
				if _, err := made.Render(f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("parity", func(b *testing.B) {
		pdf, docx := o.Content(b, act, ledger.PDF), o.Content(b, act, ledger.DOCX)
		html, text := string(o.Content(b, act, ledger.HTML)), string(o.Content(b, act, ledger.Text))
		for b.Loop() {
			if _, err := parity.Check(pdf, docx, html, text); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("files-and-register", func(b *testing.B) { // two syncs, small files
		for b.Loop() {
			o.Fill(b, 1)
		}
	})
	b.Run("register", func(b *testing.B) { // an entry without files: one sync
		i := 0
		for b.Loop() {
			i++
			_, err := o.Keeper.Append(b.Context(), func(context.Context, ledger.Tx) (*ledger.Proposal, error) {
				p := &ledger.Proposal{Entry: ledger.Entry{At: o.Now(), Operator: "Anna"}}
				return p, p.Entry.Say(ledger.RestartedBody{Register: archive.Register, Year: 2000, Number: i})
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// benchCount is how many acts the archive of a benchmark has.
func benchCount(b *testing.B, standard int) int {
	b.Helper()
	s := os.Getenv("CONCERTA_BENCH_ACTS")
	if s == "" {
		return standard
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// BenchmarkArchive searches, lists and verifies an archive of many acts that were
// written without being rendered.
func BenchmarkArchive(b *testing.B) {
	n := benchCount(b, 2000)
	o := archivetest.Open(b, memory(b), archivetest.NewClock(archivetest.Morning()), "caso")
	o.Import(b, "casarano-2013.yaml")
	start := time.Now()
	o.Fill(b, n)
	b.Logf("%d acts written in %s", n, time.Since(start).Round(time.Millisecond))
	ctx := b.Context()
	word := fmt.Sprintf("numero %d", n/2)
	for name, f := range map[string]store.ActFilter{
		"search/one":          {Words: word},
		"search/all, 50":      {Words: "patto associaz", Limit: 50},
		"list/first 50":       {Limit: 50},
		"list/50 in the half": {Limit: 50, After: n / 2},
		"list/year, kind, 50": {Year: 2013, Kind: "patto", State: ledger.StateIssued, Limit: 50},
		"list/all":            {},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if list, err := o.Store.Acts(ctx, f); err != nil || len(list) == 0 {
					b.Fatalf("%d acts, %v", len(list), err)
				}
			}
		})
	}
	b.Run("count", func(b *testing.B) {
		for b.Loop() {
			if got, err := o.Store.CountActs(ctx, store.ActFilter{State: ledger.StateIssued}); err != nil || got != n {
				b.Fatalf("%d acts, %v", got, err)
			}
		}
	})
	b.Run("find/number", func(b *testing.B) {
		for b.Loop() {
			if _, err := o.Find(ctx, fmt.Sprintf("%d/2013", n/2)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("issue one more", func(b *testing.B) {
		for b.Loop() {
			act, err := o.Try(ctx, archivetest.Notice(archivetest.Casarano), archive.IssueOptions{})
			if err != nil {
				b.Fatal(err)
			}
			if _, err := o.Annul(ctx, act.ID, archive.Annulment{Reason: "prova"}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("verify", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if v, err := o.Verify(ctx, nil); err != nil || !v.Good() {
				b.Fatalf("%v, %v", v, err)
			}
		}
		b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "acts/s")
	})
}

// memory is a folder in memory where there is one: how fast many acts are written
// is not what is measured.
func memory(b *testing.B) string {
	b.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "concerta") //nolint:usetesting // in memory, and not on the disk
	if err != nil {
		return b.TempDir()
	}
	b.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// BenchmarkSize says how many bytes an act takes in the data folder, and its files
// by themselves.
func BenchmarkSize(b *testing.B) {
	for b.Loop() {
		o := archivetest.New(b)
		plan, err := o.Plan(b.Context(), archivetest.Pact(""))
		if err != nil {
			b.Fatal(err)
		}
		files := int64(0)
		before := size(b, o.Dir)
		for _, task := range plan.Tasks {
			act, err := o.Issue(b.Context(), plan, task, archive.IssueOptions{Operator: "Anna"})
			if err != nil {
				b.Fatal(err)
			}
			for _, f := range act.Files {
				files += f.Size
			}
		}
		after := size(b, o.Dir)
		acts := float64(len(plan.Tasks))
		b.ReportMetric((after["archivio.db"]-before["archivio.db"])/acts, "B/act-stored")
		b.ReportMetric((after["concerta.db"]-before["concerta.db"])/acts, "B/act-register")
		b.ReportMetric(float64(files)/acts, "B/act-files")
	}
}

// size is the bytes of the databases of a folder, as a copy of them has.
func size(b *testing.B, dir string) map[string]float64 {
	b.Helper()
	st, err := store.Open(b.Context(), dir, time.Now)
	if err != nil {
		b.Fatal(err)
	}
	copied := b.TempDir()
	if err := st.CopyTo(b.Context(), copied); err != nil {
		b.Fatal(err)
	}
	if err := st.Close(); err != nil {
		b.Fatal(err)
	}
	sizes := map[string]float64{}
	for _, name := range []string{"concerta.db", "archivio.db"} {
		info, err := os.Stat(filepath.Join(copied, name))
		if err != nil {
			b.Fatal(err)
		}
		sizes[name] = float64(info.Size())
	}
	return sizes
}

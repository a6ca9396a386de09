// Package archivetest gives tests an office with an archive: a data folder of its
// own, a clock that goes when it is told to, chance that is the same in every run,
// and the real templates and renderers.
package archivetest

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"concerta/examples"
	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/markup"
	"concerta/internal/press"
	"concerta/internal/produce"
	"concerta/internal/store"
	"concerta/templates"
)

// The keys of the examples.
const (
	Casarano = "casarano-2013"       // every kind of act, nothing to confirm
	Comune   = "comune-esempio-2026" // small, with a finding to confirm
)

// Office is an archive and what is around it.
type Office struct {
	*archive.Archive
	Store *store.Store
	Dir   string
	Clock *Clock
}

// Morning is when the clock of an office begins.
func Morning() time.Time { return time.Date(2013, 10, 30, 8, 30, 0, 0, time.UTC) }

// New is an office in a new folder with the examples in it.
func New(tb testing.TB) *Office {
	tb.Helper()
	o := Open(tb, tb.TempDir(), NewClock(Morning()), "caso")
	o.Import(tb, "casarano-2013.yaml")
	o.Import(tb, "comune-esempio.yaml")
	return o
}

// Open opens the office whose data are in dir, as a program that starts does. Seed
// begins its chance: two programs on one folder must not have the same.
func Open(tb testing.TB, dir string, clock *Clock, seed string) *Office {
	tb.Helper()
	st, err := store.Open(tb.Context(), dir, clock.Now)
	if err != nil {
		tb.Fatalf("opening the store: %v", err)
	}
	tb.Cleanup(func() {
		if err := st.Close(); err != nil {
			tb.Errorf("closing the store: %v", err)
		}
	})
	a, err := NewArchive(tb.Context(), st, clock.Now, seed)
	if err != nil {
		tb.Fatalf("opening the archive: %v", err)
	}
	return &Office{a, st, dir, clock}
}

// NewArchive is the archive in an open store, with chance that begins at seed.
func NewArchive(ctx context.Context, st *store.Store, now func() time.Time, seed string) (*archive.Archive, error) {
	t, err := markup.Load(templates.Files)
	if err != nil {
		return nil, err
	}
	maker, wording, err := press.New(t, nil)
	if err != nil {
		return nil, err
	}
	zone, err := press.Rome()
	if err != nil {
		return nil, err
	}
	return archive.Open(ctx, archive.Config{
		Keeper: st, Press: maker, Wording: wording, Now: now, Random: NewChance(seed), Zone: zone,
	})
}

// Import saves an example as the first version of its process.
func (o *Office) Import(tb testing.TB, file string) {
	tb.Helper()
	src, err := examples.Files.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	o.save(tb, src, 0)
}

// Edit saves the process after a replacement in its file, which must be found.
func (o *Office) Edit(tb testing.TB, key, from, to string) {
	tb.Helper()
	p, err := o.Store.Process(tb.Context(), key)
	if err != nil {
		tb.Fatal(err)
	}
	if !bytes.Contains(p.Source, []byte(from)) {
		tb.Fatalf("%q is not in the file of %s", from, key)
	}
	o.save(tb, bytes.ReplaceAll(p.Source, []byte(from), []byte(to)), p.Version)
}

func (o *Office) save(tb testing.TB, src []byte, expected int) {
	tb.Helper()
	r := produce.Read(produce.Source{Name: "file", Bytes: src})
	if !r.Legible {
		tb.Fatalf("the process is not legible: %v", r.Findings)
	}
	d := store.Draft{Key: r.Process.Key, Title: r.Process.Title, Source: src}
	if _, err := o.Store.SaveProcess(tb.Context(), d, expected); err != nil {
		tb.Fatal(err)
	}
}

// Try issues the one act that a selection names, and gives the refusal.
func (o *Office) Try(ctx context.Context, s archive.Selection, opt archive.IssueOptions) (*ledger.Act, error) {
	if opt.Operator == "" {
		opt.Operator = "Anna ESEMPIO"
	}
	plan, err := o.Plan(ctx, s)
	if err != nil {
		return nil, err
	}
	if len(plan.Tasks) != 1 {
		return nil, errors.New("the selection names more than one act")
	}
	return o.Issue(ctx, plan, plan.Tasks[0], opt)
}

// Make issues the one act that a selection names.
func (o *Office) Make(tb testing.TB, s archive.Selection) *ledger.Act {
	tb.Helper()
	act, err := o.Try(tb.Context(), s, archive.IssueOptions{})
	if err != nil {
		tb.Fatalf("issuing %+v: %v", s, err)
	}
	return act
}

// Notice is the notice of a process.
func Notice(key string) archive.Selection { return archive.Selection{Process: key, Kind: acts.Notice} }

// Pact is the pact of a body of Casarano.
func Pact(body string) archive.Selection {
	return archive.Selection{Process: Casarano, Kind: acts.Pact, For: body}
}

// Correction is the correction of the notice of a process.
func Correction(key string) archive.Selection {
	return archive.Selection{Process: key, Kind: acts.Correction}
}

// Content is the newest file of a role of an act.
func (o *Office) Content(tb testing.TB, act *ledger.Act, r ledger.Role) []byte {
	tb.Helper()
	f, ok := act.File(r)
	if !ok {
		tb.Fatalf("%s has no file %q", act.ID, r)
	}
	b, err := o.Store.Blob(tb.Context(), f.Digest)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// Faults are what a verification finds wrong.
func (o *Office) Faults(tb testing.TB, known *ledger.Head) []archive.Fault {
	tb.Helper()
	v, err := o.Verify(tb.Context(), known)
	if err != nil {
		tb.Fatalf("verifying: %v", err)
	}
	return v.Faults
}

// MustVerify fails when anything is wrong with the archive.
func (o *Office) MustVerify(tb testing.TB) {
	tb.Helper()
	for _, f := range o.Faults(tb, nil) {
		tb.Errorf("verify: %s: %s", f.Where, f.What)
	}
}

package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/quick"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

// act is the proposal of an act with one file.
func act(t *testing.T, number int, code, content string) *ledger.Proposal {
	t.Helper()
	p := &ledger.Proposal{Entry: ledger.Entry{
		At: fixedClock(), Operator: "Anna", Process: "p", Act: fmt.Sprintf("p.avviso.%d", number),
		Files: []ledger.File{{Role: ledger.PDF, Name: "a.pdf", MediaType: "text/plain", Size: int64(len(content)), Digest: ledger.DigestOf([]byte(content))}},
	}, Blobs: [][]byte{[]byte(content)}, Text: "parole di " + content}
	if err := p.Entry.Say(ledger.IssuedBody{Kind: "avviso", Task: "avviso", Date: "2013-10-30", Register: "r", Year: 2013, Number: number, Code: code}); err != nil {
		t.Fatal(err)
	}
	return p
}

func add(ctx context.Context, s *store.Store, p *ledger.Proposal) (*ledger.Act, error) {
	return s.Append(ctx, func(context.Context, ledger.Tx) (*ledger.Proposal, error) { return p, nil })
}

// begin opens the register, as an office does.
func begin(t *testing.T, s *store.Store) {
	t.Helper()
	p := &ledger.Proposal{Entry: ledger.Entry{At: fixedClock()}}
	if err := p.Entry.Say(ledger.OpenedBody{Office: "u"}); err != nil {
		t.Fatal(err)
	}
	if _, err := add(t.Context(), s, p); err != nil {
		t.Fatal(err)
	}
}

// What fails after its files were stored leaves them as orphans and nothing else.
func TestAppend_NothingStaysOfAFailedEntryButOrphans(t *testing.T) {
	s := open(t, t.TempDir())
	begin(t, s)
	if _, err := add(t.Context(), s, act(t, 1, "A", "uno")); err != nil {
		t.Fatal(err)
	}
	head, err := s.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := add(t.Context(), s, act(t, 2, "A", "due")); err == nil {
		t.Fatal("one code was given twice")
	}
	if _, err := add(t.Context(), s, act(t, 1, "B", "tre")); err == nil {
		t.Fatal("one act was issued twice")
	}
	bad := act(t, 2, "B", "quattro")
	bad.Blobs[0] = []byte("altro")
	if _, err := add(t.Context(), s, bad); err == nil || !strings.Contains(err.Error(), "not the one of its digest") {
		t.Fatalf("a file that is not what its digest says: %v", err)
	}
	if now, err := s.Head(t.Context()); err != nil || now != head {
		t.Errorf("the head went from %v to %v, %v", head, now, err)
	}
	if n, err := s.CountActs(t.Context(), store.ActFilter{}); err != nil || n != 1 {
		t.Errorf("%d acts, %v", n, err)
	}
	if n, size, err := s.CollectOrphans(t.Context()); err != nil || n != 1 || size != 3 {
		t.Errorf("%d orphans of %d bytes, %v; want the file of the second act", n, size, err)
	}
	if got, err := s.Blob(t.Context(), ledger.DigestOf([]byte("uno"))); err != nil || string(got) != "uno" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := s.Blob(t.Context(), ledger.DigestOf([]byte("due"))); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if a, err := add(t.Context(), s, act(t, 2, "B", "due")); err != nil || a.Number != 2 {
		t.Errorf("the next act: %v, %v", a, err)
	}
}

func TestAppend_AProposalRefusedOrOfNothingAddsNothing(t *testing.T) {
	s := open(t, t.TempDir())
	refusal := errors.New("no")
	for _, want := range []error{nil, refusal} {
		a, err := s.Append(t.Context(), func(context.Context, ledger.Tx) (*ledger.Proposal, error) { return nil, want })
		if a != nil || !errors.Is(err, want) {
			t.Errorf("got %v, %v", a, err)
		}
	}
	if h, err := s.Head(t.Context()); err != nil || h.Seq != 0 {
		t.Errorf("head %v, %v", h, err)
	}
}

func TestStore_TheRegisterIsOnlyAddedTo(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if _, err := add(t.Context(), s, act(t, 1, "A", "uno")); err != nil {
		t.Fatal(err)
	}
	for db, queries := range map[string][]string{
		"concerta.db": {
			`UPDATE entry SET operator = 'x'`, `DELETE FROM entry`, `UPDATE entry_file SET name = 'x'`, `DELETE FROM entry_file`, `DELETE FROM head`,
		},
		"archivio.db": {`UPDATE blob SET content = x'00'`, `DELETE FROM blob`},
	} {
		for _, q := range queries {
			if _, err := rawDB(t, dir, db).ExecContext(t.Context(), q); err == nil {
				t.Errorf("%s: done", q)
			}
		}
	}
}

// Contents come back as they were, whichever way they are kept.
func TestBlob_ComesBackAsItWas(t *testing.T) {
	s := open(t, t.TempDir())
	n := 0
	same := func(content []byte, repeated uint8, text bool) bool {
		content = bytes.Repeat(content, int(repeated)+1)
		n++
		p := act(t, n, fmt.Sprint(n), string(content))
		if !text {
			p.Entry.Files[0].MediaType = "application/pdf"
		}
		if _, err := add(t.Context(), s, p); err != nil {
			t.Error(err)
			return false
		}
		got, err := s.Blob(t.Context(), ledger.DigestOf(content))
		return err == nil && bytes.Equal(got, content)
	}
	if err := quick.Check(same, &quick.Config{MaxCount: 60}); err != nil {
		t.Error(err)
	}
}

func TestActs_AreFoundByWhatTheyAreAndSay(t *testing.T) {
	s := open(t, t.TempDir())
	for i, words := range []string{"La città di Però", "la citta', due", "altro \"AND\" OR NEAR"} {
		if _, err := add(t.Context(), s, act(t, i+1, fmt.Sprint(i), words)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		filter store.ActFilter
		want   []int // numbers, the newest first
	}{
		{store.ActFilter{}, []int{3, 2, 1}},
		{store.ActFilter{Limit: 1, After: 1}, []int{2}},
		{store.ActFilter{After: 1}, []int{2, 1}},
		{store.ActFilter{Words: "CITTA"}, []int{2, 1}},
		{store.ActFilter{Words: "cit pero"}, []int{1}},
		{store.ActFilter{Words: "citta*"}, []int{2, 1}},
		{store.ActFilter{Words: `" AND (near -or`}, []int{3}},
		{store.ActFilter{Words: "body:parole"}, nil},
		{store.ActFilter{Words: " !?"}, nil},
		{store.ActFilter{Year: 2013, Kind: "avviso", Process: "p", State: ledger.StateIssued}, []int{3, 2, 1}},
		{store.ActFilter{Year: 2014}, nil},
		{store.ActFilter{State: ledger.StateSigned}, nil},
	} {
		list, err := s.Acts(t.Context(), c.filter)
		if err != nil {
			t.Errorf("%+v: %v", c.filter, err)
		}
		var got []int
		for _, a := range list {
			got = append(got, a.Number)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%+v: -want +got:\n%s", c.filter, diff)
		}
		if c.filter.Limit > 0 || c.filter.After > 0 {
			continue
		}
		if n, err := s.CountActs(t.Context(), c.filter); err != nil || n != len(c.want) {
			t.Errorf("%+v: counted %d, %v", c.filter, n, err)
		}
	}
}

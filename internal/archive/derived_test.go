package archive_test

import (
	"errors"
	"strings"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
)

// refused wants the refusal of whoever writes on a list that does not agree with
// the register, with the way out.
func refused(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, ledger.ErrBroken) || !strings.Contains(err.Error(), "non concorda con il registro") {
		t.Errorf("got %v", err)
	}
}

// A number that the register gave is never given again, whatever the list says.
func TestIssue_NumbersComeFromTheEntriesAndNotFromTheList(t *testing.T) {
	t.Parallel()
	dir, clock := archiveToTamper(t)
	for name, query := range map[string]string{
		"the last act is missing":  `DELETE FROM act WHERE number = 4`,
		"its number is another":    `UPDATE act SET number = 9 WHERE number = 4`,
		"all of them are missing":  `DELETE FROM act`,
		"its number is taken away": `UPDATE act SET number = 0 WHERE number = 4`,
	} {
		t.Run(name, func(t *testing.T) {
			copied := archivetest.Copy(t, dir)
			archivetest.Tamper(t, copied, func(r *archivetest.Raw) { archivetest.Exec(t, r.Register, query) })
			o := archivetest.Open(t, copied, clock, "x")
			_, err := o.Try(t.Context(), archivetest.Pact("banco-alimentare"), archive.IssueOptions{})
			refused(t, err)
			if h, err := o.Store.Head(t.Context()); err != nil || h.Seq != tampered {
				t.Errorf("head %v, %v: something was written", h, err)
			}
		})
	}
}

// An act that the list has lost is not issued again, nor is anything written on one
// of which the list says another thing.
func TestAppend_RefusesAnActOfWhichTheListSaysOtherwise(t *testing.T) {
	t.Parallel()
	dir, clock := archiveToTamper(t)
	const first = "casarano-2013.patto_mano-tesa.1"
	t.Run("an act that is missing", func(t *testing.T) {
		copied := archivetest.Copy(t, dir)
		archivetest.Tamper(t, copied, func(r *archivetest.Raw) {
			archivetest.Change(t, r.Register, 1, `DELETE FROM act WHERE id = ?`, first)
		})
		o := archivetest.Open(t, copied, clock, "x")
		_, err := o.Try(t.Context(), archivetest.Pact("mano-tesa"), archive.IssueOptions{})
		refused(t, err)
	})
	t.Run("an act of which it says another thing", func(t *testing.T) {
		copied := archivetest.Copy(t, dir)
		archivetest.Tamper(t, copied, func(r *archivetest.Raw) {
			archivetest.Change(t, r.Register, 1, `UPDATE act SET data = CAST(replace(CAST(data AS TEXT), 'ESEMPIO', 'ALTRI') AS BLOB) WHERE id = ?`, first)
		})
		o := archivetest.Open(t, copied, clock, "x")
		_, err := o.Annul(t.Context(), first, archive.Annulment{Operator: "Anna", Reason: "errore"})
		refused(t, err)
	})
}

// Files of acts whose lines were taken out of the register look like files that
// nobody needs.
func TestCollectOrphans_DeletesNothingOfABrokenRegister(t *testing.T) {
	t.Parallel()
	dir, clock := archiveToTamper(t)
	for name, queries := range map[string][]string{
		"the files of an entry": {`DELETE FROM entry_file WHERE seq = 3`},
		"an entry":              {`DELETE FROM entry_file WHERE seq = 3`, `DELETE FROM entry WHERE seq = 3`},
		"the last entries":      {`DELETE FROM entry_file WHERE seq >= 6`, `DELETE FROM entry WHERE seq >= 6`},
	} {
		t.Run(name, func(t *testing.T) {
			copied := archivetest.Copy(t, dir)
			archivetest.Tamper(t, copied, func(r *archivetest.Raw) {
				for _, q := range queries {
					archivetest.Exec(t, r.Register, q)
				}
			})
			o := archivetest.Open(t, copied, clock, "x")
			before := blobsOf(t, o)
			if n, _, err := o.Store.CollectOrphans(t.Context()); !errors.Is(err, ledger.ErrBroken) || n != 0 {
				t.Errorf("%d collected, %v", n, err)
			}
			if after := blobsOf(t, o); after != before {
				t.Errorf("%d contents of %d are left", after, before)
			}
		})
	}
}

func blobsOf(t *testing.T, o *archivetest.Office) int {
	t.Helper()
	n := 0
	for _, err := range o.Store.Blobs(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

// What follows from the entries is made again from them, whatever became of it, and the
// office goes on where it was.
func TestRebuildLists_MakesThemAgainFromTheEntries(t *testing.T) {
	t.Parallel()
	dir, clock := archiveToTamper(t)
	for name, queries := range map[string][]string{
		"the last act is missing": {`DELETE FROM act WHERE number = 4`},
		"the tables are gone":     {`DROP TABLE act`, `DROP TABLE act_text`},
		"an act is put in": {`INSERT INTO act (id, process, kind, task, register, year, number, issued, issue_year, state, data)
			SELECT 'falso', process, kind, task, register, year, 99, issued, issue_year, state, data FROM act LIMIT 1`},
		"other words": {`UPDATE act_text SET body = 'altro'`},
	} {
		t.Run(name, func(t *testing.T) {
			copied := archivetest.Copy(t, dir)
			archivetest.Tamper(t, copied, func(r *archivetest.Raw) {
				for _, q := range queries {
					archivetest.Exec(t, r.Register, q)
				}
			})
			o := archivetest.Open(t, copied, clock, "x")
			if n, err := archive.RebuildLists(t.Context(), o.Store); err != nil || n != 4 {
				t.Fatalf("%d acts, %v", n, err)
			}
			o.MustVerify(t)
			if act := o.Make(t, archivetest.Pact("banco-alimentare")); act.Number != 5 {
				t.Errorf("number %d, want 5", act.Number)
			}
			o.MustVerify(t)
		})
	}
}

func TestRebuildLists_RefusesABrokenRegister(t *testing.T) {
	t.Parallel()
	dir, clock := archiveToTamper(t)
	archivetest.Tamper(t, dir, func(r *archivetest.Raw) {
		archivetest.Change(t, r.Register, 1, `UPDATE entry SET operator = 'Altri' WHERE seq = 3`)
	})
	o := archivetest.Open(t, dir, clock, "x")
	before := o.Faults(t, nil)
	if _, err := archive.RebuildLists(t.Context(), o.Store); !errors.Is(err, ledger.ErrBroken) {
		t.Errorf("got %v", err)
	}
	if after := o.Faults(t, nil); len(after) != len(before) {
		t.Errorf("it was changed: %v", after)
	}
}

// A list that tells of more than the register has is what is left of what was lost.
func TestRebuildLists_KeepsAListThatKnowsMoreThanTheRegister(t *testing.T) {
	t.Parallel()
	dir, clock := archiveToTamper(t)
	archivetest.Tamper(t, dir, func(r *archivetest.Raw) {
		archivetest.Exec(t, r.Register, `DELETE FROM entry_file WHERE seq >= 6`)
		archivetest.Exec(t, r.Register, `DELETE FROM entry WHERE seq >= 6`)
		archivetest.Exec(t, r.Register, `UPDATE head SET seq = 5, digest = (SELECT digest FROM entry WHERE seq = 5)`)
	})
	v, err := archivetest.Verify(t.Context(), dir, clock)
	if err != nil || len(v.Faults) != 1 || v.OnlyDerived() {
		t.Errorf("verified %+v, %v", v, err)
	}
	o := archivetest.Open(t, dir, clock, "x")
	if _, err := archive.RebuildLists(t.Context(), o.Store); !errors.Is(err, ledger.ErrBroken) || !strings.Contains(err.Error(), "parla della registrazione n. 7") {
		t.Errorf("got %v", err)
	}
	if n := len(o.Faults(t, nil)); n != 1 {
		t.Errorf("%d faults after it was refused", n)
	}
}

package archive_test

import (
	"database/sql"
	"strings"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

// Entries of the archive that is tampered with: 1 opens the register, 2 the notice,
// 3 and 4 pacts, 5 the protocol number of the notice, 6 a pact, 7 an annulment.
const tampered = 7

// archiveToTamper is a data folder with some acts in it, closed.
func archiveToTamper(t *testing.T) (dir string, clock *archivetest.Clock) {
	t.Helper()
	dir, clock = t.TempDir(), archivetest.NewClock(archivetest.Morning())
	st, err := store.Open(t.Context(), dir, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	a, err := archivetest.NewArchive(t.Context(), st, clock.Now, "caso")
	if err != nil {
		t.Fatal(err)
	}
	o := &archivetest.Office{Archive: a, Store: st, Dir: dir, Clock: clock}
	o.Import(t, "casarano-2013.yaml")
	notice := o.Make(t, archivetest.Notice(archivetest.Casarano))
	o.Make(t, archivetest.Pact("mano-tesa"))
	o.Make(t, archivetest.Pact("centro-ascolto"))
	if _, err := o.SetProtocol(t.Context(), notice.ID, "Anna", protocol(t)); err != nil {
		t.Fatal(err)
	}
	last := o.Make(t, archivetest.Pact("soccorso"))
	if _, err := o.Annul(t.Context(), last.ID, archive.Annulment{Operator: "Anna", Reason: "errore"}); err != nil {
		t.Fatal(err)
	}
	o.MustVerify(t)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, clock
}

type told struct{ where, what string }

// tampering is one way to tamper with an archive.
type tampering struct {
	t *testing.T
	*archivetest.Raw
}

// one changes one row.
func (r tampering) one(db *sql.DB, query string, args ...any) {
	r.t.Helper()
	archivetest.Change(r.t, db, 1, query, args...)
}

// expectFaults verifies and wants these faults, in any order, and no other.
func expectFaults(t *testing.T, dir string, clock *archivetest.Clock, want []told) {
	t.Helper()
	v, err := archivetest.Verify(t.Context(), dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	left := append([]told(nil), want...)
faults:
	for _, f := range v.Faults {
		for i, w := range left {
			if f.Where == w.where && strings.Contains(f.What, w.what) {
				left = append(left[:i], left[i+1:]...)
				continue faults
			}
		}
		t.Errorf("told as well: %s: %s", f.Where, f.What)
	}
	for _, w := range left {
		t.Errorf("not told: %s: %s", w.where, w.what)
	}
}

// rewrite changes what an entry says and computes its digest again.
func rewrite(t *testing.T, db *sql.DB, seq int64, from, to string) {
	t.Helper()
	e := readEntry(t, db, seq)
	e.Body = []byte(strings.ReplaceAll(string(e.Body), from, to))
	digest := e.Sum()
	archivetest.Change(t, db, 1, `UPDATE entry SET body = ?, digest = ? WHERE seq = ?`, e.Body, digest[:], seq)
}

// readEntry reads an entry with its files.
func readEntry(t *testing.T, db *sql.DB, seq int64) *ledger.Entry {
	t.Helper()
	var e ledger.Entry
	var prev, digest []byte
	var at, what string
	err := db.QueryRowContext(t.Context(), `SELECT seq, prev, at, operator, what, process, act, body, digest FROM entry WHERE seq = ?`, seq).
		Scan(&e.Seq, &prev, &at, &e.Operator, &what, &e.Process, &e.Act, &e.Body, &digest)
	if err != nil {
		t.Fatal(err)
	}
	e.What = ledger.What(what)
	copy(e.Prev[:], prev)
	copy(e.Digest[:], digest)
	if e.At, err = parseTime(at); err != nil {
		t.Fatal(err)
	}
	e.Files = readFiles(t, db, seq)
	if e.Sum() != e.Digest {
		t.Fatalf("entry %d was read wrong", seq)
	}
	return &e
}

func readFiles(t *testing.T, db *sql.DB, seq int64) []ledger.File {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `SELECT role, name, media_type, size, digest FROM entry_file WHERE seq = ? ORDER BY position`, seq)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var list []ledger.File
	for rows.Next() {
		var f ledger.File
		var digest []byte
		if err := rows.Scan(&f.Role, &f.Name, &f.MediaType, &f.Size, &digest); err != nil {
			t.Fatal(err)
		}
		copy(f.Digest[:], digest)
		list = append(list, f)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// forge puts an entry after the last one, of a number given already; followed says
// whether it follows in the chain.
func forge(t *testing.T, db *sql.DB, followed bool) {
	t.Helper()
	last := readEntry(t, db, tampered)
	e := ledger.Entry{At: last.At, Operator: "Altri", Process: last.Process, Act: "falso", Files: []ledger.File{{
		Role: ledger.PDF, Name: "falso.pdf", MediaType: "application/pdf", Size: 3, Digest: ledger.DigestOf([]byte("pdf")),
	}}}
	number := 5
	if followed {
		number = 2
	}
	issue := readEntryBody(t, db, 3)
	issue.Number = number
	if err := e.Say(issue); err != nil {
		t.Fatal(err)
	}
	e.Follow(ledger.Head{Seq: tampered, Digest: last.Digest})
	if !followed {
		e.Prev = ledger.DigestOf(nil)
		e.Digest = e.Sum()
	}
	archivetest.Change(t, db, 1, `INSERT INTO entry (seq, prev, at, operator, what, process, act, body, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Seq, e.Prev[:], e.At.Format(ledger.TimeFormat), e.Operator, string(e.What), e.Process, e.Act, e.Body, e.Digest[:])
	f := e.Files[0]
	archivetest.Change(t, db, 1, `INSERT INTO entry_file VALUES (?, 0, ?, ?, ?, ?, ?)`, e.Seq, string(f.Role), f.Name, f.MediaType, f.Size, f.Digest[:])
}

func readEntryBody(t *testing.T, db *sql.DB, seq int64) ledger.IssuedBody {
	t.Helper()
	e := ledger.Entry{What: ledger.Issued}
	if err := db.QueryRowContext(t.Context(), `SELECT body FROM entry WHERE seq = ?`, seq).Scan(&e.Body); err != nil {
		t.Fatal(err)
	}
	b, err := e.Said()
	if err != nil {
		t.Fatal(err)
	}
	issued, ok := b.(ledger.IssuedBody)
	if !ok {
		t.Fatalf("entry %d is a %T", seq, b)
	}
	return issued
}

func digestOfSource() []byte {
	d := store.Draft{Source: []byte{0}}.Digest()
	return d[:]
}

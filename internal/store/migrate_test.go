package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"concerta/internal/account"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

func clock() time.Time { return time.Date(2013, 10, 30, 9, 30, 0, 0, time.UTC) }

// Migrations that offices have run: to change one would leave their data behind.
func TestMigrations_ReleasedOnesNeverChange(t *testing.T) {
	for name, want := range map[string]string{
		"registro/00001_process.sql": "c2e7270c923b8a0756a166416c71efaf2868b41c35fd046f1af59e82a0cf5216",
	} {
		b, err := migrations.ReadFile("migrations/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(b)); got != want {
			t.Errorf("%s has changed: %s", name, got)
		}
	}
}

// firstSchema makes a data folder as the first release left it, with a process.
func firstSchema(t *testing.T, dir string, source, logo []byte) {
	t.Helper()
	db := openPool(filepath.Join(dir, registerFile), writing)
	defer db.Close() //nolint:errcheck // the test fails on what it misses
	p, err := newProvider(db, "registro")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	digest := Draft{Source: source, Attachments: []Attachment{{"stemma.png", logo}}}.Digest()
	if _, err := db.ExecContext(t.Context(), `
		INSERT INTO process_version (key, version, title, source, digest, saved_at) VALUES ('casarano-2013', 1, 'Piano', ?, ?, '2013-10-29T10:00:00.5Z')`,
		source, digest[:]); err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `INSERT INTO process_attachment VALUES ('casarano-2013', 1, 'stemma.png', ?)`, logo); err != nil {
		t.Fatal(err)
	}
}

func TestOpen_BringsTheFirstSchemaUpToDateAndLosesNothing(t *testing.T) {
	dir := t.TempDir()
	source, logo := []byte("chiave: casarano-2013\r\n# è com’era\x00\xff"), []byte{0x89, 'P', 0}
	firstSchema(t, dir, source, logo)
	for range 2 { // the second time it is up to date
		s, err := Open(t.Context(), dir, clock)
		if err != nil {
			t.Fatal(err)
		}
		p, err := s.Process(t.Context(), "casarano-2013")
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(p.Source, source) || len(p.Attachments) != 1 || !bytes.Equal(p.Attachments[0].Content, logo) || p.Digest != p.Draft.Digest() ||
			p.Version != 1 || p.SavedAt.Format(time.RFC3339Nano) != "2013-10-29T10:00:00.5Z" {
			t.Errorf("got %+v", p)
		}
		for _, d := range []*database{s.register, s.blobs} {
			v, err := d.schema.GetDBVersion(t.Context())
			if err != nil || v != newest(d.schema) {
				t.Errorf("%s has schema %d, want %d; %v", d.path, v, newest(d.schema), err)
			}
		}
		// The register is there, and is written to.
		_, err = s.Append(t.Context(), func(_ context.Context, tx ledger.Tx) (*ledger.Proposal, error) {
			if tx.Head().Seq > 0 {
				return nil, nil
			}
			p := &ledger.Proposal{Entry: ledger.Entry{At: clock()}}
			return p, p.Entry.Say(ledger.OpenedBody{Office: "u"})
		})
		if err != nil {
			t.Error(err)
		}
		if h, err := s.Head(t.Context()); err != nil || h.Seq != 1 {
			t.Errorf("head %v, %v", h, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// The audit log of an office is chained as it is found, and says how far that goes.
func TestOpen_ChainsTheAuditLogThatIsThere(t *testing.T) {
	dir := t.TempDir()
	db := openPool(filepath.Join(dir, registerFile), writing)
	p, err := newProvider(db, registerFolder)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		exec(t, db, `INSERT INTO audit (at, operator, what, about, origin) VALUES ('2013-10-29T10:00:00.000000Z', 'Anna', 'accesso', 'anna', '::1')`)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := newDatabase(filepath.Join(dir, blobFile), blobFolder)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(files.prepare(t.Context()), files.close()); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // the test fails on what it misses
	follow := func(want DeedChain) {
		t.Helper()
		err := s.Audit(t.Context(), func(a *Audit) error {
			c, err := a.Deeds(t.Context())
			if err == nil && (c.Began != want.Began || c.Last != want.Last || len(c.Broken) != len(want.Broken) || c.Noted != want.Noted) {
				t.Errorf("got %+v, want %+v", c, want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	follow(DeedChain{Began: 3, Last: 3})
	if err := s.Record(t.Context(), account.Deed{Operator: "Anna", Action: "accesso"}); err != nil {
		t.Fatal(err)
	}
	follow(DeedChain{Began: 3, Last: 4})
	exec(t, s.register.write, `DROP TRIGGER audit_no_update`)
	exec(t, s.register.write, `UPDATE audit SET operator = 'Altri' WHERE seq = 2`)
	follow(DeedChain{Began: 3, Last: 4, Broken: []int64{2}})
}

// Either file may be of a later program: both are left as they are.
func TestOpen_RefusesANewerSchemaOfEitherFileAndTouchesNeither(t *testing.T) {
	for _, name := range []string{registerFile, blobFile} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			firstSchema(t, dir, []byte("x"), []byte("y")) // which would be migrated
			if name == blobFile {
				d, err := newDatabase(filepath.Join(dir, blobFile), "file")
				if err != nil {
					t.Fatal(err)
				}
				if err := errors.Join(d.prepare(t.Context()), d.close()); err != nil {
					t.Fatal(err)
				}
			}
			db := openPool(filepath.Join(dir, name), writing)
			exec(t, db, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			before := folder(t, dir)
			_, err := Open(t.Context(), dir, clock)
			if !errors.Is(err, ErrNewerSchema) || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "9999") || fault.Repair(err) == "" {
				t.Fatalf("got %v", err)
			}
			if after := folder(t, dir); after != before {
				t.Errorf("the folder was touched:\n%s\nbefore:\n%s", after, before)
			}
		})
	}
}

// folder is the names and digests of the databases in dir. SQLite may leave an empty
// log beside one that it only read.
func folder(t *testing.T, dir string) string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range list {
		if filepath.Ext(e.Name()) != ".db" {
			continue
		}
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %x\n", e.Name(), sha256.Sum256(content))
	}
	return b.String()
}

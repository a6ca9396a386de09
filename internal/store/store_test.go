package store_test

import (
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"concerta/internal/fault"
	"concerta/internal/store"
)

func TestOpen_FindsWhatWasSavedBefore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nuova", "cartella ?#% dati")
	if there, err := store.Exists(dir); there || err != nil {
		t.Errorf("Exists before anything was opened: %v, %v", there, err)
	}
	first, err := store.Open(t.Context(), dir, fixedClock)
	if err != nil {
		t.Fatal(err)
	}
	save(t, first, draft("casarano-2013"), 0)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if there, err := store.Exists(dir); !there || err != nil {
		t.Errorf("Exists for a folder in use: %v, %v", there, err)
	}

	again := open(t, dir)
	p, err := again.Process(t.Context(), "casarano-2013")
	if err != nil {
		t.Fatal(err)
	}
	if p.Version != 1 || p.Digest != p.Draft.Digest() {
		t.Errorf("version %d, digest agrees: %v", p.Version, p.Digest == p.Draft.Digest())
	}
	if err := again.Ping(t.Context()); err != nil {
		t.Errorf("Ping: %v", err)
	}
}

// A folder that cannot be looked into is not one without data: a loop of links
// stops everybody, permissions all but the administrator of the machine.
func TestExists_FolderThatCannotBeReadIsNotEmpty(t *testing.T) {
	loop := filepath.Join(t.TempDir(), "giro")
	if err := os.Symlink(loop, loop); err != nil {
		t.Skip("this system makes no such links:", err)
	}
	refused := map[string]string{loop: "il percorso gira su sé stesso"}
	if os.Geteuid() != 0 {
		closed := filepath.Join(t.TempDir(), "chiusa")
		if err := os.Mkdir(closed, 0o000); err != nil {
			t.Fatal(err)
		}
		refused[closed] = "permesso negato"
	}
	for dir, why := range refused {
		there, err := store.Exists(dir)
		if there || !errors.Is(err, store.ErrFolder) || !strings.Contains(err.Error(), "non si può leggere: "+why) || fault.Repair(err) == "" {
			t.Errorf("%s: %v, %v", dir, there, err)
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if there, err := store.Exists(file); there || err != nil {
		t.Errorf("a file: %v, %v", there, err)
	}
}

func TestOpen_RefusesANewerSchemaAndLeavesItAsItIs(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, fixedClock)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	raw(t, dir, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
	before := snapshot(t, dir)

	_, err = store.Open(t.Context(), dir, fixedClock)
	if !errors.Is(err, store.ErrNewerSchema) {
		t.Fatalf("got %v, want ErrNewerSchema", err)
	}
	if !strings.Contains(err.Error(), "9999") || fault.Repair(err) == "" {
		t.Errorf("the message does not say which schema, or what to do: %q, %q", err, fault.Repair(err))
	}
	if !bytes.Equal(before, snapshot(t, dir)) {
		t.Error("the database was touched")
	}
}

func TestOpen_RefusesAFileThatIsNoDatabase(t *testing.T) {
	dir := t.TempDir()
	content := []byte(strings.Repeat("un documento qualsiasi\n", 100))
	path := filepath.Join(dir, "concerta.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := store.Open(t.Context(), dir, fixedClock)
	if !errors.Is(err, store.ErrFolder) || !strings.Contains(err.Error(), "non è un archivio di concerta") {
		t.Errorf("got %v", err)
	}
	if !bytes.Equal(content, snapshot(t, dir)) {
		t.Error("the file was touched")
	}
}

func TestOpen_RefusesAFolderThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Run("a file stands in its place", func(t *testing.T) {
		_, err := store.Open(t.Context(), filepath.Join(file, "dati"), fixedClock)
		if !errors.Is(err, store.ErrFolder) || !strings.Contains(err.Error(), "non si può creare") || fault.Repair(err) == "" {
			t.Errorf("got %v", err)
		}
	})
	t.Run("no permission", func(t *testing.T) {
		if os.Geteuid() == 0 {
			t.Skip("the superuser writes everywhere")
		}
		dir := t.TempDir()
		if err := os.Chmod(dir, 0o500); err != nil { //nolint:gosec // a folder needs its execute bit
			t.Fatal(err)
		}
		_, err := store.Open(t.Context(), dir, fixedClock)
		if !errors.Is(err, store.ErrFolder) || !errors.Is(err, fs.ErrPermission) {
			t.Errorf("got %v", err)
		}
	})
}

// Two programs may start on one new folder at the same moment: the service and
// an import, say.
func TestOpen_ManyAtOnceOnANewFolder(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			s, err := store.Open(t.Context(), dir, fixedClock)
			if err != nil {
				t.Errorf("Open: %v", err)
				return
			}
			if err := s.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		})
	}
	wg.Wait()
}

func TestStore_SavedVersionsCannotBeChanged(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	d := draft("casarano-2013")
	d.Attachments = []store.Attachment{{Name: "a.png", Content: []byte("1")}}
	save(t, s, d, 0)

	db := rawDB(t, dir, "concerta.db")
	for _, q := range []string{
		`UPDATE process_version SET title = 'x'`, `DELETE FROM process_version`,
		`UPDATE process_attachment SET name = 'x'`, `DELETE FROM process_attachment`,
	} {
		if _, err := db.ExecContext(t.Context(), q); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: got %v", q, err)
		}
	}
}

func rawDB(t *testing.T, dir, name string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func raw(t *testing.T, dir, query string) {
	t.Helper()
	db := rawDB(t, dir, "concerta.db")
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func snapshot(t *testing.T, dir string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "concerta.db"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

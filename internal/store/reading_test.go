package store_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

func openings() map[string]func(context.Context, string, func() time.Time) (*store.Store, error) {
	return map[string]func(context.Context, string, func() time.Time) (*store.Store, error){"Open": store.Open, "OpenExisting": store.OpenExisting}
}

// replace puts other content into a file, or takes it away.
func replace(t *testing.T, path string, content []byte) {
	t.Helper()
	err := os.Remove(path)
	if err == nil && content != nil {
		err = os.WriteFile(path, content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// contents are the names and digests of everything in a folder.
func contents(t *testing.T, dir string) string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range list {
		if strings.HasSuffix(e.Name(), "-wal") || strings.HasSuffix(e.Name(), "-shm") {
			continue // what SQLite sets up to read
		}
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %x\n", e.Name(), sha256.Sum256(content))
	}
	return b.String()
}

// forReading shows a folder elsewhere so that nothing can be written in it.
func forReading(t *testing.T, dir string) string {
	t.Helper()
	if os.Geteuid() != 0 {
		if err := os.Chmod(dir, 0o500); err != nil { //nolint:gosec // a folder needs its execute bit
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(dir, 0o700) }) //nolint:gosec // the same
		return dir
	}
	at := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "mount", "--bind", dir, at).CombinedOutput(); err != nil {
		t.Skipf("this machine does not let a test mount a folder: %s", out)
	}
	t.Cleanup(func() {
		// Lazily: within one process SQLite keeps a file open while others have it locked.
		if out, err := exec.Command("umount", "-l", at).CombinedOutput(); err != nil {
			t.Errorf("umount: %s", out)
		}
	})
	if out, err := exec.CommandContext(t.Context(), "mount", "-o", "remount,ro,bind", at).CombinedOutput(); err != nil {
		t.Skipf("this machine does not let a test mount a folder for reading: %s", out)
	}
	return at
}

// withAct is a data folder with one act in it, closed.
func withAct(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, fixedClock)
	if err != nil {
		t.Fatal(err)
	}
	begin(t, s)
	if _, err := add(t.Context(), s, act(t, 1, "A", "uno")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// reads wants all of the data to be read, and nothing to be written.
func reads(t *testing.T, s *store.Store, acts int) {
	t.Helper()
	list, err := s.Acts(t.Context(), store.ActFilter{Words: "parole"})
	if err != nil || len(list) != acts {
		t.Errorf("%d acts, %v", len(list), err)
	}
	if got, err := s.Blob(t.Context(), ledger.DigestOf([]byte("uno"))); err != nil || string(got) != "uno" {
		t.Errorf("got %q, %v", got, err)
	}
	if faults, err := s.SchemaFaults(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("schema %v, %v", faults, err)
	}
	if wrong, err := s.Integrity(t.Context()); err != nil || len(wrong) > 0 {
		t.Errorf("integrity %v, %v", wrong, err)
	}
	if err := s.CopyTo(t.Context(), t.TempDir()); err != nil {
		t.Errorf("copying: %v", err)
	}
	if _, err := add(t.Context(), s, act(t, 9, "Z", "nove")); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("writing: %v", err)
	}
	if _, err := s.SaveProcess(t.Context(), draft("altro-2013"), 0); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("saving: %v", err)
	}
}

func TestOpenExisting_ReadsAFolderInWhichNothingCanBeWritten(t *testing.T) {
	t.Run("that nobody uses", func(t *testing.T) {
		dir := withAct(t)
		before := contents(t, dir)
		s, err := store.OpenExisting(t.Context(), forReading(t, dir), fixedClock)
		if err != nil {
			t.Fatal(err)
		}
		reads(t, s, 1)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if after := contents(t, dir); after != before {
			t.Errorf("the folder was touched:\n%s\nbefore:\n%s", after, before)
		}
	})
	t.Run("that another program writes", func(t *testing.T) {
		dir := withAct(t)
		writer := open(t, dir)
		if _, err := add(t.Context(), writer, act(t, 2, "B", "due")); err != nil {
			t.Fatal(err)
		}
		if os.Geteuid() != 0 {
			t.Skip("the other program must be able to write, and this one not")
		}
		s, err := store.OpenExisting(t.Context(), forReading(t, dir), fixedClock)
		if err != nil {
			t.Fatal(err)
		}
		reads(t, s, 2)
		if _, err := add(t.Context(), writer, act(t, 3, "C", "tre")); err != nil {
			t.Fatal(err)
		}
		reads(t, s, 3)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	t.Run("that a program left in the middle", func(t *testing.T) {
		dir := withAct(t)
		writer := open(t, dir)
		if _, err := add(t.Context(), writer, act(t, 2, "B", "due")); err != nil {
			t.Fatal(err)
		}
		left := t.TempDir() // as after a power cut, copied without what programs share
		for _, name := range []string{"concerta.db", "concerta.db-wal", "archivio.db", "archivio.db-wal"} {
			content, err := os.ReadFile(filepath.Join(dir, name))
			if err == nil {
				err = os.WriteFile(filepath.Join(left, name), content, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		t.Setenv("TMPDIR", t.TempDir())
		s, err := store.OpenExisting(t.Context(), forReading(t, left), fixedClock)
		if err != nil {
			t.Fatal(err)
		}
		reads(t, s, 2)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if rest, err := os.ReadDir(os.TempDir()); err != nil || len(rest) > 0 {
			t.Errorf("the copy was left: %v, %v", rest, err)
		}
	})
}

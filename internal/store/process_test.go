package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/fault"
	"concerta/internal/store"
)

func fixedClock() time.Time { return time.Date(2013, 10, 30, 9, 30, 0, 0, time.UTC) }

func open(t *testing.T, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir, fixedClock)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

func save(t *testing.T, s *store.Store, d store.Draft, expected int) {
	t.Helper()
	v, err := s.SaveProcess(t.Context(), d, expected)
	if err != nil {
		t.Fatalf("SaveProcess: %v", err)
	}
	if v != expected+1 {
		t.Fatalf("saved as version %d, want %d", v, expected+1)
	}
}

func draft(key string) store.Draft {
	return store.Draft{Key: key, Title: "Piano di zona", Source: []byte("chiave: " + key + "\n")}
}

func TestProcess_IsReadAsItWasSaved(t *testing.T) {
	s := open(t, t.TempDir())
	d := draft("casarano-2013")
	d.Source = []byte("chiave: casarano-2013\r\n\x00\xff")
	d.Attachments = []store.Attachment{{Name: "stemma.png", Content: []byte{0x89, 'P'}}, {Name: "altro/b.jpg", Content: []byte{}}}
	save(t, s, d, 0)

	got, err := s.Process(t.Context(), d.Key)
	if err != nil {
		t.Fatal(err)
	}
	want := &store.Process{Draft: d, Version: 1, Digest: d.Digest(), SavedAt: fixedClock()}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestProcess_UnknownKeyIsNotFound(t *testing.T) {
	s := open(t, t.TempDir())
	if _, err := s.Process(t.Context(), "manca"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
}

func TestProcesses_ListsTheNewestOfEachByKey(t *testing.T) {
	s := open(t, t.TempDir())
	save(t, s, draft("lecce-2026"), 0)
	save(t, s, draft("casarano-2013"), 0)
	newer := draft("casarano-2013")
	newer.Title = "Titolo nuovo"
	save(t, s, newer, 1)

	got, err := s.Processes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []store.Summary{
		{Key: "casarano-2013", Title: "Titolo nuovo", Version: 2, SavedAt: fixedClock()},
		{Key: "lecce-2026", Title: "Piano di zona", Version: 1, SavedAt: fixedClock()},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestSaveProcess_RefusesWhenSomebodySavedInBetween(t *testing.T) {
	s := open(t, t.TempDir())
	save(t, s, draft("casarano-2013"), 0)
	mine, theirs := draft("casarano-2013"), draft("casarano-2013")
	mine.Source, theirs.Source = []byte("mie"), []byte("loro")
	save(t, s, theirs, 1)

	for _, expected := range []int{0, 1, 3} {
		if _, err := s.SaveProcess(t.Context(), mine, expected); !errors.Is(err, store.ErrConflict) {
			t.Errorf("expecting version %d: got %v, want ErrConflict", expected, err)
		}
	}
	got, err := s.Process(t.Context(), "casarano-2013")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Source, theirs.Source) || got.Version != 2 {
		t.Errorf("version %d is %q: a refused save changed something", got.Version, got.Source)
	}
}

func TestSaveProcess_RefusesABadKey(t *testing.T) {
	s := open(t, t.TempDir())
	for _, key := range []string{"", "ab", "Casarano", "a_b_c", "../..", "è-accentata"} {
		if _, err := s.SaveProcess(t.Context(), draft(key), 0); err == nil {
			t.Errorf("key %q was accepted", key)
		}
	}
}

func TestSaveProcess_NothingStaysOfAFailedSave(t *testing.T) {
	s := open(t, t.TempDir())
	d := draft("casarano-2013")
	d.Attachments = []store.Attachment{{Name: "a.png", Content: []byte("1")}, {Name: "a.png", Content: []byte("2")}}
	if _, err := s.SaveProcess(t.Context(), d, 0); err == nil {
		t.Fatal("two attachments of one name were accepted")
	}
	if _, err := s.Process(t.Context(), d.Key); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound: half a process was left", err)
	}
}

func TestDigest_TellsWhereOnePartEnds(t *testing.T) {
	a := store.Draft{Source: []byte("ab"), Attachments: []store.Attachment{{Name: "c", Content: []byte("d")}}}
	b := store.Draft{Source: []byte("a"), Attachments: []store.Attachment{{Name: "bc", Content: []byte("d")}}}
	if a.Digest() == b.Digest() {
		t.Error("two contents have one digest")
	}
}

// Fifty clients, each saving and reading at once. One of those who save the same
// version wins; nobody sees a lock.
func TestStore_FiftyClientsNeverSeeALock(t *testing.T) {
	s := open(t, t.TempDir())
	const clients, rounds = 50, 10
	save(t, s, draft("contesa"), 0)

	var won atomic.Int64
	var wg sync.WaitGroup
	for c := range clients {
		wg.Go(func() {
			own := draft(fmt.Sprintf("cliente-%d", c))
			for r := range rounds {
				if _, err := s.SaveProcess(t.Context(), own, r); err != nil {
					t.Errorf("client %d: %v", c, err)
				}
				p, err := s.Process(t.Context(), "contesa")
				if err != nil {
					t.Errorf("client %d: %v", c, err)
					continue
				}
				switch _, err := s.SaveProcess(t.Context(), p.Draft, p.Version); {
				case err == nil:
					won.Add(1)
				case !errors.Is(err, store.ErrConflict):
					t.Errorf("client %d: %v", c, err)
				}
				if _, err := s.Processes(t.Context()); err != nil {
					t.Errorf("client %d: %v", c, err)
				}
			}
		})
	}
	wg.Wait()

	list, err := s.Processes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != clients+1 {
		t.Fatalf("%d processes, want %d", len(list), clients+1)
	}
	for _, p := range list {
		want := rounds
		if p.Key == "contesa" {
			want = int(won.Load()) + 1
		}
		if p.Version != want {
			t.Errorf("%s has version %d, want %d", p.Key, p.Version, want)
		}
	}
}

func TestSaveProcess_StopsWithItsContext(t *testing.T) {
	s := open(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.SaveProcess(ctx, draft("casarano-2013"), 0); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestAssets_LeadFromNameToContent(t *testing.T) {
	p := store.Process{Draft: store.Draft{Attachments: []store.Attachment{{Name: "img/stemma.png", Content: []byte("immagine")}}}}
	b, err := fs.ReadFile(p.Assets(), "img/stemma.png")
	if err != nil || string(b) != "immagine" {
		t.Errorf("content %q, error %v", b, err)
	}
	for _, name := range []string{"altro.png", "../img/stemma.png", "/img/stemma.png", ""} {
		if _, err := fs.ReadFile(p.Assets(), name); err == nil {
			t.Errorf("%q was opened", name)
		}
	}
}

// The service and a command may write to one folder. A transaction that read first
// and took the write lock afterwards would find the other in between.
func TestSaveProcess_TwoProgramsOnOneFolderNeverSeeALock(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for program := range 2 {
		s := open(t, dir)
		for client := range 8 {
			wg.Go(func() {
				d := draft(fmt.Sprintf("programma-%d-%d", program, client))
				for version := range 10 {
					if _, err := s.SaveProcess(t.Context(), d, version); err != nil {
						t.Errorf("%s, version %d: %v", d.Key, version, err)
						return
					}
				}
			})
		}
	}
	wg.Wait()
}

// What the engine says of a damaged file is English, and no advice.
func TestProcesses_DamagedFileIsSaidInWordsForUsers(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, fixedClock)
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, draft("casarano-2013"), 0)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "concerta.db")
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	var page, size int64
	err = errors.Join(
		db.QueryRowContext(t.Context(), `SELECT rootpage FROM sqlite_schema WHERE name = 'process_version'`).Scan(&page),
		db.QueryRowContext(t.Context(), `PRAGMA page_size`).Scan(&size), db.Close())
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.WriteAt(bytes.Repeat([]byte{0xff}, int(size)), (page-1)*size)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	_, err = open(t, dir).Processes(t.Context())
	if !errors.Is(err, store.ErrDamaged) || !strings.Contains(fault.Words(err), "il file è danneggiato") || fault.Repair(err) == "" {
		t.Errorf("got %v", err)
	}
}

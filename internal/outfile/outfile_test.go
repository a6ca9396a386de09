package outfile_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"concerta/internal/outfile"
)

func files() []outfile.File {
	return []outfile.File{{Name: "a.pdf", Content: []byte("uno")}, {Name: "b.txt", Content: []byte("due")}}
}

func TestWriteAll_MakesTheFolderAndGivesThePaths(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nuova", "cartella")
	got, err := outfile.WriteAll(t.Context(), dir, files())
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{filepath.Join(dir, "a.pdf"), filepath.Join(dir, "b.txt")}; !slices.Equal(got, want) {
		t.Errorf("paths %q, want %q", got, want)
	}
	if b, err := os.ReadFile(got[1]); err != nil || string(b) != "due" {
		t.Errorf("content %q, error %v", b, err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"a.pdf", "b.txt"}) {
		t.Errorf("in the folder: %q", got)
	}
}

func TestWriteAll_ReplacesFilesOfTheSameName(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.pdf"), []byte("vecchio e più lungo"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := outfile.WriteAll(t.Context(), dir, files()); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "a.pdf")); string(b) != "uno" {
		t.Errorf("content %q", b)
	}
}

func TestWriteAll_ACancelledRunLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := outfile.WriteAll(ctx, dir, files())
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if got := names(t, dir); len(got) != 0 {
		t.Errorf("left: %q", got)
	}
}

func TestWriteAll_AFailureLeavesNoneOfTheFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "b.txt"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := outfile.WriteAll(t.Context(), dir, files())
	if !errors.Is(err, outfile.ErrWrite) {
		t.Errorf("got %v, want ErrWrite", err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"b.txt"}) {
		t.Errorf("in the folder: %q, want only what was there", got)
	}
}

func TestWrite_RefusesAFolderThatIsAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := outfile.Write(t.Context(), filepath.Join(file, "x.yaml"), nil); !errors.Is(err, outfile.ErrWrite) {
		t.Errorf("got %v, want ErrWrite", err)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func TestStream_WritesWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "nuova", "a.pdf")
	if err := outfile.Stream(t.Context(), path, func(w io.Writer) error {
		_, err := io.WriteString(w, "tutto")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := outfile.Stream(t.Context(), path, func(w io.Writer) error {
		_, _ = io.WriteString(w, "mezz")
		return broken
	})
	if !errors.Is(err, broken) || errors.Is(err, outfile.ErrWrite) {
		t.Errorf("got %v, want the error of who fills", err)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "tutto" {
		t.Errorf("content %q, error %v", b, err)
	}
	if got := names(t, filepath.Join(dir, "nuova")); !slices.Equal(got, []string{"a.pdf"}) {
		t.Errorf("in the folder: %q", got)
	}
}

// Package outfile writes the files of one run whole or not at all: each goes to a
// temporary name in its own folder, reaches the disk, and only then takes its
// name. Whatever happens in between, no half file has a final name.
package outfile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"concerta/internal/fault"
)

// ErrWrite is the kind of a file or folder that could not be written.
var ErrWrite = errors.New("outfile: cannot write")

// File is a file to be written.
type File struct {
	Name    string // in its folder
	Content []byte
}

// WriteAll writes files into dir, making dir when it is not there, and gives their
// paths. Files of the same names are replaced. All contents are on the disk before
// the first file takes its name, so that a full disk, or ctx done meanwhile, leaves
// none of them.
func WriteAll(ctx context.Context, dir string, files []File) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // acts are made to be read by others
		return nil, failed("la cartella "+dir+" non si può creare", "indicare con --out una cartella in cui si può scrivere", err)
	}
	var staged []staging
	defer func() {
		for _, s := range staged {
			_ = os.Remove(s.temporary) // gone already when it took its name
		}
	}()
	for _, f := range files {
		s, err := stage(ctx, dir, f)
		if err != nil {
			return nil, err
		}
		staged = append(staged, s)
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("writing into %s: %w", dir, err)
	}
	paths := make([]string, 0, len(staged))
	for _, s := range staged {
		if err := os.Rename(s.temporary, s.final); err != nil {
			return paths, failed("il file "+s.final+" non si può scrivere", "controllare che il file esistente si possa sostituire", err)
		}
		paths = append(paths, s.final)
	}
	syncFolder(dir)
	return paths, nil
}

// Write writes one file whole or not at all; path holds its folder, which must be
// there.
func Write(ctx context.Context, path string, content []byte) error {
	dir, name := filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	_, err := WriteAll(ctx, dir, []File{{name, content}})
	return err
}

type staging struct{ temporary, final string }

// stage writes f under a temporary name. The name starts with a dot, so that what
// a killed run leaves is neither seen as an act nor matched by "*.pdf".
func stage(ctx context.Context, dir string, f File) (staging, error) {
	final := filepath.Join(dir, f.Name)
	const repair = "controllare lo spazio su disco e i permessi della cartella, oppure indicarne un’altra"
	if err := ctx.Err(); err != nil {
		return staging{}, fmt.Errorf("writing %s: %w", final, err)
	}
	if info, err := os.Stat(final); err == nil && info.IsDir() {
		return staging{}, failed("il file "+final+" non si può scrivere", "togliere o rinominare quella cartella", syscall.EISDIR)
	}
	tmp, err := os.CreateTemp(dir, "."+f.Name+".*.tmp")
	if err != nil {
		return staging{}, failed("nella cartella "+dir+" non si può scrivere", repair, err)
	}
	err = fill(tmp, f.Content)
	if err != nil {
		_ = os.Remove(tmp.Name())
		return staging{}, failed("il file "+final+" non si può scrivere", repair, err)
	}
	return staging{tmp.Name(), final}, nil
}

// fill writes content to the disk and closes f.
func fill(f *os.File, content []byte) error {
	_, err := f.Write(content)
	if err == nil {
		err = f.Chmod(0o644) // CreateTemp gives 0600: acts are made to be read by others
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncFolder makes the new names survive a power cut. Some file systems refuse to
// sync a folder; the files themselves are on the disk all the same.
func syncFolder(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	_ = d.Sync()
	_ = d.Close()
}

func failed(what, repair string, cause error) error {
	return &fault.Error{Kind: ErrWrite, What: what + ": " + fault.Reason(cause), Repair: repair, Cause: cause}
}

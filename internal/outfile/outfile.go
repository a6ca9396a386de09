// Package outfile writes the files of one run whole or not at all: each goes to a
// temporary name in its own folder, reaches the disk, and only then takes its
// name. Whatever happens in between, no half file has a final name.
package outfile

import (
	"context"
	"errors"
	"fmt"
	"io"
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
		s, err := stage(ctx, filepath.Join(dir, f.Name), readable, func(w io.Writer) error {
			_, err := w.Write(f.Content)
			return err
		})
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

// The permissions of files: acts are made to be read by others, copies of the data
// are not.
const (
	readable os.FileMode = 0o644
	private  os.FileMode = 0o600
)

// StreamPrivate is Stream of a file that only its owner may read.
func StreamPrivate(ctx context.Context, path string, fill func(io.Writer) error) error {
	return stream(ctx, path, private, fill)
}

// Stream writes one file whole or not at all as fill gives its content, which need
// not fit in memory. It makes the file's folder when it is not there. An error of
// fill comes back as it is, and leaves no file.
func Stream(ctx context.Context, path string, fill func(io.Writer) error) error {
	return stream(ctx, path, readable, fill)
}

func stream(ctx context.Context, path string, mode os.FileMode, fill func(io.Writer) error) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // acts are made to be read by others
		return failed("la cartella "+dir+" non si può creare", "indicare con --out una cartella in cui si può scrivere", err)
	}
	s, err := stage(ctx, path, mode, fill)
	if err != nil {
		return err
	}
	defer os.Remove(s.temporary) //nolint:errcheck // gone already when it took its name
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if err := os.Rename(s.temporary, s.final); err != nil {
		return failed("il file "+s.final+" non si può scrivere", "controllare che il file esistente si possa sostituire", err)
	}
	syncFolder(dir)
	return nil
}

type staging struct{ temporary, final string }

// stage writes what fill gives under a temporary name. The name starts with a dot,
// so that what a killed run leaves is neither seen as an act nor matched by
// "*.pdf".
func stage(ctx context.Context, final string, mode os.FileMode, fill func(io.Writer) error) (staging, error) {
	const repair = "controllare lo spazio su disco e i permessi della cartella, oppure indicarne un’altra"
	if err := ctx.Err(); err != nil {
		return staging{}, fmt.Errorf("writing %s: %w", final, err)
	}
	if info, err := os.Stat(final); err == nil && info.IsDir() {
		return staging{}, failed("il file "+final+" non si può scrivere", "togliere o rinominare quella cartella", syscall.EISDIR)
	}
	dir, name := filepath.Split(final)
	tmp, err := os.CreateTemp(filepath.Clean(dir), "."+name+".*.tmp")
	if err != nil {
		return staging{}, failed("nella cartella "+filepath.Clean(dir)+" non si può scrivere", repair, err)
	}
	disk := &disk{file: tmp}
	err = fill(disk)
	disk.finish(mode)
	if err == nil && disk.err == nil {
		return staging{tmp.Name(), final}, nil
	}
	_ = os.Remove(tmp.Name())
	if disk.err != nil {
		return staging{}, failed("il file "+final+" non si può scrivere", repair, disk.err)
	}
	return staging{}, err
}

// disk is a file being filled. It keeps the error of writing it apart from those
// of whoever makes the content.
type disk struct {
	file *os.File
	err  error
}

// Write implements [io.Writer].
func (d *disk) Write(p []byte) (int, error) {
	n, err := d.file.Write(p)
	d.err = errors.Join(d.err, err)
	return n, err
}

// finish brings the content to the disk and closes the file.
func (d *disk) finish(mode os.FileMode) {
	if d.err == nil {
		d.err = d.file.Chmod(mode) // CreateTemp gives 0600
	}
	if d.err == nil {
		d.err = d.file.Sync()
	}
	d.err = errors.Join(d.err, d.file.Close())
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

package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"concerta/internal/fault"
)

// ErrReadOnly is the kind of a write to data that can only be read.
var ErrReadOnly = fmt.Errorf("%w: for writing", ErrFolder)

// OpenExisting is [Open] of a data folder that is there and may be one in which
// nothing can be written: a copy on a disk that is mounted for reading, say. Then
// everything that reads works, and everything that writes is refused with
// ErrReadOnly.
func OpenExisting(ctx context.Context, dir string, clock func() time.Time) (*Store, error) {
	err := writable(dir)
	if err == nil {
		err = writableFiles(dir)
	}
	if err == nil {
		return Open(ctx, dir, clock)
	}
	if !denied(err) {
		return nil, err
	}
	s, err := openStill(ctx, dir, clock)
	if err != nil {
		return nil, err
	}
	if s != nil {
		return s, nil
	}
	return openCopy(ctx, dir, clock)
}

func denied(err error) bool { return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) }

// writableFiles tries to open the databases as they are opened for writing.
func writableFiles(dir string) error {
	for _, name := range Files() {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_RDWR, 0)
		if errors.Is(err, fs.ErrNotExist) {
			continue // Open tells
		}
		if err != nil {
			return fmt.Errorf("opening %s: %w", name, err)
		}
		if err := f.Close(); err != nil {
			return fmt.Errorf("closing %s: %w", name, err)
		}
	}
	return nil
}

// openStill reads the databases where they are. It gives nil when that cannot be: a
// log has what is not in the database yet and nothing can be set up to read it, or
// the schema is an older one.
func openStill(ctx context.Context, dir string, clock func() time.Time) (*Store, error) {
	paths := []string{filepath.Join(dir, registerFile), filepath.Join(dir, blobFile)}
	how := []access{looking, looking}
	for i, path := range paths {
		if !there(path) {
			continue
		}
		a, ok, err := stillAccess(ctx, path)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, nil //nolint:nilnil // as said
		}
		how[i] = a
	}
	if err := whole(ctx, paths, how); err != nil {
		return nil, err
	}
	s := &Store{clock: clock}
	for i, into := range []**database{&s.register, &s.blobs} {
		d, err := newStill(paths[i], []string{registerFolder, blobFolder}[i], how[i])
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		*into = d
		version, err := versionOf(ctx, d.read, d.path)
		if err == nil {
			err = notNewer(d.path, version, newest(d.schema))
		}
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		if version < newest(d.schema) {
			return nil, s.Close()
		}
	}
	return s, nil
}

// stillAccess is how a database is read in a folder that cannot be written. Where
// another program has it open, what they share is there and the engine reads it
// through that. Where nobody has, and no log is left, the file is all there is and
// does not change.
func stillAccess(ctx context.Context, path string) (a access, ok bool, err error) {
	if _, err := tablesOf(ctx, path, looking); err == nil {
		return looking, true, nil
	}
	if there(path + "-shm") {
		return 0, false, &fault.Error{
			Kind:   ErrFolder,
			What:   fmt.Sprintf("l’archivio %s non si può leggere: un altro programma lo sta usando, e qui non si può scrivere", path),
			Repair: "fermare quel programma, oppure leggere una copia fatta con «concerta backup»",
		}
	}
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return 0, false, nil
	}
	return still, true, nil
}

// newStill is a database that is only read.
func newStill(path, folder string, how access) (*database, error) {
	d := &database{path: path, folder: folder, read: openPool(path, how), how: how}
	var err error
	if d.schema, err = newProvider(d.read, folder); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// openCopy reads a copy of the databases and their logs, in a folder of this user that
// goes when the store is closed.
func openCopy(ctx context.Context, dir string, clock func() time.Time) (*Store, error) {
	private, err := os.MkdirTemp("", "concerta-lettura-*")
	if err != nil {
		return nil, notCopied(dir, err)
	}
	s, err := copyAndOpen(ctx, dir, private, clock)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(private))
	}
	s.private = private
	s.register.how, s.blobs.how = looking, looking
	return s, nil
}

func copyAndOpen(ctx context.Context, dir, private string, clock func() time.Time) (*Store, error) {
	for _, name := range Files() {
		for _, part := range []string{name, name + "-wal"} {
			if err := copyFile(filepath.Join(dir, part), filepath.Join(private, part)); err != nil {
				return nil, notCopied(dir, err)
			}
		}
	}
	return Open(ctx, private, clock)
}

func notCopied(dir string, err error) error {
	return &fault.Error{
		Kind: ErrFolder, Cause: err,
		What:   fmt.Sprintf("la cartella dati %s, in cui non si può scrivere, va copiata per essere letta, e non è riuscito: %s", dir, fault.Reason(err)),
		Repair: "liberare spazio nella cartella temporanea del computer (TMPDIR), oppure dare il permesso di scrivere nella cartella dati",
	}
}

// copyFile copies a file; one that is not there stays so.
func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("copying: %w", err)
	}
	defer in.Close() //nolint:errcheck // it was only read
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("copying: %w", err)
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if _, err := io.Copy(out, in); err != nil {
		return fmt.Errorf("copying: %w", err)
	}
	return nil
}

// readOnly is the refusal of a write to data that are only read.
func (d *database) readOnly() error {
	return &fault.Error{
		Kind:   ErrReadOnly,
		What:   "nella cartella dati non si può scrivere, e non è cambiato nulla: i suoi dati si possono solo leggere",
		Repair: "dare all’utente che avvia il programma il permesso di scrivervi, oppure indicare un’altra cartella con --data",
	}
}

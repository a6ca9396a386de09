package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"

	"concerta/internal/fault"
)

// database is one file: a connection that writes and some that read.
type database struct {
	path   string
	folder string // of its migrations
	write  *sql.DB
	read   *sql.DB
	schema *goose.Provider
	how    access // writing, unless the data are only read
}

// newDatabase is the file at path, with the schema that a folder of migrations
// leads to. Nothing connects yet.
func newDatabase(path, folder string) (*database, error) {
	d := &database{path: path, folder: folder, write: openPool(path, writing), read: openPool(path, reading)}
	var err error
	if d.schema, err = newProvider(d.write, folder); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// prepare makes the file when it is not there and brings its schema up to date.
func (d *database) prepare(ctx context.Context) error {
	if err := migrate(ctx, d.schema); err != nil {
		return cannotOpen(d.path, err)
	}
	if err := assertPragmas(ctx, d.write, writing); err != nil {
		return cannotOpen(d.path, err)
	}
	if err := assertPragmas(ctx, d.read, reading); err != nil {
		return cannotOpen(d.path, err)
	}
	return nil
}

func (d *database) close() error {
	if d.write == nil {
		return d.read.Close()
	}
	return errors.Join(d.read.Close(), d.write.Close())
}

// change runs f in a transaction that holds the write lock from its beginning.
// When it returns without an error, what f wrote is on the disk.
func (d *database) change(ctx context.Context, f func(*sql.Tx) error) error {
	if d.how != writing {
		return d.readOnly()
	}
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return d.refused(err)
	}
	defer tx.Rollback() //nolint:errcheck // after Commit there is nothing to roll back
	if err := f(tx); err != nil {
		return d.refused(err)
	}
	return d.refused(tx.Commit())
}

// look runs f in a transaction that sees one state of the data.
func (d *database) look(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := d.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return d.refused(err)
	}
	defer tx.Rollback() //nolint:errcheck // it only read
	return d.refused(f(tx))
}

// refused puts into words what the engine refused for reasons outside the
// program; other errors stay as they are.
func (d *database) refused(err error) error {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	if what, missing := incomplete(e); missing {
		return &fault.Error{
			Kind: ErrIncomplete, Cause: err,
			What:   filepath.Base(d.path) + ": " + what,
			Repair: keepAndRestore,
		}
	}
	switch e.Code {
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return &fault.Error{
			Kind: ErrDamaged, Cause: err,
			What:   fmt.Sprintf("%s: %s", filepath.Base(d.path), reason(e)),
			Repair: remedy(e, filepath.Dir(d.path)),
		}
	case sqlite3.ErrFull, sqlite3.ErrIoErr, sqlite3.ErrReadonly, sqlite3.ErrBusy, sqlite3.ErrLocked,
		sqlite3.ErrCantOpen, sqlite3.ErrPerm, sqlite3.ErrNomem:
		return &fault.Error{
			Kind: ErrWrite, Cause: err,
			What:   fmt.Sprintf("non è riuscito e non è cambiato nulla: %s (%s)", reason(e), filepath.Base(d.path)),
			Repair: remedy(e, filepath.Dir(d.path)),
		}
	default:
		return err
	}
}

// remedy is what to do when the engine refused.
func remedy(e sqlite3.Error, folder string) string {
	switch e.Code {
	case sqlite3.ErrFull, sqlite3.ErrIoErr:
		return "liberare spazio sul disco della cartella " + folder + " e ripetere"
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return "attendere che l’altro programma finisca e ripetere"
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return "fermare il servizio; " + keepAndRestore
	default:
		return "controllare i permessi della cartella " + folder + " e ripetere"
	}
}

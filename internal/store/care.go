package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

// CopyTo writes a copy of the data into a folder that holds none, while others go
// on reading and writing. The register is copied first: what it speaks of is then
// in the copy of the files, which may hold more.
func (s *Store) CopyTo(ctx context.Context, dir string) error {
	for _, d := range []*database{s.register, s.blobs} {
		if err := d.copyTo(ctx, filepath.Join(dir, filepath.Base(d.path))); err != nil {
			return err
		}
	}
	return nil
}

func (d *database) copyTo(ctx context.Context, path string) error {
	// A connection of its own: the copy takes long, and the others are for work.
	how := copying
	if d.how == still {
		how = copyingStill
	}
	db := openPool(d.path, how)
	defer db.Close() //nolint:errcheck // it only read
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return d.notCopied(err)
	}
	if err := os.Chmod(path, 0o600); err != nil { // personal data are in it
		return fmt.Errorf("copying %s: %w", d.path, err)
	}
	return nil
}

// notCopied puts into words why a copy failed: what is full is the disk that it goes
// to, and not that of the data.
func (d *database) notCopied(err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) && (e.Code == sqlite3.ErrFull || e.ExtendedCode == sqlite3.ErrIoErrWrite || e.ExtendedCode == sqlite3.ErrIoErrFsync || e.ExtendedCode == sqlite3.ErrIoErrTruncate) {
		return &fault.Error{
			Kind: ErrWrite, Cause: err,
			What:   "la copia dei dati non si può scrivere dove è destinata: " + reason(e) + "; i dati non sono stati toccati",
			Repair: "liberare spazio sul disco su cui si fa la copia, oppure farla su un altro",
		}
	}
	return d.refused(fmt.Errorf("copying %s: %w", d.path, err))
}

// Integrity asks the engine whether its files are sound, and gives what it finds
// wrong.
func (s *Store) Integrity(ctx context.Context) ([]string, error) {
	var wrong []string
	for _, d := range []*database{s.register, s.blobs} {
		for _, check := range []string{`PRAGMA integrity_check`, `PRAGMA foreign_key_check`} {
			found, err := d.complaints(ctx, check)
			if err != nil {
				return nil, err
			}
			wrong = append(wrong, found...)
		}
	}
	return wrong, nil
}

func (d *database) complaints(ctx context.Context, check string) ([]string, error) {
	rows, err := d.read.QueryContext(ctx, check)
	if err != nil {
		return nil, d.refused(fmt.Errorf("checking %s: %w", d.path, err))
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, fmt.Errorf("checking %s: %w", d.path, err)
	}
	var wrong []string
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(sql.NullString)
		}
		if err := rows.Scan(values...); err != nil {
			return nil, fmt.Errorf("checking %s: %w", d.path, err)
		}
		if first, ok := values[0].(*sql.NullString); ok && first.String != "ok" {
			wrong = append(wrong, filepath.Base(d.path)+": "+first.String)
		}
	}
	return wrong, d.refused(rows.Err())
}

// CollectOrphans deletes the contents that no entry speaks of: those of acts whose
// entry was never written. No act is being issued meanwhile, for it holds the
// register's lock. It gives how many there were and their size in bytes. A register
// that does not hold is refused with an error of kind ledger.ErrBroken, and nothing
// is deleted: files that it has lost sight of would look like orphans.
func (s *Store) CollectOrphans(ctx context.Context) (count int, bytes int64, err error) {
	err = s.register.change(ctx, func(register *sql.Tx) error {
		used, err := usedDigests(ctx, register)
		if err != nil {
			return err
		}
		return s.blobs.change(ctx, func(tx *sql.Tx) error {
			count, bytes, err = collect(ctx, tx, used)
			return err
		})
	})
	if err != nil {
		return 0, 0, fmt.Errorf("collecting orphans: %w", err)
	}
	return count, bytes, nil
}

// usedDigests are those that the entries name, each of which must be the one that
// was chained: which files it has is part of what its digest is of.
func usedDigests(ctx context.Context, tx *sql.Tx) (map[ledger.Digest]bool, error) {
	used, _, err := chained(ctx, tx)
	return used, err
}

// chained reads the whole register and refuses one in which anything is wrong.
func chained(ctx context.Context, tx *sql.Tx) (map[ledger.Digest]bool, *ledger.Book, error) {
	used, book := map[ledger.Digest]bool{}, ledger.NewBook()
	var wrong []error
	err := entries(ctx, tx, `1`, nil, func(e *ledger.Entry) bool {
		wrong = book.Add(e)
		for _, f := range e.Files {
			used[f.Digest] = true
		}
		return len(wrong) == 0
	})
	if err != nil && !errors.Is(err, errStop) {
		return nil, nil, err
	}
	noted, err := notedHead(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	if len(wrong) == 0 && noted == book.Head {
		return used, book, nil
	}
	why := fmt.Sprintf("arriva alla registrazione n. %d, ma l’ultima annotata è la n. %d", book.Head.Seq, noted.Seq)
	if len(wrong) > 0 {
		why = ledger.Reason(wrong[0])
	}
	return nil, nil, &fault.Error{
		Kind:   ledger.ErrBroken,
		What:   "il registro non è integro, e non è stato toccato nulla: " + why,
		Repair: "conservare la cartella dati com’è e ripristinare altrove una copia con «concerta restore»",
	}
}

func collect(ctx context.Context, tx *sql.Tx, used map[ledger.Digest]bool) (count int, bytes int64, err error) {
	type orphan struct {
		digest ledger.Digest
		size   int64
	}
	var orphans []orphan
	rows, err := tx.QueryContext(ctx, `SELECT digest, size FROM blob`)
	if err != nil {
		return 0, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var b sql.RawBytes
		var o orphan
		if err := rows.Scan(&b, &o.size); err != nil {
			return 0, 0, err
		}
		copy(o.digest[:], b)
		if !used[o.digest] {
			orphans = append(orphans, o)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return 0, 0, err
	}
	for _, o := range orphans {
		for _, q := range []string{
			`INSERT INTO orphan (digest) VALUES (?)`, `DELETE FROM blob WHERE digest = ?`, `DELETE FROM orphan WHERE digest = ?`,
		} {
			if _, err := tx.ExecContext(ctx, q, o.digest[:]); err != nil {
				return 0, 0, err
			}
		}
		bytes += o.size
	}
	return len(orphans), bytes, nil
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"concerta/internal/archive/ledger"
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
	db := openPool(d.path, copying)
	defer db.Close() //nolint:errcheck // it only read
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return d.refused(fmt.Errorf("copying %s: %w", d.path, err))
	}
	if err := os.Chmod(path, 0o600); err != nil { // personal data are in it
		return fmt.Errorf("copying %s: %w", d.path, err)
	}
	return nil
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
// register's lock. It gives how many there were and their size in bytes.
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

func usedDigests(ctx context.Context, tx *sql.Tx) (map[ledger.Digest]bool, error) {
	rows, err := tx.QueryContext(ctx, `SELECT DISTINCT digest FROM entry_file`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	used := map[ledger.Digest]bool{}
	for rows.Next() {
		var b sql.RawBytes
		if err := rows.Scan(&b); err != nil {
			return nil, err
		}
		var d ledger.Digest
		copy(d[:], b)
		used[d] = true
	}
	return used, rows.Err()
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

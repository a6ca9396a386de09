package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"concerta/internal/archive/ledger"
)

// errStop ends a reading that whoever reads has had enough of.
var errStop = errors.New("stopped")

// Entries gives every entry of the register in order, as it stands: what is wrong
// with one is for the reader to find. All belong to one state of the register.
func (s *Store) Entries(ctx context.Context) iter.Seq2[*ledger.Entry, error] {
	return func(yield func(*ledger.Entry, error) bool) {
		ended := false
		err := s.Audit(ctx, func(a *Audit) error {
			for e, err := range a.Entries(ctx) {
				if !yield(e, err) || err != nil {
					ended = true
					return nil
				}
			}
			return nil
		})
		if err != nil && !ended {
			yield(nil, err)
		}
	}
}

// ActEntries are the entries on one act.
func (s *Store) ActEntries(ctx context.Context, id string) ([]*ledger.Entry, error) {
	var list []*ledger.Entry
	err := s.register.look(ctx, func(tx *sql.Tx) error {
		return entries(ctx, tx, `e.act = ?`, []any{id}, func(e *ledger.Entry) bool {
			list = append(list, e)
			return true
		})
	})
	return list, err
}

// entries reads the entries that meet a condition, with their files, in one pass.
func entries(ctx context.Context, tx *sql.Tx, where string, args []any, yield func(*ledger.Entry) bool) error {
	rows, err := tx.QueryContext(ctx, `
		SELECT e.seq, e.prev, e.at, e.operator, e.what, e.process, e.act, e.body, e.digest,
		       f.role, f.name, f.media_type, f.size, f.digest
		FROM entry e LEFT JOIN entry_file f ON f.seq = e.seq
		WHERE `+where+` ORDER BY e.seq, f.position`, args...)
	if err != nil {
		return fmt.Errorf("reading the register: %w", err)
	}
	defer rows.Close()
	var current *ledger.Entry
	for rows.Next() {
		e, f, err := scanEntry(rows)
		if err != nil {
			return err
		}
		if current != nil && current.Seq != e.Seq {
			if !yield(current) {
				return errStop
			}
			current = nil
		}
		if current == nil {
			current = e
		}
		if f != nil {
			current.Files = append(current.Files, *f)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("reading the register: %w", err)
	}
	if current != nil && !yield(current) {
		return errStop
	}
	return nil
}

// scanEntry reads a row; the file is nil for an entry without files.
func scanEntry(rows *sql.Rows) (*ledger.Entry, *ledger.File, error) {
	var e ledger.Entry
	var at, what string
	var prev, digest, fileDigest []byte
	var role, name, media sql.NullString
	var size sql.NullInt64
	err := rows.Scan(&e.Seq, &prev, &at, &e.Operator, &what, &e.Process, &e.Act, &e.Body, &digest, &role, &name, &media, &size, &fileDigest)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the register: %w", err)
	}
	e.What = ledger.What(what)
	copy(e.Prev[:], prev)
	copy(e.Digest[:], digest)
	// A moment that is not written as the program writes it was tampered with: left
	// out, the digest tells.
	if t, err := time.Parse(ledger.TimeFormat, at); err == nil && t.Format(ledger.TimeFormat) == at {
		e.At = t
	}
	if !role.Valid {
		return &e, nil, nil
	}
	f := &ledger.File{Role: ledger.Role(role.String), Name: name.String, MediaType: media.String, Size: size.Int64}
	copy(f.Digest[:], fileDigest)
	return &e, f, nil
}

// Head is where the register has come to, as it was noted beside the entries.
func (s *Store) Head(ctx context.Context) (ledger.Head, error) {
	var h ledger.Head
	err := s.Audit(ctx, func(a *Audit) error {
		var err error
		h, err = a.Head(ctx)
		return err
	})
	return h, err
}

// StoredBlob is a content as a verification reads it.
type StoredBlob struct {
	Digest  ledger.Digest // its name
	Content []byte        // nil when it cannot be read
	Err     error         // why not
}

// Blobs gives every stored content, in the order in which they were stored.
func (s *Store) Blobs(ctx context.Context) iter.Seq2[StoredBlob, error] {
	return func(yield func(StoredBlob, error) bool) {
		rows, err := s.blobs.read.QueryContext(ctx, `SELECT digest, size, coding, content FROM blob ORDER BY row`)
		if err != nil {
			yield(StoredBlob{}, s.blobs.refused(fmt.Errorf("reading the files: %w", err)))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var digest, kept []byte
			var size int64
			var coding int
			if err := rows.Scan(&digest, &size, &coding, &kept); err != nil {
				yield(StoredBlob{}, fmt.Errorf("reading the files: %w", err))
				return
			}
			var b StoredBlob
			copy(b.Digest[:], digest)
			b.Content, b.Err = decoded(coding, kept, size)
			if !yield(b, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(StoredBlob{}, s.blobs.refused(fmt.Errorf("reading the files: %w", err)))
		}
	}
}

// ProcessDigests are the digests of every saved version of every process, as
// noted and as computed again from what is stored.
func (s *Store) ProcessDigests(ctx context.Context) iter.Seq2[ProcessDigest, error] {
	return func(yield func(ProcessDigest, error) bool) {
		list, err := s.versions(ctx)
		if err != nil {
			yield(ProcessDigest{}, err)
			return
		}
		for _, v := range list {
			p, err := s.ProcessVersion(ctx, v.key, v.version)
			if err != nil {
				yield(ProcessDigest{}, err)
				return
			}
			if !yield(ProcessDigest{Key: v.key, Version: v.version, Noted: p.Digest, Computed: p.Draft.Digest()}, nil) {
				return
			}
		}
	}
}

// ProcessDigest is what a version of a process was and is.
type ProcessDigest struct {
	Key             string
	Version         int
	Noted, Computed ledger.Digest
}

type version struct {
	key     string
	version int
}

func (s *Store) versions(ctx context.Context) ([]version, error) {
	rows, err := s.register.read.QueryContext(ctx, `SELECT key, version FROM process_version ORDER BY key, version`)
	if err != nil {
		return nil, s.register.refused(fmt.Errorf("listing versions: %w", err))
	}
	defer rows.Close()
	var list []version
	for rows.Next() {
		var v version
		if err := rows.Scan(&v.key, &v.version); err != nil {
			return nil, fmt.Errorf("listing versions: %w", err)
		}
		list = append(list, v)
	}
	return list, rows.Err()
}

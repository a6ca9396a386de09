package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

// Draft is a process about to be saved.
type Draft struct {
	Key         string
	Title       string // for lists; the process file stays the authority
	Source      []byte // the process file
	Attachments []Attachment
}

// Attachment is a file that a process file names, such as the logo.
type Attachment struct {
	Name    string // as the process file writes it
	Content []byte
}

// Process is one saved version of a process.
type Process struct {
	Draft
	Version int // from 1
	Digest  [sha256.Size]byte
	SavedAt time.Time // UTC
}

// Summary is what a list says of a process.
type Summary struct {
	Key     string
	Title   string
	Version int       // the newest
	SavedAt time.Time // of the newest, UTC
}

// Digest is the SHA-256 of the source and the attachments in their order, each
// part preceded by its length so that no two contents give the same bytes.
func (d Draft) Digest() [sha256.Size]byte {
	parts := [][]byte{d.Source}
	for _, a := range d.Attachments {
		parts = append(parts, []byte(a.Name), a.Content)
	}
	return ledger.DigestOfParts(parts...)
}

// SaveProcess saves d as the version after expected, 0 for a new process, and
// gives that version. It fails with ErrConflict, saving nothing, when the newest
// version is another: somebody saved in between.
func (s *Store) SaveProcess(ctx context.Context, d Draft, expected int) (int, error) {
	err := s.register.change(ctx, func(tx *sql.Tx) error {
		newest, err := newestVersion(ctx, tx, d.Key)
		if err != nil {
			return err
		}
		if newest != expected {
			return conflict(d.Key, newest, expected)
		}
		return insertVersion(ctx, tx, d, expected+1, s.clock())
	})
	if err != nil {
		return 0, fmt.Errorf("saving process %s: %w", d.Key, err)
	}
	return expected + 1, nil
}

// Process gives the newest version of the process named key, or ErrNotFound.
func (s *Store) Process(ctx context.Context, key string) (*Process, error) {
	return s.ProcessVersion(ctx, key, 0)
}

// ProcessVersion gives a version of the process named key, the newest for 0, or
// ErrNotFound.
func (s *Store) ProcessVersion(ctx context.Context, key string, version int) (*Process, error) {
	var p *Process
	// One transaction: the attachments belong to the version that was read.
	err := s.register.look(ctx, func(tx *sql.Tx) error {
		var err error
		p, err = readProcess(ctx, tx, key, version)
		return err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, &fault.Error{
			Kind:   ErrNotFound,
			What:   fmt.Sprintf("non c’è un procedimento con la chiave «%s»", key),
			Repair: "vedere le chiavi con «concerta list», oppure caricare il procedimento con «concerta import»",
		}
	}
	if err != nil {
		return nil, fmt.Errorf("reading process %s: %w", key, err)
	}
	return p, nil
}

func readProcess(ctx context.Context, tx *sql.Tx, key string, version int) (*Process, error) {
	p := &Process{Draft: Draft{Key: key}}
	var digest []byte
	var savedAt string
	err := tx.QueryRowContext(ctx, `
		SELECT version, title, source, digest, saved_at FROM process_version
		WHERE key = ?1 AND (?2 = 0 OR version = ?2) ORDER BY version DESC LIMIT 1`, key, version).
		Scan(&p.Version, &p.Title, &p.Source, &digest, &savedAt)
	if err != nil {
		return nil, err
	}
	if p.SavedAt, err = time.Parse(time.RFC3339Nano, savedAt); err != nil {
		return nil, err
	}
	if copy(p.Digest[:], digest) != sha256.Size {
		return nil, fmt.Errorf("the digest has %d bytes", len(digest))
	}
	if p.Attachments, err = attachments(ctx, tx, key, p.Version); err != nil {
		return nil, fmt.Errorf("attachments: %w", err)
	}
	return p, nil
}

// Processes gives the newest version of every process, by key.
func (s *Store) Processes(ctx context.Context) ([]Summary, error) {
	list, err := summaries(ctx, s.register.read)
	if err != nil {
		return nil, s.register.refused(fmt.Errorf("listing processes: %w", err))
	}
	return list, nil
}

func summaries(ctx context.Context, db *sql.DB) ([]Summary, error) {
	rows, err := db.QueryContext(ctx, `
		SELECT p.key, p.title, p.version, p.saved_at FROM process_version p
		WHERE p.version = (SELECT max(v.version) FROM process_version v WHERE v.key = p.key)
		ORDER BY p.key`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var list []Summary
	for rows.Next() {
		var p Summary
		var savedAt string
		if err := rows.Scan(&p.Key, &p.Title, &p.Version, &savedAt); err != nil {
			return nil, err
		}
		if p.SavedAt, err = time.Parse(time.RFC3339Nano, savedAt); err != nil {
			return nil, fmt.Errorf("process %s: %w", p.Key, err)
		}
		list = append(list, p)
	}
	return list, rows.Err()
}

// newestVersion is 0 when there is no such process.
func newestVersion(ctx context.Context, tx *sql.Tx, key string) (int, error) {
	var v int
	err := tx.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) FROM process_version WHERE key = ?`, key).Scan(&v)
	return v, err
}

func insertVersion(ctx context.Context, tx *sql.Tx, d Draft, version int, now time.Time) error {
	digest := d.Digest()
	_, err := tx.ExecContext(ctx, `
		INSERT INTO process_version (key, version, title, source, digest, saved_at) VALUES (?, ?, ?, ?, ?, ?)`,
		d.Key, version, d.Title, d.Source, digest[:], now.UTC().Format(time.RFC3339Nano))
	if err != nil {
		return err
	}
	for _, a := range d.Attachments {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO process_attachment (key, version, name, content) VALUES (?, ?, ?, ?)`,
			d.Key, version, a.Name, a.Content)
		if err != nil {
			return fmt.Errorf("attachment %s: %w", a.Name, err)
		}
	}
	return nil
}

func attachments(ctx context.Context, tx *sql.Tx, key string, version int) ([]Attachment, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT name, content FROM process_attachment WHERE key = ? AND version = ? ORDER BY rowid`, key, version)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var list []Attachment
	for rows.Next() {
		var a Attachment
		if err := rows.Scan(&a.Name, &a.Content); err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, rows.Err()
}

func conflict(key string, newest, expected int) error {
	if expected == 0 {
		return &fault.Error{
			Kind:   ErrConflict,
			What:   fmt.Sprintf("c’è già un procedimento con la chiave «%s» (versione %d); non è stato toccato", key, newest),
			Repair: "dargli un’altra chiave, oppure salvarlo come nuova versione di quello",
		}
	}
	return &fault.Error{
		Kind: ErrConflict,
		What: fmt.Sprintf("il procedimento «%s» è cambiato nel frattempo: la versione più recente è la %d, le modifiche partivano dalla %d",
			key, newest, expected),
		Repair: "rileggere la versione più recente, riportarvi le modifiche e salvare di nuovo",
	}
}

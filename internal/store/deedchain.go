package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strconv"

	"concerta/internal/archive/ledger"
)

// deedFormat begins what the digest of a line of the audit log is of: another way
// gets another name.
const deedFormat = "concerta/operazioni/1"

// deedLine is a line of the audit log as it is stored.
type deedLine struct {
	seq                             int64
	at                              string
	user                            sql.NullInt64
	operator, action, about, origin string
	digest                          ledger.Digest
}

// sum binds the line to the one before, as the register does with its entries.
func (l *deedLine) sum(prev ledger.Digest) ledger.Digest {
	user := "" // nobody
	if l.user.Valid {
		user = strconv.FormatInt(l.user.Int64, 10)
	}
	return ledger.DigestOfParts([]byte(deedFormat), []byte(strconv.FormatInt(l.seq, 10)), prev[:], []byte(l.at), []byte(user),
		[]byte(l.operator), []byte(l.action), []byte(l.about), []byte(l.origin))
}

// follow completes a line as the one after the last. A log from which lines were taken
// goes on all the same, since nobody could sign in otherwise; a verification tells.
func (l *deedLine) follow(ctx context.Context, tx *sql.Tx) error {
	var noted, last int64
	var digest []byte
	err := tx.QueryRowContext(ctx, `SELECT seq, digest FROM audit_head`).Scan(&noted, &digest)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("reading the end of the audit log: %w", err)
	}
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM audit`).Scan(&last); err != nil {
		return fmt.Errorf("reading the end of the audit log: %w", err)
	}
	var prev ledger.Digest
	copy(prev[:], digest)
	l.seq = max(noted, last) + 1
	l.digest = l.sum(prev)
	return nil
}

func (l *deedLine) insert(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO audit (seq, at, user, operator, what, about, origin, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		l.seq, l.at, l.user, l.operator, l.action, l.about, l.origin, l.digest[:])
	if err != nil {
		return fmt.Errorf("writing the audit log: %w", err)
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO audit_head (one, began, seq, digest) VALUES (1, 0, ?, ?) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, digest = excluded.digest`,
		l.seq, l.digest[:])
	if err != nil {
		return fmt.Errorf("writing the end of the audit log: %w", err)
	}
	return nil
}

// chainDeeds begins the chain at the lines that are there: whether they were changed
// before cannot be told, and audit_head says how far they go.
func chainDeeds(ctx context.Context, tx *sql.Tx) error {
	for _, q := range []string{
		`ALTER TABLE audit ADD COLUMN digest BLOB CHECK (length(digest) = 32)`, // of the line and of the digest of the one before
		`CREATE TABLE audit_head (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  began  INTEGER NOT NULL,                      -- the last line that was there before lines were chained
  seq    INTEGER NOT NULL,                      -- the last line
  digest BLOB    NOT NULL CHECK (length(digest) = 32)
) STRICT`,
		`CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'the head of the audit log stays'); END`,
		`DROP TRIGGER IF EXISTS audit_no_update`, // made again below
	} {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return fmt.Errorf("chaining the audit log: %w", err)
		}
	}
	var list []deedLine
	for l, err := range deedLines(ctx, tx) {
		if err != nil {
			return err
		}
		list = append(list, *l)
	}
	var last deedLine
	for _, l := range list {
		l.digest = l.sum(last.digest)
		if _, err := tx.ExecContext(ctx, `UPDATE audit SET digest = ? WHERE seq = ?`, l.digest[:], l.seq); err != nil {
			return fmt.Errorf("chaining the audit log: %w", err)
		}
		last = l
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO audit_head VALUES (1, ?, ?, ?)`, last.seq, last.seq, last.digest[:]); err != nil {
		return fmt.Errorf("chaining the audit log: %w", err)
	}
	_, err := tx.ExecContext(ctx, `CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END`)
	if err != nil {
		return fmt.Errorf("chaining the audit log: %w", err)
	}
	return nil
}

// deedLines gives the lines of the audit log in order.
func deedLines(ctx context.Context, tx *sql.Tx) iter.Seq2[*deedLine, error] {
	return func(yield func(*deedLine, error) bool) {
		rows, err := tx.QueryContext(ctx, `SELECT seq, at, user, operator, what, about, origin, digest FROM audit ORDER BY seq`)
		if err != nil {
			yield(nil, fmt.Errorf("reading the audit log: %w", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var l deedLine
			var digest []byte
			if err := rows.Scan(&l.seq, &l.at, &l.user, &l.operator, &l.action, &l.about, &l.origin, &digest); err != nil {
				yield(nil, fmt.Errorf("reading the audit log: %w", err))
				return
			}
			copy(l.digest[:], digest)
			if !yield(&l, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, fmt.Errorf("reading the audit log: %w", err))
		}
	}
}

// DeedChain is what following the audit log gives.
type DeedChain struct {
	Began  int64   // the last line that was there before lines were chained; 0 for none
	Broken []int64 // lines that do not follow the one before: one was changed, put in or taken away there
	Last   int64   // the last line
	Noted  int64   // the last one that was noted, when the log does not end there; 0 otherwise
}

// Deeds follows the audit log.
func (a *Audit) Deeds(ctx context.Context) (*DeedChain, error) {
	c, err := a.deeds(ctx)
	return c, a.d.refused(err)
}

func (a *Audit) deeds(ctx context.Context) (*DeedChain, error) {
	var c DeedChain
	var noted ledger.Head
	var digest []byte
	err := a.tx.QueryRowContext(ctx, `SELECT began, seq, digest FROM audit_head`).Scan(&c.Began, &noted.Seq, &digest)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("reading the end of the audit log: %w", err)
	}
	copy(noted.Digest[:], digest)
	var last ledger.Head
	for l, err := range deedLines(ctx, a.tx) {
		if err != nil {
			return nil, err
		}
		if l.sum(last.Digest) != l.digest {
			c.Broken = append(c.Broken, l.seq)
		}
		last = ledger.Head{Seq: l.seq, Digest: l.digest}
	}
	c.Last = last.Seq
	if last != noted {
		c.Noted = max(noted.Seq, 1)
	}
	return &c, nil
}

package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"concerta/internal/account"
	"concerta/internal/archive/ledger"
)

// Deed is a line of the audit log.
type Deed struct {
	account.Deed
	Seq int64
	At  time.Time // UTC
}

// DeedFilter chooses lines of the audit log; its zero value chooses all.
type DeedFilter struct {
	Operator string // part of the name
	Action   account.Action
	About    string    // part of what it is about
	From, To time.Time // From ≤ at < To, where not zero
	Limit    int       // lines to give, and how many to pass over
	Offset   int
}

// Record adds a line to the audit log, of what was done elsewhere.
func (s *Store) Record(ctx context.Context, d account.Deed) error {
	return s.register.change(ctx, func(tx *sql.Tx) error { return s.record(ctx, tx, d) })
}

// Deeds gives lines of the audit log, the newest first, and how many there are
// without limit.
func (s *Store) Deeds(ctx context.Context, f DeedFilter) (list []Deed, total int, err error) {
	where, args := f.where()
	err = s.register.look(ctx, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM audit WHERE `+where, args...).Scan(&total); err != nil {
			return err
		}
		list, err = readDeeds(ctx, tx, where, append(args, f.Limit, f.Offset))
		return err
	})
	if err != nil {
		return nil, 0, fmt.Errorf("reading the audit log: %w", err)
	}
	return list, total, nil
}

// Actions are the actions that the audit log has, in alphabetical order.
func (s *Store) Actions(ctx context.Context) ([]account.Action, error) {
	rows, err := s.register.read.QueryContext(ctx, `SELECT DISTINCT what FROM audit ORDER BY what`)
	if err != nil {
		return nil, s.register.refused(fmt.Errorf("reading the audit log: %w", err))
	}
	defer rows.Close()
	var list []account.Action
	for rows.Next() {
		var a account.Action
		if err := rows.Scan(&a); err != nil {
			return nil, fmt.Errorf("reading the audit log: %w", err)
		}
		list = append(list, a)
	}
	return list, rows.Err()
}

func readDeeds(ctx context.Context, tx *sql.Tx, where string, args []any) ([]Deed, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT seq, at, coalesce(user, 0), operator, what, about, origin FROM audit
		WHERE `+where+` ORDER BY seq DESC LIMIT ? OFFSET ?`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Deed
	for rows.Next() {
		var d Deed
		var at string
		if err := rows.Scan(&d.Seq, &at, &d.User, &d.Operator, &d.Action, &d.About, &d.Origin); err != nil {
			return nil, err
		}
		if d.At, err = time.Parse(ledger.TimeFormat, at); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

// where is f as a condition: the words are the program's, the values the user's.
func (f DeedFilter) where() (condition string, args []any) {
	parts := []string{"1"}
	add := func(part string, value any) { parts, args = append(parts, part), append(args, value) }
	if f.Operator != "" {
		add(`instr(lower(operator), lower(?)) > 0`, f.Operator)
	}
	if f.Action != "" {
		add(`what = ?`, string(f.Action))
	}
	if f.About != "" {
		add(`instr(lower(about), lower(?)) > 0`, f.About)
	}
	if !f.From.IsZero() {
		add(`at >= ?`, stamp(f.From))
	}
	if !f.To.IsZero() {
		add(`at < ?`, stamp(f.To))
	}
	return strings.Join(parts, " AND "), args
}

// record adds a line within a transaction that does what it tells.
func (s *Store) record(ctx context.Context, tx *sql.Tx, d account.Deed) error {
	l := deedLine{
		at: stamp(s.clock()), user: sql.NullInt64{Int64: d.User, Valid: d.User != 0},
		operator: d.Operator, action: string(d.Action), about: d.About, origin: d.Origin,
	}
	if err := l.follow(ctx, tx); err != nil {
		return err
	}
	return l.insert(ctx, tx)
}

// stamp is a moment as it is stored: moments in order are texts in order.
func stamp(t time.Time) string { return t.UTC().Format(ledger.TimeFormat) }

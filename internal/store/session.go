package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"concerta/internal/account"
	"concerta/internal/archive/ledger"
)

// Session is somebody who is signed in.
type Session struct {
	account.Session
	User User
}

// OpenSession notes that a user signed in, under the digest of a new token; the
// session with the digest before, if any, ends. Sessions that do not count any more
// are swept out.
func (s *Store) OpenSession(ctx context.Context, d account.Digest, user int64, before *account.Digest, by account.Deed) error {
	err := s.register.change(ctx, func(tx *sql.Tx) error {
		now := s.clock()
		if before != nil {
			if _, err := tx.ExecContext(ctx, `DELETE FROM session WHERE digest = ?`, before[:]); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM session WHERE seen <= ? OR began <= ?`,
			stamp(now.Add(-account.IdleLife)), stamp(now.Add(-account.SessionLife)))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO session (digest, user, began, seen) VALUES (?1, ?2, ?3, ?3)`, d[:], user, stamp(now))
		if err != nil {
			return err
		}
		return s.record(ctx, tx, by)
	})
	if err != nil {
		return fmt.Errorf("opening a session: %w", err)
	}
	return nil
}

// Session gives the session of a token with its user as he is now, or ErrNotFound
// also when the session has expired or its user is disabled.
func (s *Store) Session(ctx context.Context, d account.Digest) (*Session, error) {
	var x Session
	var began, seen string
	row := s.register.read.QueryRowContext(ctx, `
		SELECT u.id, u.login, u.name, u.level, u.administrator, u.password, u.disabled, u.added, s.began, s.seen
		FROM session s JOIN user u ON u.id = s.user WHERE s.digest = ? AND NOT u.disabled`, d[:])
	u, err := scanUser(row, &began, &seen)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, s.register.refused(fmt.Errorf("reading a session: %w", err))
	}
	x.User = *u
	var errBegan, errSeen error
	x.Began, errBegan = time.Parse(ledger.TimeFormat, began)
	x.Seen, errSeen = time.Parse(ledger.TimeFormat, seen)
	if err := errors.Join(errBegan, errSeen); err != nil {
		return nil, fmt.Errorf("reading a session: %w", err)
	}
	if !x.Alive(s.clock()) {
		return nil, ErrNotFound
	}
	return &x, nil
}

// SeeSession notes that a session is used now.
func (s *Store) SeeSession(ctx context.Context, d account.Digest) error {
	err := s.register.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE session SET seen = ? WHERE digest = ?`, stamp(s.clock()), d[:])
		return err
	})
	if err != nil {
		return fmt.Errorf("noting the use of a session: %w", err)
	}
	return nil
}

// CloseSession signs out.
func (s *Store) CloseSession(ctx context.Context, d account.Digest, by account.Deed) error {
	return s.closeSessions(ctx, `DELETE FROM session WHERE digest = ?`, d[:], by)
}

// CloseSessions signs a user out everywhere.
func (s *Store) CloseSessions(ctx context.Context, user int64, by account.Deed) error {
	return s.closeSessions(ctx, `DELETE FROM session WHERE user = ?`, user, by)
}

// ForgetSignIns signs everybody out and makes every link to set a password void, as
// it must be with data that were copied.
func (s *Store) ForgetSignIns(ctx context.Context, by account.Deed) error {
	err := s.register.change(ctx, func(tx *sql.Tx) error {
		for _, q := range []string{`DELETE FROM session`, `DELETE FROM setup_link`} {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		return s.record(ctx, tx, by)
	})
	if err != nil {
		return fmt.Errorf("forgetting who is signed in: %w", err)
	}
	return nil
}

func (s *Store) closeSessions(ctx context.Context, query string, arg any, by account.Deed) error {
	err := s.register.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, query, arg); err != nil {
			return err
		}
		return s.record(ctx, tx, by)
	})
	if err != nil {
		return fmt.Errorf("closing sessions: %w", err)
	}
	return nil
}

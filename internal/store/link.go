package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"concerta/internal/account"
	"concerta/internal/fault"
)

// Link is a link that sets a password, good once and until it expires.
type Link struct {
	Digest  account.Digest
	User    int64     // 0: the first administrator, who is not a user yet
	Expires time.Time // after which it is no good
}

// NewLink makes a link for a user; the one he had is no good any more. What he has
// as a password stays until the link is used.
func (s *Store) NewLink(ctx context.Context, link Link, by account.Deed) error {
	return s.changeUser(ctx, by, func(tx *sql.Tx) error { return putLink(ctx, tx, link) })
}

// NewFirstLink makes the link that creates the first administrator; one made before
// is no good any more. It tells whether it made one: not when there are users.
func (s *Store) NewFirstLink(ctx context.Context, link Link) (made bool, err error) {
	err = s.register.change(ctx, func(tx *sql.Tx) error {
		n, err := countUsers(ctx, tx)
		if err != nil || n > 0 {
			return err
		}
		made = true
		link.User = 0
		return putLink(ctx, tx, link)
	})
	if err != nil {
		return false, fmt.Errorf("making the first link: %w", err)
	}
	return made, nil
}

// LinkUser gives the user of a link that is still good, nil for the first
// administrator's; ErrNotFound for any other digest.
func (s *Store) LinkUser(ctx context.Context, d account.Digest) (*User, error) {
	var u *User
	err := s.register.look(ctx, func(tx *sql.Tx) (err error) {
		u, err = s.linkUser(ctx, tx, d)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading a link: %w", err)
	}
	return u, nil
}

// Redeem sets the password of a link's user, ends his sessions and uses the link up.
func (s *Store) Redeem(ctx context.Context, d account.Digest, hash, origin string) error {
	err := s.register.change(ctx, func(tx *sql.Tx) error {
		u, err := s.linkUser(ctx, tx, d)
		if err != nil {
			return err
		}
		if u == nil {
			return noLink()
		}
		if err := setPassword(ctx, tx, u.ID, hash); err != nil {
			return err
		}
		if err := useUp(ctx, tx, d); err != nil {
			return err
		}
		return s.record(ctx, tx, account.Deed{User: u.ID, Operator: u.Name, Action: account.PasswordSet, About: u.Login, Origin: origin})
	})
	if err != nil {
		return fmt.Errorf("using a link: %w", err)
	}
	return nil
}

// RedeemFirst adds the first user, with his password, by the link made for that. It
// fails with ErrConflict when there is a user already.
func (s *Store) RedeemFirst(ctx context.Context, d account.Digest, first User, origin string) error {
	err := s.register.change(ctx, func(tx *sql.Tx) error {
		u, err := s.linkUser(ctx, tx, d)
		if err != nil {
			return err
		}
		n, err := countUsers(ctx, tx)
		if err != nil {
			return err
		}
		if u != nil || n > 0 {
			return noLink()
		}
		id, err := s.insertUser(ctx, tx, first)
		if err != nil {
			return err
		}
		if err := useUp(ctx, tx, d); err != nil {
			return err
		}
		return s.record(ctx, tx, account.Deed{User: id, Operator: first.Name, Action: account.FirstAdminAdded, About: first.Login, Origin: origin})
	})
	if err != nil {
		return fmt.Errorf("adding the first user: %w", err)
	}
	return nil
}

// linkUser is nil for the first administrator.
func (s *Store) linkUser(ctx context.Context, tx *sql.Tx, d account.Digest) (*User, error) {
	var id sql.NullInt64
	err := tx.QueryRowContext(ctx, `SELECT user FROM setup_link WHERE digest = ? AND expires > ?`, d[:], stamp(s.clock())).Scan(&id)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, noLink()
	case err != nil:
		return nil, err
	case !id.Valid:
		return nil, nil //nolint:nilnil // the first administrator is no user yet
	}
	u, err := scanUser(tx.QueryRowContext(ctx, userColumns+` WHERE u.id = ? AND NOT u.disabled`, id.Int64))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, noLink()
	}
	return u, err
}

func putLink(ctx context.Context, tx *sql.Tx, l Link) error {
	user := sql.NullInt64{Int64: l.User, Valid: l.User != 0}
	if _, err := tx.ExecContext(ctx, `DELETE FROM setup_link WHERE user IS ?`, user); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO setup_link (digest, user, expires) VALUES (?, ?, ?)`, l.Digest[:], user, stamp(l.Expires))
	return err
}

func useUp(ctx context.Context, tx *sql.Tx, d account.Digest) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM setup_link WHERE digest = ?`, d[:])
	return err
}

func countUsers(ctx context.Context, tx *sql.Tx) (n int, err error) {
	err = tx.QueryRowContext(ctx, `SELECT count(*) FROM user`).Scan(&n)
	return n, err
}

func noLink() error {
	return &fault.Error{
		Kind:   ErrNotFound,
		What:   "questo link non vale: è già stato usato, è scaduto, o ne è stato fatto un altro dopo",
		Repair: "chiederne uno nuovo a un amministratore; per il primo accesso, riavviare il programma, che ne scrive uno sul terminale",
	}
}

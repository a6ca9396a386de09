package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"concerta/internal/account"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

// User is who may use the service.
type User struct {
	ID       int64
	Login    string // what he signs in with
	Name     string // the operator in the register of acts
	Grant    account.Grant
	Password string // hash; empty until it is set
	Disabled bool
	Added    time.Time // UTC
}

// Users gives every user, in the order of their names.
func (s *Store) Users(ctx context.Context) ([]User, error) {
	rows, err := s.register.read.QueryContext(ctx, userColumns+` ORDER BY u.name, u.id`)
	if err != nil {
		return nil, s.register.refused(fmt.Errorf("listing users: %w", err))
	}
	defer rows.Close()
	var list []User
	for rows.Next() {
		u, err := scanUser(rows)
		if err != nil {
			return nil, fmt.Errorf("listing users: %w", err)
		}
		list = append(list, *u)
	}
	return list, rows.Err()
}

// User gives a user, or ErrNotFound.
func (s *Store) User(ctx context.Context, id int64) (*User, error) {
	return s.userWhere(ctx, `u.id = ?`, id)
}

// UserByLogin gives the user who signs in with that word, or ErrNotFound.
func (s *Store) UserByLogin(ctx context.Context, login string) (*User, error) {
	return s.userWhere(ctx, `u.login = ?`, login)
}

func (s *Store) userWhere(ctx context.Context, where string, arg any) (*User, error) {
	u, err := scanUser(s.register.read.QueryRowContext(ctx, userColumns+` WHERE `+where, arg))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, noUser()
	}
	if err != nil {
		return nil, s.register.refused(fmt.Errorf("reading a user: %w", err))
	}
	return u, nil
}

// AddUser adds a user without a password and the link by which he sets it. It fails
// with ErrConflict when there is one with that login or name.
func (s *Store) AddUser(ctx context.Context, u User, link Link, by account.Deed) (int64, error) {
	var id int64
	err := s.register.change(ctx, func(tx *sql.Tx) error {
		u.Password = ""
		var err error
		if id, err = s.insertUser(ctx, tx, u); err != nil {
			return err
		}
		link.User = id
		if err := putLink(ctx, tx, link); err != nil {
			return err
		}
		return s.record(ctx, tx, by)
	})
	if err != nil {
		return 0, fmt.Errorf("adding a user: %w", err)
	}
	return id, nil
}

// SetGrant changes what a user may, from his next request on. It fails with
// ErrConflict when nobody would administer any more.
func (s *Store) SetGrant(ctx context.Context, id int64, g account.Grant, by account.Deed) error {
	return s.changeUser(ctx, by, func(tx *sql.Tx) error {
		return changeRow(ctx, tx, `UPDATE user SET level = ?, administrator = ? WHERE id = ?`, g.Level.Italian(), g.Administrator, id)
	})
}

// SetDisabled keeps a user out, ending his sessions and his link at once, or lets
// him in again. It fails with ErrConflict when nobody would administer any more.
func (s *Store) SetDisabled(ctx context.Context, id int64, disabled bool, by account.Deed) error {
	return s.changeUser(ctx, by, func(tx *sql.Tx) error {
		if err := changeRow(ctx, tx, `UPDATE user SET disabled = ? WHERE id = ?`, disabled, id); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM session WHERE user = ?`, id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM setup_link WHERE user = ?`, id)
		return err
	})
}

// SetPassword changes the password of a user and ends all of his sessions.
func (s *Store) SetPassword(ctx context.Context, id int64, hash string, by account.Deed) error {
	return s.changeUser(ctx, by, func(tx *sql.Tx) error { return setPassword(ctx, tx, id, hash) })
}

// Rehash stores the same password of a user at another cost; nothing else changes.
func (s *Store) Rehash(ctx context.Context, id int64, hash string) error {
	err := s.register.change(ctx, func(tx *sql.Tx) error {
		return changeRow(ctx, tx, `UPDATE user SET password = ? WHERE id = ?`, hash, id)
	})
	if err != nil {
		return fmt.Errorf("changing a user: %w", err)
	}
	return nil
}

func setPassword(ctx context.Context, tx *sql.Tx, id int64, hash string) error {
	if err := changeRow(ctx, tx, `UPDATE user SET password = ? WHERE id = ?`, hash, id); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `DELETE FROM session WHERE user = ?`, id)
	return err
}

// changeUser does a change, sees to it that somebody still administers, and notes
// who did it.
func (s *Store) changeUser(ctx context.Context, by account.Deed, change func(*sql.Tx) error) error {
	err := s.register.change(ctx, func(tx *sql.Tx) error {
		before, err := administrators(ctx, tx)
		if err != nil {
			return err
		}
		if err := change(tx); err != nil {
			return err
		}
		after, err := administrators(ctx, tx)
		if err != nil {
			return err
		}
		if before > 0 && after == 0 {
			return &fault.Error{
				Kind:   ErrConflict,
				What:   "è l’ultimo amministratore: senza di lui nessuno potrebbe più gestire gli utenti; non è cambiato nulla",
				Repair: "dare prima a un altro utente, che ha già impostato la password, il ruolo di amministratore",
			}
		}
		return s.record(ctx, tx, by)
	})
	if err != nil {
		return fmt.Errorf("changing a user: %w", err)
	}
	return nil
}

// administrators counts who can administer now.
func administrators(ctx context.Context, tx *sql.Tx) (n int, err error) {
	err = tx.QueryRowContext(ctx, `SELECT count(*) FROM user WHERE administrator AND NOT disabled AND password <> ''`).Scan(&n)
	return n, err
}

func (s *Store) insertUser(ctx context.Context, tx *sql.Tx, u User) (int64, error) {
	var taken int
	err := tx.QueryRowContext(ctx, `SELECT count(*) FROM user WHERE login = ? OR name = ?`, u.Login, u.Name).Scan(&taken)
	if err != nil {
		return 0, err
	}
	if taken > 0 {
		return 0, &fault.Error{
			Kind:   ErrConflict,
			What:   "c’è già un utente con questo nome utente o con questo nome",
			Repair: "scegliere un altro nome utente; a due persone con lo stesso nome aggiungere, per esempio, l’ufficio",
		}
	}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO user (login, name, level, administrator, password, disabled, added) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		u.Login, u.Name, u.Grant.Level.Italian(), u.Grant.Administrator, u.Password, u.Disabled, stamp(s.clock()))
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// changeRow fails with ErrNotFound when there is no such row.
func changeRow(ctx context.Context, tx *sql.Tx, query string, args ...any) error {
	result, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, noUser())
	}
	return nil
}

const userColumns = `SELECT u.id, u.login, u.name, u.level, u.administrator, u.password, u.disabled, u.added FROM user u`

type scanner interface{ Scan(...any) error }

// scanUser reads a row of userColumns, and what stands after it.
func scanUser(row scanner, more ...any) (*User, error) {
	var u User
	var level, added string
	to := []any{&u.ID, &u.Login, &u.Name, &level, &u.Grant.Administrator, &u.Password, &u.Disabled, &added}
	if err := row.Scan(append(to, more...)...); err != nil {
		return nil, err
	}
	for _, r := range []account.Role{account.Reader, account.Operator, account.Officer} {
		if r.Italian() == level {
			u.Grant.Level = r
		}
	}
	var err error
	u.Added, err = time.Parse(ledger.TimeFormat, added)
	return &u, err
}

func noUser() error {
	return &fault.Error{Kind: ErrNotFound, What: "non c’è questo utente", Repair: "sceglierlo dall’elenco degli utenti"}
}

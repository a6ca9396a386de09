package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

// The tables that follow from the entries and can be made again from them.
const (
	listTable  = "act"
	wordsTable = "act_text"
)

// RebuildLists makes the list of acts and the words by which they are found again
// from the entries, which must all be as they were chained; otherwise the error is
// of kind ledger.ErrBroken and nothing is changed. Words gives those of the entry
// that brings an act, empty for one that no search finds. It is one transaction, and
// gives how many acts there are.
func (s *Store) RebuildLists(ctx context.Context, words func(context.Context, *ledger.Entry) (string, error)) (int, error) {
	n := 0
	err := s.register.change(ctx, func(tx *sql.Tx) error {
		_, book, err := chained(ctx, tx)
		if err != nil {
			return err
		}
		if err := listsKnowMore(ctx, tx, book.Head); err != nil {
			return err
		}
		if err := s.emptyLists(ctx, tx); err != nil {
			return err
		}
		r := &registerTx{tx: tx}
		first, err := beginnings(ctx, tx)
		if err != nil {
			return err
		}
		for _, seq := range first {
			e, err := entryAt(ctx, tx, seq)
			if err != nil {
				return err
			}
			text, err := words(ctx, e)
			if err != nil {
				return err
			}
			if err := r.list(ctx, book.Acts[e.Act], text); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("rebuilding the lists: %w", err)
	}
	return n, nil
}

// listsKnowMore refuses a list that tells of entries after the last one: the register
// lost them, and the list is what is left of them.
func listsKnowMore(ctx context.Context, tx *sql.Tx, head ledger.Head) error {
	var seq int64
	err := tx.QueryRowContext(ctx, `
		SELECT coalesce(max(CASE WHEN json_valid(CAST(data AS TEXT)) THEN json_extract(CAST(data AS TEXT), '$.last') END), 0) FROM act`).Scan(&seq)
	var e sqlite3.Error
	if errors.As(err, &e) {
		if _, missing := incomplete(e); missing {
			return nil // there is no list, or it is another one
		}
	}
	if err != nil {
		return fmt.Errorf("reading the list: %w", err)
	}
	if seq <= head.Seq {
		return nil
	}
	return &fault.Error{
		Kind:   ledger.ErrBroken,
		What:   fmt.Sprintf("l’elenco degli atti parla della registrazione n. %d, e il registro arriva alla n. %d: rifarlo cancellerebbe ciò che ne resta", seq, head.Seq),
		Repair: keepAndRestore,
	}
}

// emptyLists makes the tables anew, whatever they were.
func (s *Store) emptyLists(ctx context.Context, tx *sql.Tx) error {
	want, err := s.register.want(ctx)
	if err != nil {
		return err
	}
	for _, table := range []string{listTable, wordsTable} {
		if _, err := tx.ExecContext(ctx, `DROP TABLE IF EXISTS `+table); err != nil {
			return fmt.Errorf("emptying %s: %w", table, err)
		}
		for _, o := range want {
			if o.table != table || o.text == "" {
				continue
			}
			if _, err := tx.ExecContext(ctx, o.text); err != nil {
				return fmt.Errorf("making %s: %w", o.name, err)
			}
		}
	}
	return nil
}

// beginnings are the entries that bring an act or document, in order.
func beginnings(ctx context.Context, tx *sql.Tx) ([]int64, error) {
	rows, err := tx.QueryContext(ctx, `SELECT min(seq) FROM entry WHERE act <> '' GROUP BY act ORDER BY 1`)
	if err != nil {
		return nil, fmt.Errorf("reading the register: %w", err)
	}
	defer rows.Close()
	var list []int64
	for rows.Next() {
		var seq int64
		if err := rows.Scan(&seq); err != nil {
			return nil, fmt.Errorf("reading the register: %w", err)
		}
		list = append(list, seq)
	}
	return list, rows.Err()
}

func entryAt(ctx context.Context, tx *sql.Tx, seq int64) (*ledger.Entry, error) {
	var found *ledger.Entry
	err := entries(ctx, tx, `e.seq = ?`, []any{seq}, func(e *ledger.Entry) bool {
		found = e
		return true
	})
	if err == nil && found == nil {
		err = fmt.Errorf("entry %d: %w", seq, ErrNotFound)
	}
	return found, err
}

package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"concerta/internal/archive/ledger"
)

// Audit is one state of the register, whatever is added to it meanwhile.
type Audit struct {
	tx *sql.Tx
	d  *database
}

// Audit reads one state of the register.
func (s *Store) Audit(ctx context.Context, read func(*Audit) error) error {
	return s.register.look(ctx, func(tx *sql.Tx) error { return read(&Audit{tx, s.register}) })
}

// Entries gives every entry in order, as it stands.
func (a *Audit) Entries(ctx context.Context) iter.Seq2[*ledger.Entry, error] {
	return func(yield func(*ledger.Entry, error) bool) {
		err := entries(ctx, a.tx, `1`, nil, func(e *ledger.Entry) bool { return yield(e, nil) })
		if err != nil && !errors.Is(err, errStop) {
			yield(nil, a.d.refused(err))
		}
	}
}

// Head is where the register has come to, as it was noted beside the entries.
func (a *Audit) Head(ctx context.Context) (ledger.Head, error) {
	h, err := notedHead(ctx, a.tx)
	return h, a.d.refused(err)
}

func notedHead(ctx context.Context, tx *sql.Tx) (ledger.Head, error) {
	var h ledger.Head
	var digest []byte
	err := tx.QueryRowContext(ctx, `SELECT seq, digest FROM head`).Scan(&h.Seq, &digest)
	if errors.Is(err, sql.ErrNoRows) {
		return h, nil
	}
	copy(h.Digest[:], digest)
	return h, err
}

// NotedAct is an act as it is in the lists.
type NotedAct struct {
	ID     string
	Act    *ledger.Act   // nil when it cannot be read
	Amiss  []string      // the columns that do not say what the act says
	Worded bool          // a search finds it
	Words  ledger.Digest // of the words by which it finds it
}

// Acts gives what is noted of each act, in order of issue.
func (a *Audit) Acts(ctx context.Context) iter.Seq2[NotedAct, error] {
	return func(yield func(NotedAct, error) bool) {
		if err := a.acts(ctx, func(n NotedAct) bool { return yield(n, nil) }); err != nil {
			yield(NotedAct{}, a.d.refused(fmt.Errorf("reading the lists: %w", err)))
		}
	}
}

func (a *Audit) acts(ctx context.Context, yield func(NotedAct) bool) error {
	rows, err := a.tx.QueryContext(ctx, `
		SELECT data, EXISTS (SELECT 1 FROM act_text_docsize WHERE docid = act.row), (SELECT body FROM act_text WHERE docid = act.row), `+strings.Join(columnNames(), ", ")+` FROM act ORDER BY row`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var data, words sql.RawBytes
		var n NotedAct
		found := make([]any, len(columnNames()))
		into := []any{&data, &n.Worded, &words}
		for i := range found {
			into = append(into, &found[i])
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		n.ID = fmt.Sprint(found[0])
		n.Worded = n.Worded && words != nil
		n.Words = ledger.DigestOf(words)
		var act ledger.Act
		if json.Unmarshal(data, &act) == nil {
			n.Act = &act
			for i, want := range columns(&act) {
				if found[i] != want {
					n.Amiss = append(n.Amiss, columnNames()[i])
				}
			}
		}
		if !yield(n) {
			return nil
		}
	}
	return rows.Err()
}

// StrayWords is how many texts the index of words has that are of no act.
func (a *Audit) StrayWords(ctx context.Context) (int, error) {
	var n int
	err := a.tx.QueryRowContext(ctx, `SELECT count(*) FROM act_text_docsize WHERE docid NOT IN (SELECT row FROM act)`).Scan(&n)
	if err != nil {
		return 0, a.d.refused(fmt.Errorf("reading the index of words: %w", err))
	}
	return n, nil
}

// WordsHold tells whether a search finds the words that the index keeps: the engine
// compares the one with the other.
func (a *Audit) WordsHold(ctx context.Context) (bool, error) {
	var found string
	err := a.tx.QueryRowContext(ctx, `PRAGMA integrity_check(`+wordsTable+`)`).Scan(&found)
	if err != nil {
		return false, a.d.refused(fmt.Errorf("reading the index of words: %w", err))
	}
	return found == "ok", nil
}

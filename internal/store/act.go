package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

// ActFilter says which acts a list is of. Empty fields ask nothing.
type ActFilter struct {
	Process string
	Kind    string
	State   ledger.State
	Year    int    // of issue, Europe/Rome
	Words   string // all of them in the act, each as the beginning of a word
	Limit   int    // most acts given; 0 for all
	After   int    // acts left out at the beginning
}

// Act gives the act named id, or ErrNotFound.
func (s *Store) Act(ctx context.Context, id string) (*ledger.Act, error) {
	return s.actBy(ctx, `SELECT data FROM act WHERE id = ?`, id)
}

// ActByRequest gives the act that was issued for a request, or ErrNotFound.
func (s *Store) ActByRequest(ctx context.Context, request string) (*ledger.Act, error) {
	return s.actBy(ctx, `SELECT data FROM act WHERE request = ?`, request)
}

// ActByCode gives the act with a code of verification, or ErrNotFound.
func (s *Store) ActByCode(ctx context.Context, code string) (*ledger.Act, error) {
	return s.actBy(ctx, `SELECT data FROM act WHERE code = ?`, code)
}

// ActByNumber gives the act with a number of the register, or ErrNotFound.
func (s *Store) ActByNumber(ctx context.Context, register string, year, number int) (*ledger.Act, error) {
	return s.actBy(ctx, `SELECT data FROM act WHERE register = ? AND year = ? AND number = ? AND number > 0`, register, year, number)
}

func (s *Store) actBy(ctx context.Context, query string, args ...any) (*ledger.Act, error) {
	a, err := oneAct(ctx, s.register.read, query, args...)
	if err != nil {
		return nil, s.register.refused(err)
	}
	if a == nil {
		return nil, &fault.Error{
			Kind:   ErrNotFound,
			What:   fmt.Sprintf("nell’archivio non c’è l’atto «%v»", args[len(args)-1]),
			Repair: "vedere gli atti con «concerta acts»",
		}
	}
	return a, nil
}

// Acts lists acts and documents, newest first. Which they are is found in the
// indexes; only those that are given are read.
func (s *Store) Acts(ctx context.Context, f ActFilter) ([]*ledger.Act, error) {
	where, args := f.where()
	query := `SELECT data FROM act` + where
	if f.Limit > 0 || f.After > 0 {
		limit := f.Limit
		if limit == 0 {
			limit = -1 // all
		}
		query = `SELECT data FROM act WHERE row IN (SELECT row FROM act` + where + ` ORDER BY row DESC LIMIT ? OFFSET ?)`
		args = append(args, limit, f.After)
	}
	list, err := manyActs(ctx, s.register.read, query+` ORDER BY row DESC`, args...)
	return list, s.register.refused(err)
}

// CountActs is how many acts a list has.
func (s *Store) CountActs(ctx context.Context, f ActFilter) (int, error) {
	where, args := f.where()
	var n int
	err := s.register.read.QueryRowContext(ctx, `SELECT count(*) FROM act`+where, args...).Scan(&n)
	if err != nil {
		return 0, s.register.refused(fmt.Errorf("counting acts: %w", err))
	}
	return n, nil
}

func (f ActFilter) where() (string, []any) {
	var terms []string
	var args []any
	term := func(t string, value any) {
		terms, args = append(terms, t), append(args, value)
	}
	if f.Process != "" {
		term(`process = ?`, f.Process)
	}
	if f.Kind != "" {
		term(`kind = ?`, f.Kind)
	}
	if f.State != "" {
		term(`state = ?`, string(f.State))
	}
	if f.Year != 0 {
		term(`issue_year = ?`, f.Year)
	}
	if words := matching(f.Words); words != "" {
		term(`row IN (SELECT docid FROM act_text WHERE act_text MATCH ?)`, words)
	} else if strings.TrimSpace(f.Words) != "" {
		terms = append(terms, `0`)
	}
	if len(terms) == 0 {
		return "", nil
	}
	return ` WHERE ` + strings.Join(terms, ` AND `), args
}

// querier is what both a pool and a transaction can do.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// oneAct is nil when there is none.
func oneAct(ctx context.Context, q querier, query string, args ...any) (*ledger.Act, error) {
	var data []byte
	err := q.QueryRowContext(ctx, query, args...).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // as said
	}
	if err != nil {
		return nil, fmt.Errorf("reading an act: %w", err)
	}
	return decodeAct(data)
}

func manyActs(ctx context.Context, q querier, query string, args ...any) ([]*ledger.Act, error) {
	var list []*ledger.Act
	err := eachAct(ctx, q, func(a *ledger.Act) bool {
		list = append(list, a)
		return true
	}, query, args...)
	return list, err
}

// eachAct gives the acts of a query one by one, until whoever reads has had
// enough.
func eachAct(ctx context.Context, q querier, yield func(*ledger.Act) bool, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("listing acts: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var data sql.RawBytes
		if err := rows.Scan(&data); err != nil {
			return fmt.Errorf("listing acts: %w", err)
		}
		a, err := decodeAct(data)
		if err != nil {
			return err
		}
		if !yield(a) {
			return nil
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("listing acts: %w", err)
	}
	return nil
}

func decodeAct(data []byte) (*ledger.Act, error) {
	var a ledger.Act
	if err := json.Unmarshal(data, &a); err != nil {
		return nil, fmt.Errorf("reading an act: %w", err)
	}
	return &a, nil
}

// putAct writes what an act is now, and gives its row.
func (r *registerTx) putAct(ctx context.Context, a *ledger.Act) (int64, error) {
	data, err := json.Marshal(a)
	if err != nil {
		return 0, err
	}
	var row int64
	err = r.tx.QueryRowContext(ctx, `
		INSERT INTO act (`+strings.Join(columnNames(), ", ")+`, data)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET state = excluded.state, data = excluded.data
		RETURNING row`, append(columns(a), data)...).Scan(&row)
	return row, err
}

// columnNames are the columns by which acts are found and listed.
func columnNames() []string {
	return []string{"id", "process", "kind", "task", "register", "year", "number", "issued", "issue_year", "state", "request", "code"}
}

// columns are their values for an act; each follows from its data.
func columns(a *ledger.Act) []any {
	return []any{
		a.ID, a.Process, a.Kind, a.Task, a.Register, int64(a.Year), int64(a.Number),
		a.At.UTC().Format(ledger.TimeFormat), int64(a.IssueYear()), string(a.State()), null(a.Request), null(a.Code),
	}
}

func (r *registerTx) putText(ctx context.Context, row int64, words string) error {
	_, err := r.tx.ExecContext(ctx, `INSERT INTO act_text (docid, body) VALUES (?, ?)`, row, words)
	if err != nil {
		return fmt.Errorf("indexing the words of an act: %w", err)
	}
	return nil
}

// null is a missing value for an empty word.
func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// matching is the query of the full-text index for words as people type them:
// each is the beginning of a word, and all must be there. What the index takes
// for an operator is taken as a word. Empty when there is no word.
func matching(words string) string {
	parts := strings.FieldsFunc(words, func(r rune) bool { return !isWordRune(r) })
	for i, p := range parts {
		parts[i] = `"` + p + `*"`
	}
	return strings.Join(parts, " ")
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

// Append adds one entry to the register, in one transaction: propose says which,
// given what the register is while nobody else can write; nil adds nothing. The
// contents of its files are on the disk in their own database before the entry is,
// so that no entry ever speaks of a file that is not there; those of an entry that
// failed are orphans, collected later. It gives the act as it is after the entry,
// nil when the entry is of no act.
func (s *Store) Append(ctx context.Context, propose func(context.Context, ledger.Tx) (*ledger.Proposal, error)) (*ledger.Act, error) {
	var act *ledger.Act
	err := s.register.change(ctx, func(tx *sql.Tx) error {
		r := &registerTx{tx: tx}
		if err := r.readHead(ctx); err != nil {
			return err
		}
		p, err := propose(ctx, r)
		if err != nil || p == nil {
			return err
		}
		act, err = s.add(ctx, r, p)
		return err
	})
	if err != nil {
		return nil, err
	}
	return act, nil
}

func (s *Store) add(ctx context.Context, r *registerTx, p *ledger.Proposal) (*ledger.Act, error) {
	e := &p.Entry
	e.At = e.At.UTC().Truncate(time.Microsecond)
	e.Follow(r.head)
	act, err := r.step(ctx, e)
	if err != nil {
		return nil, err
	}
	if err := s.putBlobs(ctx, e.Files, p.Blobs); err != nil {
		return nil, err
	}
	if err := r.insert(ctx, e); err != nil {
		return nil, fmt.Errorf("writing entry %d: %w", e.Seq, err)
	}
	if act == nil {
		return nil, nil //nolint:nilnil // an entry of no act leaves no act
	}
	return act, r.list(ctx, act, p.Text)
}

// list writes what an act is now into the lists, and the words by which it is found.
func (r *registerTx) list(ctx context.Context, act *ledger.Act, words string) error {
	row, err := r.putAct(ctx, act)
	if err != nil {
		return fmt.Errorf("writing act %s: %w", act.ID, err)
	}
	if words == "" {
		return nil
	}
	return r.putText(ctx, row, words)
}

// registerTx is the register inside a write transaction.
type registerTx struct {
	tx   *sql.Tx
	head ledger.Head
	at   time.Time
}

var _ ledger.Tx = (*registerTx)(nil)

// Head implements [ledger.Tx].
func (r *registerTx) Head() ledger.Head { return r.head }

// LastAt implements [ledger.Tx].
func (r *registerTx) LastAt() time.Time { return r.at }

// readHead refuses a register that does not end where it is noted to: what is
// written after entries that were taken away would give their numbers again.
func (r *registerTx) readHead(ctx context.Context) error {
	noted, err := notedHead(ctx, r.tx)
	if err != nil {
		return fmt.Errorf("reading the head of the register: %w", err)
	}
	var at string
	var digest []byte
	err = r.tx.QueryRowContext(ctx, `SELECT seq, digest, at FROM entry ORDER BY seq DESC LIMIT 1`).Scan(&r.head.Seq, &digest, &at)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("reading the head of the register: %w", err)
	}
	copy(r.head.Digest[:], digest)
	if r.head != noted {
		return &fault.Error{
			Kind:   ledger.ErrBroken,
			What:   fmt.Sprintf("il registro arriva alla registrazione n. %d, ma l’ultima annotata è la n. %d: non vi si può scrivere", r.head.Seq, noted.Seq),
			Repair: "verificare con «concerta archive verify» e ripristinare una copia",
		}
	}
	if at == "" {
		return nil
	}
	if r.at, err = time.Parse(ledger.TimeFormat, at); err != nil {
		return fmt.Errorf("reading the head of the register: %w", err)
	}
	return nil
}

// ByRequest implements [ledger.Tx].
func (r *registerTx) ByRequest(ctx context.Context, request string) (*ledger.Act, error) {
	return oneAct(ctx, r.tx, `SELECT data FROM act WHERE request = ?`, request)
}

// Act implements [ledger.Tx].
func (r *registerTx) Act(ctx context.Context, id string) (*ledger.Act, error) {
	return oneAct(ctx, r.tx, `SELECT data FROM act WHERE id = ?`, id)
}

// ActsOf implements [ledger.Tx].
func (r *registerTx) ActsOf(ctx context.Context, process, task string) ([]*ledger.Act, error) {
	return manyActs(ctx, r.tx, `SELECT data FROM act WHERE process = ? AND task = ? ORDER BY row`, process, task)
}

// Newest implements [ledger.Tx].
func (r *registerTx) Newest(ctx context.Context, process string) iter.Seq2[*ledger.Act, error] {
	return func(yield func(*ledger.Act, error) bool) {
		err := eachAct(ctx, r.tx, func(a *ledger.Act) bool { return yield(a, nil) },
			`SELECT data FROM act WHERE process = ? ORDER BY row DESC`, process)
		if err != nil {
			yield(nil, err)
		}
	}
}

// ProcessVersion implements [ledger.Tx].
func (r *registerTx) ProcessVersion(ctx context.Context, key string) (int, error) {
	v, err := newestVersion(ctx, r.tx, key)
	if err != nil {
		return 0, fmt.Errorf("reading the version of process %s: %w", key, err)
	}
	return v, nil
}

// step is the act after the entry; nil for an entry of no act.
func (r *registerTx) step(ctx context.Context, e *ledger.Entry) (*ledger.Act, error) {
	if e.Act == "" {
		return nil, nil //nolint:nilnil // as said
	}
	before, err := r.before(ctx, e.Act)
	if err != nil {
		return nil, err
	}
	return ledger.Step(before, e)
}

func (r *registerTx) insert(ctx context.Context, e *ledger.Entry) error {
	_, err := r.tx.ExecContext(ctx, `
		INSERT INTO entry (seq, prev, at, operator, what, process, act, body, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Seq, e.Prev[:], e.At.Format(ledger.TimeFormat), e.Operator, string(e.What), e.Process, e.Act, e.Body, e.Digest[:])
	if err != nil {
		return err
	}
	for i, f := range e.Files {
		_, err := r.tx.ExecContext(ctx, `
			INSERT INTO entry_file (seq, position, role, name, media_type, size, digest) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			e.Seq, i, string(f.Role), f.Name, f.MediaType, f.Size, f.Digest[:])
		if err != nil {
			return fmt.Errorf("file %s: %w", f.Name, err)
		}
	}
	_, err = r.tx.ExecContext(ctx, `
		INSERT INTO head (one, seq, digest) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, digest = excluded.digest`,
		e.Seq, e.Digest[:])
	return err
}

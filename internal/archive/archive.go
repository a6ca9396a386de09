// Package archive makes acts official: it freezes and numbers them, follows them
// through signature, protocol, publication and annulment, says which no longer
// agree with the data, and proves that nothing was lost or changed.
package archive

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// The kinds of refusal.
var (
	ErrConfirm  = errors.New("archive: findings are to be confirmed with a reason")
	ErrIssued   = errors.New("archive: the act is issued already")
	ErrChanged  = errors.New("archive: the process changed meanwhile")
	ErrClock    = errors.New("archive: the clock went back")
	ErrNoAct    = errors.New("archive: no such act")
	ErrParity   = errors.New("archive: the formats do not say the same words")
	ErrUnsigned = errors.New("archive: the file is not the signed act")
	ErrInput    = errors.New("archive: what was given is not complete")
)

// Keeper keeps the processes, the register and the files of one office.
type Keeper interface {
	Process(ctx context.Context, key string) (*store.Process, error)
	ProcessVersion(ctx context.Context, key string, version int) (*store.Process, error)
	Append(ctx context.Context, propose func(context.Context, ledger.Tx) (*ledger.Proposal, error)) (*ledger.Act, error)
	Act(ctx context.Context, id string) (*ledger.Act, error)
	ActByNumber(ctx context.Context, register string, year, number int) (*ledger.Act, error)
	ActByRequest(ctx context.Context, request string) (*ledger.Act, error)
	ActByCode(ctx context.Context, code string) (*ledger.Act, error)
	Acts(ctx context.Context, f store.ActFilter) ([]*ledger.Act, error)
	ActEntries(ctx context.Context, id string) ([]*ledger.Entry, error)
	Blob(ctx context.Context, d ledger.Digest) ([]byte, error)
	Head(ctx context.Context) (ledger.Head, error)
	Audit(ctx context.Context, read func(*store.Audit) error) error
	Entries(ctx context.Context) iter.Seq2[*ledger.Entry, error]
	Blobs(ctx context.Context) iter.Seq2[store.StoredBlob, error]
	SchemaFaults(ctx context.Context) ([]store.SchemaFault, error)
	RebuildLists(ctx context.Context, words func(context.Context, *ledger.Entry) (string, error)) (int, error)
	ProcessDigests(ctx context.Context) iter.Seq2[store.ProcessDigest, error]
}

// Config is what an archive is made of.
type Config struct {
	Keeper    Keeper
	Press     *produce.Press
	Wording   func(acts.Job) (text []byte, digest string, err error)
	Now       func() time.Time
	Random    io.Reader
	Zone      *time.Location      // Europe/Rome: the days and years of the register
	Reviews   *produce.Reviews    // what processes say; nil: the archive keeps its own
	VerifyURL func(string) string // of the page that verifies a code; nil when there is no public address
}

// Archive is the archive of one office. It is safe for concurrent use.
type Archive struct {
	Config
	office string
	stale  staleness
}

// Register is the name of the register of numbered acts.
const Register = "Repertorio degli atti"

// Open opens the archive of the office whose data are in the keeper; the first
// time, it begins the register and gives the office its id. Where nothing can be
// written, an office that has not begun has no id.
func Open(ctx context.Context, c Config) (*Archive, error) {
	if c.Reviews == nil {
		c.Reviews = &produce.Reviews{Prints: c.Press.Prints}
	}
	a := &Archive{Config: c}
	for e, err := range c.Keeper.Entries(ctx) {
		if err != nil {
			return nil, fmt.Errorf("opening the archive: %w", err)
		}
		return a, a.opened(e)
	}
	id, err := a.randomID()
	if err != nil {
		return nil, err
	}
	a.office = id
	_, err = c.Keeper.Append(ctx, func(_ context.Context, tx ledger.Tx) (*ledger.Proposal, error) {
		if tx.Head().Seq > 0 { // another program came first
			a.office = ""
			return nil, nil //nolint:nilnil // nothing to add
		}
		p := &ledger.Proposal{Entry: ledger.Entry{At: c.Now()}}
		return p, p.Entry.Say(ledger.OpenedBody{Office: id})
	})
	if errors.Is(err, store.ErrReadOnly) { // there is nothing to read, and that can be said
		a.office = ""
		return a, nil
	}
	if err != nil {
		return nil, fmt.Errorf("beginning the register: %w", err)
	}
	if a.office != "" {
		return a, nil
	}
	for e, err := range c.Keeper.Entries(ctx) {
		if err != nil {
			return nil, fmt.Errorf("opening the archive: %w", err)
		}
		return a, a.opened(e)
	}
	return nil, unopened(nil)
}

// opened learns the office's id from the first entry.
func (a *Archive) opened(e *ledger.Entry) error {
	body, err := e.Said()
	first, ok := body.(ledger.OpenedBody)
	if !ok {
		return unopened(err)
	}
	a.office = first.Office
	return nil
}

func unopened(cause error) error {
	return &fault.Error{
		Kind: ledger.ErrBroken, Cause: cause,
		What:   "al registro dell’archivio manca la registrazione di apertura",
		Repair: "verificare con «concerta archive verify» e ripristinare una copia",
	}
}

// Office is the stable id of the office.
func (a *Archive) Office() string { return a.office }

// Random names are written with letters and digits that are not taken for one
// another (no I, L, O, U), as Crockford's base 32 does.
func readable() *base32.Encoding {
	return base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)
}

func (a *Archive) random(bytes int) (string, error) {
	b := make([]byte, bytes)
	if _, err := io.ReadFull(a.Random, b); err != nil {
		return "", fmt.Errorf("drawing a random code: %w", err)
	}
	return readable().EncodeToString(b), nil
}

func (a *Archive) randomID() (string, error) {
	const bytes = 10
	return a.random(bytes)
}

// code is a new code of verification: 80 bits that have nothing to do with the
// file, in groups of four.
func (a *Archive) code() (string, error) {
	const bytes = 10
	s, err := a.random(bytes)
	if err != nil {
		return "", err
	}
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:], nil
}

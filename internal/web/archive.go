package web

import (
	"context"
	"io"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/bundle"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// Archive is what the pages need of the archive: the steps of acts, and what can be
// asked of it.
type Archive interface {
	Plan(ctx context.Context, s archive.Selection) (*archive.Plan, error)
	Issue(ctx context.Context, plan *archive.Plan, t produce.Task, o archive.IssueOptions) (*ledger.Act, error)
	ReturnSigned(ctx context.Context, id string, r archive.SignedReturn) (*ledger.Act, error)
	Scan(ctx context.Context, id string, s archive.Attestation, file archive.Incoming) (*ledger.Act, error)
	SetProtocol(ctx context.Context, id, operator string, n process.ProtocolNumber) (*ledger.Act, error)
	Publish(ctx context.Context, id string, p archive.Publication) (*ledger.Act, error)
	Report(ctx context.Context, id, operator string, received process.Date, file archive.Incoming) (*ledger.Act, error)
	Annul(ctx context.Context, id string, n archive.Annulment) (*ledger.Act, error)
	File(ctx context.Context, d archive.Received, file archive.Incoming) (*ledger.Act, error)

	Find(ctx context.Context, name string) (*ledger.Act, error)
	Reprint(ctx context.Context, act *ledger.Act) (*produce.Act, error)
	Published(ctx context.Context, act *ledger.Act) (*process.Process, error)
	Stale(ctx context.Context, key string) ([]archive.Stale, error)
	Diff(ctx context.Context, id string) ([]acts.Differenza, error)
	Verify(ctx context.Context, known *ledger.Head) (*archive.Verification, error)
	Export(ctx context.Context, key, program string, w io.Writer) (*bundle.Summary, error)
}

// Register is what the pages read of the register and of the files of acts.
type Register interface {
	Act(ctx context.Context, id string) (*ledger.Act, error)
	ActByRequest(ctx context.Context, request string) (*ledger.Act, error)
	ActByCode(ctx context.Context, code string) (*ledger.Act, error)
	Acts(ctx context.Context, f store.ActFilter) ([]*ledger.Act, error)
	CountActs(ctx context.Context, f store.ActFilter) (int, error)
	ActEntries(ctx context.Context, id string) ([]*ledger.Entry, error)
	Blob(ctx context.Context, d ledger.Digest) ([]byte, error)
	Head(ctx context.Context) (ledger.Head, error)
}

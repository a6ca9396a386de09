package ledger

import (
	"context"
	"iter"
	"time"
)

// Tx is what a proposal may ask of the register while nobody else can write.
type Tx interface {
	Head() Head
	// LastAt is the moment of the newest entry; zero when there is none.
	LastAt() time.Time
	// LastNumber is the last number given in a register and year, 0 for none.
	LastNumber(ctx context.Context, register string, year int) (int, error)
	// Act is the act named id; nil when there is none.
	Act(ctx context.Context, id string) (*Act, error)
	// ActsOf are the acts issued of a task of a process, in order of issue.
	ActsOf(ctx context.Context, process, task string) ([]*Act, error)
	// Newest are the acts of a process, the newest first.
	Newest(ctx context.Context, process string) iter.Seq2[*Act, error]
	// ByRequest is the act that was issued for a request; nil when there is none.
	ByRequest(ctx context.Context, request string) (*Act, error)
	// ProcessVersion is the newest version of a process, 0 when there is none.
	ProcessVersion(ctx context.Context, key string) (int, error)
}

// Proposal is what one transaction adds to the register.
type Proposal struct {
	Entry Entry    // not yet in the chain
	Blobs [][]byte // contents of Entry.Files, in their order
	Text  string   // what a search of the act looks in
}

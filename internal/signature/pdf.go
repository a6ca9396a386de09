package signature

import (
	"bytes"
	"context"
	"fmt"

	"concerta/internal/signature/foreign"
)

// readPDF reads the signatures of a PDF and, when the issued bytes are its
// start, what its revisions change.
func (r *Return) readPDF(ctx context.Context, issued, data []byte) error {
	if r.Matches && len(data) == len(issued) {
		return nil // nothing was added: ours, and unsigned
	}
	if !bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		if r.Format == CAdES {
			return nil // an envelope around something else: it matches nothing
		}
		return unreadable("il file non è un PDF né una busta firmata .p7m", nil)
	}
	const broken = "il PDF è danneggiato, incompleto o ambiguo"
	first, own := 0, 0
	if r.Matches {
		own = len(issued)
	}
	f, err := foreign.Open(ctx, data, own)
	if err != nil {
		return unreadable(broken, err)
	}
	if r.Matches {
		if first, err = follows(ctx, f, issued); err != nil {
			return unreadable(broken, err)
		}
	}
	reasons, err := unsafeIn(ctx, f, first)
	if err != nil {
		return unreadable(broken, err)
	}
	if len(reasons) > 0 {
		return unsafeFile(reasons)
	}
	last, err := modelOf(f, f.Revisions()-1)
	if err != nil {
		return unreadable(broken, err)
	}
	signatures, repeated, err := last.signatures(ctx, r.Matches)
	if err != nil {
		return unreadable(broken, err)
	}
	r.Signatures = append(r.Signatures, signatures...)
	if !r.Matches {
		return nil
	}
	if r.Changes, err = changes(ctx, f, issued, last); err != nil {
		return unreadable(broken, err)
	}
	r.Changes = append(r.Changes, repeated...)
	return nil
}

// follows checks that the first revision of a file is the issued one and
// gives the number of the second.
func follows(ctx context.Context, f *foreign.File, issued []byte) (int, error) {
	own, err := foreign.Open(ctx, issued, len(issued))
	if err != nil {
		return 0, fmt.Errorf("%w: %w", errIssued, err)
	}
	if own.Revisions() != 1 || own.Start(0) != f.Start(0) {
		return 0, fmt.Errorf("%w: the revisions do not start from the issued file", foreign.ErrMalformed)
	}
	if err := f.Layout(); err != nil {
		return 0, fmt.Errorf("checking the revisions: %w", err)
	}
	if bytes.Contains(f.Tail(), []byte("obj")) {
		return 0, fmt.Errorf("%w: a revision without end", foreign.ErrMalformed)
	}
	if f.End(0) != len(issued) {
		return 0, fmt.Errorf("%w: the first revision is not the issued file", foreign.ErrMalformed)
	}
	return 1, nil
}

package archive

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/signature"
	"concerta/internal/store"
)

// SignedReturn is a file that came back signed.
type SignedReturn struct {
	Operator string
	File     Incoming
	Reason   string // for accepting what the officer has to look at; may be empty
	// Signer says for whom a signature counts that names nobody who must sign: a name,
	// or a field, of those who have not signed, or Nobody. Empty: for the first of
	// them.
	Signer string
}

// Nobody is the signer for whom a signature that is not recognised does not count.
const Nobody = "nessuno"

// ReturnSigned takes in the signed form of an act. A file that is the signed form
// of another act is refused, and the error names it; one of none is kept as not
// matching, and the error says so; one in which more
// was changed than signatures, that was signed by somebody who is not recognised while
// others are missing, or that lacks a signature held already, is taken only with a
// reason; given again, it changes nothing.
func (a *Archive) ReturnSigned(ctx context.Context, id string, r SignedReturn) (*ledger.Act, error) {
	act, err := a.Keeper.Act(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(act.Signers) == 0 {
		return nil, told(&ledger.StepError{Kind: ledger.ErrStep, Act: act, Why: "non si firma"})
	}
	digest := ledger.DigestOf(r.File.Content)
	if slices.ContainsFunc(act.Files, func(f ledger.StoredFile) bool { return f.Role == ledger.Return && f.Digest == digest }) {
		return act, nil
	}
	original, ok := act.File(ledger.PDF)
	if !ok {
		return nil, fmt.Errorf("%w: act %s has no PDF", ledger.ErrBroken, id)
	}
	issued, err := a.Keeper.Blob(ctx, original.Digest)
	if err != nil {
		return nil, err
	}
	f, err := a.incoming(ctx, ledger.Return, r.File)
	if err != nil {
		return nil, err
	}
	read, err := signature.Read(ctx, issued, r.File.Content)
	if err != nil {
		return nil, err
	}
	if !read.Matches {
		other, err := a.startsWith(ctx, read.Content)
		if err != nil {
			return nil, err
		}
		if other != nil {
			return nil, ofAnother(act, other)
		}
		return nil, a.keepUnmatched(ctx, act, r, read, f)
	}
	return a.writeOn(ctx, id, r.Operator, f, func(act *ledger.Act) (ledger.Body, error) {
		body := ledger.SignedBody{Format: string(read.Format), Signatures: recognise(act, signatures(read)), Changes: changes(read), Recognised: true}
		if err := acceptable(act, &body, r); err != nil {
			return nil, err
		}
		if len(body.Changes) > 0 {
			body.Reason = strings.TrimSpace(r.Reason)
		}
		return body, nil
	})
}

// changes are what the officer has to look at, in words.
func changes(read *signature.Return) []string {
	var list []string
	for _, c := range read.Changes {
		list = append(list, c.What)
	}
	for _, s := range read.Signatures {
		switch {
		case !s.Intact:
			list = append(list, fmt.Sprintf("la firma di %s non torna: %s", s.Signer, s.Fault))
		case !s.Covers:
			list = append(list, fmt.Sprintf("la firma di %s non copre tutto il file", s.Signer))
		}
	}
	return list
}

// mostRevisions is how many ends of a file are looked at for that of an issued act,
// which has only one.
const mostRevisions = 8

// startsWith gives the act whose issued PDF is the beginning of a file; nil for none.
func (a *Archive) startsWith(ctx context.Context, content []byte) (*ledger.Act, error) {
	const mark = "%%EOF"
	begins := map[ledger.Digest]bool{}
	for at := 0; len(begins) < mostRevisions; {
		next := bytes.Index(content[at:], []byte(mark))
		if next < 0 {
			break
		}
		at += next + len(mark)
		begins[ledger.DigestOf(content[:at])] = true
		begins[ledger.DigestOf(content[:min(at+1, len(content))])] = true // with the end of the line
	}
	if len(begins) == 0 {
		return nil, nil //nolint:nilnil // no PDF at all
	}
	list, err := a.Keeper.Acts(ctx, store.ActFilter{})
	if err != nil {
		return nil, err
	}
	for _, act := range list {
		if f, ok := act.File(ledger.PDF); ok && begins[f.Digest] {
			return act, nil
		}
	}
	return nil, nil //nolint:nilnil // no act of ours
}

// ofAnother refuses the signed form of another act.
func ofAnother(act, other *ledger.Act) error {
	name := other.ID
	if n := other.NumberWords(); n != "" {
		name = "rep. n. " + n + ", " + other.ID
	}
	return &fault.Error{
		Kind:   ErrUnsigned,
		What:   fmt.Sprintf("il file è di un altro atto, «%s» (%s), e non di %s", other.Title, name, act.ID),
		Repair: "caricarlo per quell’atto",
	}
}

// keepUnmatched keeps a file that is the signed form of no act, once.
func (a *Archive) keepUnmatched(ctx context.Context, act *ledger.Act, r SignedReturn, read *signature.Return, f *folder) error {
	refusal := &fault.Error{
		Kind:   ErrUnsigned,
		Repair: "firmare il PDF scaricato dall’archivio, senza salvarlo di nuovo con un altro programma; «concerta act get " + act.ID + "» lo dà",
	}
	known, err := a.Keeper.Acts(ctx, store.ActFilter{Process: act.Process, Kind: ledger.KindUnmatched})
	if err != nil {
		return err
	}
	for _, k := range known {
		if p, ok := k.File(ledger.Return); ok && p.Digest == f.files[0].Digest {
			refusal.What = fmt.Sprintf("il file non è l’atto %s firmato; era già conservato come %s", act.ID, k.ID)
			return refusal
		}
	}
	body := ledger.UnmatchedBody{Reason: "non corrisponde a " + act.ID, Signatures: shown(signatures(read))}
	kept, err := a.begin(ctx, act.Process, ledger.KindUnmatched, r.Operator, body, f, surroundings{})
	if err != nil {
		return err
	}
	refusal.What = fmt.Sprintf("il file non è l’atto %s firmato: il contenuto è un altro; è conservato come %s", act.ID, kept.ID)
	return refusal
}

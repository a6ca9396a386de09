package archive

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/signature"
	"concerta/internal/store"
)

// SignedReturn is a file that came back signed.
type SignedReturn struct {
	Operator string
	File     Incoming
	Reason   string // for accepting what was changed besides signing; may be empty
}

// ReturnSigned takes in the signed form of an act. A file that is the signed form
// of another one is kept as not matching, and the error says so; one in which more
// was changed than signatures is taken only with a reason; given again, it changes
// nothing.
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
	f, err := a.incoming(ledger.Return, r.File)
	if err != nil {
		return nil, err
	}
	read, err := signature.Read(ctx, issued, r.File.Content)
	if err != nil {
		return nil, err
	}
	if !read.Matches {
		return nil, a.keepUnmatched(ctx, act, r, read, f)
	}
	body := ledger.SignedBody{Format: string(read.Format), Signatures: signatures(read), Changes: changes(read)}
	if err := acceptable(act, body, strings.TrimSpace(r.Reason)); err != nil {
		return nil, err
	}
	if len(body.Changes) > 0 {
		body.Reason = strings.TrimSpace(r.Reason)
	}
	return a.write(ctx, id, r.Operator, body, f)
}

// acceptable tells whether a file of the act may be taken in as signed.
func acceptable(act *ledger.Act, body ledger.SignedBody, reason string) error {
	now, before := intact(body.Signatures), intact(act.Signatures)
	switch {
	case now == 0:
		return &fault.Error{
			Kind:   ErrUnsigned,
			What:   "il file è quello dell’atto, ma non porta nessuna firma che torni",
			Repair: "firmarlo nel riquadro con il nome del firmatario, poi caricarlo di nuovo",
		}
	case now < before:
		return &fault.Error{
			Kind:   ErrUnsigned,
			What:   fmt.Sprintf("il file porta %d firme, quello già in archivio %d", now, before),
			Repair: "caricare il file che le porta tutte: chi firma dopo firma quello già firmato",
		}
	case len(body.Changes) > 0 && reason == "":
		return &fault.Error{
			Kind:   ErrConfirm,
			What:   "nel file, oltre alle firme: " + strings.Join(body.Changes, "; "),
			Repair: "guardare il file; se va bene così, indicare il motivo con --reason: resta registrato con l’atto",
		}
	}
	return nil
}

func intact(list []ledger.Signature) int {
	n := 0
	for _, s := range list {
		if s.Intact {
			n++
		}
	}
	return n
}

// signatures are those of persons, as they are shown and counted.
func signatures(read *signature.Return) []ledger.Signature {
	var list []ledger.Signature
	for _, s := range read.Signatures {
		if s.DocTimestamp || s.Counter {
			continue
		}
		one := ledger.Signature{Field: s.Field, Name: s.Signer, Issuer: s.Issuer, Stamped: s.Timestamped, Intact: s.Intact && s.Covers}
		if !s.When.IsZero() {
			one.When = s.When.UTC().Format(time.RFC3339)
		}
		list = append(list, one)
	}
	return list
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
	body := ledger.UnmatchedBody{Reason: "non corrisponde a " + act.ID, Signatures: signatures(read)}
	kept, err := a.begin(ctx, act.Process, ledger.KindUnmatched, r.Operator, body, f)
	if err != nil {
		return err
	}
	refusal.What = fmt.Sprintf("il file non è l’atto %s firmato: il contenuto è un altro; è conservato come %s", act.ID, kept.ID)
	return refusal
}

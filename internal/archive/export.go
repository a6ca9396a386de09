package archive

import (
	"context"
	"errors"
	"fmt"
	"io"

	"concerta/internal/archive/bundle"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/store"
)

// Export writes the case file of a process as a package to hand over: everything
// up to the newest entry, made now by a version of the program. A process without
// acts is an error of kind ErrNoAct; an archive that does not agree with itself is
// one of kind ledger.ErrBroken.
func (a *Archive) Export(ctx context.Context, key, program string, w io.Writer) (*bundle.Summary, error) {
	p, err := a.Keeper.Process(ctx, key)
	if err != nil {
		return nil, err
	}
	list, err := a.Keeper.Acts(ctx, store.ActFilter{Process: key, Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, &fault.Error{
			Kind:   ErrNoAct,
			What:   fmt.Sprintf("il fascicolo del procedimento «%s» è vuoto: non è stato emesso nessun atto", key),
			Repair: "emettere prima gli atti, con «concerta issue»; il file del procedimento si scrive con «concerta export»",
		}
	}
	head, err := a.Keeper.Head(ctx)
	if err != nil {
		return nil, err
	}
	return bundle.Write(ctx, w, &bundle.Case{
		Office: a.office, Process: key, Title: p.Title, Program: program, Made: a.Now(), Zone: a.Zone, Head: head,
		Entries: a.Keeper.Entries(ctx),
		Content: a.content,
		Version: func(ctx context.Context, n int) (*bundle.Version, error) { return a.version(ctx, key, n) },
	})
}

// content gives a stored file. One that an entry speaks of and that is not there
// is a fault of the archive, and not of whoever asks.
func (a *Archive) content(ctx context.Context, d ledger.Digest) ([]byte, error) {
	b, err := a.Keeper.Blob(ctx, d)
	return b, lost(err)
}

func (a *Archive) version(ctx context.Context, key string, n int) (*bundle.Version, error) {
	p, err := a.Keeper.ProcessVersion(ctx, key, n)
	if err != nil {
		return nil, lost(err)
	}
	v := &bundle.Version{Source: p.Source}
	for _, f := range p.Attachments {
		v.Attachments = append(v.Attachments, bundle.Attachment(f))
	}
	return v, nil
}

func lost(err error) error {
	if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	return &fault.Error{Kind: ledger.ErrBroken, What: fault.Words(err), Repair: "verificare l’archivio con «concerta archive verify» e ripristinare una copia"}
}

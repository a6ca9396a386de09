package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

// Fault and Verification are those of the register: an exported package is
// verified into the same form.
type (
	Fault        = ledger.Fault
	Verification = ledger.Verification
)

// Verify reads the whole archive and says everything that is wrong with it: every
// entry and link of the register, every number, every file, the metadata, the
// lists made from the register, and the versions of processes that acts were made
// from. Known is a head of the register kept elsewhere, nil for none: it must be
// in the chain. The error is for what could not be read at all.
func (a *Archive) Verify(ctx context.Context, known *ledger.Head) (*Verification, error) {
	v := &verifying{
		Verification: &Verification{}, book: ledger.NewBook(), known: known,
		wanted: map[ledger.Digest][]wantedFile{}, versions: map[version]ledger.Digest{},
	}
	if err := v.register(ctx, a.Keeper); err != nil {
		return nil, err
	}
	if err := v.files(ctx, a.Keeper); err != nil {
		return nil, err
	}
	if err := v.lists(ctx, a.Keeper); err != nil {
		return nil, err
	}
	if err := v.processes(ctx, a.Keeper); err != nil {
		return nil, err
	}
	return v.Verification, nil
}

type version struct {
	process string
	number  int
}

// wantedFile is a file that an entry speaks of.
type wantedFile struct {
	ledger.File
	entry int64
	act   string
}

type verifying struct {
	*Verification
	book     *ledger.Book
	known    *ledger.Head
	wanted   map[ledger.Digest][]wantedFile
	versions map[version]ledger.Digest // from which acts were made
}

func (v *verifying) register(ctx context.Context, k Keeper) error {
	met := v.known == nil
	for e, err := range k.Entries(ctx) {
		if err != nil {
			return err
		}
		v.Entries++
		for _, wrong := range v.book.Add(e) {
			v.Wrong(ledger.EntryName(e.Seq), "%s", ledger.Reason(wrong))
		}
		if v.known != nil && e.Seq == v.known.Seq {
			met = e.Digest == v.known.Digest
		}
		for _, f := range e.Files {
			v.wanted[f.Digest] = append(v.wanted[f.Digest], wantedFile{f, e.Seq, e.Act})
		}
		v.frozenFrom(e)
	}
	v.Head = v.book.Head
	noted, err := k.Head(ctx)
	if err != nil {
		return err
	}
	if noted != v.Head {
		v.Wrong("fine del registro", "il registro arriva alla n. %d, ma l’ultima registrazione annotata è la n. %d", v.Head.Seq, noted.Seq)
	}
	if !met {
		v.Wrong("fine del registro", "la registrazione n. %d che risulta dalla ricevuta indicata non c’è, o è un’altra", v.known.Seq)
	}
	return nil
}

// frozenFrom notes the version of the process that an act was made from, and
// compares the digests that the entry says twice.
func (v *verifying) frozenFrom(e *ledger.Entry) {
	body, err := e.Said()
	if err != nil {
		return // told already
	}
	issued, ok := body.(ledger.IssuedBody)
	if !ok {
		return
	}
	v.versions[version{e.Process, issued.ProcessVersion}] = issued.ProcessDigest
	for _, wrong := range issued.Agrees(e.Files) {
		v.Wrong(ledger.EntryName(e.Seq), "%s", wrong)
	}
}

func (v *verifying) files(ctx context.Context, k Keeper) error {
	seen := make(map[ledger.Digest]bool, len(v.wanted))
	for b, err := range k.Blobs(ctx) {
		if err != nil {
			return err
		}
		uses := v.wanted[b.Digest]
		if len(uses) == 0 {
			v.Orphans++
			continue
		}
		seen[b.Digest] = true
		v.Files++
		v.Bytes += int64(len(b.Content))
		switch {
		case b.Err != nil:
			v.fileFault(uses, "non si legge: "+b.Err.Error())
		case ledger.DigestOf(b.Content) != b.Digest:
			v.fileFault(uses, "è stato modificato: l’impronta non torna")
		case int64(len(b.Content)) != uses[0].Size:
			v.fileFault(uses, "ha un’altra lunghezza")
		}
	}
	for digest, uses := range v.wanted {
		if !seen[digest] {
			v.fileFault(uses, "manca")
		}
	}
	return nil
}

func (v *verifying) fileFault(uses []wantedFile, what string) {
	for _, u := range uses {
		v.Wrong(u.act, "il file %s (%s, registrazione n. %d) %s", u.Name, u.Role, u.entry, what)
	}
}

// lists compares what is noted of each act with what the entries come to.
func (v *verifying) lists(ctx context.Context, k Keeper) error {
	list, err := k.Acts(ctx, store.ActFilter{})
	if err != nil {
		return err
	}
	v.Acts = len(list)
	listed := make(map[string]bool, len(list))
	for _, noted := range list {
		listed[noted.ID] = true
		real := v.book.Acts[noted.ID]
		if real == nil {
			v.Wrong(noted.ID, "è negli elenchi ma non nel registro")
			continue
		}
		same, err := equal(noted, real)
		if err != nil {
			return err
		}
		if !same {
			v.Wrong(noted.ID, "negli elenchi non è come risulta dal registro")
		}
	}
	for id := range v.book.Acts {
		if !listed[id] {
			v.Wrong(id, "è nel registro ma non negli elenchi")
		}
	}
	return nil
}

func equal(x, y *ledger.Act) (bool, error) {
	a, err := json.Marshal(x)
	if err != nil {
		return false, fmt.Errorf("JSON of an act: %w", err)
	}
	b, err := json.Marshal(y)
	if err != nil {
		return false, fmt.Errorf("JSON of an act: %w", err)
	}
	return bytes.Equal(a, b), nil
}

func (v *verifying) processes(ctx context.Context, k Keeper) error {
	for p, err := range k.ProcessDigests(ctx) {
		if err != nil {
			return err
		}
		where := fmt.Sprintf("procedimento %s, versione %d", p.Key, p.Version)
		if p.Noted != p.Computed {
			v.Wrong(where, "è stato modificato: l’impronta non torna")
		}
		from, used := v.versions[version{p.Key, p.Version}]
		if used && from != p.Noted {
			v.Wrong(where, "non è quello da cui furono fatti gli atti")
		}
		delete(v.versions, version{p.Key, p.Version})
	}
	for missing := range v.versions {
		v.Wrong(fmt.Sprintf("procedimento %s, versione %d", missing.process, missing.number), "manca, ma ci sono atti che ne furono fatti")
	}
	return nil
}

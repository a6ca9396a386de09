package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

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
// lists made from the register, the log of operations, and the versions of processes
// that acts were made from. Known is a head of the register kept elsewhere, nil for
// none: it must be in the chain. The error is for what could not be read at all.
func (a *Archive) Verify(ctx context.Context, known *ledger.Head) (*Verification, error) {
	return Verify(ctx, a.Keeper, known)
}

// Verify is [Archive.Verify] of data of which no archive can be opened, since they are
// broken, or is to be, since opening writes.
func Verify(ctx context.Context, k Keeper, known *ledger.Head) (*Verification, error) {
	v := &verifying{
		Verification: &Verification{}, book: ledger.NewBook(), known: known,
		wanted: map[ledger.Digest][]wantedFile{}, versions: map[version]ledger.Digest{},
		words: map[string]*actWords{}, texts: map[ledger.Digest][]*actWords{}, titles: map[version]string{},
	}
	if err := v.schema(ctx, k); err != nil {
		return nil, err
	}
	err := k.Audit(ctx, func(state *store.Audit) error {
		if err := v.register(ctx, state); err != nil {
			return err
		}
		return v.lists(ctx, state)
	})
	if err := v.damaged("il registro (concerta.db)", err); err != nil {
		return nil, err
	}
	err = k.Audit(ctx, func(state *store.Audit) error { return v.deeds(ctx, state) })
	if err := v.damaged("il registro delle operazioni (concerta.db)", err); err != nil {
		return nil, err
	}
	err = v.files(ctx, k)
	if err := v.damaged("i file (archivio.db)", err); err != nil {
		return nil, err
	}
	err = v.processes(ctx, k)
	if err := v.damaged("i procedimenti (concerta.db)", err); err != nil {
		return nil, err
	}
	return v.Verification, nil
}

// damaged makes a fault of what could not be read because it is damaged. That a table
// is missing was told when the schema was looked at.
func (v *verifying) damaged(where string, err error) error {
	if errors.Is(err, store.ErrIncomplete) && !v.Good() {
		return nil
	}
	if !errors.Is(err, store.ErrDamaged) {
		return err
	}
	v.Wrong(where, "non si legge per intero: il file è danneggiato")
	return nil
}

type version struct {
	process string
	number  int
}

// wantedFile is a file that an entry speaks of.
type wantedFile struct {
	ledger.File
	entry    int64
	position int
	act      string
}

type verifying struct {
	*Verification
	book     *ledger.Book
	known    *ledger.Head
	wanted   map[ledger.Digest][]wantedFile
	versions map[version]ledger.Digest     // from which acts were made
	order    []string                      // of acts, as they were issued
	words    map[string]*actWords          // by act
	texts    map[ledger.Digest][]*actWords // by the file that they are made from
	titles   map[version]string
}

func (v *verifying) register(ctx context.Context, k *store.Audit) error {
	met := v.known == nil || *v.known == ledger.Head{} // nothing was registered yet
	for e, err := range k.Entries(ctx) {
		if err != nil {
			return err
		}
		v.Entries++
		before := len(v.book.Acts)
		for _, wrong := range v.book.Add(e) {
			v.Wrong(ledger.EntryName(e.Seq), "%s", ledger.Reason(wrong))
		}
		if len(v.book.Acts) > before {
			v.order = append(v.order, e.Act)
		}
		if v.known != nil && e.Seq == v.known.Seq {
			met = e.Digest == v.known.Digest
		}
		for i, f := range e.Files {
			v.wanted[f.Digest] = append(v.wanted[f.Digest], wantedFile{f, e.Seq, i, e.Act})
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
	v.expectWords(e, body)
	issued, ok := body.(ledger.IssuedBody)
	if !ok {
		return
	}
	v.versions[version{e.Process, issued.ProcessVersion}] = issued.ProcessDigest
	for _, wrong := range issued.Agrees(e.Files) {
		v.Wrong(ledger.EntryName(e.Seq), "%s", wrong)
	}
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
	for _, missing := range slices.SortedFunc(maps.Keys(v.versions), compareVersions) {
		v.Wrong(fmt.Sprintf("procedimento %s, versione %d", missing.process, missing.number), "manca, ma ci sono atti che ne furono fatti")
	}
	return nil
}

func compareVersions(x, y version) int {
	return cmp.Or(cmp.Compare(x.process, y.process), cmp.Compare(x.number, y.number))
}

package archive

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

// files reads every content.
func (v *verifying) files(ctx context.Context, k Keeper) error {
	seen := make(map[ledger.Digest]bool, len(v.wanted))
	for b, err := range k.Blobs(ctx) {
		if errors.Is(err, store.ErrDamaged) {
			v.Wrong("i file (archivio.db)", "non si leggono tutti: il file che li contiene è danneggiato")
			return v.oneByOne(ctx, k, seen)
		}
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
			v.fileFault(uses, "è danneggiato e non si legge")
		case ledger.DigestOf(b.Content) != b.Digest:
			v.fileFault(uses, "è stato modificato: l’impronta non torna")
		default:
			if err := v.text(ctx, k, b.Digest, b.Content); err != nil {
				return err
			}
		}
		for _, u := range uses {
			if b.Err == nil && u.Size != int64(len(b.Content)) {
				v.fileFault([]wantedFile{u}, "ha un’altra lunghezza")
			}
		}
	}
	for _, d := range v.unseen(seen) {
		v.fileFault(v.wanted[d], "manca")
	}
	return nil
}

// oneByOne asks for each content by itself: what is damaged hides the others from a
// reading in order.
func (v *verifying) oneByOne(ctx context.Context, k Keeper, seen map[ledger.Digest]bool) error {
	for _, d := range v.unseen(seen) {
		content, err := k.Blob(ctx, d)
		switch {
		case err == nil: // and of its digest
			v.Files++
			v.Bytes += int64(len(content))
			if err := v.text(ctx, k, d, content); err != nil {
				return err
			}
		case errors.Is(err, store.ErrNotFound):
			v.fileFault(v.wanted[d], "manca")
		case errors.Is(err, store.ErrDamaged), errors.Is(err, ledger.ErrBroken):
			v.fileFault(v.wanted[d], "è danneggiato e non si legge")
		default:
			return err
		}
	}
	return nil
}

// unseen are the contents that entries speak of and that were not met, in the
// order of the entries.
func (v *verifying) unseen(seen map[ledger.Digest]bool) []ledger.Digest {
	return slices.SortedFunc(func(yield func(ledger.Digest) bool) {
		for d := range v.wanted {
			if !seen[d] && !yield(d) {
				return
			}
		}
	}, func(x, y ledger.Digest) int {
		a, b := v.wanted[x][0], v.wanted[y][0]
		return cmp.Or(cmp.Compare(a.entry, b.entry), cmp.Compare(a.position, b.position))
	})
}

func (v *verifying) fileFault(uses []wantedFile, what string) {
	for _, u := range uses {
		v.Wrong(u.act, "il file %s (%s, registrazione n. %d) %s", u.Name, u.Role, u.entry, what)
	}
}

// lists compares what is noted of each act with what the entries come to.
func (v *verifying) lists(ctx context.Context, state *store.Audit) error {
	left := maps.Clone(v.book.Acts)
	place := 0 // in the order of issue
	for noted, err := range state.Acts(ctx) {
		if err != nil {
			return err
		}
		v.Acts++
		real := left[noted.ID]
		if real == nil {
			v.Wrong(noted.ID, "è negli elenchi ma non nel registro") // which may have lost it
			continue
		}
		delete(left, noted.ID)
		if err := v.listed(noted, real); err != nil {
			return err
		}
		if at := slices.Index(v.order[place:], noted.ID); at < 0 {
			v.wrongList(noted.ID, "negli elenchi non è al suo posto")
		} else {
			place += at + 1
		}
	}
	for _, id := range v.order {
		if left[id] != nil {
			v.wrongList(id, "è nel registro ma non negli elenchi")
		}
	}
	return v.index(ctx, state)
}

func (v *verifying) listed(noted store.NotedAct, real *ledger.Act) error {
	same, err := equal(noted.Act, real)
	if err != nil {
		return err
	}
	switch {
	case !same && noted.Act != nil && noted.Act.Last > real.Last: // the register may have lost the rest
		v.Wrong(noted.ID, "negli elenchi non è come risulta dal registro")
	case !same:
		v.wrongList(noted.ID, "negli elenchi non è come risulta dal registro")
	case len(noted.Amiss) > 0:
		v.wrongList(noted.ID, "negli elenchi si trova sotto altri dati da quelli del registro (%s)", strings.Join(noted.Amiss, ", "))
	default:
		v.found(noted)
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

package archive

import (
	"context"
	"errors"
	"fmt"

	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

// actWords are the words by which a search must find an act.
type actWords struct {
	act    string
	issued *ledger.IssuedBody // nil: they are known without a file
	from   version            // of the process
	digest ledger.Digest      // of all words; of an act, of those that were found
	listed bool               // a search finds some
}

// expectWords notes what an act must be found by. Those of an act are made from its
// text, which is read with the other files.
func (v *verifying) expectWords(e *ledger.Entry, body ledger.Body) {
	if v.words[e.Act] != nil {
		return
	}
	w := &actWords{act: e.Act}
	switch b := body.(type) {
	case ledger.FiledBody:
		w.digest = ledger.DigestOf([]byte(b.Words(e.Files)))
	case ledger.IssuedBody:
		w.issued, w.from = &b, version{e.Process, b.ProcessVersion}
		for _, f := range e.Files {
			if f.Role == ledger.Text {
				v.texts[f.Digest] = append(v.texts[f.Digest], w)
			}
		}
	default:
		return
	}
	v.words[e.Act] = w
}

// found compares what a search finds an act by with what it must.
func (v *verifying) found(noted store.NotedAct) {
	w := v.words[noted.ID]
	switch {
	case w == nil && noted.Worded:
		v.wrongList(noted.ID, "si trova cercando parole che non ha")
	case w == nil:
	case !noted.Worded:
		v.wrongList(noted.ID, "non si trova cercando le sue parole")
	case w.issued != nil:
		w.digest, w.listed = noted.Words, true
	case w.digest != noted.Words:
		v.otherWords(noted.ID)
	}
}

// wrongList adds a fault of what can be made again from the register.
func (v *verifying) wrongList(where, format string, args ...any) {
	v.Derived++
	v.Wrong(where, format, args...)
}

func (v *verifying) otherWords(act string) {
	v.wrongList(act, "si trova cercando parole che non sono le sue")
}

// text compares the words of the acts that a file is the text of.
func (v *verifying) text(ctx context.Context, k Keeper, d ledger.Digest, content []byte) error {
	for _, w := range v.texts[d] {
		if !w.listed {
			continue
		}
		title, err := v.title(ctx, k, w.from)
		if errors.Is(err, store.ErrNotFound) {
			continue // told of with the processes
		}
		if err != nil {
			return err
		}
		if ledger.DigestOf([]byte(w.issued.Words(title, content))) != w.digest {
			v.otherWords(w.act)
		}
	}
	return nil
}

func (v *verifying) title(ctx context.Context, k Keeper, from version) (string, error) {
	if t, ok := v.titles[from]; ok {
		return t, nil
	}
	p, err := k.ProcessVersion(ctx, from.process, from.number)
	if err != nil {
		return "", err
	}
	v.titles[from] = p.Title
	return p.Title, nil
}

// index looks at the index of words as a whole.
func (v *verifying) index(ctx context.Context, state *store.Audit) error {
	stray, err := state.StrayWords(ctx)
	if err != nil {
		return err
	}
	if stray > 0 {
		v.wrongList("ricerca", "ha le parole di atti che non ci sono: %d", stray)
	}
	holds, err := state.WordsHold(ctx)
	if err != nil {
		return err
	}
	if !holds {
		v.wrongList("ricerca", "non trova le parole che conserva")
	}
	return nil
}

// RebuildLists makes the list of acts and the words of the search again from the
// register, which must hold; it gives how many acts there are.
func RebuildLists(ctx context.Context, k Keeper) (int, error) {
	titles := map[version]string{}
	return k.RebuildLists(ctx, func(ctx context.Context, e *ledger.Entry) (string, error) {
		body, err := e.Said()
		if err != nil {
			return "", fmt.Errorf("rebuilding the words of %s: %w", e.Act, err)
		}
		switch b := body.(type) {
		case ledger.FiledBody:
			return b.Words(e.Files), nil
		case ledger.IssuedBody:
			from := version{e.Process, b.ProcessVersion}
			title, known := titles[from]
			if !known {
				p, err := k.ProcessVersion(ctx, from.process, from.number)
				if err != nil {
					return "", lost(err)
				}
				title, titles[from] = p.Title, p.Title
			}
			for _, f := range e.Files {
				if f.Role == ledger.Text {
					text, err := k.Blob(ctx, f.Digest)
					return b.Words(title, text), lost(err)
				}
			}
			return b.Words(title, nil), nil
		}
		return "", nil
	})
}

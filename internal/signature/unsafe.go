package signature

import (
	"context"
	"fmt"

	"concerta/internal/signature/foreign"
)

// unsafeIn looks in every object of the revisions from first on, whether it
// is used or was replaced, for what a signed act never needs, and gives the
// reasons to refuse the file.
func unsafeIn(ctx context.Context, f *foreign.File, first int) ([]string, error) {
	return lookIn(ctx, f, first, nil)
}

// lookIn is unsafeIn with what may be done at the opening of the file: a revision and
// the value of OpenAction; nil for nothing.
func lookIn(ctx context.Context, f *foreign.File, first int, opens func(rev int, v foreign.Value) bool) ([]string, error) {
	w := &unsafeWalk{found: map[string]bool{}}
	for rev := first; rev < f.Revisions(); rev++ {
		if f.Trailer(rev)["Encrypt"] != nil {
			w.add("è cifrato")
			return w.reasons, nil // nothing else can be read
		}
	}
	for rev := first; rev < f.Revisions(); rev++ {
		for _, ref := range f.Objects(rev) {
			if err := ctx.Err(); err != nil {
				return nil, fmt.Errorf("looking through the PDF: %w", err)
			}
			v, err := f.Get(rev, ref)
			if err != nil {
				return nil, fmt.Errorf("object %d: %w", ref.Num, err)
			}
			w.opens = func(v foreign.Value) bool { return opens != nil && opens(rev, v) }
			w.value(v)
		}
	}
	return w.reasons, nil
}

type unsafeWalk struct {
	opens   func(foreign.Value) bool // whether an action at the opening is harmless
	found   map[string]bool
	reasons []string
}

func (w *unsafeWalk) add(reason string) {
	if !w.found[reason] {
		w.found[reason] = true
		w.reasons = append(w.reasons, reason)
	}
}

// value looks at a value and those inside it, whose depth the reader bounds.
func (w *unsafeWalk) value(v foreign.Value) {
	switch v := v.(type) {
	case foreign.Array:
		for _, e := range v {
			w.value(e)
		}
	case *foreign.Stream:
		w.value(v.Dict)
	case foreign.Dict:
		w.dict(v)
		for _, e := range v {
			w.value(e)
		}
	}
}

func (w *unsafeWalk) dict(d foreign.Dict) {
	switch d["S"] {
	case foreign.Name("JavaScript"):
		w.add("contiene JavaScript")
	case foreign.Name("Launch"):
		w.add("avvia altri programmi")
	}
	switch d["Subtype"] {
	case foreign.Name("FileAttachment"):
		w.add("porta file allegati")
	case foreign.Name("RichMedia"), foreign.Name("Movie"), foreign.Name("Sound"), foreign.Name("Screen"), foreign.Name("3D"):
		w.add("contiene filmati, suoni o oggetti interattivi")
	}
	for _, k := range []struct {
		key    foreign.Name
		reason string
	}{
		{"JS", "contiene JavaScript"},
		{"JavaScript", "contiene JavaScript"},
		{"OpenAction", "esegue un’azione all’apertura"},
		{"AA", "esegue azioni automatiche"},
		{"EmbeddedFiles", "porta file allegati"},
		{"EF", "porta file allegati"},
		{"XFA", "contiene un modulo XFA"},
	} {
		if v, ok := d[k.key]; ok && (k.key != "OpenAction" || !w.opens(v)) {
			w.add(k.reason)
		}
	}
}

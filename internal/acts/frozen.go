package acts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"concerta/internal/process"
)

// ErrFrozen is the kind of error of bytes that are no frozen view: not the
// canonical JSON of a view, or of a shape this program does not know.
var ErrFrozen = errors.New("i dati congelati dell'atto non si leggono")

// Frozen is the canonical JSON of what the template of an act sees, to be kept
// with the act, and its SHA-256 in hex. What it gives can be read back. The error
// is of kind ErrNoAct or what making the view fails with.
func Frozen(p *process.Process, j Job) (frozen []byte, digest string, err error) {
	r, err := recipeOf(j.Kind)
	if err != nil {
		return nil, "", err
	}
	v, err := r.view(p, j)
	if err != nil {
		return nil, "", fmt.Errorf("%s di %s: %w", j.Kind, p.Key, err)
	}
	if frozen, err = canonical(v); err != nil {
		return nil, "", err
	}
	// An act is kept for good: what could not be read later is refused now.
	if _, err := readFrozen(frozen); err != nil {
		return nil, "", fmt.Errorf("%s di %s: %w", j.Kind, p.Key, err)
	}
	return frozen, hexDigest(frozen), nil
}

// ReadNoticeView is the view of a notice from its canonical JSON. An unknown
// schema, an unknown field, anything after the view or any other form than the
// canonical one is an error of kind ErrFrozen. The logo has no bytes: a view is
// frozen with their digest.
func ReadNoticeView(frozen []byte) (NoticeView, error) {
	k, err := FrozenKind(frozen)
	if err != nil {
		return NoticeView{}, err
	}
	if k != Notice {
		return NoticeView{}, fmt.Errorf("%w: sono di un atto «%s», non di un avviso", ErrFrozen, k)
	}
	read, err := readFrozen(frozen)
	if err != nil {
		return NoticeView{}, err
	}
	v, ok := read.(NoticeView)
	if !ok {
		return NoticeView{}, fmt.Errorf("%w: non sono di un avviso", ErrFrozen)
	}
	return v, nil
}

// FrozenKind is the kind of act that a frozen view is of. An unknown one is an
// error of kind ErrFrozen.
func FrozenKind(frozen []byte) (Kind, error) {
	r, err := frozenRecipe(frozen)
	return r.kind, err
}

// frozenRecipe is the recipe of the kind that a frozen view says it is of, in a
// shape that this program knows.
func frozenRecipe(frozen []byte) (recipe, error) {
	var head struct {
		Schema int  `json:"schema"`
		Atto   Kind `json:"atto"`
	}
	if err := json.Unmarshal(frozen, &head); err != nil {
		return recipe{}, fmt.Errorf("%w: %w", ErrFrozen, err)
	}
	r, err := recipeOf(head.Atto)
	if err != nil {
		return recipe{}, fmt.Errorf("%w: l'atto «%s» non esiste", ErrFrozen, head.Atto)
	}
	if head.Schema != r.schema {
		return recipe{}, fmt.Errorf("%w: la forma n. %d di «%s» è sconosciuta; questo programma conosce la n. %d", ErrFrozen, head.Schema, r.kind, r.schema)
	}
	return r, nil
}

// readFrozen is a view from its canonical JSON, without what a view knows of its
// job.
func readFrozen(frozen []byte) (view, error) {
	r, err := frozenRecipe(frozen)
	if err != nil {
		return nil, err
	}
	v, err := r.read(frozen)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFrozen, err)
	}
	// The decoder takes names in any case and says nothing of a name given twice.
	again, err := canonical(v)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(again, frozen) {
		return nil, fmt.Errorf("%w: non sono in forma canonica", ErrFrozen)
	}
	return v, nil
}

// reading reads a view of type V, and nothing besides.
func reading[V view](frozen []byte) (view, error) {
	d := json.NewDecoder(bytes.NewReader(frozen))
	d.DisallowUnknownFields()
	var v V
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("c'è altro dopo la fine")
	}
	return v, nil
}

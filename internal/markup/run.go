package markup

import (
	"errors"
	"fmt"
	"sort"
	"text/template"

	"concerta/internal/doc"
	"concerta/internal/richtext"
)

var (
	errTooLong = errors.New("il modello produce troppo testo")
	errTooMany = errors.New("il modello ripete troppe volte")
)

// run is the state of one execution: what was printed, where each piece of it
// comes from, and the values that tokens name.
type run struct {
	out    []byte
	turns  int
	origin []origin // of a traced execution
	own    []place  // what origin points into; nil: the places of the templates
	rich   []richtext.Text
	images []doc.Image
}

// origin says that from offset out on, the text printed comes from a place.
type origin struct{ out, place int }

func newRun() *run { return &run{out: make([]byte, 0, 16<<10)} }

// reset makes r as new, keeping its memory. What was made of the last execution
// holds no part of it.
func (r *run) reset() {
	clear(r.rich)
	clear(r.images)
	*r = run{out: r.out[:0], rich: r.rich[:0], images: r.images[:0]}
}

// Write takes what the template prints. It is an io.Writer for text/template.
func (r *run) Write(p []byte) (int, error) {
	if len(r.out)+len(p) > maxOutput {
		return 0, fmt.Errorf("%w: più di %d MB", errTooLong, maxOutput>>20)
	}
	r.out = append(r.out, p...)
	return len(p), nil
}

// Names of the functions that instrument puts into templates. No template may
// call them: an identifier that starts with an underscore is refused.
const (
	funcMark  = "_segno"
	funcPrint = "_stampa"
	funcStep  = "_passo"
)

func (r *run) funcs() template.FuncMap {
	return template.FuncMap{funcMark: r.mark, funcPrint: r.token, funcStep: r.step}
}

// step counts the turns of loops, so that no template runs for ever.
func (r *run) step() (string, error) {
	r.turns++
	if r.turns > maxTurns {
		return "", errTooMany
	}
	return "", nil
}

// mark notes that what follows comes from a place.
func (r *run) mark(place int) string {
	r.origin = append(r.origin, origin{len(r.out), place})
	return ""
}

// placeOf is the place of an offset of the output, and how far after it.
func (r *run) placeOf(off int) (index, delta int) {
	i := sort.Search(len(r.origin), func(i int) bool { return r.origin[i].out > off }) - 1
	// An action that printed nothing shares its offset with what follows it.
	if i < 0 {
		return -1, 0
	}
	return r.origin[i].place, off - r.origin[i].out
}

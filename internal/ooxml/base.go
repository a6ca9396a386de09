package ooxml

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Base is the package of somebody else that documents are put on: an office's
// letterhead. Of it they have the headers and footers with their pictures, the
// pages, the styles, the lists, the fonts and the theme; its text and everything
// else stays behind. It is read once and never changes, so that many documents may
// be put on it at once.
type Base struct {
	page      Page
	headers   map[string]*basePart // by kind of page
	footers   map[string]*basePart
	styles    *basePart // nil when it has none, like those below
	numbering *basePart
	fonts     *basePart
	theme     *basePart
	settings  *node
	known     styleTable
}

// Page is the page of a base. What a base does not say is nil.
type Page struct {
	Size      *PageSize // always upright
	Margins   *PageMargins
	Source    *PaperSource
	TitlePage bool // the first page has a header and a footer of its own
}

// basePart is a part of a base that documents get.
type basePart struct {
	name string
	data []byte
	tree *node
	rels []baseRelation
}

// baseRelation leads from a part to a picture or a font.
type baseRelation struct {
	id, typ string
	to      *baseMedia
}

// baseMedia is a part that is no XML of ours to look into.
type baseMedia struct {
	data      []byte
	extension string
	typ       string // content type
}

// BaseFault is one thing for which a base is refused.
type BaseFault struct {
	Part   string // empty when it is the file as a whole
	What   string
	Repair string // what to do about it in a word processor
}

func (f BaseFault) String() string {
	if f.Part == "" {
		return f.What
	}
	return f.Part + ": " + f.What
}

// BaseError is the refusal of a base, with everything found wrong in it.
type BaseError struct{ Faults []BaseFault }

func (e *BaseError) Error() string {
	lines := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		lines[i] = f.String()
	}
	return strings.Join(lines, "; ")
}

// Repairs are the advices of the faults, each once.
func (e *BaseError) Repairs() []string {
	var list []string
	for _, f := range e.Faults {
		if f.Repair != "" && !slices.Contains(list, f.Repair) {
			list = append(list, f.Repair)
		}
	}
	return list
}

// ReadBase reads a base that anybody may have made, and refuses with a *BaseError
// what could harm whoever opens the documents put on it: macros, embedded objects,
// links that lead out of the file, and files made to exhaust who reads them.
func ReadBase(data []byte) (*Base, error) {
	r := &baseReader{}
	if r.open(data); len(r.faults) == 0 {
		r.refuseTypes()
		r.refuseRelations()
	}
	b := &Base{}
	if r.main != "" {
		r.collect(b)
	}
	if len(r.faults) > 0 {
		return nil, &BaseError{r.faults}
	}
	return b, nil
}

// Page is the page of the base's first section.
func (b *Base) Page() Page { return b.page }

// EvenAndOdd tells whether even pages have headers and footers of their own.
func (b *Base) EvenAndOdd() bool { return b.settings.on("w:evenAndOddHeaders") }

// HeaderSays tells whether the header of that kind of page has words or a picture.
func (b *Base) HeaderSays(kind string) bool {
	h := b.headers[kind]
	return h != nil && says(h.tree)
}

// Heads tells whether any page of the base has a header with words or a picture.
func (b *Base) Heads() bool {
	for kind := range b.headers {
		if b.HeaderSays(kind) {
			return true
		}
	}
	return false
}

// FirstSays tells whether the first page has a header with words or a picture.
func (b *Base) FirstSays() bool {
	if b.page.TitlePage {
		return b.HeaderSays(kindFirst)
	}
	return b.HeaderSays(kindDefault)
}

// The kinds of page that have headers and footers.
const (
	kindDefault = "default"
	kindFirst   = "first"
	kindEven    = "even"
)

// says tells whether there is something to see in n.
func says(n *node) bool {
	switch n.name {
	case "w:drawing", "w:pict":
		return true
	case "w:t":
		return strings.TrimSpace(n.text) != ""
	}
	return slices.ContainsFunc(n.kids, says)
}

// baseReader reads one base.
type baseReader struct {
	data   map[string][]byte
	names  []string          // in the order of the file
	spelt  map[string]string // part name in lower case → as it is spelt
	types  map[string]string // part → content type
	rels   map[string][]relationship
	main   string // the part of the text; empty when there is none to read
	faults []BaseFault
}

func (r *baseReader) fault(part, repair, format string, args ...any) {
	f := BaseFault{part, fmt.Sprintf(format, args...), repair}
	if !slices.Contains(r.faults, f) {
		r.faults = append(r.faults, f)
	}
}

// What to do about most faults.
const (
	repairSave    = "aprire il file con Word o LibreOffice e salvarlo di nuovo come .docx"
	repairSmaller = "usare una carta intestata più piccola: senza testo, con immagini ridotte"
	repairObject  = "togliere l’oggetto o metterne un’immagine al suo posto, e salvare di nuovo"
	repairMacro   = "salvare il file come «Documento di Word (.docx)», che non tiene le macro"
)

// tree parses a part, or says what is wrong with it.
func (r *baseReader) tree(part string) *node {
	t, err := parseLimited(r.data[part], baseElements)
	if err != nil {
		r.unreadable(part, err)
		return nil
	}
	return t
}

func (r *baseReader) unreadable(part string, err error) {
	repair := repairSave
	if errors.Is(err, errManyXML) {
		repair = repairSmaller
	}
	r.fault(part, repair, "non si legge: %v", err)
}

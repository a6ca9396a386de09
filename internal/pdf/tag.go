package pdf

// Tag is a standard structure type (ISO 32000-1 14.8.4). Only standard types
// are written, so a file needs no role map.
type Tag string

// The structure types.
const (
	TagDocument Tag = "Document"
	TagSect     Tag = "Sect"
	TagDiv      Tag = "Div"
	TagH1       Tag = "H1"
	TagH2       Tag = "H2"
	TagH3       Tag = "H3"
	TagH4       Tag = "H4"
	TagH5       Tag = "H5"
	TagH6       Tag = "H6"
	TagP        Tag = "P"
	TagList     Tag = "L"
	TagItem     Tag = "LI"
	TagLabel    Tag = "Lbl"
	TagBody     Tag = "LBody"
	TagTable    Tag = "Table"
	TagHead     Tag = "THead"
	TagRows     Tag = "TBody"
	TagRow      Tag = "TR"
	TagTH       Tag = "TH"
	TagTD       Tag = "TD"
	TagCaption  Tag = "Caption"
	TagFigure   Tag = "Figure"
	TagForm     Tag = "Form"
	TagLink     Tag = "Link"
	TagSpan     Tag = "Span"
)

// Elem is an element of the structure tree.
type Elem struct {
	Alt   string // words that stand for a figure
	Lang  string // BCP 47, when not the document's
	Scope Scope  // of a TH
	List  Numbering
	BBox  *Rect // of a figure, on the page it is drawn on

	tag    Tag
	parent *Elem
	kids   []kid
	ref    Ref
}

// Scope says what a header cell is the header of (PDF/UA-1 7.5).
type Scope string

// The scopes.
const (
	ScopeColumn Scope = "Column"
	ScopeRow    Scope = "Row"
)

// Numbering says how the items of a list are labelled (ISO 32000-1 14.8.5.5).
type Numbering string

// The numberings.
const (
	NumberingDecimal Numbering = "Decimal"
	NumberingAlpha   Numbering = "LowerAlpha"
	NumberingRoman   Numbering = "LowerRoman"
	NumberingBullet  Numbering = "Disc"
)

// kid is a child of an element: an element, a piece of marked content of a
// page, or an annotation.
type kid struct {
	elem  *Elem
	page  *Page
	mcid  int
	annot *annotation
}

// Add appends a child element.
func (e *Elem) Add(tag Tag) *Elem {
	c := &Elem{tag: tag, parent: e}
	e.kids = append(e.kids, kid{elem: c})
	return c
}

// Tag is the structure type of the element.
func (e *Elem) Tag() Tag { return e.tag }

// write writes the element and everything under it. Elements without content
// are left out: an empty paragraph says nothing to anyone.
func (e *Elem) write(w *writer, parent Ref) {
	b := w.begin(e.ref)
	b = append(append(b, "<</S/"...), e.tag...)
	b = parent.append(append(b, "/P "...))
	b = e.attributes(b)
	page := e.page()
	if page != nil {
		b = page.ref.append(append(b, "/Pg "...))
	}
	b = append(b, "/K"...)
	if e.needsArray() {
		b = append(b, '[')
	} else if k := e.kids[0]; k.page != nil && k.annot == nil {
		b = append(b, ' ')
	}
	for i, k := range e.kids {
		if i > 0 {
			b = append(b, ' ')
		}
		b = k.append(b, page)
	}
	if e.needsArray() {
		b = append(b, ']')
	}
	w.end(append(b, ">>"...))
	for _, k := range e.kids {
		if k.elem != nil {
			k.elem.write(w, e.ref)
		}
	}
}

func (e *Elem) needsArray() bool { return len(e.kids) != 1 || e.kids[0].elem != nil }

// append writes one child; page is the page named by its parent.
func (k kid) append(b []byte, page *Page) []byte {
	switch {
	case k.elem != nil:
		return k.elem.ref.append(b)
	case k.annot != nil:
		b = k.annot.ref.append(append(b, "<</Type/OBJR/Obj "...))
		b = k.annot.page.ref.append(append(b, "/Pg "...))
		return append(b, ">>"...)
	case k.page == page:
		return appendInt(b, k.mcid)
	}
	b = k.page.ref.append(append(b, "<</Type/MCR/Pg "...))
	return append(appendInt(append(b, "/MCID "...), k.mcid), ">>"...)
}

// page is the page of the first piece of content of the element itself.
func (e *Elem) page() *Page {
	for _, k := range e.kids {
		if k.page != nil {
			return k.page
		}
	}
	return nil
}

func (e *Elem) attributes(b []byte) []byte {
	if e.Alt != "" {
		b = appendText(append(b, "/Alt"...), e.Alt)
	}
	if e.Lang != "" {
		b = appendText(append(b, "/Lang"...), e.Lang)
	}
	switch {
	case e.Scope != "":
		b = append(append(append(b, "/A<</O/Table/Scope/"...), e.Scope...), ">>"...)
	case e.List != "":
		b = append(append(append(b, "/A<</O/List/ListNumbering/"...), e.List...), ">>"...)
	case e.BBox != nil:
		b = append(e.BBox.append(append(b, "/A<</O/Layout/Placement/Block/BBox"...)), ">>"...)
	}
	return b
}

// prune drops the elements that hold nothing and gives numbers to the others.
// Cells stay: an empty one keeps its row regular.
func (e *Elem) prune(w *writer) bool {
	kept := e.kids[:0]
	for _, k := range e.kids {
		if k.elem == nil || k.elem.prune(w) {
			kept = append(kept, k)
		}
	}
	e.kids = kept
	if len(kept) == 0 && e.tag != TagTD && e.tag != TagTH && e.parent != nil {
		return false
	}
	e.ref = w.alloc()
	return true
}

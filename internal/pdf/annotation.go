package pdf

import "strings"

// annotation is something on a page that can be used: a link or the widget of
// a form field. Each is the content of a Link or Form element (PDF/UA-1
// 7.18.4, 7.18.5) and printed (PDF/A-2 6.3.2).
type annotation struct {
	page   *Page
	elem   *Elem
	ref    Ref
	key    int // in the parent tree
	rect   Rect
	link   string // address; empty for a field
	words  string // /Contents of a link
	field  Field
	widget widget
}

// widget draws a field: its appearance streams and the entries that go with
// them.
type widget interface {
	// write writes the appearances and gives the entries of the widget.
	write(d *Document, a *annotation) []byte
}

func (d *Document) annotate(p *Page, e *Elem, a *annotation) {
	a.page, a.elem, a.ref, a.key = p, e, d.w.alloc(), d.nextParent()
	e.kids = append(e.kids, kid{annot: a, page: p})
	p.annots = append(p.annots, a)
	d.annots = append(d.annots, a)
}

// Link makes a rectangle of the page lead to an address. Words say where to,
// for those who do not see it (PDF/UA-1 7.18.5).
func (p *Page) Link(e *Elem, r Rect, address, words string) {
	p.doc.annotate(p, e, &annotation{rect: r, link: address, words: words})
}

func (a *annotation) write(d *Document) {
	var entries []byte
	if a.widget != nil {
		entries = a.widget.write(d, a)
	}
	b := append(d.w.begin(a.ref), "<</Type/Annot/Subtype/"...)
	if a.widget == nil {
		b = appendText(append(b, "Link/Border[0 0 0]/A<</S/URI/URI"...), uri(a.link))
		b = appendText(append(b, ">>/Contents"...), a.words)
	} else {
		b = appendText(append(b, "Widget/T"...), a.field.Name)
		b = appendText(append(b, "/TU"...), a.field.Words)
		b = append(b, entries...)
	}
	b = a.rect.append(append(b, "/Rect"...))
	b = a.page.ref.append(append(b, "/F 4/P "...))
	b = appendInt(append(b, "/StructParent "...), a.key)
	d.w.end(append(b, ">>"...))
}

// uri gives an address in ASCII, as a URI action wants it (12.6.4.7).
func uri(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7f {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

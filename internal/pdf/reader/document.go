package reader

import (
	"fmt"
	"unicode/utf16"
)

// Document is a PDF taken apart: what is on its pages, and the structure tree
// that says in which order it is read.
type Document struct {
	Catalog   Dict
	Title     string
	Info      map[string]string
	Lang      string
	XMP       []byte
	Pages     []*Page
	Tree      *Node
	Bookmarks []Bookmark
	Fields    []*Widget
	Fonts     map[Ref]*Font

	f *file
}

// Page is one page and what is drawn on it.
type Page struct {
	Number        int // from 1
	Width, Height float64
	Tabs          string
	Runs          []*Run
	Marks         []*Mark // by MCID
	Artifacts     []*Mark
	Widgets       []*Widget
	parents       int // key in the parent tree
	ref           Ref
}

// Mark is a piece of marked content.
type Mark struct {
	Tag      string // structure type, or "Artifact"
	Artifact string // type of an artifact
	MCID     int    // -1 for an artifact
	Runs     []*Run
	Boxes    []Box // shapes and pictures
	Page     *Page
	Owner    *Node // nil when no element claims it
}

// Run is a string shown at once.
type Run struct {
	Text   string
	Box    Box
	Font   *Font
	Size   float64
	Mark   *Mark // nil when nothing marks it
	Turned bool  // set at an angle
}

// Box is a rectangle in points.
type Box struct{ X0, Y0, X1, Y1 float64 }

// Node is an element of the structure tree.
type Node struct {
	Tag    string
	Alt    string
	Lang   string
	Scope  string
	List   string
	BBox   *Box
	Parent *Node
	Kids   []Kid
}

// Kid is a child of an element: exactly one field is set.
type Kid struct {
	Node   *Node
	Mark   *Mark
	Widget *Widget
}

// Widget is an annotation: a form field or a link.
type Widget struct {
	Kind       string // Tx, Ch, Btn, Sig, Link
	Name       string
	Words      string // tooltip, or words of a link
	Value      string
	Shown      string // text of the appearance
	Runs       []*Run // of the appearance, from the lower left corner of the field
	Address    string // of a link
	Flags      int
	Box        Box
	Page       *Page
	Owner      *Node
	parent     int
	ref        Ref
	Dict       Dict
	Appearance bool
}

// Bookmark is an entry of the outline.
type Bookmark struct {
	Title string
	Page  int
	Level int // from 1
}

// Read takes a PDF apart.
func Read(data []byte) (*Document, error) {
	f, err := open(data)
	if err != nil {
		return nil, err
	}
	d := &Document{f: f, Fonts: map[Ref]*Font{}, Info: map[string]string{}}
	for _, step := range []func() error{d.readCatalog, d.readPages, d.readTree, d.readOutline} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (d *Document) readCatalog() error {
	var err error
	if d.Catalog, err = d.f.dict(d.f.trailer["Root"], "the catalog"); err != nil {
		return err
	}
	lang, _ := d.Catalog["Lang"].(String)
	d.Lang = text(lang)
	info, err := d.f.dict(d.f.trailer["Info"], "the information dictionary")
	if err != nil {
		return err
	}
	for k, v := range info {
		if s, ok := v.(String); ok {
			d.Info[string(k)] = text(s)
		}
	}
	d.Title = d.Info["Title"]
	meta, err := d.f.resolve(d.Catalog["Metadata"])
	if err != nil {
		return err
	}
	s, ok := meta.(*Stream)
	if !ok {
		return fmt.Errorf("%w: no metadata", ErrForeign)
	}
	d.XMP = s.Data
	return nil
}

// text decodes a text string.
func text(s String) string {
	if len(s) < 2 || s[0] != 0xfe || s[1] != 0xff {
		return string(s)
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

func box(v Value) (Box, bool) {
	a, ok := v.(Array)
	if !ok || len(a) != 4 {
		return Box{}, false
	}
	var n [4]float64
	for i, e := range a {
		f, ok := e.(Number)
		if !ok {
			return Box{}, false
		}
		n[i] = float64(f)
	}
	return Box{n[0], n[1], n[2], n[3]}, true
}

func (d *Document) readPages() error {
	root, err := d.f.dict(d.Catalog["Pages"], "the page tree")
	if err != nil {
		return err
	}
	kids, err := d.f.array(root["Kids"], "the list of pages")
	if err != nil {
		return err
	}
	for i, k := range kids {
		ref, ok := k.(Ref)
		if !ok {
			return fmt.Errorf("%w: page %d", ErrForeign, i+1)
		}
		p := &Page{Number: i + 1, ref: ref}
		if err := d.readPage(p); err != nil {
			return fmt.Errorf("page %d: %w", i+1, err)
		}
		d.Pages = append(d.Pages, p)
	}
	return nil
}

func (d *Document) readPage(p *Page) error {
	dict, err := d.f.dict(p.ref, "a page")
	if err != nil {
		return err
	}
	media, ok := box(dict["MediaBox"])
	if !ok {
		return fmt.Errorf("%w: size", ErrForeign)
	}
	p.Width, p.Height = media.X1, media.Y1
	tabs, _ := dict["Tabs"].(Name)
	p.Tabs = string(tabs)
	parents, ok := dict["StructParents"].(Number)
	p.parents = -1
	if ok {
		p.parents = int(parents)
	}
	if annots, ok := dict["Annots"]; ok {
		list, err := d.f.array(annots, "the annotations")
		if err != nil {
			return err
		}
		for _, a := range list {
			if err := d.readWidget(p, a); err != nil {
				return err
			}
		}
	}
	content, err := d.f.resolve(dict["Contents"])
	if err != nil {
		return err
	}
	s, ok := content.(*Stream)
	if !ok {
		return fmt.Errorf("%w: content", ErrForeign)
	}
	fonts, err := d.fonts(dict["Resources"])
	if err != nil {
		return err
	}
	in := &interpreter{page: p, fonts: fonts}
	return in.run(s.Data)
}

package ooxml

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"io"
)

// Document is a .docx being put together. Fill its fields, add headers,
// footers, pictures and links, then Write it once.
type Document struct {
	Properties Properties
	Styles     Styles
	Numbering  Numbering // left out when it holds no list
	Settings   Settings
	Fonts      FontTable
	Body       Body

	main    *Part
	headers []*HeaderFooter
	media   []*Part
	digests map[[sha256.Size]byte]*Part
	data    []*CustomXML
	drawn   int
	base    *Base            // nil for none
	based   map[string]*Part // parts of the base, by the kind of relationship
}

// HeaderFooter is a header or a footer part.
type HeaderFooter struct {
	Blocks []Block // after those of the base, when it is the base's
	from   *basePart
	part   *Part
	root   string
	rel    string
}

// New is an empty document.
func New() *Document {
	d := &Document{digests: map[[sha256.Size]byte]*Part{}}
	d.main = &Part{name: "word/document.xml", typ: typeDocument, document: d}
	return d
}

// Main is the part of the body: the one to ask for its pictures and links.
func (d *Document) Main() *Part { return d.main }

// AddHeader adds an empty header.
func (d *Document) AddHeader() *HeaderFooter {
	return d.addHeader("header", "hdr", relHeader, typeHeader)
}

// AddFooter adds an empty footer.
func (d *Document) AddFooter() *HeaderFooter {
	return d.addHeader("footer", "ftr", relFooter, typeFooter)
}

func (d *Document) addHeader(kind, root, rel, typ string) *HeaderFooter {
	n := 1
	for _, h := range d.headers {
		if h.root == root {
			n++
		}
	}
	h := &HeaderFooter{root: root}
	h.part = &Part{name: fmt.Sprintf("word/%s%d.xml", kind, n), typ: typ, document: d}
	h.rel = d.main.link(rel, h.part)
	d.headers = append(d.headers, h)
	return h
}

// Part is the part to ask for the pictures of h.
func (h *HeaderFooter) Part() *Part { return h.part }

// Header refers to h from a section, for the "default", the "first" or the "even" pages.
func (h *HeaderFooter) Header(kind string) HeaderReference {
	return HeaderReference{Kind: kind, ID: h.rel}
}

// Footer refers to h from a section, for the "default", the "first" or the "even" pages.
func (h *HeaderFooter) Footer(kind string) FooterReference {
	return FooterReference{Kind: kind, ID: h.rel}
}

// Image is a picture to place: PNG or JPEG bytes, size and alternative text.
type Image struct {
	Bytes         []byte
	JPEG          bool // PNG otherwise
	Alt           string
	Width, Height EMU
}

// Picture places an image in p. The same bytes are stored once.
func (p *Part) Picture(m Image) *Run {
	d := p.document
	key := sha256.Sum256(m.Bytes)
	media := d.digests[key]
	if media == nil {
		ext := "png"
		if m.JPEG {
			ext = "jpeg"
		}
		media = &Part{name: fmt.Sprintf("word/media/image%d.%s", len(d.media)+1, ext), data: m.Bytes}
		d.media = append(d.media, media)
		d.digests[key] = media
	}
	d.drawn++
	name := fmt.Sprintf("Immagine %d", d.drawn)
	return &Run{Content: []RunContent{
		newDrawing(p.link(relImage, media), d.drawn, name, clean(m.Alt), Extent{m.Width, m.Height}),
	}}
}

// Link makes runs lead to a URL outside the package.
func (p *Part) Link(url string, runs ...*Run) *Hyperlink {
	return &Hyperlink{ID: p.relate(relHyperlink, url, "External"), History: "1", Runs: runs}
}

// Write writes the whole package. Same document, same bytes.
func (d *Document) Write(w io.Writer) error {
	root := &Part{}
	core := &Part{name: "docProps/core.xml", typ: typeCore, content: d.Properties.core()}
	app := &Part{name: "docProps/app.xml", typ: typeApp, content: d.Properties.app()}
	root.link(relDocument, d.main)
	root.link(relCore, core)
	root.link(relApp, app)

	if d.base != nil {
		if err := d.settle(); err != nil {
			return err
		}
	}
	d.main.root, d.main.content = wordRoot("document"), documentXML{Body: &d.Body}
	parts := []*Part{d.main}
	add := func(rel, name, typ, root string, v any) {
		p := d.based[rel]
		if p == nil {
			p = &Part{name: name, typ: typ, root: wordRoot(root), content: v}
		}
		d.main.link(rel, p)
		parts = append(parts, p)
	}
	add(relStyles, "word/styles.xml", typeStyles, "styles", d.Styles)
	if len(d.Numbering.Lists) > 0 || d.based[relNumbering] != nil {
		add(relNumbering, "word/numbering.xml", typeNumbering, "numbering", d.Numbering)
	}
	add(relSettings, "word/settings.xml", typeSettings, "settings", d.Settings)
	add(relFontTable, "word/fontTable.xml", typeFontTable, "fonts", d.Fonts)
	if theme := d.based[relTheme]; theme != nil {
		d.main.link(relTheme, theme)
		parts = append(parts, theme)
	}
	for _, h := range d.headers {
		if h.from == nil {
			h.part.root, h.part.content = wordRoot(h.root), headerXML{h.Blocks}
		}
		parts = append(parts, h.part)
	}
	parts = append(parts, d.media...)
	for i, c := range d.data {
		parts = append(parts, c.parts(i+1, d.main)...)
	}
	return writePackage(w, root, append(parts, core, app))
}

// headerXML is what stands inside the root of a header or footer.
type headerXML struct{ Blocks []Block }

// documentXML is what stands inside the root of the main part.
type documentXML struct {
	Body *Body `xml:"w:body"`
}

// wordRoot is the root element of a WordprocessingML part.
func wordRoot(name string) xml.StartElement {
	attr := func(name, value string) xml.Attr { return xml.Attr{Name: xml.Name{Local: name}, Value: value} }
	return xml.StartElement{Name: xml.Name{Local: "w:" + name}, Attr: []xml.Attr{
		attr("xmlns:w", nsW), attr("xmlns:r", nsR), attr("xmlns:wp", nsWP), attr("xmlns:a", nsA),
		attr("xmlns:pic", nsPic), attr("xmlns:w14", nsW14), attr("xmlns:mc", nsMC), attr("mc:Ignorable", "w14"),
	}}
}

// Package pdf writes tagged PDF 1.7 files that are PDF/A-2a (ISO 19005-2) and
// PDF/UA-1 (ISO 14289-1) at once: embedded fonts, a structure tree, form
// fields, bookmarks and metadata. It knows nothing of what the documents say.
//
// Objects are written as they come. A file is made of pages drawn in order
// while a structure tree grows beside them:
//
//	d := pdf.NewDocument(w, info)
//	f := d.Font(face)
//	e := d.Root().Add(pdf.TagP)
//	p := d.AddPage(595.28, 841.89)
//	p.Tagged(e)
//	p.Show(f, 11, 72, 720, line)
//	p.End()
//	p.Close()
//	err := d.Close()
package pdf

import (
	"fmt"
	"io"
	"time"
)

// Info is what a file says of itself, in its XMP metadata and its information
// dictionary, which agree (PDF/A-2 6.6.3).
type Info struct {
	Title    string
	Author   string
	Subject  string
	Keywords []string
	Lang     string    // BCP 47
	Producer string    // the program
	Created  time.Time // zero for none

	// Of these only the XMP metadata speak: the information dictionary has no
	// key for them, and one of our own would have to be kept in step.
	Identifier string   // dc:identifier
	Publisher  string   // dc:publisher
	Type       string   // dc:type
	Date       string   // dc:date, ISO 8601
	Schemas    []Schema // properties of other namespaces
}

// Document is one file being written.
type Document struct {
	w    *writer
	info Info
	root *Elem

	catalog, infoRef, pages, resources, fonts, tree, parents, formFontRef Ref

	pageList []*Page
	annots   []*annotation
	fontList []*Font
	outline  []*Bookmark
	awaiting *Bookmark // leads to the next page
	formFace *Face
	spare    []byte // of a page that is closed, for the next one
}

// NewDocument starts a file. Errors of out are reported by Close.
func NewDocument(out io.Writer, info Info) *Document {
	w := newWriter(out)
	d := &Document{w: w, info: info, root: &Elem{tag: TagDocument}}
	for _, r := range []*Ref{&d.catalog, &d.infoRef, &d.pages, &d.resources, &d.fonts, &d.tree, &d.parents} {
		*r = w.alloc()
	}
	return d
}

// Root is the Document element of the structure tree.
func (d *Document) Root() *Elem { return d.root }

// Font makes a face ready to be used in the document.
func (d *Document) Font(face *Face) *Font {
	f := &Font{face: face, set: face.base, key: fmt.Sprintf("F%d", len(d.fontList)), w: d.w}
	d.fontList = append(d.fontList, f)
	return f
}

// SetFormFace names the face of text typed into form fields. A document with
// text or choice fields needs one.
func (d *Document) SetFormFace(face *Face) { d.formFace = face }

// AddPage starts a page of a size in points.
func (d *Document) AddPage(width, height float64) *Page {
	content := d.spare
	if d.spare = nil; content == nil {
		content = make([]byte, 0, 16<<10)
	}
	p := &Page{doc: d, ref: d.w.alloc(), number: d.nextParent(), width: width, height: height, content: content}
	d.pageList = append(d.pageList, p)
	if d.awaiting != nil {
		d.awaiting.page, d.awaiting.y, d.awaiting = p, height, nil
	}
	return p
}

// nextParent is the next key of the parent tree, which pages and annotations
// share (ISO 32000-1 14.7.4.4).
func (d *Document) nextParent() int { return len(d.pageList) + len(d.annots) }

// Close writes what is left and ends the file; it gives the first error of the
// writer.
func (d *Document) Close() error {
	w := d.w
	d.root.prune(w)
	d.writeFonts()
	d.writePages()
	d.root.write(w, d.tree)
	d.writeTree()
	outlines := d.writeOutline()
	metadata, profile := w.alloc(), w.alloc()
	w.stream(metadata, []byte("/Type/Metadata/Subtype/XML"), xmp(&d.info))
	w.stream(profile, []byte("/N 3/Filter/FlateDecode"), colourProfile())
	d.writeInfo()

	b := w.begin(d.catalog)
	b = d.pages.append(append(b, "<</Type/Catalog/Pages "...))
	b = appendText(append(b, "/Lang"...), d.info.Lang)
	b = d.tree.append(append(b, "/MarkInfo<</Marked true>>/StructTreeRoot "...))
	b = metadata.append(append(b, "/Metadata "...))
	b = append(b, "/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile "...)
	b = append(profile.append(b), ">>]"...)
	if outlines != 0 {
		b = outlines.append(append(b, "/Outlines "...))
	}
	b = d.appendForm(b)
	w.end(append(b, ">>"...))
	return w.finish(d.catalog, d.infoRef)
}

func (d *Document) writeFonts() {
	w := d.w
	for _, f := range d.fontList {
		if f.ref != 0 {
			f.write(w)
		}
	}
	b := append(w.begin(d.fonts), "<<"...)
	for _, f := range d.fontList {
		if f.ref != 0 {
			b = f.ref.append(append(append(append(b, '/'), f.key...), ' '))
		}
	}
	w.end(append(b, ">>"...))
	b = d.fonts.append(append(w.begin(d.resources), "<</Font "...))
	w.end(append(b, ">>"...))
	if d.formFontRef != 0 {
		d.formFace.form().write(w, d.formFontRef, d.formFace)
	}
}

func (d *Document) writePages() {
	b := append(d.w.begin(d.pages), "<</Type/Pages/Count "...)
	b = append(appendInt(b, len(d.pageList)), "/Kids["...)
	for _, p := range d.pageList {
		b = append(p.ref.append(b), ' ')
	}
	d.w.end(append(b, "]>>"...))
}

// writeTree writes the root of the structure tree and the tree that leads from
// content back to it.
func (d *Document) writeTree() {
	w := d.w
	b := append(w.begin(d.tree), "<</Type/StructTreeRoot/K "...)
	b = d.root.ref.append(b)
	b = d.parents.append(append(b, "/ParentTree "...))
	b = appendInt(append(b, "/ParentTreeNextKey "...), d.nextParent())
	w.end(append(b, ">>"...))

	// A number tree wants its keys in order; pages and annotations took them in turn.
	b = append(w.begin(d.parents), "<</Nums["...)
	pages, annots := d.pageList, d.annots
	for key := range d.nextParent() {
		b = append(appendInt(b, key), ' ')
		if len(pages) > 0 && pages[0].number == key {
			b = append(b, '[')
			for _, e := range pages[0].marks {
				b = append(e.ref.append(b), ' ')
			}
			b = append(b, ']')
			pages = pages[1:]
			continue
		}
		b = append(annots[0].elem.ref.append(b), ' ')
		annots = annots[1:]
	}
	w.end(append(b, "]>>"...))
}

func (d *Document) writeInfo() {
	b := appendText(append(d.w.begin(d.infoRef), "<</Title"...), d.info.Title)
	for _, e := range []struct{ key, value string }{
		{"/Author", d.info.Author},
		{"/Subject", d.info.Subject},
		{"/Keywords", joinKeywords(d.info.Keywords)},
		{"/Producer", d.info.Producer},
	} {
		if e.value != "" {
			b = appendText(append(b, e.key...), e.value)
		}
	}
	if !d.info.Created.IsZero() {
		date := pdfDate(d.info.Created)
		b = fmt.Appendf(b, "/CreationDate(%s)/ModDate(%s)", date, date)
	}
	d.w.end(append(b, ">>"...))
}

// pdfDate is a date as ISO 32000-1 7.9.4 writes it.
func pdfDate(t time.Time) string {
	if _, offset := t.Zone(); offset == 0 {
		return t.Format("D:20060102150405Z")
	}
	zone := t.Format("-07'00'")
	return t.Format("D:20060102150405") + zone
}

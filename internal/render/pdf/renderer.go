// Package pdf lays an act out on A4 pages and draws it as a tagged PDF that is
// PDF/A-2a and PDF/UA-1 at once. Layout decides where everything goes; drawing
// only draws.
package pdf

import (
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// Renderer makes PDFs. It holds the typefaces, ready to be embedded, and may
// be used by any number of goroutines.
type Renderer struct {
	text     [faces]*pdfw.Face
	form     *pdfw.Face
	pictures sync.Map // digest of a picture's bytes → *pdfw.Image
}

// italianText is what the shared font subsets hold: the characters of an
// Italian office. Anything beyond costs a document a subset of its own.
const italianText = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~" +
	"\u00a0§«°·»ªº€–—‘’“”…•àèéìíòóùúÀÈÉÌÍÒÓÙÚâêîôûäëïöüÄÖÜçÇñßœ"

// New reads the typefaces from a folder: Liberation Serif for text, Liberation
// Sans for what is typed into forms.
func New(fonts fs.FS) (*Renderer, error) {
	r := &Renderer{}
	for i, name := range [faces]string{"Regular", "Bold", "Italic", "BoldItalic"} {
		f, err := face(fonts, "LiberationSerif-"+name, italianText)
		if err != nil {
			return nil, err
		}
		r.text[i] = f
	}
	form, err := face(fonts, "LiberationSans-Regular", "")
	if err != nil {
		return nil, err
	}
	r.form = form
	return r, nil
}

func face(fonts fs.FS, name, repertoire string) (*pdfw.Face, error) {
	data, err := fs.ReadFile(fonts, name+".ttf")
	if err != nil {
		return nil, fmt.Errorf("reading font %s: %w", name, err)
	}
	f, err := pdfw.ParseFace(data, repertoire)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	return f, nil
}

// Has tells whether every face of the text can show r.
func (r *Renderer) Has(c rune) bool {
	for _, f := range r.text {
		if !f.Has(c) {
			return false
		}
	}
	return true
}

// Layout says where on the pages everything with an id landed.
type Layout struct {
	Version int // of the page design, LayoutVersion
	Pages   int
	Places  []Place
	Scan    []ScanPage // of a document with marks for scanning
}

// Place is the page, from 1, and the rectangle in points of a cell, field,
// signature, figure or code.
type Place struct {
	ID   string
	Page int
	Rect pdfw.Rect
}

// Render writes the document as PDF.
func (r *Renderer) Render(w io.Writer, d *doc.Document) (*Layout, error) {
	out := r.file(w, d.Meta)
	job := r.newJob(out)
	layout, err := job.add(d, out.Root())
	if err != nil {
		return nil, err
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return layout, nil
}

// file starts a PDF that says of itself what a document does.
func (r *Renderer) file(w io.Writer, m doc.Meta) *pdfw.Document {
	out := pdfw.NewDocument(w, info(m))
	out.SetFormFace(r.form)
	return out
}

// job is the making of one file, of one document or of several.
type job struct {
	r     *Renderer
	out   *pdfw.Document
	fonts [faces]*pdfw.Font
	flat  bool           // fields are drawn, not made
	title *pdfw.Bookmark // of the document being added; nil when it is the only one
}

func (r *Renderer) newJob(out *pdfw.Document) *job {
	j := &job{r: r, out: out}
	for i, f := range r.text {
		j.fonts[i] = out.Font(f)
	}
	return j
}

// add lays a document out and draws its pages under an element.
func (j *job) add(d *doc.Document, under *pdfw.Elem) (*Layout, error) {
	s := newSheets(d.Running)
	b := &builder{
		r: j.r, out: j.out, fonts: j.fonts, flat: j.flat, sheets: s, sheet: s[doc.Portrait],
		title: d.Meta.Title, scale: 1, body: bodyStyle(), parGap: paragraphGap,
	}
	if d.Large {
		b.scale = largePrint
	}
	b.blocks(d.Blocks, column{0, b.sheet.textWidth()}, under)
	tieSignatures(b.items)
	pages := layPages(b.items)
	if len(pages) == 0 { // a file without pages is no PDF
		pages = []page{{sheet: b.sheet}}
	}
	layout := &Layout{Version: LayoutVersion, Pages: len(pages)}
	p := &painter{out: j.out, fonts: &b.fonts, layout: layout, title: j.title, flat: j.flat}
	for i, f := range b.fonts {
		p.spaces[i][0], _, _ = f.Glyph(' ')
	}
	run := newRunning(d.Running, b)
	for i, pg := range pages {
		p.drawPage(pg, run, i+1, len(pages))
	}
	return layout, b.err
}

// image parses a picture, once for all the documents that show it: an
// office's arms are on every act.
func (r *Renderer) image(data []byte) (*pdfw.Image, error) {
	key := sha256.Sum256(data)
	if im, ok := r.pictures.Load(key); ok {
		return im.(*pdfw.Image), nil //nolint:forcetypeassert // only images are stored
	}
	im, err := pdfw.ParseImage(data)
	if err != nil {
		return nil, err
	}
	r.pictures.Store(key, im)
	return im, nil
}

// afterPunctuation tells whether a line may end after a glyph inside a word
// too long for the line: an address, say.
func (r *Renderer) afterPunctuation(f *pdfw.Font, g uint16) bool {
	switch f.Rune(g) {
	case '/', '.', ',', '-', '_', '@', '?', '&', '=', ':', ';', '+', '#', '–':
		return true
	}
	return false
}

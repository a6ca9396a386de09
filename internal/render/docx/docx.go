// Package docx renders a document as an editable Word file: real styles,
// numbered lists, tables with head rows, content controls bound to data, a
// letterhead on the first page and page numbers on all. The words are those of
// the document, in its order.
package docx

import (
	"errors"
	"fmt"
	"io"

	"concerta/internal/doc"
	"concerta/internal/ooxml"
)

// ErrDocument is the kind of every error that comes of the document itself and
// not of the writer: doc.Check would have refused it.
var ErrDocument = errors.New("documento non rappresentabile in DOCX")

// Render writes d to w. The same document gives the same bytes. Nothing useful
// has been written when it returns an error.
func Render(w io.Writer, d *doc.Document) error { return newRenderer(d, nil).render(w) }

// RenderOn writes d to w on the letterhead of an office: its pages, headers,
// footers and styles. Where the first page of the letterhead has a header with words
// or a picture, that stands in the place of the head of d. The same document on the
// same letterhead gives the same bytes. Large print cannot be had: the sizes are the
// office's.
func RenderOn(w io.Writer, d *doc.Document, letterhead *ooxml.Base) error {
	r := newRenderer(d, letterhead)
	if d.Large {
		r.fail("su una carta intestata le grandezze dei caratteri sono quelle della carta; fare senza carta intestata la versione a caratteri grandi")
	}
	return r.render(w)
}

func (r *renderer) render(w io.Writer) error {
	r.body()
	if r.err != nil {
		return r.err
	}
	r.out.Styles = styles(r.language(), r.used)
	if r.doc.Large {
		enlarge(&r.out.Styles)
	}
	r.out.Numbering = r.lists.numbering()
	return r.out.Write(w)
}

// renderer is the state of one rendering.
type renderer struct {
	doc      *doc.Document
	base     *ooxml.Base // the office's letterhead; nil for none
	page     page
	out      *ooxml.Document
	lists    lists
	used     map[string]bool  // ids of the styles that paragraphs and runs name
	data     *ooxml.CustomXML // values of the fields; nil before the first
	controls int
	lang     string // of the words being set
	spreads  []spread
	err      error // the first
}

func newRenderer(d *doc.Document, base *ooxml.Base) *renderer {
	r := &renderer{doc: d, base: base, page: pageOf(base), out: ooxml.New(), used: map[string]bool{}}
	if base != nil {
		r.out = ooxml.NewOn(base)
	}
	r.lang = r.language()
	r.out.Properties = ooxml.Properties{
		Title: d.Meta.Title, Subject: d.Meta.Subject, Author: d.Meta.Author, Keywords: d.Meta.Keywords,
		Lang: r.language(), Created: d.Meta.Created, Identifier: d.Meta.Identifier, Application: "concerta",
	}
	r.out.Settings = ooxml.NewSettings(r.language())
	r.out.Fonts = fonts()
	return r
}

// language is the document's; acts are Italian unless they say otherwise.
func (r *renderer) language() string {
	if r.doc.Meta.Lang == "" {
		return "it-IT"
	}
	return r.doc.Meta.Lang
}

// fail keeps the first error: rendering goes on, its result is thrown away.
func (r *renderer) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %w", ErrDocument, fmt.Errorf(format, args...))
	}
}

// inLanguage runs f with the words set in lang, the surrounding one when empty.
func (r *renderer) inLanguage(lang string, f func()) {
	before := r.lang
	if lang != "" {
		r.lang = lang
	}
	f()
	r.lang = before
}

// paragraph is a paragraph of that style.
func (r *renderer) paragraph(style string, content ...ooxml.Inline) *ooxml.Paragraph {
	r.used[style] = true
	return ooxml.NewParagraph(style, content...)
}

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
func Render(w io.Writer, d *doc.Document) error {
	r := newRenderer(d)
	r.body()
	if r.err != nil {
		return r.err
	}
	r.out.Styles = styles(r.language(), r.used)
	if d.Large {
		enlarge(&r.out.Styles)
	}
	r.out.Numbering = r.lists.numbering()
	return r.out.Write(w)
}

// renderer is the state of one rendering.
type renderer struct {
	doc      *doc.Document
	out      *ooxml.Document
	lists    lists
	used     map[string]bool  // ids of the styles that paragraphs and runs name
	data     *ooxml.CustomXML // values of the fields; nil before the first
	controls int
	lang     string // of the words being set
	spreads  []spread
	err      error // the first
}

func newRenderer(d *doc.Document) *renderer {
	r := &renderer{doc: d, out: ooxml.New(), used: map[string]bool{}}
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

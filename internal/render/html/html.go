// Package html renders a document as a semantic page: headings, lists, tables
// with scopes, labelled fields, languages. It writes HTML that is well-formed
// XML too, so that Words reads it back strictly. There is no script, no style
// attribute and nothing fetched from elsewhere.
package html

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strings"

	"concerta/internal/doc"
)

//go:embed style.css
var stylesheet string

// Stylesheet is the style of an act. A page that shows a Fragment puts it in
// one <style> element.
func Stylesheet() string { return stylesheet }

// Render writes d as a whole page.
func Render(w io.Writer, d *doc.Document) error {
	r := newRenderer(w, d)
	r.page()
	return r.done()
}

// Fragment writes the act alone, one <article>: what is on every page is left
// out but the mark of a draft.
func Fragment(w io.Writer, d *doc.Document) error {
	r := newRenderer(w, d)
	r.article()
	return r.done()
}

// renderer writes elements. The buffer keeps the first error for Flush.
type renderer struct {
	w   *bufio.Writer
	doc *doc.Document
	err error // the first thing that could not be rendered

	heading string         // the last one
	named   map[string]int // how many tables have each name
}

func newRenderer(w io.Writer, d *doc.Document) *renderer {
	return &renderer{w: bufio.NewWriter(w), doc: d, named: map[string]int{}}
}

func (r *renderer) done() error {
	if r.err != nil {
		return r.err
	}
	if err := r.w.Flush(); err != nil {
		return fmt.Errorf("writing HTML: %w", err)
	}
	return nil
}

// attr is an attribute of an element; one with an empty value is left out.
type attr struct{ name, value string }

func (r *renderer) raw(s string) {
	r.w.WriteString(s) //nolint:errcheck // bufio keeps the error for Flush
}

func (r *renderer) open(tag string, attrs ...attr) {
	r.begin(tag, attrs)
	r.raw(">")
}

// void writes an element without content, closed as XML wants it.
func (r *renderer) void(tag string, attrs ...attr) {
	r.begin(tag, attrs)
	r.raw(" />\n")
}

func (r *renderer) begin(tag string, attrs []attr) {
	r.raw("<" + tag)
	for _, a := range attrs {
		if a.value != "" {
			r.raw(" " + a.name + `="` + escape(a.value) + `"`)
		}
	}
}

func (r *renderer) shut(tag string) { r.raw("</" + tag + ">") }

func (r *renderer) line(tag string) {
	r.shut(tag)
	r.raw("\n")
}

// element writes an element that holds text only; nothing when there is none.
func (r *renderer) element(tag, text string) {
	if text == "" {
		return
	}
	r.open(tag)
	r.raw(escape(text))
	r.line(tag)
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;").Replace(s)
}

func class(name string) attr { return attr{"class", name} }

func (r *renderer) page() {
	m := r.doc.Meta
	r.raw("<!DOCTYPE html>\n")
	r.open("html", attr{"lang", m.Lang})
	r.raw("\n<head>\n")
	r.void("meta", attr{"charset", "utf-8"})
	r.void("meta", attr{"name", "viewport"}, attr{"content", "width=device-width, initial-scale=1"})
	r.element("title", m.Title)
	for _, about := range []attr{{"author", m.Author}, {"description", m.Subject}, {"keywords", strings.Join(m.Keywords, ", ")}, {"dcterms.identifier", m.Identifier}} {
		if about.value != "" {
			r.void("meta", attr{"name", about.name}, attr{"content", about.value})
		}
	}
	r.raw("<style>" + stylesheet + "</style>\n</head>\n<body>\n<main>\n")
	r.article()
	r.raw("</main>\n")
	r.foot()
	r.raw("</body>\n</html>\n")
}

// foot is what stands at the foot of every page of paper, once.
func (r *renderer) foot() {
	lines := r.doc.Running.FootLines()
	if len(lines) == 0 {
		return
	}
	r.open("footer", class(r.sized("atto-piede", "atto-piede-grande")))
	for _, line := range lines {
		r.element("p", line)
	}
	if v := r.doc.Running.Verify; v != nil && v.URL != "" {
		r.open("p")
		r.open("a", attr{"href", v.URL})
		r.raw(escape(v.URL))
		r.shut("a")
		r.line("p")
	}
	r.line("footer")
}

// sized is a class, with another one in large print.
func (r *renderer) sized(name, large string) string {
	if !r.doc.Large {
		large = ""
	}
	return join(name, large)
}

func (r *renderer) article() {
	r.open("article", class(r.sized("atto", "atto-grande")), attr{"lang", r.doc.Meta.Lang})
	r.raw("\n")
	if mark := r.doc.Running; mark.Mark != "" {
		r.open("p", class("atto-bozza"), attr{"role", "note"})
		r.open("strong")
		r.raw(escape(mark.Mark))
		r.shut("strong")
		if mark.MarkAt != "" {
			r.raw(" – " + escape(mark.MarkAt))
		}
		r.line("p")
	}
	r.blocks(r.doc.Blocks)
	r.line("article")
}

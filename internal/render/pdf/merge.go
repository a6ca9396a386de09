package pdf

import (
	"errors"
	"io"

	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// ErrNothing says that there is no document to merge.
var ErrNothing = errors.New("no document to print")

// Merge writes documents one after the other in one file to print from: each
// has a bookmark and its own page numbers, and its fields are drawn, not made,
// for names would clash. The file is a print copy, not an act. It is written as
// the documents come: next gives nil after the last.
func (r *Renderer) Merge(w io.Writer, title string, next func() (*doc.Document, error)) error {
	d, err := next()
	if err != nil {
		return err
	}
	if d == nil {
		return ErrNothing
	}
	about := d.Meta
	about.Title, about.Subject, about.Keywords = title, "", nil
	out := r.file(w, about)
	j := r.newJob(out)
	j.flat = true
	for d != nil {
		e := out.Root().Add(pdfw.TagSect)
		if d.Meta.Lang != about.Lang {
			e.Lang = d.Meta.Lang
		}
		j.title = out.StartBookmark(d.Meta.Title)
		if _, err := j.add(d, e); err != nil {
			return err
		}
		if d, err = next(); err != nil {
			return err
		}
	}
	return out.Close()
}

// Package produce leads from a process file to the files of its acts: it has the
// file read and checked, says which acts there are and what their files are
// called, has each act made and rendered, and many of them in bounded memory.
// Both the command line and the service make acts through it, so that they cannot
// differ.
package produce

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
)

// The kinds of refusal: the act does not pass its checks.
var (
	ErrFindings = errors.New("produce: the process has errors")
	ErrTemplate = errors.New("produce: the template cannot make the act")
	ErrDocument = errors.New("produce: the document has problems")
)

// Maker makes the document of an act. What a template does wrong is an error of
// kind ErrTemplate.
type Maker interface {
	Make(p *process.Process, j acts.Job, o acts.Options) (*doc.Document, error)
}

// Press makes acts. It is safe for concurrent use when its parts are.
type Press struct {
	maker   Maker
	glyphs  doc.Glyphs
	formats Formats
	layout  func(io.Writer, *doc.Document) (Geometry, error)
	merge   func(io.Writer, string, func() (*doc.Document, error)) error
}

// NewPress makes a press. Glyphs are the characters that the fonts of the PDF
// have; nil asks none.
func NewPress(m Maker, g doc.Glyphs, r Renderers) *Press {
	return &Press{m, g, r.formats(), r.Layout, r.Merge}
}

// Formats are the formats the press gives out.
func (p *Press) Formats() Formats { return p.formats }

// Act is a made act, ready to be rendered.
type Act struct {
	Task     Task
	Review   *Review // of the process it is of
	Document *doc.Document
}

// Ready fails with ErrFindings when no act of the process may be made: it has
// errors and a draft will not do, or its file was not legible.
func (r *Review) Ready(draft bool) error {
	if !r.Legible || !draft && !r.Clean() {
		return ErrFindings
	}
	return nil
}

// Make makes one act of a reviewed process. It fails with ErrFindings when the
// process is not ready, with what the maker fails with, and with a *DocumentError
// when a renderer could not do the document justice.
func (p *Press) Make(r *Review, t Task, o acts.Options) (*Act, error) {
	return p.make(r, t, o, p.glyphs)
}

// MakeAs makes one act to be rendered in these formats only: what is no drawn document,
// as a spreadsheet, asks no font for its characters.
func (p *Press) MakeAs(formats Formats, r *Review, t Task, o acts.Options) (*Act, error) {
	if len(formats.Documents()) > 0 {
		return p.Make(r, t, o)
	}
	return p.make(r, t, o, nil)
}

func (p *Press) make(r *Review, t Task, o acts.Options, g doc.Glyphs) (*Act, error) {
	if err := r.Ready(o.Draft); err != nil {
		return nil, fmt.Errorf("making %s: %w", t.Name, err)
	}
	d, err := p.maker.Make(r.Process, t.Job, o)
	if err != nil {
		return nil, fmt.Errorf("making %s: %w", t.Name, err)
	}
	if problems := doc.Check(d, g); len(problems) > 0 {
		return nil, fmt.Errorf("making %s: %w", t.Name, &DocumentError{problems})
	}
	return &Act{Task: t, Review: r, Document: d}, nil
}

// Public makes the copy of an act that may be published, its files named so that
// the two are never taken one for the other. It fails with a *DocumentError when
// what the copy leaves out can still be read in it or in the names of its files.
func (p *Press) Public(a *Act) (*Act, error) {
	d, withheld := doc.Public(a.Document)
	problems := slices.Concat(doc.Check(d, p.glyphs), doc.Leaks(d, withheld))
	if doc.Reveals(a.Task.Name, withheld) {
		problems = append(problems, doc.Problem{
			Rule: "omissis-rimasto", Where: "nome del file «" + a.Task.Name + "»", What: "il nome del file dice ciò che nell'atto è da omettere.",
			Repair: "Dare un altro identificativo a ciò di cui è l'atto.",
		})
	}
	if len(problems) > 0 {
		return nil, fmt.Errorf("making the public copy of %s: %w", a.Task.Name, &DocumentError{problems})
	}
	public := *a
	public.Document = d
	public.Task.Name += publicSuffix
	return &public, nil
}

// publicSuffix ends the names of the files of a public copy.
const publicSuffix = "_pubblica"

// usualSize is in bytes: few acts are larger, so that most are not copied while
// they grow.
const usualSize = 64 << 10

// Render gives the bytes of the act in the format.
func (a *Act) Render(f Format) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(usualSize)
	if err := f.Render(&b, a); err != nil {
		return nil, fmt.Errorf("rendering %s as %s: %w", a.Task.Name, f.Ext, err)
	}
	return b.Bytes(), nil
}

// Copy is an act in one format.
type Copy struct {
	Format  Format
	Name    string // of the file
	Content []byte
}

// Copies are the act in every format it is given out in, the PDF first, and where
// everything is on the pages of that.
func (p *Press) Copies(a *Act) ([]Copy, Geometry, error) {
	var list []Copy
	var where Geometry
	for _, f := range p.formats.For(a.Task) {
		var b bytes.Buffer
		var err error
		if f.Ext == "pdf" {
			where, err = p.layout(&b, a.Document)
		} else {
			err = f.Render(&b, a)
		}
		if err != nil {
			return nil, where, fmt.Errorf("rendering %s as %s: %w", a.Task.Name, f.Ext, err)
		}
		list = append(list, Copy{f, a.Task.FileName(f), b.Bytes()})
	}
	return list, where, nil
}

// Merge writes one PDF to print from, with all the acts in their order. It fails
// with the first error among them. Each act is let go of once it is written.
func (p *Press) Merge(w io.Writer, title string, made iter.Seq2[*Act, error]) error {
	next, stop := iter.Pull2(made)
	defer stop()
	err := p.merge(w, title, func() (*doc.Document, error) {
		act, err, ok := next()
		if !ok || err != nil {
			return nil, err
		}
		return act.Document, nil
	})
	if err != nil {
		return fmt.Errorf("printing %s: %w", title, err)
	}
	return nil
}

// DocumentError is the refusal of a document that would make a bad act.
type DocumentError struct{ Problems []doc.Problem }

func (e *DocumentError) Error() string {
	return fmt.Sprintf("the document has %d problems", len(e.Problems))
}

// Unwrap gives the kind, ErrDocument.
func (e *DocumentError) Unwrap() error { return ErrDocument }

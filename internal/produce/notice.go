// Package produce leads from a process file to the files of its acts: it has the
// file read and checked, the act made, and the document rendered. Both the
// command line and the service make acts through it, so that they cannot differ.
package produce

import (
	"bytes"
	"errors"
	"fmt"

	"concerta/internal/doc"
	"concerta/internal/process"
)

// The kinds of refusal: the act does not pass its checks.
var (
	ErrFindings = errors.New("produce: the process has errors")
	ErrTemplate = errors.New("produce: the template cannot make the act")
	ErrDocument = errors.New("produce: the document has problems")
)

// Notice is the name of the act, in file names and on the command line.
const Notice = "avviso"

// Maker makes the document of the notice. What a template does wrong is an error of
// kind ErrTemplate.
type Maker interface {
	Notice(p *process.Process, draft bool) (*doc.Document, error)
}

// Press makes acts. It is safe for concurrent use when its parts are.
type Press struct {
	maker   Maker
	glyphs  doc.Glyphs
	formats Formats
}

// NewPress makes a press. Glyphs are the characters that the fonts of the PDF
// have; nil asks none.
func NewPress(m Maker, g doc.Glyphs, f Formats) *Press { return &Press{m, g, f} }

// Formats are the formats the press gives out.
func (p *Press) Formats() Formats { return p.formats }

// Act is a made act, ready to be rendered.
type Act struct {
	Name     string // "avviso"
	Date     process.Date
	Document *doc.Document
}

// Notice makes the notice of a reviewed process. It fails with ErrFindings when
// the process has errors (and it is no draft, or the file was not legible), with
// what the maker fails with, and with a *DocumentError when a renderer could not do
// the document justice.
func (p *Press) Notice(r *Review, draft bool) (*Act, error) {
	if !r.Legible || !draft && !r.Clean() {
		return nil, fmt.Errorf("making the notice: %w", ErrFindings)
	}
	d, err := p.maker.Notice(r.Process, draft)
	if err != nil {
		return nil, fmt.Errorf("making the notice: %w", err)
	}
	if problems := doc.Check(d, p.glyphs); len(problems) > 0 {
		return nil, fmt.Errorf("making the notice: %w", &DocumentError{problems})
	}
	return &Act{Name: Notice, Date: r.Process.Notice.Date, Document: d}, nil
}

// Render gives the bytes of the act in the format.
func (a *Act) Render(f Format) ([]byte, error) {
	var b bytes.Buffer
	if err := f.Render(&b, a.Document); err != nil {
		return nil, fmt.Errorf("rendering %s as %s: %w", a.Name, f.Ext, err)
	}
	return b.Bytes(), nil
}

// FileName is the name of the act's file, "2013-10-30_avviso.pdf"; without the
// date when the act has none.
func (a *Act) FileName(f Format) string {
	name := a.Name + "." + f.Ext
	if a.Date.IsZero() {
		return name
	}
	return a.Date.String() + "_" + name
}

// DocumentError is the refusal of a document that would make a bad act.
type DocumentError struct{ Problems []doc.Problem }

func (e *DocumentError) Error() string {
	return fmt.Sprintf("the document has %d problems", len(e.Problems))
}

// Unwrap gives the kind, ErrDocument.
func (e *DocumentError) Unwrap() error { return ErrDocument }

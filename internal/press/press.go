// Package press puts together what makes acts: the templates, the renderers, the
// fonts. Whoever makes acts gets the same press, so that no two make them
// differently.
package press

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"concerta/fonts"
	"concerta/internal/acts"
	"concerta/internal/calendar"
	"concerta/internal/doc"
	"concerta/internal/fault"
	"concerta/internal/markup"
	"concerta/internal/ooxml"
	"concerta/internal/process"
	"concerta/internal/produce"
	"concerta/internal/render/docx"
	"concerta/internal/render/html"
	"concerta/internal/render/pdf"
	"concerta/internal/render/sheet"
	"concerta/internal/render/text"
)

// Wording gives the text of the template of an act.
type Wording = func(acts.Job) (text []byte, digest string, err error)

// New is the press that makes acts with the templates, as DOCX on a letterhead
// unless paper is nil.
func New(t *markup.Templates, paper *ooxml.Base) (*produce.Press, Wording, error) {
	zone, err := Rome()
	if err != nil {
		return nil, nil, err
	}
	renderer, err := pdf.New(fonts.Files)
	if err != nil {
		return nil, nil, fmt.Errorf("loading the fonts: %w", err)
	}
	maker := acts.NewMaker(t)
	return produce.NewPress(actMaker{maker, zone}, renderer, produce.Renderers{
		PDF: func(w io.Writer, d *doc.Document) error {
			_, err := renderer.Render(w, d)
			return err
		},
		Layout: layout(renderer),
		DOCX:   onPaper(paper),
		HTML:   html.Render,
		Text:   text.Render,
		XLSX:   func(w io.Writer, a *produce.Act) error { return sheet.XLSX(w, a.Document) },
		CSV:    func(w io.Writer, a *produce.Act) error { return sheet.CSV(w, acts.Recipients(a.Review.Process)) },
		ICS:    invite,
		Merge:  renderer.Merge,
	}), maker.Wording, nil
}

// Prints tells which characters acts can show, for whoever makes none.
func Prints() (func(rune) bool, error) {
	renderer, err := pdf.New(fonts.Files)
	if err != nil {
		return nil, fmt.Errorf("loading the fonts: %w", err)
	}
	return renderer.Has, nil
}

func onPaper(paper *ooxml.Base) func(io.Writer, *doc.Document) error {
	if paper == nil {
		return docx.Render
	}
	return func(w io.Writer, d *doc.Document) error { return docx.RenderOn(w, d, paper) }
}

// layout is the renderer of PDFs as the press wants it.
func layout(r *pdf.Renderer) func(io.Writer, *doc.Document) (produce.Geometry, error) {
	return func(w io.Writer, d *doc.Document) (produce.Geometry, error) {
		l, err := r.Render(w, d)
		if err != nil {
			return produce.Geometry{}, err
		}
		b, err := json.Marshal(l)
		if err != nil {
			return produce.Geometry{}, fmt.Errorf("JSON of a layout: %w", err)
		}
		return produce.Geometry{Pages: l.Pages, JSON: b}, nil
	}
}

// invite writes the calendar file of the meeting that an invitation is to. Its
// stamp is when the process was saved, or else the day of the act or of the
// meeting: the clock would make it another file at every run.
func invite(w io.Writer, a *produce.Act) error {
	stamp := a.Review.Saved
	if stamp.IsZero() {
		stamp = a.Document.Meta.Created
	}
	if stamp.IsZero() {
		stamp = a.Task.Date.UTC()
	}
	return calendar.WriteMeeting(w, a.Review.Process, a.Task.For, calendar.Options{Stamp: stamp, Sequence: a.Review.Version})
}

// Rome is the time zone of every act and page.
func Rome() (*time.Location, error) {
	zone, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		return nil, fmt.Errorf("loading the time zone: %w", err)
	}
	return zone, nil
}

// actMaker makes acts in the time zone of the office, and tells of a faulty template
// in words for its user.
type actMaker struct {
	acts *acts.Maker
	zone *time.Location
}

// Make implements [produce.Maker].
func (m actMaker) Make(p *process.Process, j acts.Job, o acts.Options) (*doc.Document, error) {
	o.Zone = m.zone
	d, err := m.acts.Make(p, j, o)
	var invalid *markup.InvalidError
	if !errors.As(err, &invalid) {
		return d, err
	}
	var lines []string
	for _, p := range invalid.Problems {
		lines = append(lines, p.String())
	}
	return nil, &fault.Error{
		Kind: produce.ErrTemplate, Cause: err,
		What:   "il modello «" + string(j.Kind) + "» non va: " + strings.Join(lines, "; "),
		Repair: "correggere il modello dove è indicato; «concerta template check CARTELLA» lo controlla tutto",
	}
}

package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
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
	"concerta/internal/render/html"
	"concerta/internal/render/pdf"
	"concerta/internal/render/sheet"
	"concerta/internal/render/text"
	"concerta/templates"
)

// wording is what gives the text of the template of a kind of act.
type wording = func(acts.Job) (text []byte, digest string, err error)

// newPress puts together what makes acts. Dir holds the office's own templates;
// empty for the shipped ones alone. Paper is the letterhead of the office, nil for
// none.
func newPress(dir string, paper *ooxml.Base) (*produce.Press, wording, error) {
	t, err := loadTemplates(dir)
	if err != nil {
		return nil, nil, err
	}
	zone, err := rome()
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

// rome is the time zone of every act and page.
func rome() (*time.Location, error) {
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

// loadTemplates reads the office's templates over the shipped ones.
func loadTemplates(dir string) (*markup.Templates, error) {
	layers := []fs.FS{templates.Files}
	if dir != "" {
		info, err := os.Stat(dir)
		if err == nil && !info.IsDir() {
			err = errors.New("non è una cartella")
		}
		if err != nil {
			return nil, &fault.Error{
				Kind: errNotFound, Cause: err,
				What:   fmt.Sprintf("la cartella dei modelli %s non si può leggere: %s", dir, fault.Reason(err)),
				Repair: "indicare la cartella in cui stanno i modelli dell’ufficio, come avviso.md",
			}
		}
		layers = append([]fs.FS{os.DirFS(dir)}, layers...)
	}
	t, err := markup.Load(layers...)
	if err != nil {
		return nil, &fault.Error{
			What:   "i modelli non si possono leggere: " + fault.Reason(err),
			Repair: "controllare i permessi dei file nella cartella dei modelli",
			Cause:  err,
		}
	}
	return t, nil
}

// refused names the act that was not made, and why. An error that was not written
// for users, and one that concerns every act, stay as they are.
func refused(t produce.Task, err error) error {
	if fatal(err) {
		return err
	}
	refusal := &fault.Error{Cause: err, Repair: "correggere il file del procedimento, o il modello, dove è indicato"}
	var bad *produce.DocumentError
	var told *fault.Error
	switch {
	case errors.As(err, &bad):
		var lines []string
		for _, p := range bad.Problems {
			lines = append(lines, p.String())
		}
		refusal.What = strings.Join(lines, "; ")
	case errors.As(err, &told):
		refusal.What, refusal.Repair = told.What, told.Repair
	default:
		refusal.What, refusal.Repair = err.Error(), "segnalare il difetto a chi cura il programma"
	}
	refusal.What = "l’atto «" + t.Title + "» (" + t.Name + ") non è stato fatto: " + refusal.What
	return refusal
}

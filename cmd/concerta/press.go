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
	"concerta/internal/doc"
	"concerta/internal/fault"
	"concerta/internal/markup"
	"concerta/internal/process"
	"concerta/internal/produce"
	"concerta/internal/render/docx"
	"concerta/internal/render/html"
	"concerta/internal/render/pdf"
	"concerta/internal/render/text"
	"concerta/templates"
)

// newPress puts together what makes acts. Dir holds the office's own templates;
// empty for the shipped ones alone.
func newPress(dir string) (*produce.Press, error) {
	t, err := loadTemplates(dir)
	if err != nil {
		return nil, err
	}
	zone, err := rome()
	if err != nil {
		return nil, err
	}
	renderer, err := pdf.New(fonts.Files)
	if err != nil {
		return nil, fmt.Errorf("loading the fonts: %w", err)
	}
	formats := produce.NewFormats(produce.Renderers{
		PDF: func(w io.Writer, d *doc.Document) error {
			_, err := renderer.Render(w, d)
			return err
		},
		DOCX: docx.Render,
		HTML: html.Render,
		Text: text.Render,
	})
	return produce.NewPress(noticeMaker{acts.NewMaker(t), zone}, renderer, formats), nil
}

// rome is the time zone of every act and page.
func rome() (*time.Location, error) {
	zone, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		return nil, fmt.Errorf("loading the time zone: %w", err)
	}
	return zone, nil
}

// noticeMaker makes the notice with the options that a press knows of, and tells
// of a faulty template in words for its user.
type noticeMaker struct {
	acts *acts.Maker
	zone *time.Location
}

func (m noticeMaker) Notice(p *process.Process, draft bool) (*doc.Document, error) {
	d, err := m.acts.Notice(p, acts.Options{Draft: draft, Zone: m.zone})
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
		What:   "il modello dell’avviso non va: " + strings.Join(lines, "; "),
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

// refused tells of a document that no renderer should see, although the process
// allows it; other errors stay as they are.
func refused(err error) error {
	var bad *produce.DocumentError
	if !errors.As(err, &bad) {
		return err
	}
	var lines []string
	for _, p := range bad.Problems {
		lines = append(lines, p.String())
	}
	return &fault.Error{
		Kind: produce.ErrDocument, Cause: err,
		What:   "l’avviso non è stato fatto: " + strings.Join(lines, "; "),
		Repair: "correggere il file del procedimento, o il modello, dove è indicato",
	}
}

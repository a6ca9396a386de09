package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"concerta/internal/fault"
	"concerta/internal/markup"
	"concerta/internal/ooxml"
	"concerta/internal/press"
	"concerta/internal/produce"
	"concerta/templates"
)

// newPress puts together what makes acts. Dir holds the office's own templates;
// empty for the shipped ones alone. Paper is the letterhead of the office, nil for
// none.
func newPress(dir string, paper *ooxml.Base) (*produce.Press, press.Wording, error) {
	t, err := loadTemplates(dir)
	if err != nil {
		return nil, nil, err
	}
	return press.New(t, paper)
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
			kind := errNotFound
			if errors.Is(err, fs.ErrPermission) {
				kind = nil
			}
			return nil, &fault.Error{
				Kind: kind, Cause: err,
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

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"concerta/internal/fault"
	"concerta/internal/ooxml"
)

// errLetterhead is the kind of a letterhead that is refused.
var errLetterhead = errors.New("the letterhead is refused")

// letterheadFlag names the office's own letterhead.
type letterheadFlag struct {
	Letterhead string `name:"letterhead" placeholder:"FILE.docx" help:"Con il formato docx: la carta intestata dell’ufficio."`
}

// check finds what does not go with a letterhead.
func (f letterheadFlag) check(formats []string, large bool) error {
	var m misuses
	asked := f.Letterhead != ""
	m.when(asked && !slices.Contains(formats, "docx"), "la carta intestata è soltanto per il formato docx", "aggiungere docx a --format, oppure togliere --letterhead")
	m.when(asked && large, "la carta intestata ha le sue grandezze dei caratteri, che --large non cambia", "togliere --large, oppure --letterhead")
	return m.err()
}

// paper reads the letterhead; nil when there is none.
func (f letterheadFlag) paper(ctx context.Context) (*ooxml.Base, error) {
	if f.Letterhead == "" {
		return nil, nil //nolint:nilnil // no letterhead is no error
	}
	file, err := os.Open(f.Letterhead)
	if err != nil {
		kind := error(nil)
		if errors.Is(err, fs.ErrNotExist) {
			kind = errNotFound
		}
		return nil, &fault.Error{
			Kind: kind, Cause: err,
			What:   fmt.Sprintf("la carta intestata %s non si può leggere: %s", f.Letterhead, fault.Reason(err)),
			Repair: "controllare il nome e i permessi del file",
		}
	}
	defer file.Close() //nolint:errcheck // it was only read
	data, err := readAll(ctx, file, ooxml.BaseMost, "la carta intestata "+f.Letterhead)
	var told *fault.Error
	if errors.As(err, &told) {
		told.Repair = "indicare un file .docx"
	}
	if err != nil {
		return nil, err
	}
	base, err := ooxml.ReadBase(data)
	var refused *ooxml.BaseError
	if errors.As(err, &refused) {
		return nil, &fault.Error{
			Kind: errLetterhead, Cause: err,
			What:   "la carta intestata " + f.Letterhead + " non si può usare: " + refused.Error(),
			Repair: strings.Join(refused.Repairs(), "; "),
		}
	}
	return base, err
}

package web

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"concerta/internal/archive"
	"concerta/internal/fault"
	"concerta/internal/ooxml"
	"concerta/internal/signature"
)

// errHarmful is the kind of a file with something in it that runs.
var errHarmful = errors.New("web: the file could harm who opens it")

// harmless refuses a document made elsewhere that carries what runs or hides when it
// is opened. It is no reader of such files, so it cannot see everything; what is in
// the archive is only ever given to be kept.
func harmless(ctx context.Context, file archive.Incoming) error {
	content, err := signature.Inside(ctx, file.Content)
	if err != nil {
		return err
	}
	var reasons []string
	switch {
	case bytes.HasPrefix(content, []byte("%PDF-")):
		reasons = inPDF(content)
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		reasons = ooxml.Hostile(content)
	}
	if len(reasons) == 0 {
		return nil
	}
	return &fault.Error{
		Kind:   errHarmful,
		What:   "il file non è accettato: " + strings.Join(reasons, ", "),
		Repair: "stamparlo di nuovo in PDF dal programma che l’ha fatto, e caricare quello",
	}
}

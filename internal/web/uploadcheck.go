package web

import (
	"bytes"
	"errors"
	"strings"

	"concerta/internal/archive"
	"concerta/internal/fault"
)

// errHarmful is the kind of a file with something in it that runs.
var errHarmful = errors.New("web: the file could harm who opens it")

// harmless refuses a document made elsewhere that carries what runs or hides when it
// is opened. It is no reader of such files, so it cannot see everything; what is in
// the archive is only ever given to be kept.
func harmless(file archive.Incoming) error {
	var reasons []string
	switch {
	case bytes.HasPrefix(file.Content, []byte("%PDF-")):
		reasons = inPDF(file.Content)
	case bytes.HasPrefix(file.Content, []byte("PK\x03\x04")):
		if bytes.Contains(file.Content, []byte("vbaProject.bin")) {
			reasons = append(reasons, "contiene macro")
		}
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

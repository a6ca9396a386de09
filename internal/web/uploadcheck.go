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
// is opened. It looks at the bytes as they stand and unpacks nothing, so it cannot
// see everything; what is in the archive is only ever given to be kept.
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

func inPDF(content []byte) []string {
	var reasons []string
	plain := outsideStreams(content)
	for _, k := range []struct{ key, reason string }{
		{"/JavaScript", "contiene JavaScript"},
		{"/JS", "contiene JavaScript"},
		{"/Launch", "avvia altri programmi"},
		{"/EmbeddedFile", "porta file allegati"},
		{"/RichMedia", "contiene filmati, suoni o oggetti interattivi"},
		{"/XFA", "contiene un modulo XFA"},
		{"/Encrypt", "è cifrato"},
	} {
		if hasName(plain, k.key) && (len(reasons) == 0 || reasons[len(reasons)-1] != k.reason) {
			reasons = append(reasons, k.reason)
		}
	}
	return reasons
}

// outsideStreams leaves out the packed parts of a PDF, in which any bytes may stand.
func outsideStreams(content []byte) []byte {
	var out []byte
	for {
		before, rest, found := bytes.Cut(content, []byte("stream"))
		out = append(out, before...)
		if !found {
			return out
		}
		if _, content, found = bytes.Cut(rest, []byte("endstream")); !found {
			return append(out, rest...) // nothing ends it: nothing is left out
		}
	}
}

// hasName tells whether a name stands in a PDF, and not only its beginning; of
// /EmbeddedFile also the plural.
func hasName(content []byte, name string) bool {
	for {
		_, rest, found := bytes.Cut(content, []byte(name))
		if !found {
			return false
		}
		if len(rest) == 0 || !isNameByte(rest[0]) || rest[0] == 's' {
			return true
		}
		content = rest
	}
}

func isNameByte(b byte) bool {
	return b > ' ' && !bytes.ContainsRune([]byte("()<>[]{}/%"), rune(b))
}

package archive

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"strings"
	"unicode"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/ooxml"
	"concerta/internal/signature"
)

// maxIncoming is the size in bytes of the largest file taken in.
const maxIncoming = 50 << 20

// kinds are the kinds of files taken in, told by their first bytes and never by
// their names alone.
func kinds() []incomingKind {
	return []incomingKind{
		{[]string{".pdf"}, "application/pdf", []byte("%PDF-")},
		{[]string{".p7m"}, "application/pkcs7-mime", nil},
		{[]string{".docx"}, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", []byte("PK\x03\x04")},
		{[]string{".xlsx"}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", []byte("PK\x03\x04")},
		{[]string{".pptx"}, "application/vnd.openxmlformats-officedocument.presentationml.presentation", []byte("PK\x03\x04")},
		{[]string{".odt"}, "application/vnd.oasis.opendocument.text", []byte("PK\x03\x04")},
		{[]string{".png"}, "image/png", []byte("\x89PNG\r\n\x1a\n")},
		{[]string{".jpg", ".jpeg"}, "image/jpeg", []byte("\xff\xd8\xff")},
		{[]string{".tif", ".tiff"}, "image/tiff", nil},
		{[]string{".eml"}, "message/rfc822", nil},
		{[]string{".txt"}, mediaText, nil},
		{[]string{".xml"}, mediaXML, nil},
	}
}

type incomingKind struct {
	extensions []string
	mediaType  string
	magic      []byte
}

// incoming takes a file in as it is. What it is not, or too large, is refused.
func (a *Archive) incoming(ctx context.Context, r ledger.Role, file Incoming) (*folder, error) {
	name := safeName(file.Name)
	switch {
	case len(file.Content) == 0:
		return nil, &fault.Error{Kind: ErrInput, What: fmt.Sprintf("il file «%s» è vuoto", name), Repair: "scegliere il file giusto"}
	case len(file.Content) > maxIncoming:
		return nil, &fault.Error{Kind: ErrInput, What: fmt.Sprintf("il file «%s» supera i %d MB", name, maxIncoming>>20), Repair: "ridurlo, per esempio con una scansione in bianco e nero a 300 punti per pollice"}
	}
	ext := strings.ToLower(path.Ext(name))
	var allowed []string
	for _, k := range kinds() {
		for _, e := range k.extensions {
			if e != ext {
				continue
			}
			if !bytes.HasPrefix(file.Content, k.magic) {
				return nil, &fault.Error{Kind: ErrInput, What: fmt.Sprintf("il file «%s» non è del tipo che dice il suo nome", name), Repair: "salvarlo di nuovo dal programma che l’ha fatto"}
			}
			// What comes back signed is looked at, more strictly, when it is read.
			if r != ledger.Return {
				if err := harmless(ctx, name, file.Content); err != nil {
					return nil, err
				}
			}
			f := &folder{}
			f.add(r, name, k.mediaType, file.Content)
			return f, nil
		}
		allowed = append(allowed, k.extensions...)
	}
	return nil, &fault.Error{Kind: ErrInput, What: fmt.Sprintf("il file «%s» è di un tipo che l’archivio non prende", name), Repair: "i tipi sono: " + strings.Join(allowed, " ")}
}

// harmless refuses a document made elsewhere that carries what runs or hides when it
// is opened.
func harmless(ctx context.Context, name string, content []byte) error {
	reasons, err := signature.Harmful(ctx, content)
	if err != nil {
		return err
	}
	inside, err := signature.Inside(ctx, content)
	if err != nil {
		return err
	}
	if bytes.HasPrefix(inside, []byte("PK\x03\x04")) {
		reasons = append(reasons, ooxml.Hostile(inside)...)
	}
	if len(reasons) == 0 {
		return nil
	}
	return &fault.Error{
		Kind:   signature.ErrUnsafe,
		What:   fmt.Sprintf("il file «%s» non è accettato: %s", name, strings.Join(reasons, ", ")),
		Repair: "stamparlo di nuovo in PDF dal programma che l’ha fatto, senza allegati e senza cifratura, e dare quello",
	}
}

// safeName is the last part of a file's name, with nothing that a file system or
// a page would obey.
func safeName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
	const most = 120 // characters
	if runes := []rune(name); len(runes) > most {
		ext := path.Ext(name)
		if len(ext) > 10 {
			ext = ""
		}
		name = string(runes[:most-len(ext)]) + ext
	}
	if strings.Trim(name, ". ") == "" {
		return "file"
	}
	return name
}

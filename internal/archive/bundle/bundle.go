// Package bundle writes the case file of a process as one ZIP to hand over (a
// "pacchetto di versamento"), and verifies such a package with nothing else at
// hand: no database and no data folder.
//
// A package holds every file of every act and document of the process, the
// versions of the process file that acts were made from, the entries of the
// register on them in full, and the links of all other entries. Its names, and
// the pages that explain it, follow from the entries: verifying makes them again,
// so that no byte can change unseen.
package bundle

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"time"

	"concerta/internal/archive/ledger"
)

// Format names the form of a package: another form gets another name.
const Format = "concerta/pacchetto/1"

// pagesVersion counts how the index and the instructions are written. A package
// that has them in another way than this program is still verified, but these
// two files only by their digests.
const pagesVersion = 2

// What is in a package beside the files of acts.
const (
	manifestName = "manifesto.json"
	registerName = "registro.jsonl"
	chainName    = "catena.txt"
	indexName    = "indice.html"
	readmeName   = "leggimi.txt"
	sumsName     = "SHA256SUMS"
)

// Manifest says what a package is.
type Manifest struct {
	Format  string      `json:"format"`
	Pages   int         `json:"pages"`   // how the index is written
	Office  string      `json:"office"`  // its stable id
	Process string      `json:"process"` // key
	Title   string      `json:"title"`
	Head    ledger.Head `json:"head"`    // of the register when the package was made
	Entries int         `json:"entries"` // in registro.jsonl
	Acts    int         `json:"acts"`    // and documents
	Program string      `json:"program"` // its version
	Made    time.Time   `json:"made"`    // UTC, seconds
}

// encode is the one way in which a manifest is written.
func (m *Manifest) encode() ([]byte, error) { return canonical(m) }

func canonical(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("JSON of a package: %w", err)
	}
	return b.Bytes(), nil
}

// readCanonical reads what canonical wrote, and nothing else.
func readCanonical(src []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(src))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	again, err := canonical(v)
	if err != nil {
		return err
	}
	if !bytes.Equal(src, again) {
		return errNotCanonical
	}
	return nil
}

// Case is what a package is made of.
type Case struct {
	Office  string
	Process string // key
	Title   string
	Program string // version of the program
	Made    time.Time
	Zone    *time.Location // of the days that the index shows
	Head    ledger.Head    // the last entry that counts

	// Entries are those of the whole register, from the first.
	Entries iter.Seq2[*ledger.Entry, error]
	// Content gives a stored file; it is asked for one at a time.
	Content func(context.Context, ledger.Digest) ([]byte, error)
	// Version gives a version of the process file.
	Version func(ctx context.Context, number int) (*Version, error)
}

// Version is a version of a process file, with the files that it names.
type Version struct {
	Source      []byte
	Attachments []Attachment
}

// Attachment is a file that a process file names.
type Attachment struct {
	Name    string // as the process file writes it
	Content []byte
}

// Summary is what was written.
type Summary struct {
	Manifest
	Files int
	Bytes int64 // of the files, before they are packed
}

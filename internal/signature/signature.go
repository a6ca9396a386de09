// Package signature reads a file that came back signed and compares it with
// the PDF that was issued: who signed it and when, whether content and
// signature agree, and what was changed besides. It takes bytes and gives
// values; certificates are shown, not judged.
package signature

import (
	"bytes"
	"context"
	"slices"
	"time"
)

// Format is the form of a signed file.
type Format string

// The two forms (ETSI EN 319 142-1, ETSI EN 319 122-1).
const (
	PAdES Format = "PAdES" // signatures inside the PDF
	CAdES Format = "CAdES" // a .p7m envelope around it
)

// Return is what a file that came back is.
type Return struct {
	Format Format
	// Matches says that the file is a signed form of the issued one: the
	// issued bytes are the exact start of the PDF, or the content of the
	// envelope, also of an envelope inside another.
	Matches bool
	// Content is the file itself, or what the innermost envelope holds.
	Content []byte
	// Signatures are in order of signing; empty when nobody signed.
	Signatures []Signature
	// Changes are what was changed beyond signatures, their widgets and
	// validation data, in order of revision; none is looked for when the file
	// does not match.
	Changes []Change
}

// Signed tells whether the file may be taken as the signed act as it is: it
// matches, nothing else was changed, and every signature holds and covers the
// act, at least one of them not a mere timestamp. Whether everybody has signed
// is for the caller to count.
func (r *Return) Signed() bool {
	if !r.Matches || len(r.Changes) > 0 {
		return false
	}
	for _, s := range r.Signatures {
		if !s.Intact || !s.Covers {
			return false
		}
	}
	return slices.ContainsFunc(r.Signatures, func(s Signature) bool { return !s.DocTimestamp })
}

// Signature is one signature on the file. Whether its certificate is to be
// trusted is not judged.
type Signature struct {
	Field        string // name of the form field; empty in an envelope
	Signer       string // common name
	Person       string // given name and surname; empty when the certificate does not have both
	Certificate  string // SHA-256 of the certificate, hexadecimal; empty when it is missing
	TaxCode      string // codice fiscale, when the certificate has it (ETSI EN 319 412-1 5.1.3)
	Organization string
	Issuer       string // who issued the certificate
	When         time.Time
	Timestamped  bool   // When is of a timestamp token that verifies, not only claimed
	DocTimestamp bool   // a timestamp of the file (ISO 32000-2 12.8.5), nobody's signature
	Counter      bool   // a countersignature of the signature before
	Intact       bool   // content, attributes and signature agree with the certificate's key
	Covers       bool   // it covers its whole revision, or the whole content of the envelope
	Fault        string // Italian: why it is not intact; empty otherwise
}

// Kind is what a change touches.
type Kind string

// The kinds of change.
const (
	KindPage       Kind = "pagina"
	KindAnnotation Kind = "annotazione"
	KindField      Kind = "campo"
	KindSignature  Kind = "firma"
	KindStructure  Kind = "struttura"
	KindMetadata   Kind = "metadati"
	KindHidden     Kind = "nascosto"
)

// Change is something that a later revision changes and that the officer has
// to accept with a reason.
type Change struct {
	Kind Kind
	Page int    // from 1; 0 when it is of no page
	What string // Italian, a clause without a full stop
}

// MaxSize is the size in bytes beyond which a file is refused unread.
const MaxSize = 64 << 20

// Read tells what a file that came back is, against the issued PDF of which it
// should be the signed form. Errors are fault.Error of kind ErrUnsafe or
// ErrUnreadable; others are of the context or of an issued file that does not
// read.
func Read(ctx context.Context, issued, returned []byte) (*Return, error) {
	if len(returned) > MaxSize {
		return nil, tooLarge()
	}
	layers, content, tail, err := unwrap(ctx, returned)
	if err != nil {
		return nil, err
	}
	r := &Return{Format: PAdES, Content: content, Matches: bytes.HasPrefix(content, issued) && len(issued) > 0}
	if len(layers) > 0 {
		r.Format = CAdES
	}
	if err := r.readPDF(ctx, issued, content); err != nil {
		return nil, err
	}
	slices.Reverse(layers) // the innermost was made first
	for _, l := range layers {
		r.Signatures = append(r.Signatures, l...)
	}
	if tail && r.Matches {
		r.Changes = append(r.Changes, Change{KindHidden, 0, "dopo la busta firmata ci sono altri dati"})
	}
	return r, nil
}

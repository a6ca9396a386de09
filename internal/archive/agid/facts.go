package agid

import (
	"crypto/sha256"
	"time"
)

// Facts are what the archive knows of a document when it is registered. Texts
// may be as a person typed them: Make cleans them.
type Facts struct {
	ID       string            // of the document, field 1.2
	Digest   [sha256.Size]byte // of the file itself, field 1.1
	FileName string            // without folder, field 14
	MIME     string            // field 10.1
	Software Software          // that made the file, field 10.2, and the system of field 5 (Produttore)
	Version  int               // field 15; 0 is 1

	// Formation is one of the sentences of field 2. Empty: acquired for what came
	// in or is a copy of paper, else created.
	Formation string

	Kind     string   // "Avviso pubblico", field 3
	Subject  string   // field 6.1
	Keywords []string // field 6.2; the first five are kept

	Office      Office
	Authors     []Party  // with Signatories, field 5 (Autore); none of both: the office
	Signatories []Person // of the office
	Operator    Person   // who registered it; may be empty
	Responsible Person   // of the procedure (RUP); may be empty
	Sender      *Party   // of what came in; nil: the first author
	Recipients  []Party  // of what goes out

	Flow      string // FlowIn, FlowOut, FlowInternal
	Repertory *Entry // our own number
	// Protocol is the number of the municipality, when there is one. It counts
	// more than the repertory: a document has one registration in field 4, and
	// the repertory number is then in the Note.
	Protocol *Entry

	Classification Classification // field 8
	CaseFile       string         // field 12
	Reserved       bool           // field 9
	Verification   Verification   // field 11

	Attachments []Enclosure // field 7
	Primary     *Reference  // field 13; attachments only
	Changes     []Amendment // field 16

	RetentionYears int    // field 17; 0: not said
	Note           string // field 18
}

// Office is the administration that registers the document.
type Office struct {
	Name      string
	Code      string   // in the IPA; empty when the office has none
	TaxCode   string   // names the office in the segnatura when it has no code
	Area      IPA      // area organizzativa omogenea; may be empty
	Unit      IPA      // the office within the administration; may be empty
	Addresses []string // PEC and e-mail
}

// Person is somebody. Surname and Given are taken as they are; without them Name,
// "Dott.ssa Maria DE LUCA", is taken apart.
type Person struct {
	Name           string
	Surname, Given string
	TaxCode        string // may be empty
	OfOffice       bool   // acts for the office
}

// Party is a person, when Person is not nil, or a body.
type Party struct {
	Person    *Person
	Body      string
	TaxCode   string // of the body, 11 digits; may be empty
	Addresses []string
}

// Entry is a number in a register, with its day and, when it has one, its hour,
// both as Italy counts them: the caller gives the time in Europe/Rome.
type Entry struct {
	Code   string // of the register, "AVVISI": letters, digits, _ . - and at most 16
	Number int    // from 1
	When   time.Time
	// Segnatura as the protocol office printed it; empty: made from the parts.
	Segnatura string
}

// Reference is another document.
type Reference struct {
	ID        string
	Digest    [sha256.Size]byte
	Segnatura string // when it has a protocol number
}

// Enclosure is an attachment of the document.
type Enclosure struct {
	Reference
	Description string
}

// Amendment is a change of the document. An annulment or an annotation leaves the
// bytes as they are, so that without Previous they refer to the document itself.
type Amendment struct {
	Kind     string // ChangeAnnulment, …
	Author   Person
	When     time.Time // in Europe/Rome
	Previous *Reference
}

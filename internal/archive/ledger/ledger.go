// Package ledger is the register of an office: the entries that are only ever
// added, the chain of digests that binds them, the numbers given, and what each
// act is after all that was written of it. It holds no files and knows no
// database: whoever has the entries can follow them, a service as well as
// somebody who was handed an exported package.
package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strconv"
	"strings"
	"time"
)

// The kinds of failure of a register.
var (
	ErrBroken  = errors.New("ledger: the chain does not hold")
	ErrStep    = errors.New("ledger: the act does not allow this step")
	ErrAlready = errors.New("ledger: done already")
)

// Digest is a SHA-256; as text it is hexadecimal.
type Digest [sha256.Size]byte

// DigestOf is the digest of b.
func DigestOf(b []byte) Digest { return sha256.Sum256(b) }

func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// IsZero tells whether there is no digest.
func (d Digest) IsZero() bool { return d == Digest{} }

// MarshalText implements [encoding.TextMarshaler].
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (d *Digest) UnmarshalText(b []byte) error {
	got, err := ParseDigest(string(b))
	if err != nil {
		return err
	}
	*d = got
	return nil
}

// ParseDigest reads a digest in hexadecimal.
func ParseDigest(s string) (Digest, error) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != sha256.Size {
		return Digest{}, fmt.Errorf("%q is not a SHA-256 in hexadecimal", s)
	}
	return Digest(b), nil
}

// What says what an entry is of.
type What string

// What entries are of.
const (
	Opened    What = "apertura"           // the register begins
	Issued    What = "emissione"          // an act is frozen and, when its kind has one, numbered
	Signed    What = "firma"              // a signed file came back
	Attested  What = "copia"              // the scan of signed paper, attested by an officer
	Unmatched What = "non-corrispondente" // a file that is the signed form of no act
	Protocol  What = "protocollo"         // the municipality's number was typed in
	Published What = "pubblicazione"      // a publication was recorded
	Reported  What = "referto"            // the report of a publication came
	Annulled  What = "annullamento"       // an act lost its effect
	Filed     What = "documento"          // a document made elsewhere joins the case file
	Restarted What = "ripresa"            // the data come from a backup; numbers go on after the last one given
)

// Role says what a file is to the act it is stored with.
type Role string

// The roles of files.
const (
	PDF      Role = "pdf"          // the legal original
	DOCX     Role = "docx"         // the copy to edit
	HTML     Role = "html"         // the accessible page
	Text     Role = "txt"          // what search finds
	Sheet    Role = "xlsx"         // a list as a spreadsheet
	Table    Role = "csv"          // recipients
	Calendar Role = "ics"          // the meeting, for calendars
	Public   Role = "pubblica"     // the copy without the withheld words
	View     Role = "dati"         // what the template saw, canonical JSON
	Notice   Role = "avviso"       // of a correction: what the notice says once corrected, canonical JSON
	Wording  Role = "modello"      // the template and its pieces
	Layout   Role = "geometria"    // where everything is on the pages
	Parity   Role = "parita"       // the comparison of the words of all formats
	Metadata Role = "metadati"     // XML, AgID Allegato 5; of the file before it
	Return   Role = "firmato"      // what came back signed
	Scan     Role = "scansione"    // of signed paper
	Report   Role = "referto-file" // the report of a publication
	Document Role = "documento"    // made elsewhere
)

// IsDocument tells whether a file is a document with metadata of its own, and
// not one that explains another.
func (r Role) IsDocument() bool {
	switch r {
	case PDF, DOCX, Sheet, Table, Calendar, Public, Return, Scan, Report, Document:
		return true
	case HTML, Text, View, Notice, Wording, Layout, Parity, Metadata:
		return false
	}
	return false
}

// File is a stored file as an entry tells of it.
type File struct {
	Role      Role   `json:"role"`
	Name      string `json:"name"` // as people see it
	MediaType string `json:"mediaType"`
	Size      int64  `json:"size"` // bytes
	Digest    Digest `json:"digest"`
}

// Entry is one line of the register.
type Entry struct {
	Seq      int64     `json:"seq"` // from 1, without gaps
	Prev     Digest    `json:"prev"`
	At       time.Time `json:"at"` // UTC, microseconds
	Operator string    `json:"operator"`
	What     What      `json:"what"`
	Process  string    `json:"process,omitempty"` // key
	Act      string    `json:"act,omitempty"`     // id of the act or document
	Body     []byte    `json:"body"`              // canonical JSON of the body of its kind
	Files    []File    `json:"files,omitempty"`
	Digest   Digest    `json:"digest"`
}

// chainFormat begins what is digested: another way of digesting gets another
// name.
const chainFormat = "concerta/registro/1"

// Link is an entry's place in the chain without what the entry says. Whoever has
// the links can follow the chain up to its head, and so be sure that an entry
// belongs to it and that none of a process is withheld, without reading what the
// office wrote of other processes.
type Link struct {
	Seq     int64
	Process string // key; empty for the register itself
	Content Digest // of everything else that the entry says
}

// Digest is the digest of the entry at this place, after the one of digest prev.
func (l Link) Digest(prev Digest) Digest {
	s := newSummer()
	s.part([]byte(chainFormat))
	s.number(l.Seq)
	s.part(prev[:])
	s.part([]byte(l.Process))
	s.part(l.Content[:])
	return s.sum()
}

// Link is the entry's place in the chain.
func (e *Entry) Link() Link { return Link{e.Seq, e.Process, e.content()} }

// Sum is the digest of the entry: of every field with its length before it, so
// that no two entries give the same bytes, and of the digest of the entry
// before. It is computed here and never by the database.
func (e *Entry) Sum() Digest { return e.Link().Digest(e.Prev) }

func (e *Entry) content() Digest {
	s := newSummer()
	s.part([]byte(e.At.UTC().Format(TimeFormat)))
	s.part([]byte(e.Operator))
	s.part([]byte(e.What))
	s.part([]byte(e.Act))
	s.part(e.Body)
	s.number(int64(len(e.Files)))
	for _, f := range e.Files {
		s.part([]byte(f.Role))
		s.part([]byte(f.Name))
		s.part([]byte(f.MediaType))
		s.number(f.Size)
		s.part(f.Digest[:])
	}
	return s.sum()
}

// DigestOfParts is the digest of several contents in their order, each with its
// length before it, so that no two lists give the same bytes. Versions of
// processes are named by it: the process file, then for each file that it names
// the name and the content.
func DigestOfParts(parts ...[]byte) Digest {
	s := newSummer()
	for _, p := range parts {
		s.part(p)
	}
	return s.sum()
}

// summer digests parts, each with its length before it.
type summer struct{ h hash.Hash }

func newSummer() summer { return summer{sha256.New()} }

func (s summer) part(b []byte) {
	s.h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(b))))
	s.h.Write(b)
}

func (s summer) number(n int64) {
	s.part(binary.BigEndian.AppendUint64(nil, uint64(n))) //nolint:gosec // the bits are what counts
}

func (s summer) sum() Digest { return Digest(s.h.Sum(nil)) }

// TimeFormat is how moments are written: RFC 3339, UTC, microseconds.
const TimeFormat = "2006-01-02T15:04:05.000000Z"

// Follow completes the entry as the one after head.
func (e *Entry) Follow(head Head) {
	e.Seq, e.Prev = head.Seq+1, head.Digest
	e.Digest = e.Sum()
}

// Head is where a register has come to. Who keeps it elsewhere can tell later
// whether entries were taken away from the end.
type Head struct {
	Seq    int64  `json:"seq"`
	Digest Digest `json:"digest"`
}

// String is "SEQ:DIGEST".
func (h Head) String() string { return fmt.Sprintf("%d:%s", h.Seq, h.Digest) }

// ParseHead reads what String gives.
func ParseHead(s string) (Head, error) {
	seq, digest, _ := strings.Cut(s, ":")
	n, err1 := strconv.ParseInt(seq, 10, 64)
	d, err2 := ParseDigest(digest)
	h := Head{n, d}
	if err := errors.Join(err1, err2); err != nil || n < 0 || h.String() != s {
		return Head{}, fmt.Errorf("%q is not the head of a register", s)
	}
	return h, nil
}

package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"concerta/internal/archive/ledger"
)

var errNotCanonical = errors.New("non è scritto come lo scrive il programma")

// line is an entry as registro.jsonl writes it: with what it says readable, and
// still byte by byte what its digest is of.
type line struct {
	Seq      int64           `json:"seq"`
	Prev     ledger.Digest   `json:"prev"`
	At       string          `json:"at"`
	Operator string          `json:"operator"`
	What     ledger.What     `json:"what"`
	Process  string          `json:"process,omitempty"`
	Act      string          `json:"act,omitempty"`
	Body     json.RawMessage `json:"body"`
	Files    []ledger.File   `json:"files,omitempty"`
	Digest   ledger.Digest   `json:"digest"`
}

// encodeEntry writes an entry as a line, with its end. One that would not be read
// back as it is, is refused.
func encodeEntry(e *ledger.Entry) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(line{
		e.Seq, e.Prev, e.At.UTC().Format(ledger.TimeFormat), e.Operator, e.What, e.Process, e.Act, e.Body, e.Files, e.Digest,
	})
	if err != nil {
		return nil, fmt.Errorf("JSON of entry %d: %w", e.Seq, err)
	}
	again, err := parseLine(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	if err != nil {
		return nil, fmt.Errorf("reading back entry %d: %w", e.Seq, err)
	}
	if again.Sum() != e.Sum() {
		return nil, fmt.Errorf("%w: la registrazione n. %d non si può scrivere come JSON", ledger.ErrBroken, e.Seq)
	}
	return b.Bytes(), nil
}

// decodeEntry reads a line without its end, and refuses one that encodeEntry would
// have written in another way.
func decodeEntry(src []byte) (*ledger.Entry, error) {
	e, err := parseLine(src)
	if err != nil {
		return nil, err
	}
	again, err := encodeEntry(e)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(bytes.TrimSuffix(again, []byte("\n")), src) {
		return nil, errNotCanonical
	}
	return e, nil
}

func parseLine(src []byte) (*ledger.Entry, error) {
	var l line
	d := json.NewDecoder(bytes.NewReader(src))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		return nil, err
	}
	at, err := time.Parse(ledger.TimeFormat, l.At)
	if err != nil {
		return nil, err
	}
	return &ledger.Entry{
		Seq: l.Seq, Prev: l.Prev, At: at, Operator: l.Operator, What: l.What, Process: l.Process, Act: l.Act,
		Body: l.Body, Files: l.Files, Digest: l.Digest,
	}, nil
}

// noProcess stands in catena.txt for the process of an entry on the register
// itself.
const noProcess = "-"

// encodeLink writes a line of catena.txt, with its end: the entry's head, as
// "archive head" says it, the process, and the digest of what the entry says.
func encodeLink(l ledger.Link, digest ledger.Digest) string {
	process := l.Process
	if process == "" {
		process = noProcess
	}
	return fmt.Sprintf("%s %s %s\n", ledger.Head{Seq: l.Seq, Digest: digest}, process, l.Content)
}

// decodeLink reads a line without its end.
func decodeLink(s string) (l ledger.Link, digest ledger.Digest, err error) {
	parts := strings.Split(s, " ")
	if len(parts) != 3 {
		return l, digest, errNotCanonical
	}
	head, err := ledger.ParseHead(parts[0])
	if err != nil {
		return l, digest, errNotCanonical
	}
	l.Seq, l.Process = head.Seq, parts[1]
	if l.Process == noProcess {
		l.Process = ""
	}
	if l.Content, err = ledger.ParseDigest(parts[2]); err != nil {
		return l, digest, errNotCanonical
	}
	if encodeLink(l, head.Digest) != s+"\n" {
		return l, digest, errNotCanonical
	}
	return l, head.Digest, nil
}

// keyForm is that of the keys of processes, and of what stands for none.
func keyForm() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9-]{1,40}$`) }

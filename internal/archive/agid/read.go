package agid

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"concerta/internal/fault"
)

// MaxSize is the longest file that Read takes, in bytes: enough for the 9999
// attachments that field 7 allows.
const MaxSize = 8 << 20

// Read reads metadata, strictly: the elements of the schema in their order and
// nothing else. Attributes, namespaces, comments, processing instructions,
// entities of a DTD and texts between elements are refused, with ErrInvalid and
// the line. Values are not judged: that is for Check.
func Read(src []byte) (*Document, error) {
	if len(src) > MaxSize {
		return nil, fmt.Errorf("reading metadata: %w", unreadable(fmt.Sprintf("il file supera %d MB", MaxSize>>20), nil))
	}
	r := &reader{dec: xml.NewDecoder(bytes.NewReader(src))}
	d := new(Document)
	r.advance()
	if _, ok := r.next.(xml.ProcInst); ok { // the XML declaration
		r.advance()
	}
	r.open(root)
	d.visit(r)
	r.close(root)
	if r.err == nil && r.next != nil {
		r.refuse("c'è qualcosa dopo la fine dei metadati")
	}
	if r.err != nil {
		return nil, fmt.Errorf("reading metadata: %w", r.err)
	}
	return d, nil
}

// reader is the codec that reads; next is the token not yet used, nil at the end
// of the file. After the first error it stands still.
type reader struct {
	dec   *xml.Decoder
	next  xml.Token
	begun bool // past the first token
	err   error
}

// advance takes the next token that is not white space between elements.
func (r *reader) advance() {
	for r.err == nil {
		r.token()
		text, ok := r.next.(xml.CharData)
		if !ok {
			return
		}
		if len(bytes.Trim(text, " \t\r\n")) > 0 {
			r.refuse("c'è del testo fuori posto")
		}
	}
}

// token takes the next token as it comes.
func (r *reader) token() {
	t, err := r.dec.Token()
	r.next = t
	switch {
	case errors.Is(err, io.EOF):
		r.next = nil
	case err != nil:
		r.fail("l'XML è rotto", err)
	}
	switch t := t.(type) {
	case xml.StartElement:
		if t.Name.Space != "" || len(t.Attr) > 0 {
			r.refuse("l'elemento «" + short(t.Name.Local) + "» ha attributi o uno spazio dei nomi, che qui non esistono")
		}
	case xml.Comment, xml.Directive:
		r.refuse("commenti e dichiarazioni di tipo non sono ammessi")
	case xml.ProcInst:
		if t.Target != "xml" || r.begun {
			r.refuse("le istruzioni di elaborazione non sono ammesse")
		}
	}
	r.begun = true
}

func (r *reader) has(name string, _ bool) bool {
	start, ok := r.next.(xml.StartElement)
	return ok && r.err == nil && start.Name.Local == name
}

func (r *reader) item(int) {}

func (r *reader) open(name string) {
	if !r.has(name, true) {
		r.refuse("manca «" + name + "», e al suo posto " + r.found())
		return
	}
	r.advance()
}

func (r *reader) close(name string) {
	if _, ok := r.next.(xml.EndElement); !ok {
		r.refuse("in «" + name + "» non è previsto ciò che segue: " + r.found())
		return
	}
	r.advance()
}

func (r *reader) text(name string, v *string) {
	if !r.has(name, true) {
		r.refuse("manca «" + name + "», e al suo posto " + r.found())
		return
	}
	var b strings.Builder
	for r.err == nil {
		r.token()
		switch t := r.next.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.EndElement:
			*v = b.String()
			r.advance()
			return
		default:
			r.refuse("«" + name + "» vuole solo testo")
		}
	}
}

func (r *reader) refuse(what string) { r.fail(what, nil) }

func (r *reader) fail(what string, cause error) {
	if r.err == nil {
		line, _ := r.dec.InputPos()
		r.err = unreadable(fmt.Sprintf("riga %d: %s", line, what), cause)
	}
}

// found says what stands where something else should.
func (r *reader) found() string {
	switch t := r.next.(type) {
	case xml.StartElement:
		return "c'è «" + short(t.Name.Local) + "»"
	case xml.EndElement:
		return "finisce «" + short(t.Name.Local) + "»"
	case nil:
		return "finisce il file"
	default:
		return "c'è altro"
	}
}

func unreadable(why string, cause error) error {
	return &fault.Error{
		Kind: ErrInvalid, What: "i metadati non si possono leggere: " + why,
		Repair: "riprendere il file dal pacchetto o da una copia di sicurezza: i metadati non si correggono a mano",
		Cause:  cause,
	}
}

// short is s for a message: long and hostile texts are cut, and stay on a line.
func short(s string) string {
	const most = 60
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "�")), " ")
	s = strings.Map(func(r rune) rune {
		if _, bad := illegal(string(r)); bad {
			return '�'
		}
		return r
	}, s)
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

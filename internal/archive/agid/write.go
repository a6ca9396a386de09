package agid

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"concerta/internal/fault"
)

// ErrInvalid is the kind of metadata that cannot be written or read.
var ErrInvalid = errors.New("agid: invalid metadata")

const root = "DocumentoAmministrativoInformatico"

// Write writes d as XML: UTF-8, no namespace, two spaces for each level, always
// the same bytes. It refuses what XML cannot say and what the order of the
// schema has no place for, with ErrInvalid; nothing is written then. Everything
// else is for Check.
func Write(w io.Writer, d *Document) error {
	b := &writer{buf: make([]byte, 0, 8<<10)}
	b.buf = append(b.buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"...)
	b.open(root)
	d.visit(b)
	b.close(root)
	if b.err != nil {
		return fmt.Errorf("writing metadata: %w", b.err)
	}
	if _, err := w.Write(b.buf); err != nil {
		return fmt.Errorf("writing metadata: %w", err)
	}
	return nil
}

// writer is the codec that writes.
type writer struct {
	buf   []byte
	depth int
	err   error
}

func (w *writer) has(_ string, present bool) bool { return present && w.err == nil }

func (w *writer) item(int) {}

func (w *writer) open(name string) {
	w.indent()
	w.tag("<", name)
	w.buf = append(w.buf, '\n')
	w.depth++
}

func (w *writer) close(name string) {
	w.depth--
	w.indent()
	w.tag("</", name)
	w.buf = append(w.buf, '\n')
}

func (w *writer) text(name string, v *string) {
	w.indent()
	w.tag("<", name)
	if r, bad := illegal(*v); bad {
		w.refuse(fmt.Sprintf("«%s» contiene il carattere %U, che un XML non può contenere", name, r))
	}
	w.escape(*v)
	w.tag("</", name)
	w.buf = append(w.buf, '\n')
}

func (w *writer) refuse(what string) {
	if w.err == nil {
		w.err = &fault.Error{
			Kind: ErrInvalid, What: "i metadati non si possono scrivere: " + what,
			Repair: "correggere i dati dell'atto e riprovare",
		}
	}
}

func (w *writer) tag(start, name string) {
	w.buf = append(w.buf, start...)
	w.buf = append(w.buf, name...)
	w.buf = append(w.buf, '>')
}

func (w *writer) indent() {
	for range w.depth {
		w.buf = append(w.buf, "  "...)
	}
}

// escape writes a carriage return as a reference, since a reader makes a new line of it.
func (w *writer) escape(s string) {
	for {
		i := strings.IndexAny(s, "&<>\r")
		if i < 0 {
			w.buf = append(w.buf, s...)
			return
		}
		w.buf = append(w.buf, s[:i]...)
		switch s[i] {
		case '&':
			w.buf = append(w.buf, "&amp;"...)
		case '<':
			w.buf = append(w.buf, "&lt;"...)
		case '>':
			w.buf = append(w.buf, "&gt;"...)
		default:
			w.buf = append(w.buf, "&#xD;"...)
		}
		s = s[i+1:]
	}
}

// illegal gives the first character of s that XML 1.0 (2.2, Char) has no place
// for; a byte that is not UTF-8 counts as U+FFFD, which the text itself may hold.
func illegal(s string) (rune, bool) {
	for i, r := range s {
		switch {
		case r == utf8.RuneError:
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return r, true
			}
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0xFFFE, r == 0xFFFF:
			return r, true
		}
	}
	return 0, false
}

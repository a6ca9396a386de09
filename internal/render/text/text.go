// Package text renders a document as plain text in UTF-8: for searching, for
// people who read nothing else, and as the yardstick of the other formats'
// words.
package text

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"concerta/internal/doc"
)

// lineWidth is the most characters in a line, unless one word is longer.
const lineWidth = 78

// Lines that frame the act but are none of its words look like "=== … ===".
const frame = "==="

// Render writes d as plain text. What stands on every page comes once, in
// framed lines that Words leaves out; pictures leave no trace.
func Render(w io.Writer, d *doc.Document) error {
	r := &renderer{w: bufio.NewWriter(w)}
	if d.Running.Mark != "" {
		r.framed(strings.TrimSuffix(d.Running.Mark+" – "+d.Running.MarkAt, " – "))
	}
	r.blocks(d.Blocks)
	for _, line := range d.Running.FootLines() {
		r.framed(line)
	}
	if err := r.w.Flush(); err != nil {
		return fmt.Errorf("writing plain text: %w", err)
	}
	return nil
}

// Words are the words of an act in what Render wrote, in order: anything
// between spaces that has a letter or a digit. List numbers are words, list
// dashes, rules and lines to write on are not.
func Words(rendered string) []string {
	var words []string
	for line := range strings.Lines(rendered) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, frame+" ") && strings.HasSuffix(line, " "+frame) {
			continue
		}
		words = append(words, split(line)...)
	}
	return words
}

func split(s string) []string {
	var words []string
	for _, w := range strings.Fields(s) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			words = append(words, w)
		}
	}
	return words
}

// renderer writes blocks with an empty line between them.
type renderer struct {
	w      *bufio.Writer // keeps the first error for Flush
	indent string        // before every line
	label  string        // of the list item about to begin
	begun  bool          // something was written: an empty line comes first
	tight  bool          // no empty line before the next block
}

func (r *renderer) framed(s string) {
	r.gap()
	r.put(frame + " " + s + " " + frame)
}

// gap parts the next block from what came before.
func (r *renderer) gap() {
	if r.begun && !r.tight {
		r.raw("\n")
	}
	r.begun, r.tight = true, false
}

func (r *renderer) raw(s string) {
	r.w.WriteString(s) //nolint:errcheck // bufio keeps the error for Flush
}

// put writes one line behind the indent; the first line of an item bears its
// label instead.
func (r *renderer) put(line string) {
	lead := r.indent
	if r.label != "" {
		lead = r.indent[:len(r.indent)-utf8.RuneCountInString(r.label)] + r.label
		r.label = ""
	}
	r.raw(strings.TrimRight(lead+line, " ") + "\n")
}

// wrapped writes text in lines of at most lineWidth characters.
func (r *renderer) wrapped(s string) {
	for part := range strings.SplitSeq(s, "\n") {
		line, n := "", len(r.indent)
		for _, word := range strings.FieldsFunc(part, func(r rune) bool { return r == ' ' }) {
			length := utf8.RuneCountInString(word)
			if line != "" && n+1+length > lineWidth {
				r.put(line)
				line, n = "", len(r.indent)
			}
			if line != "" {
				line += " "
				n++
			}
			line += word
			n += length
		}
		r.put(line)
	}
}

func (r *renderer) blocks(list []doc.Block) {
	for _, b := range list {
		r.block(b)
	}
}

func (r *renderer) block(b doc.Block) {
	switch b := b.(type) {
	case *doc.Letterhead:
		r.gap()
		for _, lines := range [][]string{b.Issuer, b.Under, b.Contacts} {
			for _, s := range lines {
				r.put(s)
			}
		}
	case *doc.Heading:
		r.gap()
		words := inline(b.Text)
		r.wrapped(words)
		if b.Level == 1 {
			r.put(strings.Repeat("=", min(utf8.RuneCountInString(words), lineWidth)))
		}
	case *doc.Paragraph:
		r.gap()
		r.wrapped(inline(b.Text))
	case *doc.List:
		r.list(b)
	case *doc.Table:
		r.table(b)
	case *doc.Field:
		r.field(b)
	case *doc.Signatures:
		r.signatures(b)
	case *doc.Code:
		r.gap()
		r.wrapped(codeText(b))
	case *doc.Rule:
		r.gap()
		r.put(strings.Repeat("-", lineWidth-len(r.indent)))
	case *doc.Section:
		r.blocks(b.Blocks)
	case *doc.Figure, *doc.PageBreak:
	}
}

func (r *renderer) list(l *doc.List) {
	r.gap()
	outer := r.indent
	for i, it := range l.Items {
		label := "- "
		if l.Ordered {
			label = strconv.Itoa(l.First()+i) + ". "
		}
		if r.label != "" { // a list that begins its item: the outer label first
			r.put("")
		}
		r.indent, r.label = outer+strings.Repeat(" ", len(label)), label
		r.tight = true
		r.blocks(it.Blocks)
		if r.label != "" { // an item of nothing but pictures
			r.put("")
		}
		r.indent = outer
	}
}

func (r *renderer) signatures(s *doc.Signatures) {
	for _, it := range s.Items {
		r.gap()
		r.wrapped(strings.TrimPrefix(it.Role+"\n"+it.Who, "\n"))
		switch it.Mode {
		case doc.ByHand:
			r.put(strings.Repeat("_", 40))
		case doc.Digital, doc.Substituted:
		}
		if it.Note != "" {
			r.wrapped(it.Note)
		}
	}
}

func (r *renderer) field(f *doc.Field) {
	r.gap()
	const line = "______________________________"
	switch f.Kind {
	case doc.FieldCheck:
		box := "☐ "
		if f.Checked {
			box = "☑ "
		}
		r.wrapped(box + f.Label)
		return
	case doc.FieldText, doc.FieldMultiline, doc.FieldChoice, doc.FieldDate:
	}
	r.wrapped(f.Label)
	if f.Value != "" {
		r.wrapped(f.Value)
		return
	}
	lines := 1
	if f.Kind == doc.FieldMultiline {
		lines = f.Height()
	}
	for range lines {
		r.put(line)
	}
}

func codeText(c *doc.Code) string {
	if c.Text != "" {
		return c.Text
	}
	return c.Data
}

// inline is the text of inlines; a break is a new line.
func inline(list []doc.Inline) string {
	var sb strings.Builder
	doc.Walk([]doc.Block{&doc.Paragraph{Text: list}}, nil, func(in doc.Inline) {
		switch in := in.(type) {
		case *doc.Text:
			sb.WriteString(in.Value)
		case *doc.Break:
			sb.WriteByte('\n')
		case *doc.Strong, *doc.Emph, *doc.Link, *doc.Foreign, *doc.Redactable:
		}
	})
	return sb.String()
}

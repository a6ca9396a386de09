package doc

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Dump writes the tree of d as text, one node a line, for people to review and
// compare. Pictures are told by their size only.
func Dump(w io.Writer, d *Document) error {
	bw := bufio.NewWriter(w)
	p := &dumper{w: bw}
	p.head(d)
	p.blocks(d.Blocks)
	if err := bw.Flush(); err != nil {
		return fmt.Errorf("dump of the document: %w", err)
	}
	return nil
}

type dumper struct {
	w     *bufio.Writer
	depth int
}

func (p *dumper) line(format string, args ...any) {
	p.w.WriteString(strings.Repeat("  ", p.depth)) //nolint:errcheck // bufio keeps the first error for Flush
	fmt.Fprintf(p.w, format, args...)              //nolint:errcheck // as above
	p.w.WriteByte('\n')                            //nolint:errcheck // as above
}

func (p *dumper) in(f func()) {
	p.depth++
	f()
	p.depth--
}

func (p *dumper) head(d *Document) {
	p.line("document %q lang=%s", d.Meta.Title, d.Meta.Lang)
	p.in(func() {
		p.value("subject", d.Meta.Subject)
		p.value("author", d.Meta.Author)
		p.value("keywords", strings.Join(d.Meta.Keywords, ", "))
		if !d.Meta.Created.IsZero() {
			p.line("created %s", d.Meta.Created.Format("2006-01-02T15:04:05Z07:00"))
		}
		p.value("identifier", d.Meta.Identifier)
		if i := d.Meta.Issue; i != nil {
			p.line("issued %s %q of %q, register %q number %d of %d, code %q", i.Date, i.Kind, i.Office, i.Register, i.Number, i.Year, i.Code)
		}
		p.value("head", d.Running.Head)
		p.value("foot", d.Running.Foot)
		p.value("number", d.Running.Number)
		p.value("copy", d.Running.Copy)
		if v := d.Running.Verify; v != nil {
			p.line("verify %q %q at %q", v.Label, v.Code, v.URL)
		}
		p.value("page", strings.TrimSpace(d.Running.Page+" n "+d.Running.Of+" N"))
		p.value("mark", d.Running.Mark)
		p.value("mark at", d.Running.MarkAt)
		if d.Running.Scan != nil {
			p.value("scan", d.Running.Scan.Code)
		}
		if d.Large {
			p.line("large print")
		}
	})
}

func (p *dumper) value(name, v string) {
	if v != "" {
		p.line("%s %q", name, v)
	}
}

func (p *dumper) blocks(list []Block) {
	for _, b := range list {
		p.block(b)
	}
}

func (p *dumper) block(b Block) {
	switch b := b.(type) {
	case *Letterhead:
		p.letterhead(b)
	case *Heading:
		p.line("heading %d: %s", b.Level, Marked(b.Text))
	case *Paragraph:
		p.line("paragraph%s%s: %s", styleWord(b.Style), alignWord(b.Align), Marked(b.Text))
	case *List:
		p.list(b)
	case *Table:
		p.table(b)
	case *Field:
		p.field(b)
	case *Signatures:
		p.line("signatures")
		p.in(func() {
			for _, s := range b.Items {
				p.line("%s %s: %q %q", s.Name, modeWord(s.Mode), s.Role, s.Who)
				p.in(func() { p.value("note", s.Note); p.value("omissis", s.Withhold) })
			}
		})
	case *Figure:
		p.line("figure%s width=%gmm %s", idWord(b.ID), b.Width, imageWord(b.Image))
	case *Code:
		p.line("code%s side=%gmm data=%q text=%q alt=%q", idWord(b.ID), b.Side, b.Data, b.Text, b.Alt)
	case *Rule:
		p.line("rule")
	case *PageBreak:
		p.line("page break")
	case *Section:
		p.line("section %s%s", orientationWord(b.Orientation), langWord(b.Lang))
		p.in(func() { p.blocks(b.Blocks) })
	}
}

func (p *dumper) letterhead(b *Letterhead) {
	p.line("letterhead")
	p.in(func() {
		if b.Logo != nil {
			p.line("logo %s", imageWord(*b.Logo))
		}
		for _, s := range b.Issuer {
			p.line("issuer %q", s)
		}
		for _, s := range b.Under {
			p.line("under %q", s)
		}
		for _, s := range b.Contacts {
			p.line("contact %q", s)
		}
	})
}

func (p *dumper) list(b *List) {
	if b.Ordered {
		p.line("list from %d", b.First())
	} else {
		p.line("list")
	}
	p.in(func() {
		for _, it := range b.Items {
			p.line("item")
			p.in(func() { p.blocks(it.Blocks) })
		}
	})
}

func (p *dumper) table(b *Table) {
	p.line("table %s", Marked(b.Caption))
	p.in(func() {
		for _, c := range b.Columns {
			p.line("column %.4g%s", c.Width, alignWord(c.Align))
		}
		p.rows("head", b.Head)
		p.rows("row", b.Body)
		if b.BlankRows > 0 {
			p.line("blank rows %d", b.BlankRows)
		}
		if b.RowHeight > 0 {
			p.line("row height %gmm", b.RowHeight)
		}
		if b.Signed {
			p.line("signed, with the text before it")
		}
	})
}

func (p *dumper) rows(kind string, rows []Row) {
	for _, r := range rows {
		p.line("%s", kind)
		p.in(func() {
			for _, c := range r.Cells {
				head := ""
				if c.RowHead {
					head = " heads its row"
				}
				p.line("cell%s%s", idWord(c.ID), head)
				p.in(func() { p.blocks(c.Blocks) })
			}
		})
	}
}

func (p *dumper) field(f *Field) {
	p.line("field %s %s%s: %q", f.Name, fieldWord(f.Kind), requiredWord(f.Required), f.Label)
	p.in(func() {
		p.value("hint", f.Hint)
		p.value("options", strings.Join(f.Options, " | "))
		p.value("value", f.Value)
		p.value("omissis", f.Withhold)
		if f.Checked {
			p.line("checked")
		}
		if f.Kind == FieldMultiline {
			p.line("lines %d", f.Height())
		}
	})
}

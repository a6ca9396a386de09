package doc

import (
	"slices"
	"strings"
)

// Omissis stands in the public copy where something is left out.
const Omissis = "OMISSIS"

// publicCopy is what the foot of every page of a public copy says.
const publicCopy = "copia per la pubblicazione"

// Public is the copy of d that may be published, and the words it leaves out.
// Nothing of a Redactable is in it: neither its words nor the address of a link
// around or inside it. Words left out are taken out of metadata, labels, values
// and alternative texts too, where nobody can mark them; in the text of the act
// they are not, since only a person can tell whether it still makes sense there:
// that is for Leaks. The copy is deep: d can be changed without changing it.
func Public(d *Document) (*Document, []string) {
	c := &publisher{made: map[*Text]bool{}}
	out := *d
	out.Blocks = c.blocks(d.Blocks)
	out.Running.Copy, out.Running.Scan = publicCopy, nil // nobody writes on a public copy
	if v := d.Running.Verify; v != nil {
		verify := *v
		out.Running.Verify = &verify
	}
	if i := d.Meta.Issue; i != nil {
		issue := *i
		out.Meta.Issue = &issue
	}
	s := newScrubber(c.withheld)
	out.Meta.Title, out.Meta.Subject = s.scrub(d.Meta.Title), s.scrub(d.Meta.Subject)
	out.Meta.Keywords = s.all(d.Meta.Keywords)
	out.Running.Head = s.scrub(d.Running.Head)
	s.blocks(out.Blocks)
	return &out, c.withheld
}

// publisher copies a document without what is marked.
type publisher struct {
	withheld []string
	made     map[*Text]bool // words that stand for something left out
}

// withhold notes words that are left out.
func (c *publisher) withhold(words ...string) {
	for _, w := range words {
		w = strings.Join(strings.Fields(w), " ")
		if w != "" && !slices.Contains(c.withheld, w) {
			c.withheld = append(c.withheld, w)
		}
	}
}

func (c *publisher) blocks(list []Block) []Block {
	if list == nil {
		return nil
	}
	out := make([]Block, 0, len(list))
	for _, b := range list {
		out = append(out, c.block(b))
	}
	return out
}

func (c *publisher) block(b Block) Block {
	switch b := b.(type) {
	case *Letterhead:
		n := *b
		if b.Logo != nil {
			logo := b.Logo.clone()
			n.Logo = &logo
		}
		n.Issuer, n.Under, n.Contacts = slices.Clone(b.Issuer), slices.Clone(b.Under), slices.Clone(b.Contacts)
		return &n
	case *Heading:
		return &Heading{b.Level, c.inlines(b.Text)}
	case *Paragraph:
		return &Paragraph{b.Style, b.Align, c.inlines(b.Text)}
	case *List:
		n := &List{Ordered: b.Ordered, Start: b.Start}
		for _, it := range b.Items {
			n.Items = append(n.Items, Item{c.blocks(it.Blocks)})
		}
		return n
	case *Table:
		n := *b
		n.Caption, n.Columns = c.inlines(b.Caption), slices.Clone(b.Columns)
		n.Head, n.Body = c.rows(b.Head), c.rows(b.Body)
		return &n
	case *Field:
		return c.field(b)
	case *Signatures:
		n := &Signatures{Items: slices.Clone(b.Items)}
		for i := range n.Items {
			if s := &n.Items[i]; s.Withhold != "" {
				c.withhold(s.Who)
				s.Who, s.Withhold = Omissis, ""
			}
		}
		return n
	case *Figure:
		n := *b
		n.Image = b.Image.clone()
		return &n
	case *Code:
		n := *b
		return &n
	case *Rule:
		return &Rule{}
	case *PageBreak:
		return &PageBreak{}
	case *Section:
		return &Section{b.Orientation, b.Lang, c.blocks(b.Blocks)}
	}
	return b
}

func (m Image) clone() Image {
	m.Bytes = slices.Clone(m.Bytes)
	return m
}

func (c *publisher) rows(list []Row) []Row {
	var out []Row
	for _, r := range list {
		n := Row{Cells: slices.Clone(r.Cells)}
		for i := range n.Cells {
			n.Cells[i].Blocks = c.blocks(n.Cells[i].Blocks)
		}
		out = append(out, n)
	}
	return out
}

// field leaves out what was filled in: a control of any kind becomes a line of
// text, since an empty choice or an empty box would say something else.
func (c *publisher) field(f *Field) *Field {
	n := *f
	n.Options = slices.Clone(f.Options)
	if f.Withhold != "" {
		c.withhold(f.Value)
		n = Field{Name: f.Name, Label: f.Label, Hint: f.Hint, Value: Omissis}
	}
	return &n
}

func (c *publisher) inlines(list []Inline) []Inline {
	if list == nil {
		return nil
	}
	out := make([]Inline, 0, len(list))
	for _, in := range list {
		out = append(out, c.inline(in)...)
	}
	return c.once(out)
}

func (c *publisher) inline(in Inline) []Inline {
	switch in := in.(type) {
	case *Text:
		return []Inline{&Text{in.Value}}
	case *Strong:
		return []Inline{&Strong{c.inlines(in.Text)}}
	case *Emph:
		return []Inline{&Emph{c.inlines(in.Text)}}
	case *Link:
		if !holdsRedactable(in.Text) {
			return []Inline{&Link{in.URL, c.inlines(in.Text)}}
		}
		c.withhold(in.URL)
		return c.inlines(in.Text)
	case *Break:
		return []Inline{&Break{}}
	case *Foreign:
		return []Inline{&Foreign{in.Lang, c.inlines(in.Text)}}
	case *Redactable:
		c.withhold(Plain(in.Text))
		w := walker{inline: func(inner Inline) {
			if l, ok := inner.(*Link); ok {
				c.withhold(l.URL)
			}
		}}
		w.inlines(in.Text)
		t := &Text{in.Instead}
		if t.Value == "" {
			t.Value = Omissis
		}
		c.made[t] = true
		return []Inline{t}
	}
	return nil
}

func holdsRedactable(list []Inline) bool {
	found := false
	w := walker{inline: func(in Inline) {
		_, ok := in.(*Redactable)
		found = found || ok
	}}
	w.inlines(list)
	return found
}

// once keeps one of the same words that stand side by side for several things
// left out: their number would say how many there are.
func (c *publisher) once(list []Inline) []Inline {
	var out []Inline
	for _, in := range list {
		if t, ok := in.(*Text); ok && c.made[t] {
			n := len(out)
			if n > 0 && c.same(out[n-1], t) {
				continue
			}
			if n > 1 && isSpace(out[n-1]) && c.same(out[n-2], t) {
				out = out[:n-1]
				continue
			}
		}
		out = append(out, in)
	}
	return out
}

func (c *publisher) same(in Inline, t *Text) bool {
	before, ok := in.(*Text)
	return ok && c.made[before] && before.Value == t.Value
}

func isSpace(in Inline) bool {
	t, ok := in.(*Text)
	return ok && strings.TrimSpace(t.Value) == ""
}

package docx

import (
	"net/url"
	"strings"

	"concerta/internal/doc"
	"concerta/internal/ooxml"
)

// format is what the words around a text ask of it.
type format struct{ bold, italic, link bool }

// properties are nil when the paragraph's style says it all.
func (r *renderer) properties(f format) *ooxml.RunProperties {
	foreign := r.lang != r.language()
	if f == (format{}) && !foreign {
		return nil
	}
	p := &ooxml.RunProperties{}
	if f.link {
		r.used[styleHyperlink] = true
		p.Style = ooxml.Str(styleHyperlink)
	}
	if f.bold {
		p.Bold, p.BoldCS = ooxml.On(), ooxml.On()
	}
	if f.italic {
		p.Italic, p.ItalicCS = ooxml.On(), ooxml.On()
	}
	if foreign {
		p.Lang = &ooxml.Language{Val: r.lang}
	}
	return p
}

// text is a run of plain words in the language being set.
func (r *renderer) text(s string) *ooxml.Run { return ooxml.NewRun(r.properties(format{}), s) }

func (r *renderer) inlines(list []doc.Inline) []ooxml.Inline {
	out := make([]ooxml.Inline, 0, len(list))
	r.set(list, format{}, func(in ooxml.Inline) { out = append(out, in) })
	return out
}

// set gives what stands for list to add, piece by piece.
func (r *renderer) set(list []doc.Inline, f format, add func(ooxml.Inline)) {
	for _, in := range list {
		switch in := in.(type) {
		case *doc.Text:
			if in.Value != "" {
				add(ooxml.NewRun(r.properties(f), in.Value))
			}
		case *doc.Strong:
			inner := f
			inner.bold = true
			r.set(in.Text, inner, add)
		case *doc.Emph:
			inner := f
			inner.italic = true
			r.set(in.Text, inner, add)
		case *doc.Link:
			r.link(in, f, add)
		case *doc.Break:
			add(&ooxml.Run{Content: []ooxml.RunContent{&ooxml.Break{}}})
		case *doc.Foreign:
			r.inLanguage(in.Lang, func() { r.set(in.Text, f, add) })
		case *doc.Redactable:
			r.set(in.Text, f, add) // this is the whole act: the public copy is another document
		}
	}
}

// link sets a hyperlink. A link within a link is its words alone.
func (r *renderer) link(l *doc.Link, f format, add func(ooxml.Inline)) {
	if f.link {
		r.set(l.Text, f, add)
		return
	}
	target, ok := address(l.URL)
	if !ok {
		r.fail("l'indirizzo «%s» non è un collegamento ammesso; usare https://, http:// o mailto:", l.URL)
		return
	}
	inner := f
	inner.link = true
	var runs []*ooxml.Run
	r.set(l.Text, inner, func(in ooxml.Inline) {
		if run, ok := in.(*ooxml.Run); ok {
			runs = append(runs, run)
		}
	})
	if len(runs) == 0 {
		return
	}
	if scheme := cutScheme(runs[0]); scheme != "" {
		add(ooxml.NewRun(r.properties(f), scheme))
	}
	add(r.out.Main().Link(target, runs...))
}

// cutScheme takes "https://" off the front of a link's words, which then begin
// with the name of the site: accessibility checkers complain of link text
// that begins with a scheme, and a screen reader spells it out. The scheme
// stays in the line, before the link.
func cutScheme(run *ooxml.Run) string {
	if len(run.Content) == 0 {
		return ""
	}
	t, ok := run.Content[0].(*ooxml.Text)
	if !ok {
		return ""
	}
	for _, scheme := range []string{"https://", "http://"} {
		if rest, ok := strings.CutPrefix(t.Value, scheme); ok && rest != "" {
			t.Value = rest
			return scheme
		}
	}
	return ""
}

// address is a URL as a relationship can hold it.
func address(s string) (string, bool) {
	u, err := url.Parse(s)
	if err != nil {
		return "", false
	}
	switch u.Scheme {
	case "http", "https":
		return u.String(), u.Host != ""
	case "mailto":
		return u.String(), u.Opaque != ""
	}
	return "", false
}

package html

import (
	"encoding/base64"
	"strconv"

	"concerta/internal/doc"
)

func (r *renderer) blocks(list []doc.Block) {
	for _, b := range list {
		r.block(b)
	}
}

func (r *renderer) block(b doc.Block) {
	switch b := b.(type) {
	case *doc.Letterhead:
		r.letterhead(b)
	case *doc.Heading:
		tag := "h" + strconv.Itoa(min(max(b.Level, 1), 6))
		r.open(tag)
		r.inlines(b.Text)
		r.line(tag)
		r.heading = doc.Plain(b.Text)
	case *doc.Paragraph:
		r.open("p", class(join(styleClass(b.Style), alignClass(b.Align))))
		r.inlines(b.Text)
		r.line("p")
	case *doc.List:
		r.list(b)
	case *doc.Table:
		r.table(b)
	case *doc.Field:
		r.field(b)
	case *doc.Signatures:
		r.signatures(b)
	case *doc.Figure:
		r.open("figure", attr{"id", b.ID})
		r.picture(b.Image, b.Width)
		r.line("figure")
	case *doc.Code:
		r.code(b)
	case *doc.Rule:
		r.void("hr")
	case *doc.PageBreak:
		r.void("hr", class("salto-pagina"), attr{"aria-hidden", "true"})
	case *doc.Section:
		r.open("section", class(orientationClass(b.Orientation)), attr{"lang", b.Lang})
		r.raw("\n")
		r.blocks(b.Blocks)
		r.line("section")
	}
}

func (r *renderer) letterhead(b *doc.Letterhead) {
	r.open("header", class("carta-intestata"))
	r.raw("\n")
	if b.Logo != nil {
		r.picture(*b.Logo, 0)
	}
	for _, part := range []struct {
		class string
		lines []string
	}{{"ente", b.Issuer}, {"sotto", b.Under}, {"contatti", b.Contacts}} {
		if len(part.lines) == 0 {
			continue
		}
		r.open("p", class(part.class))
		for i, s := range part.lines {
			if i > 0 {
				r.void("br")
			}
			r.raw(escape(s))
		}
		r.line("p")
	}
	r.line("header")
}

// picture carries the bytes inside the page: nothing is fetched. Width is in
// millimetres; 0 means the picture's own.
func (r *renderer) picture(im doc.Image, width float64) {
	const pixels = 96 / 25.4 // of CSS, in a millimetre
	wide := ""
	if width > 0 {
		wide = strconv.Itoa(int(width*pixels + 0.5))
	}
	r.void("img", attr{"alt", im.Alt}, attr{"width", wide}, attr{"src", "data:" + im.MIME + ";base64," + base64.StdEncoding.EncodeToString(im.Bytes)})
}

func (r *renderer) list(l *doc.List) {
	tag, start := "ul", ""
	if l.Ordered {
		tag = "ol"
		if l.First() != 1 {
			start = strconv.Itoa(l.First())
		}
	}
	r.open(tag, attr{"start", start})
	r.raw("\n")
	for _, it := range l.Items {
		r.open("li")
		r.flow(it.Blocks)
		r.line("li")
	}
	r.line(tag)
}

// flow writes the blocks of an item or of a cell: one paragraph alone needs no
// element of its own.
func (r *renderer) flow(list []doc.Block) {
	if len(list) == 1 {
		if p, ok := list[0].(*doc.Paragraph); ok && p.Style == doc.StyleBody && p.Align == doc.Natural {
			r.inlines(p.Text)
			return
		}
	}
	r.raw("\n")
	r.blocks(list)
}

func (r *renderer) signatures(s *doc.Signatures) {
	r.open("section", class("firme"), attr{"aria-label", "Firme"})
	r.raw("\n")
	for _, it := range s.Items {
		r.open("div", class("firma "+modeClass(it)))
		r.element("p", it.Role)
		r.element("p", it.Who)
		if it.Note != "" {
			r.open("p", class("sotto"))
			r.raw(escape(it.Note))
			r.line("p")
		}
		r.line("div")
	}
	r.line("section")
}

func modeClass(s doc.Signature) string {
	switch s.Mode {
	case doc.ByHand:
		if s.Note != "" { // which is under the line
			return "a-mano con-nota"
		}
		return "a-mano"
	case doc.Digital:
		return "digitale"
	case doc.Substituted:
		return "sostituita"
	}
	return ""
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

func styleClass(s doc.Style) string {
	switch s {
	case doc.StyleSubtitle:
		return "sottotitolo"
	case doc.StyleNote:
		return "nota"
	case doc.StyleBody:
	}
	return ""
}

func alignClass(a doc.Align) string {
	switch a {
	case doc.Start:
		return "inizio"
	case doc.Center:
		return "centro"
	case doc.End:
		return "fine"
	case doc.Natural:
	}
	return ""
}

func orientationClass(o doc.Orientation) string {
	if o == doc.Landscape {
		return "orizzontale"
	}
	return ""
}

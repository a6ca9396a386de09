package ooxml

import (
	"math"
	"strconv"
	"strings"
)

// Bounds of a page that an act can stand on, in twips.
const (
	leastText   = 3400 // 60 mm of text each way
	longestPage = 31680
	shortA4     = 11906
)

// firstSection reads the properties of the section of the first page, and tells
// whether the text has pictures. The text itself is not kept: it may be long.
func (r *baseReader) firstSection() (section *node, drawn bool) {
	var path []*node // from the root to here
	done := false
	err := walkXML(r.data[r.main], mostElements, xmlVisitor{
		start: func(n *node) {
			parent := &node{}
			if len(path) > 0 {
				parent = path[len(path)-1]
			}
			switch {
			case len(path) == 0 && n.name != "w:document":
				r.fault(r.main, repairSave, "non è un documento di testo")
			case section == nil && n.name == "w:sectPr" && (parent.name == "w:body" || parent.name == "w:pPr"):
				section = n
			case section != nil && !done:
				parent.kids = append(parent.kids, n)
			}
			switch n.name {
			case "w:drawing", "w:pict":
				drawn = true
			case "w:altChunk":
				r.fault(r.main, repairSave, "prende il testo da un’altra parte di altro formato (altChunk)")
			}
			path = append(path, n)
		},
		end: func(span) {
			done = done || section != nil && path[len(path)-1] == section
			path = path[:len(path)-1]
		},
		text: func([]byte) {},
	})
	if err != nil {
		r.unreadable(r.main, err)
	}
	return section, drawn
}

// page reads the page of a section, which may be nil.
func (r *baseReader) page(section *node) Page {
	p := Page{TitlePage: section.on("w:titlePg")}
	bad := false
	length := func(n *node, attr string) Twips {
		v := n.get(attr)
		if v == "" {
			return 0
		}
		t, ok := twips(v)
		bad = bad || !ok
		return t
	}
	if n := section.child("w:pgSz"); n != nil {
		w, h := length(n, "w:w"), length(n, "w:h")
		p.Size = &PageSize{Width: min(w, h), Height: max(w, h)}
		bad = bad || p.Size.Height > longestPage
	}
	if n := section.child("w:pgMar"); n != nil {
		p.Margins = &PageMargins{
			Top: length(n, "w:top"), Right: length(n, "w:right"), Bottom: length(n, "w:bottom"), Left: length(n, "w:left"),
			Header: length(n, "w:header"), Footer: length(n, "w:footer"), Gutter: length(n, "w:gutter"),
		}
		m := p.Margins
		bad = bad || m.Right < 0 || m.Left < 0 || m.Header < 0 || m.Footer < 0 || m.Gutter < 0
	}
	width, margins := Twips(shortA4), &PageMargins{}
	if p.Size != nil {
		width = p.Size.Width
	}
	if p.Margins != nil {
		margins = p.Margins
	}
	bad = bad || width-margins.beside() < leastText || width-margins.above() < leastText
	if bad {
		r.fault(r.main, "dare alla pagina il formato A4 e margini che lascino posto al testo, e salvare di nuovo",
			"il formato della pagina o i margini non lasciano posto al testo")
	}
	if n := section.child("w:paperSrc"); n != nil {
		p.Source = &PaperSource{First: digits(n.get("w:first")), Other: digits(n.get("w:other"))}
	}
	return p
}

// beside is the room that margins take at the sides of the text.
func (m *PageMargins) beside() Twips { return m.Left + m.Right + m.Gutter }

// above is the room they take above and below it. A negative margin is one that a
// header does not push.
func (m *PageMargins) above() Twips { return max(m.Top, -m.Top) + max(m.Bottom, -m.Bottom) }

// twips reads a length: twips, or a number with a unit (22.9.2.14).
func twips(s string) (Twips, bool) {
	units := map[string]float64{"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440, "pt": 20, "pc": 240, "pi": 240}
	factor := 1.0
	if len(s) > 2 {
		if f, ok := units[s[len(s)-2:]]; ok {
			s, factor = s[:len(s)-2], f
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	v = math.Round(v * factor)
	if err != nil || math.IsNaN(v) || math.Abs(v) > longestPage {
		return 0, false
	}
	return Twips(v), true
}

// digits is s when it is a number that a document may hold.
func digits(s string) string {
	if len(s) > 5 || strings.Trim(s, "0123456789") != "" {
		return ""
	}
	return s
}

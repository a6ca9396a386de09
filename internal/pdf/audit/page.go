package audit

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"concerta/internal/pdf/reader"
)

func (a *auditor) page(p *reader.Page) {
	a.marks(p)
	a.margins(p)
	a.overlaps(p)
	list := lines(p)
	if len(list) == 0 && len(p.Widgets) == 0 && !hasShapes(p) {
		a.add("pagina-vuota", p.Number, "la pagina non ha testo")
		return
	}
	a.foot(p, list)
	a.signatures(p)
	if len(p.Widgets) > 0 && p.Tabs != "S" {
		a.add("ordine-di-tabulazione", p.Number, "l'ordine dei campi non segue la struttura")
	}
}

// hasShapes tells whether a page has a picture, or the lines of a table to
// write in by hand.
func hasShapes(p *reader.Page) bool {
	return slices.ContainsFunc(p.Marks, func(m *reader.Mark) bool { return len(m.Boxes) > 0 }) ||
		slices.ContainsFunc(p.Artifacts, func(m *reader.Mark) bool { return m.Artifact == "Layout" && len(m.Boxes) > 0 })
}

// marks: everything drawn is tagged or an artifact (PDF/UA-1 7.1).
func (a *auditor) marks(p *reader.Page) {
	for _, r := range p.Runs {
		if r.Mark == nil {
			a.add("testo-senza-struttura", p.Number, "il testo «%s» non è marcato", r.Text)
		}
		for _, c := range r.Text {
			if unicode.Is(unicode.Co, c) || c == unicode.ReplacementChar || c == 0 {
				a.add("carattere-senza-significato", p.Number, "il testo «%s» contiene %U", r.Text, c)
				break
			}
		}
	}
	for _, m := range p.Artifacts {
		if m.Tag == "" {
			a.add("segno-senza-struttura", p.Number, "una linea o una figura non è marcata")
		}
	}
	for _, m := range p.Marks {
		if m.Owner == nil {
			a.add("contenuto-orfano", p.Number, "un contenuto non appartiene a nessun elemento")
		} else if m.Owner.Tag != m.Tag {
			a.add("etichetta-diversa", p.Number, "un contenuto è segnato %s ma appartiene a un %s", m.Tag, m.Owner.Tag)
		}
	}
}

// margins: text keeps to its rectangle, running heads and feet off it.
func (a *auditor) margins(p *reader.Page) {
	l := a.limits
	top := l.Top
	if p.Number == 1 && toScan(p) {
		top = l.Edge
	}
	for _, r := range p.Runs {
		if r.Turned {
			continue
		}
		if r.Box.X0 < l.Edge-slack || r.Box.X1 > p.Width-l.Edge+slack || r.Box.Y0 < l.Edge-slack || r.Box.Y1 > p.Height-l.Edge+slack {
			a.add("testo-fuori-dal-foglio", p.Number, "il testo «%s» esce dal foglio", r.Text)
			continue
		}
		if r.Mark == nil || r.Mark.Tag == "Artifact" {
			continue
		}
		if r.Box.X0 < l.Side-slack-hang(r) || r.Box.X1 > p.Width-l.Side+slack {
			a.add("testo-fuori-dai-margini", p.Number, "il testo «%s» esce dai margini laterali", r.Text)
		}
		if r.Box.Y1 < l.Bottom-slack || r.Box.Y0 > p.Height-top+slack {
			a.add("testo-nel-margine", p.Number, "il testo «%s» sta dove stanno solo testate e piè di pagina", r.Text)
		}
	}
}

// toScan tells whether a page has marks for scanning, a solid square near each
// corner: on the first of them the letterhead stands between the marks.
func toScan(p *reader.Page) bool {
	const least, most = 8.5, 22.7 // points: squares of 3 to 8 mm
	squares := 0
	for _, m := range p.Artifacts {
		for _, b := range m.Boxes {
			w, h := b.X1-b.X0, b.Y1-b.Y0
			if math.Abs(w-h) < slack && w > least && w < most {
				squares++
			}
		}
	}
	return squares == 4
}

// hang is how far a run may reach out at the left: long list numbers do.
func hang(r *reader.Run) float64 {
	if r.Mark != nil && r.Mark.Owner != nil && r.Mark.Owner.Tag == "Lbl" {
		return r.Box.X1 - r.Box.X0
	}
	return 0
}

// overlaps: two runs on one baseline never run into each other. They would if
// the widths of layout were not those of the font.
func (a *auditor) overlaps(p *reader.Page) {
	runs := slices.Clone(p.Runs)
	runs = slices.DeleteFunc(runs, func(r *reader.Run) bool { return r.Turned || strings.TrimSpace(r.Text) == "" })
	slices.SortStableFunc(runs, func(x, y *reader.Run) int {
		if d := math.Round(y.Box.Y0) - math.Round(x.Box.Y0); d != 0 {
			return int(d)
		}
		return int(math.Round(100 * (x.Box.X0 - y.Box.X0)))
	})
	for i := 1; i < len(runs); i++ {
		x, y := runs[i-1], runs[i]
		if math.Round(x.Box.Y0) == math.Round(y.Box.Y0) && x.Box.X1 > y.Box.X0+slack {
			a.add("testo-sovrapposto", p.Number, "il testo «%s» copre «%s»", x.Text, y.Text)
		}
	}
}

// foot: no heading ends a page, no paragraph leaves one line alone on a page.
func (a *auditor) foot(p *reader.Page, list []line) {
	if p.Number < len(a.d.Pages) && len(list) > 0 {
		if n := list[len(list)-1].node; n != nil && heading(n.Tag) {
			a.add("titolo-in-fondo", p.Number, "il titolo «%s» è l'ultima riga della pagina", strings.TrimSpace(n.Text()))
		}
	}
	for _, m := range p.Marks {
		n := block(m.Owner)
		if n == nil || n.Tag != "P" && n.Tag != "LBody" {
			continue
		}
		if pages := linesByPage(n); len(pages) > 1 && pages[p.Number] == 1 {
			a.add("riga-isolata", p.Number, "una riga sola del paragrafo «%s…» sta su questa pagina", start(n.Text()))
		}
	}
}

// linesByPage counts the lines of an element on each page.
func linesByPage(n *reader.Node) map[int]int {
	seen := map[[2]int]bool{}
	count := map[int]int{}
	var walk func(*reader.Node)
	walk = func(n *reader.Node) {
		for _, k := range n.Kids {
			switch {
			case k.Mark != nil:
				for _, r := range k.Mark.Runs {
					key := [2]int{k.Mark.Page.Number, int(math.Round(r.Box.Y0))}
					if !seen[key] {
						seen[key] = true
						count[key[0]]++
					}
				}
			case k.Node != nil && block(k.Node) == block(n):
				walk(k.Node)
			}
		}
	}
	walk(n)
	return count
}

func start(s string) string {
	r := []rune(strings.TrimSpace(s))
	return string(r[:min(len(r), 30)])
}

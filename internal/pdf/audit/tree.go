package audit

import (
	"slices"
	"strings"

	"concerta/internal/pdf/reader"
)

func heading(tag string) bool {
	return len(tag) == 2 && tag[0] == 'H' && tag[1] >= '1' && tag[1] <= '6'
}

// node checks an element and what is under it.
func (a *auditor) node(n *reader.Node) {
	page := firstPage(n)
	switch {
	case heading(n.Tag):
		a.heads = append(a.heads, n)
		if strings.TrimSpace(n.Text()) == "" {
			a.add("titolo-vuoto", page, "un titolo non ha testo")
		}
	case n.Tag == "Div" && len(a.heads) > 0: // the one before the title is the letterhead
		a.blocks[n] = true
	case n.Tag == "Figure":
		if strings.TrimSpace(n.Alt) == "" {
			a.add("figura-senza-testo", page, "una figura non ha il testo alternativo")
		}
		if n.BBox == nil {
			a.add("figura-senza-posto", page, "una figura non dice il suo rettangolo")
		}
	case n.Tag == "TH" && n.Scope == "":
		a.add("intestazione-senza-ambito", page, "una cella di intestazione non dice di cosa lo è")
	case n.Tag == "LI":
		a.item(n, page)
	case n.Tag == "Table":
		a.table(n, page)
	case n.Tag == "Link" && !slices.ContainsFunc(n.Kids, func(k reader.Kid) bool { return k.Widget != nil }):
		a.add("collegamento-vuoto", page, "un collegamento non porta da nessuna parte")
	case n.Tag == "Form" && !slices.ContainsFunc(n.Kids, func(k reader.Kid) bool { return k.Widget != nil }):
		a.add("modulo-senza-campo", page, "un elemento di modulo non ha il suo campo")
	}
	if block(n) == n {
		a.words(n)
	}
	for _, k := range n.Kids {
		if k.Node != nil {
			a.node(k.Node)
		}
	}
}

// item: a list item has a label and a body only (PDF/UA-1 7.2).
func (a *auditor) item(n *reader.Node, page int) {
	for _, k := range n.Kids {
		if k.Node == nil || k.Node.Tag != "Lbl" && k.Node.Tag != "LBody" {
			a.add("voce-di-elenco", page, "una voce di elenco contiene altro che etichetta e testo")
		}
	}
}

// table: rows are regular and there is a head (PDF/UA-1 7.5).
func (a *auditor) table(n *reader.Node, page int) {
	list, ok := rows(n)
	if !ok {
		a.add("tabella-irregolare", page, "una tabella contiene altro che righe")
		return
	}
	heads := 0
	for _, row := range list {
		if len(row.Kids) != len(list[0].Kids) {
			a.add("tabella-irregolare", page, "una tabella ha righe di %d e di %d celle", len(list[0].Kids), len(row.Kids))
			return
		}
		for _, cell := range row.Kids {
			if cell.Node != nil && cell.Node.Tag == "TH" {
				heads++
			}
		}
	}
	if heads == 0 {
		a.add("tabella-senza-intestazione", page, "una tabella non ha celle di intestazione")
	}
}

// rows gives the rows of a table or of a part of one; false when it holds
// anything else besides a caption.
func rows(n *reader.Node) ([]*reader.Node, bool) {
	var list []*reader.Node
	for _, k := range n.Kids {
		switch {
		case k.Node == nil:
			return nil, false
		case k.Node.Tag == "TR":
			list = append(list, k.Node)
		case k.Node.Tag == "THead" || k.Node.Tag == "TBody":
			part, ok := rows(k.Node)
			if !ok {
				return nil, false
			}
			list = append(list, part...)
		case k.Node.Tag != "Caption":
			return nil, false
		}
	}
	return list, true
}

// headings start at 1, skip no level (PDF/UA-1 7.4.2) and are the bookmarks.
func (a *auditor) headings() {
	last := 0
	for i, h := range a.heads {
		level := int(h.Tag[1] - '0')
		if level > last+1 {
			a.add("livello-saltato", firstPage(h), "il titolo «%s» è di livello %d dopo il %d", strings.TrimSpace(h.Text()), level, last)
		}
		last = level
		title := strings.Join(strings.Fields(h.Text()), " ")
		if i >= len(a.d.Bookmarks) || strings.Join(strings.Fields(a.d.Bookmarks[i].Title), " ") != title {
			a.add("segnalibro-mancante", firstPage(h), "il titolo «%s» non ha il suo segnalibro", title)
			return
		}
	}
	if last == 0 {
		a.add("nessun-titolo", 0, "il documento non ha titoli")
	}
}

// firstPage is the page where an element begins, 0 when it shows nothing.
func firstPage(n *reader.Node) int {
	for _, k := range n.Kids {
		switch {
		case k.Mark != nil:
			return k.Mark.Page.Number
		case k.Widget != nil:
			return k.Widget.Page.Number
		case k.Node != nil:
			if p := firstPage(k.Node); p > 0 {
				return p
			}
		}
	}
	return 0
}

package signature

import (
	"slices"

	"concerta/internal/signature/foreign"
)

// pagesRule: of a page only the list of annotations may change, and it may
// only gain the widgets of signatures (ISO 32000-1 7.7.3.3).
func (c *comparison) pagesRule() error {
	same := slices.EqualFunc(c.old.pages, c.now.pages, func(a, b page) bool { return a.num == b.num })
	if !same {
		if a, b := len(c.old.pages), len(c.now.pages); a != b {
			c.add(KindPage, 0, "le pagine erano %d e sono %d", a, b)
		} else {
			c.add(KindPage, 0, "alcune pagine sono state sostituite o scambiate")
		}
	}
	was := map[int]page{}
	for _, p := range c.old.pages {
		was[p.num] = p
	}
	for i, p := range c.now.pages {
		before, ok := was[p.num]
		if !ok {
			c.add(KindPage, i+1, "la pagina %d è nuova", i+1)
			continue
		}
		keys, err := c.differing(before.dict, p.dict)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(keys, func(k name) bool { return k != "Annots" }) {
			c.add(KindPage, i+1, "la pagina %d è cambiata", i+1)
		}
		c.allowed[p.num] = true
		c.allowList(before.dict["Annots"], p.dict["Annots"])
		if err := c.annotationsRule(i+1, before.annots, p.annots); err != nil {
			return err
		}
	}
	return nil
}

func (c *comparison) annotationsRule(number int, was, is array) error {
	missing, extra, moved := listChanges(was, is)
	if len(missing) > 0 {
		c.add(KindAnnotation, number, "tolta un’annotazione a pagina %d", number)
	}
	if moved {
		c.add(KindAnnotation, number, "l’ordine delle annotazioni a pagina %d è cambiato", number)
	}
	for _, v := range extra {
		d, err := c.now.f.Dict(c.now.rev, v)
		if err != nil {
			return err
		}
		if r, ok := v.(ref); ok && c.added[r.Num] != nil && slices.Contains(c.added[r.Num].widgets, r.Num) {
			if err := c.coverRule(c.added[r.Num], r.Num, number, d); err != nil {
				return err
			}
			continue
		}
		c.add(KindAnnotation, number, "aggiunto %s a pagina %d", annotationWords(d), number)
	}
	return nil
}

// annotationWords says what an annotation is (table 169).
func annotationWords(d dict) string {
	words := map[name]string{
		"Stamp":     "un timbro (annotazione)",
		"FreeText":  "un testo (annotazione)",
		"Text":      "un commento (annotazione)",
		"Link":      "un collegamento",
		"Highlight": "un testo evidenziato (annotazione)",
		"Underline": "un testo sottolineato (annotazione)",
		"StrikeOut": "un testo barrato (annotazione)",
		"Ink":       "un disegno a mano (annotazione)",
		"Square":    "un riquadro (annotazione)",
		"Circle":    "un ovale (annotazione)",
		"Line":      "una linea (annotazione)",
		"Redact":    "un oscuramento (annotazione)",
		"Watermark": "una filigrana (annotazione)",
		"Popup":     "un commento (annotazione)",
		"Widget":    "un campo di modulo",
	}
	s, _ := d["Subtype"].(name)
	if w, ok := words[s]; ok {
		return w
	}
	return "un elemento (annotazione)"
}

// leftovers tells of every changed object that no rule accounts for, by what
// it belongs to now or belonged to before.
func (c *comparison) leftovers() error {
	left := map[int]bool{}
	for num := range c.changed {
		if !c.allowed[num] {
			left[num] = true
		}
	}
	for _, m := range []*model{c.now, c.old} {
		if len(left) == 0 {
			return nil
		}
		if err := c.owners(m, left); err != nil {
			return err
		}
	}
	if len(left) > 0 {
		c.add(KindHidden, 0, "nel file ci sono oggetti che nessuna parte del documento usa")
	}
	return nil
}

// owners finds, as of one of the two revisions, to what the objects left
// belong, tells it, and strikes them out.
func (c *comparison) owners(m *model, left map[int]bool) error {
	stop := map[int]bool{m.root.Num: true}
	for _, n := range m.nodes {
		stop[n] = true
	}
	for _, p := range m.pages {
		stop[p.num] = true
	}
	for n := range m.onPage {
		stop[n] = true
	}
	for n := range m.byNum {
		stop[n] = true
	}
	mine := map[int]bool{}
	take := func(root int, d value, skip []name, told func()) error {
		from := array{d}
		if x, ok := d.(dict); ok {
			from = array{without(x, skip)}
		}
		seen, err := m.walk(from, func(int) []name { return nil }, func(n int) bool { return stop[n] })
		if err != nil {
			return err
		}
		if root > 0 {
			seen[root] = true
		}
		hit := false
		for n := range seen {
			if left[n] {
				hit, mine[n] = true, true
			}
		}
		if hit {
			told()
		}
		return nil
	}
	for i, p := range m.pages {
		told := func() {
			if slices.ContainsFunc(c.old.pages, func(o page) bool { return o.num == p.num }) {
				c.add(KindPage, i+1, "la pagina %d è cambiata", i+1)
			}
		}
		if err := take(p.num, p.dict, []name{"Parent", "Annots", "StructParents", "B"}, told); err != nil {
			return err
		}
		for _, a := range p.annots {
			r, _ := a.(ref)
			d, err := m.f.Dict(m.rev, a)
			if err != nil {
				return err
			}
			if err := take(r.Num, d, []name{"P", "Parent", "Popup"}, func() { c.addAnnotation(i+1, r.Num) }); err != nil {
				return err
			}
		}
	}
	for _, f := range m.fields {
		if err := take(f.num, f.dict, []name{"P", "Parent", "Kids"}, func() { c.addField(f.num) }); err != nil {
			return err
		}
	}
	for _, n := range m.nodes {
		v, err := m.get(n)
		if err != nil {
			return err
		}
		if err := take(n, v, []name{"Parent", "Kids"}, func() { c.addCatalog("Pages") }); err != nil {
			return err
		}
	}
	for _, k := range sorted(m.catalog) {
		if k == "Pages" {
			continue
		}
		if err := take(0, m.catalog[k], nil, func() { c.addCatalog(k) }); err != nil {
			return err
		}
	}
	for n := range mine {
		delete(left, n)
	}
	return nil
}

func without(d dict, keys []name) dict {
	out := dict{}
	for k, v := range d {
		if !slices.Contains(keys, k) {
			out[k] = v
		}
	}
	return out
}

func (c *comparison) addAnnotation(page, num int) {
	if c.now.byNum[num] != nil || c.old.byNum[num] != nil {
		c.addField(num)
		return
	}
	if c.old.onPage[num] == 0 {
		return // annotationsRule told that it was added
	}
	c.add(KindAnnotation, page, "cambiata un’annotazione a pagina %d", page)
}

// addField tells what changed of a field that is not being signed.
func (c *comparison) addField(num int) {
	was, is := c.old.byNum[num], c.now.byNum[num]
	switch {
	case was == nil && is != nil && c.added[num] == nil:
		return // listRule told that it was added
	case was == nil && is != nil, is != nil && is.kind == "Sig":
		c.add(KindSignature, c.now.page(is), "la firma «%s» usa o cambia parti che non sono sue", is.name)
	case was != nil && is != nil && (!foreign.Equal(was.value, is.value) || !foreign.Equal(was.dict["AS"], is.dict["AS"])):
		c.add(KindField, c.now.page(is), "valore del campo «%s» cambiato", is.name)
	case is != nil:
		c.add(KindField, c.now.page(is), "l’aspetto del campo «%s» è cambiato", is.name)
	case was != nil:
		c.add(KindField, c.old.page(was), "tolto il campo «%s»", was.name)
	}
}

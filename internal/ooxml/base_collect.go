package ooxml

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// collect takes what documents get out of a base.
func (r *baseReader) collect(b *Base) {
	section, drawn := r.firstSection()
	related := map[string]string{} // kind of relationship → part, the first of a kind
	for _, rel := range r.rels[strings.ToLower(r.main)] {
		if _, known := related[rel.Type]; !known {
			related[rel.Type] = r.resolve(r.main, rel.Target)
		}
	}
	whole := func(rel, typ, root string) *basePart { return r.part(related[rel], typ, root) }
	b.styles = whole(relStyles, typeStyles, "w:styles")
	b.numbering = r.ordered(whole(relNumbering, typeNumbering, "w:numbering"))
	b.fonts = whole(relFontTable, typeFontTable, "w:fonts")
	b.theme = whole(relTheme, typeTheme, "a:theme")
	if s := whole(relSettings, typeSettings, "w:settings"); s != nil {
		b.settings = s.tree
	}
	b.page = r.page(section)
	b.headers, b.footers = map[string]*basePart{}, map[string]*basePart{}
	for _, k := range section.children() {
		kind := k.attr["w:type"]
		if kind == kindFirst && !b.page.TitlePage || kind == kindEven && !b.EvenAndOdd() {
			continue // the base does not show it
		}
		switch k.name {
		case "w:headerReference":
			b.headers[kind] = r.running(k.attr["r:id"], relHeader, typeHeader, "w:hdr")
		case "w:footerReference":
			b.footers[kind] = r.running(k.attr["r:id"], relFooter, typeFooter, "w:ftr")
		}
	}
	b.known = newStyleTable(b.styles)
	if len(r.faults) == 0 {
		r.checkStyles(b)
		r.checkNumbering(b)
		if drawn && !b.Heads() {
			r.fault(r.main, "spostare lo stemma e le parole nell’intestazione (in Word: «Inserisci», «Intestazione») e salvare di nuovo",
				"lo stemma è nel testo e non nell’intestazione: negli atti non ci sarebbe")
		}
	}
}

// ordered puts what a level of a list holds in the order of the schema (17.9.6):
// LibreOffice writes the style of the level before its format, and no validator
// would take the documents.
func (r *baseReader) ordered(p *basePart) *basePart {
	if p == nil {
		return nil
	}
	order := strings.Fields("w:start w:numFmt w:lvlRestart w:pStyle w:isLgl w:suff w:lvlText w:lvlPicBulletId w:legacy w:lvlJc w:pPr w:rPr")
	place := func(n *node) int { return slices.Index(order, n.name) }
	var edits []edit
	levels(p.tree, func(n *node) {
		byPlace := func(a, b *node) int { return cmp.Compare(place(a), place(b)) }
		if slices.IsSortedFunc(n.kids, byPlace) {
			return
		}
		var inside []byte
		for _, k := range slices.SortedStableFunc(slices.Values(n.kids), byPlace) {
			inside = append(inside, p.data[k.opened.from:k.closed.to]...)
		}
		edits = append(edits, edit{span{n.opened.to, n.closed.from}, inside})
	})
	if len(edits) > 0 {
		p.data = splice(p.data, edits...)
		r.data[p.name] = p.data
		p.tree = r.tree(p.name)
	}
	return p
}

// levels visits the levels of lists where the schema has them: levels in levels are
// no business of anybody.
func levels(n *node, f func(*node)) {
	for _, k := range n.kids {
		switch k.name {
		case "w:lvl":
			f(k)
		case "w:abstractNum", "w:num", "w:lvlOverride":
			levels(k, f)
		}
	}
}

// running is the header or footer that a section names.
func (r *baseReader) running(id, rel, typ, root string) *basePart {
	for _, x := range r.rels[strings.ToLower(r.main)] {
		if x.ID == id && x.Type == rel {
			if p := r.part(r.resolve(r.main, x.Target), typ, root); p != nil {
				r.checkRunning(p)
				return p
			}
			return nil
		}
	}
	r.fault(r.main, repairSave, "nomina un’intestazione o un piè di pagina che non c’è")
	return nil
}

// part takes a part with what it leads to; nil when there is none of that name or
// when it is not what it should be.
func (r *baseReader) part(name, typ, root string) *basePart {
	if name == "" {
		return nil
	}
	tree := r.tree(name)
	if tree == nil {
		return nil
	}
	if r.types[name] != typ || tree.name != root {
		r.fault(name, repairSave, "non è una parte del tipo che il documento dice")
		return nil
	}
	p := &basePart{name: name, data: r.data[name], tree: tree}
	for _, rel := range r.rels[strings.ToLower(name)] {
		if m := r.media(p, rel); m != nil {
			p.rels = append(p.rels, baseRelation{rel.ID, rel.Type, m})
		}
	}
	r.checkIDs(p, tree)
	return p
}

// media is the picture or the font that a relationship leads to.
func (r *baseReader) media(from *basePart, rel relationship) *baseMedia {
	kind := path.Base(rel.Type)
	if kind != "image" && kind != "hdphoto" && rel.Type != relFont {
		r.fault(from.name, repairObject, "ha un oggetto che negli atti non si può riportare («%s»)", printable(kind))
		return nil
	}
	name := r.resolve(from.name, rel.Target)
	if name == "" {
		r.fault(from.name, repairSave, "manca la parte «%s»", printable(rel.Target))
		return nil
	}
	extension := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	k, known := mediaKinds()[extension]
	data := r.data[name]
	switch {
	case !known || k.font != (rel.Type == relFont):
		r.fault(name, "usare immagini PNG o JPEG, e salvare di nuovo", "è di un tipo che negli atti non si può riportare")
		return nil
	case !k.looks(data):
		r.fault(name, "togliere l’immagine e inserirla di nuovo come PNG o JPEG", "non è ciò che il suo nome dice")
		return nil
	}
	if extension == "svg" {
		r.checkSVG(name)
	}
	return &baseMedia{data, k.extension, k.typ}
}

// mediaKind is a kind of file that documents may get from a base.
type mediaKind struct {
	extension string // as this package writes it
	typ       string
	font      bool
	at        int // where its mark stands
	marks     []string
}

// looks tells whether data begins as a file of the kind.
func (k mediaKind) looks(data []byte) bool {
	if len(k.marks) == 0 {
		return true
	}
	for _, m := range k.marks {
		if len(data) >= k.at+len(m) && string(data[k.at:k.at+len(m)]) == m {
			return true
		}
	}
	return false
}

func mediaKinds() map[string]mediaKind {
	jpeg := mediaKind{"jpeg", "image/jpeg", false, 0, []string{"\xFF\xD8\xFF"}}
	tiff := mediaKind{"tiff", "image/tiff", false, 0, []string{"II*\x00", "MM\x00*"}}
	return map[string]mediaKind{
		"png":   {"png", "image/png", false, 0, []string{"\x89PNG\r\n\x1A\n"}},
		"jpg":   jpeg,
		"jpeg":  jpeg,
		"gif":   {"gif", "image/gif", false, 0, []string{"GIF87a", "GIF89a"}},
		"bmp":   {"bmp", "image/bmp", false, 0, []string{"BM"}},
		"tif":   tiff,
		"tiff":  tiff,
		"emf":   {"emf", "image/x-emf", false, 40, []string{" EMF"}},
		"wmf":   {"wmf", "image/x-wmf", false, 0, []string{"\xD7\xCD\xC6\x9A", "\x01\x00\x09\x00"}},
		"svg":   {"svg", "image/svg+xml", false, 0, nil},
		"wdp":   {"wdp", "image/vnd.ms-photo", false, 0, []string{"II\xBC"}},
		"odttf": {"odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont", true, 0, nil},
	}
}

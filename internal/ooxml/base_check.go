package ooxml

import (
	"slices"
	"strings"
)

// checkIDs refuses a part that names relationships it does not have: documents
// put on it would be broken.
func (r *baseReader) checkIDs(p *basePart, n *node) {
	for _, a := range []string{"r:id", "r:embed", "r:link", "r:pict", "o:relid"} {
		id := n.attr[a]
		if id != "" && !slices.ContainsFunc(r.rels[strings.ToLower(p.name)], func(x relationship) bool { return x.ID == id }) {
			r.fault(p.name, repairSave, "nomina una parte che non c’è (%s)", printable(id))
		}
	}
	for _, k := range n.kids {
		r.checkIDs(p, k)
	}
}

// checkRunning refuses what a header or footer must not bring into an act and no
// relationship tells of.
func (r *baseReader) checkRunning(p *basePart) {
	var fields []string // instructions of the fields open here
	var walk func(n *node)
	walk = func(n *node) {
		switch n.name {
		case "w:object", "o:OLEObject", "w:control", "w:movie":
			r.fault(p.name, repairObject, "ha un oggetto incorporato (OLE o ActiveX)")
		case "w:altChunk", "w:subDoc":
			r.fault(p.name, repairSave, "prende il testo da un altro documento")
		case "w:fldSimple":
			r.checkField(p, n.attr["w:instr"])
		case "w:fldChar":
			switch kind := n.attr["w:fldCharType"]; {
			case kind == "begin":
				fields = append(fields, "")
			case kind == "end" && len(fields) > 0:
				r.checkField(p, fields[len(fields)-1])
				fields = fields[:len(fields)-1]
			}
		case "w:instrText":
			if len(fields) == 0 {
				r.checkField(p, n.text)
			} else {
				fields[len(fields)-1] += n.text
			}
		}
		r.checkVML(p, n)
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(p.tree)
	for _, instruction := range fields { // never closed
		r.checkField(p, instruction)
	}
}

// checkField lets those fields alone through that a letterhead has use for: others
// fetch text and pictures from elsewhere, or start programs (DDE).
func (r *baseReader) checkField(p *basePart, instruction string) {
	word := ""
	if f := strings.Fields(instruction); len(f) > 0 {
		word = strings.ToUpper(f[0])
	}
	switch word {
	case "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE",
		"FILENAME", "TITLE", "SUBJECT", "AUTHOR", "DOCPROPERTY", "STYLEREF", "IF", "=":
		return
	}
	r.fault(p.name, "togliere il campo (in Word: selezionarlo, Ctrl+Maiusc+F9 lo muta in testo) e salvare di nuovo",
		"ha un campo che non è ammesso («%s»)", printable(word))
}

// checkVML refuses drawings of the old kind that take a picture from an address
// or lead to one.
func (r *baseReader) checkVML(p *basePart, n *node) {
	if !strings.HasPrefix(n.name, "v:") && !strings.HasPrefix(n.name, "o:") {
		return
	}
	for _, a := range []string{"src", "href", "o:href", "o:althref"} {
		if v := n.attr[a]; v != "" && !strings.HasPrefix(v, "#") {
			r.fault(p.name, repairExternal("image"), "ha un disegno che porta fuori dal file, a «%s»", printable(v))
		}
	}
}

// checkSVG refuses pictures that are programs or that take something from
// elsewhere.
func (r *baseReader) checkSVG(name string) {
	tree := r.tree(name)
	if tree == nil {
		return
	}
	const ns, xlink = "http://www.w3.org/2000/svg ", "http://www.w3.org/1999/xlink "
	ok := tree.name == ns+"svg"
	var walk func(n *node)
	walk = func(n *node) {
		ok = ok && n.name != ns+"script" && n.name != ns+"foreignObject"
		for key, v := range n.attr {
			v = strings.TrimSpace(v)
			link := key == "href" || key == xlink+"href"
			ok = ok && !strings.HasPrefix(strings.ToLower(key), "on") && (!link || strings.HasPrefix(v, "#") || strings.HasPrefix(v, "data:image/"))
		}
		for _, k := range n.kids {
			walk(k)
		}
	}
	if walk(tree); !ok {
		r.fault(name, "togliere l’immagine e inserirla di nuovo come PNG", "è un’immagine SVG che contiene programmi o porta fuori dal file")
	}
}

// checkStyles refuses styles whose ids are of no use, or that would hide the words
// of acts.
func (r *baseReader) checkStyles(b *Base) {
	if b.styles == nil {
		return
	}
	seen := map[string]bool{}
	for _, s := range b.known {
		if s.id == "" || s.name == "" {
			r.fault(b.styles.name, repairSave, "uno stile non ha nome")
			continue
		}
		if seen[s.id] {
			r.fault(b.styles.name, repairSave, "lo stile «%s» c’è due volte", printable(s.id))
		}
		seen[s.id] = true
		if s.kind == "paragraph" && s.node.on("w:rPr", "w:vanish") && !hiddenByWord(s.name) {
			r.fault(b.styles.name, "togliere «Testo nascosto» dal carattere dello stile e salvare di nuovo", "lo stile «%s» nasconde il testo", printable(s.name))
		}
	}
	if b.styles.tree.on("w:docDefaults", "w:rPrDefault", "w:rPr", "w:vanish") {
		r.fault(b.styles.name, repairSave, "i caratteri predefiniti nascondono il testo")
	}
}

// checkNumbering refuses ids of lists that leave none for the lists of acts.
func (r *baseReader) checkNumbering(b *Base) {
	const most = 1 << 24
	if abstract, list := b.lastLists(); abstract > most || list > most {
		r.fault(b.numbering.name, repairSave, "gli elenchi hanno numeri troppo grandi")
	}
}

// hiddenByWord tells whether a style is one of those that Word hides itself, around
// the forms of web pages.
func hiddenByWord(name string) bool {
	switch strings.ToLower(name) {
	case "z-top of form", "z-bottom of form", "html top of form", "html bottom of form":
		return true
	}
	return false
}

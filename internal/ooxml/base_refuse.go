package ooxml

import (
	"path"
	"strings"
)

const (
	typesPart = "[Content_Types].xml"
	rootRels  = "_rels/.rels"
)

// refuseTypes reads what each part says it is, and refuses what runs.
func (r *baseReader) refuseTypes() {
	if r.data[typesPart] == nil {
		r.fault("", "indicare un file .docx", "il file non è un .docx: manca la parte %s", typesPart)
		return
	}
	tree := r.tree(typesPart)
	if tree == nil {
		return
	}
	byExtension, byName := map[string]string{}, map[string]string{}
	for _, k := range tree.kids {
		switch k.name {
		case "Default":
			byExtension[strings.ToLower(k.attr["Extension"])] = k.attr["ContentType"]
		case "Override":
			byName[strings.ToLower(strings.TrimPrefix(k.attr["PartName"], "/"))] = k.attr["ContentType"]
		}
	}
	for _, name := range r.names {
		typ := byName[strings.ToLower(name)]
		if typ == "" {
			typ = byExtension[strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))]
		}
		r.types[name] = typ
		r.refuseKind(name, strings.ToLower(typ), strings.ToLower(name))
	}
}

// refuseKind refuses a part for its content type or for its name: a part that is
// found by either is opened by some word processor.
func (r *baseReader) refuseKind(part, typ, name string) {
	switch {
	case strings.Contains(typ, "vbaproject"), strings.Contains(typ, "macroenabled"), strings.Contains(typ, "vbadata"),
		strings.Contains(name, "vbaproject"), strings.Contains(name, "vbadata"):
		r.fault(part, repairMacro, "contiene macro")
	case strings.Contains(typ, "activex"), strings.Contains(name, "/activex/"):
		r.fault(part, repairObject, "è un controllo ActiveX")
	case strings.Contains(typ, "oleobject"), strings.Contains(name, "/embeddings/"):
		r.fault(part, repairObject, "è un oggetto incorporato (OLE)")
	}
}

// refuseRelations reads the relationships of every part, also of those that no
// document would get: a file with such things in it is no letterhead to trust.
func (r *baseReader) refuseRelations() {
	for _, name := range r.names {
		if !strings.HasSuffix(strings.ToLower(name), ".rels") {
			continue
		}
		tree := r.tree(name)
		source := relsSource(name)
		for _, k := range tree.children() {
			if k.name != "Relationship" {
				continue
			}
			rel := relationship{ID: k.attr["Id"], Type: k.attr["Type"], Target: k.attr["Target"], Mode: k.attr["TargetMode"]}
			r.refuseRelation(source, name, rel)
			key := strings.ToLower(source)
			r.rels[key] = append(r.rels[key], rel)
		}
	}
	if len(r.faults) == 0 {
		r.findMain()
	}
}

// relsSource is the part whose relationships a part holds; empty for those of the
// package.
func relsSource(name string) string {
	dir, file := path.Split(name)
	return strings.TrimSuffix(dir, "_rels/") + file[:len(file)-len(".rels")]
}

func (r *baseReader) refuseRelation(source, name string, rel relationship) {
	if source == "" {
		source = name
	}
	kind := strings.ToLower(path.Base(rel.Type))
	switch {
	case rel.Mode != "" && rel.Mode != "Internal":
		r.fault(source, repairExternal(kind), "porta fuori dal file, a «%s»", printable(rel.Target))
	case kind == "oleobject", kind == "package":
		r.fault(source, repairObject, "ha un oggetto incorporato (OLE)")
	case kind == "control", strings.HasPrefix(kind, "activex"):
		r.fault(source, repairObject, "ha un controllo ActiveX")
	case kind == "vbaproject", kind == "wordvbadata":
		r.fault(source, repairMacro, "contiene macro")
	case kind == "afchunk":
		r.fault(source, repairSave, "prende il testo da un’altra parte di altro formato (altChunk)")
	case kind == "subdocument":
		r.fault(source, repairObject, "prende il testo da un altro documento")
	}
}

// repairExternal says how to take away a relationship that leads out.
func repairExternal(kind string) string {
	switch kind {
	case "hyperlink":
		return "togliere il collegamento (in Word: tasto destro, «Rimuovi collegamento ipertestuale») lasciando le parole, e salvare di nuovo"
	case "attachedtemplate":
		return "staccare il modello (in Word: scheda «Sviluppo», «Modello di documento», cancellare il nome) e salvare di nuovo"
	case "image":
		return "incorporare l’immagine (in Word: «File», «Informazioni», «Modifica collegamenti ai file», «Salva immagine nel documento») e salvare di nuovo"
	}
	return "togliere ciò che porta fuori e salvare di nuovo"
}

// findMain finds the part of the text.
func (r *baseReader) findMain() {
	const strict = "http://purl.oclc.org/ooxml/"
	for _, rel := range r.rels[""] {
		if path.Base(rel.Type) != "officeDocument" {
			continue
		}
		part := r.resolve("", rel.Target)
		switch typ := r.types[part]; {
		case strings.HasPrefix(rel.Type, strict):
			r.fault("", "salvare il file come «Documento di Word (.docx)», non come «Open XML Strict»", "il file è un .docx di tipo «Strict»")
		case part == "":
			r.fault(rootRels, repairSave, "manca il documento")
		case typ != typeDocument && typ != typeTemplate:
			r.fault(part, "indicare un file .docx", "non è un documento di testo, ma «%s»", printable(typ))
		default:
			r.main = part
		}
		return
	}
	r.fault("", "indicare un file .docx", "il file non è un .docx: non dice qual è il documento")
}

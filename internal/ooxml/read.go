package ooxml

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
)

// maxPart is the most bytes a part may have when unpacked.
const maxPart = 64 << 20

var errPartSize = errors.New("parte troppo grande")

// Read reads a package that this package wrote and checks that it still is as
// it was written: parts, relationships, order of elements, styles and lists that
// exist, tables with heads, headings that skip no level, pictures with words.
// Everything wrong is given at once, as FaultsError. It is no reader for the files of
// others.
func Read(r io.ReaderAt, size int64) (*Content, error) { return read(r, size, false) }

// ReadOn is Read of a package that this package put on a base: what comes of the
// base is as others write it, and is not held to anything but its relationships.
func ReadOn(r io.ReaderAt, size int64) (*Content, error) { return read(r, size, true) }

func read(r io.ReaderAt, size int64, based bool) (*Content, error) {
	p, err := openPackage(r, size)
	if err != nil {
		return nil, err
	}
	p.based = based
	p.checkParts()
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	c := p.content()
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	return c, nil
}

// pack is a package being read.
type pack struct {
	names  []string // in the order of the file
	data   map[string][]byte
	trees  map[string]*node
	rels   map[string]map[string]relationship // part → id → relationship
	faults FaultsError
	based  bool // on a base
}

// foreign tells whether others may have written what is in a part.
func (p *pack) foreign(part string) bool {
	return p.based && part != partDocument && part != partSettings && part != partCore
}

func (p *pack) fault(part, format string, args ...any) {
	f := Fault{part, fmt.Sprintf(format, args...)}
	if !slices.Contains(p.faults, f) {
		p.faults = append(p.faults, f)
	}
}

func openPackage(r io.ReaderAt, size int64) (*pack, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("il file non è un pacchetto DOCX: %w", err)
	}
	p := &pack{data: map[string][]byte{}, trees: map[string]*node{}, rels: map[string]map[string]relationship{}}
	for _, f := range z.File {
		data, err := readPart(f)
		if err != nil {
			return nil, fmt.Errorf("lettura di %s: %w", f.Name, err)
		}
		if _, twice := p.data[f.Name]; twice {
			p.fault(f.Name, "la parte c'è due volte")
		}
		p.names = append(p.names, f.Name)
		p.data[f.Name] = data
		switch path.Ext(f.Name) {
		case ".xml", ".rels":
			tree, err := parse(data)
			if err != nil {
				p.fault(f.Name, "%v", err)
				continue
			}
			p.trees[f.Name] = tree
		}
	}
	return p, nil
}

func readPart(f *zip.File) (data []byte, err error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	data, err = io.ReadAll(io.LimitReader(r, maxPart+1))
	if err == nil && len(data) > maxPart {
		err = errPartSize
	}
	return data, err
}

// checkParts checks the package itself and the shape of its parts.
func (p *pack) checkParts() {
	p.checkTypes()
	for _, name := range p.names {
		if path.Ext(name) == ".rels" {
			p.checkRels(name)
		}
	}
	for _, name := range []string{partDocument, partStyles, partSettings, partCore} {
		if p.trees[name] == nil {
			p.fault(name, "la parte manca")
		}
	}
	s := newSchema()
	for _, name := range p.names {
		if tree := p.trees[name]; tree != nil && path.Dir(name) == "word" {
			if !p.foreign(name) {
				s.check(tree, func(what string) { p.fault(name, "%s", what) })
			}
			p.checkRelationIDs(name, tree)
		}
	}
}

// checkTypes checks that each part has a content type and each type a part.
func (p *pack) checkTypes() {
	const types = "[Content_Types].xml"
	tree := p.trees[types]
	if tree == nil {
		p.fault(types, "la parte manca")
		return
	}
	byExtension, byName := map[string]string{}, map[string]string{}
	for _, k := range tree.kids {
		switch k.name {
		case "Default":
			byExtension[k.attr["Extension"]] = k.attr["ContentType"]
		case "Override":
			byName[k.attr["PartName"]] = k.attr["ContentType"]
		}
	}
	for _, name := range p.names {
		typ := byName["/"+name]
		delete(byName, "/"+name)
		if typ == "" {
			typ = byExtension[strings.TrimPrefix(path.Ext(name), ".")]
		}
		if want := wordType(name); typ == "" || want != "" && typ != want {
			p.fault(name, "il tipo di contenuto è «%s»", typ)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		p.fault(types, "la parte %s ha un tipo e non c'è", name)
	}
}

// wordType is the content type of a part of the word folder; empty for others.
func wordType(name string) string {
	kind, ok := strings.CutPrefix(name, "word/")
	if !ok || path.Ext(kind) != ".xml" || path.Dir(name) != "word" {
		return ""
	}
	kind = strings.TrimRight(strings.TrimSuffix(kind, ".xml"), "0123456789")
	if kind == "document" {
		return typeDocument
	}
	return typeWML + kind + "+xml"
}

// checkRels checks one relationships part and keeps it for its source.
func (p *pack) checkRels(name string) {
	source := strings.TrimSuffix(strings.Replace(name, "_rels/", "", 1), ".rels")
	base := path.Dir(source)
	ids := map[string]relationship{}
	if tree := p.trees[name]; tree != nil {
		for _, k := range tree.kids {
			r := relationship{ID: k.attr["Id"], Type: k.attr["Type"], Target: k.attr["Target"], Mode: k.attr["TargetMode"]}
			if _, twice := ids[r.ID]; twice {
				p.fault(name, "due relazioni %s", r.ID)
			}
			switch {
			case r.Mode == "External" && p.foreign(source):
				p.fault(name, "la relazione %s esce dal pacchetto", r.ID)
			case r.Mode == "External" && r.Type != relHyperlink:
				p.fault(name, "la relazione %s esce dal pacchetto e non è un collegamento", r.ID)
			case r.Mode != "External":
				r.Target = path.Join(base, r.Target)
				if p.data[r.Target] == nil {
					p.fault(name, "la relazione %s porta a %s, che non c'è", r.ID, r.Target)
				}
			}
			ids[r.ID] = r
		}
	}
	p.rels[source] = ids
}

// checkRelationIDs checks that each r:id of a part is one of its relationships.
func (p *pack) checkRelationIDs(part string, n *node) {
	for _, a := range []string{"r:id", "r:embed"} {
		if id, ok := n.attr[a]; ok {
			if _, ok := p.rels[part][id]; !ok {
				p.fault(part, "%s cita la relazione %s, che non c'è", n.name, id)
			}
		}
	}
	for _, k := range n.kids {
		p.checkRelationIDs(part, k)
	}
}

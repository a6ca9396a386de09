package ooxml

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"
)

// Part is one part of the package with the relationships that start from it.
type Part struct {
	name     string // without leading slash
	typ      string // content type; empty when the extension says it
	data     []byte
	content  any              // marshalled when the package is written; nil when data is given
	root     xml.StartElement // of content, when its own type does not say it
	rels     []relationship
	document *Document
}

type relationship struct {
	XMLName xml.Name `xml:"Relationship"`
	ID      string   `xml:"Id,attr"`
	Type    string   `xml:"Type,attr"`
	Target  string   `xml:"Target,attr"`
	Mode    string   `xml:"TargetMode,attr,omitempty"`
}

type (
	relationshipsXML struct {
		XMLName xml.Name `xml:"Relationships"`
		NS      string   `xml:"xmlns,attr"`
		Items   []relationship
	}

	contentTypesXML struct {
		XMLName  xml.Name       `xml:"Types"`
		NS       string         `xml:"xmlns,attr"`
		Defaults []typeDefault  `xml:"Default"`
		Override []typeOverride `xml:"Override"`
	}

	typeDefault struct {
		Extension string `xml:"Extension,attr"`
		Type      string `xml:"ContentType,attr"`
	}

	typeOverride struct {
		Part string `xml:"PartName,attr"`
		Type string `xml:"ContentType,attr"`
	}
)

// relate adds a relationship unless an equal one is there, and gives its id.
func (p *Part) relate(typ, target, mode string) string {
	for _, r := range p.rels {
		if r.Type == typ && r.Target == target {
			return r.ID
		}
	}
	id := "rId" + strconv.Itoa(len(p.rels)+1)
	p.rels = append(p.rels, relationship{ID: id, Type: typ, Target: target, Mode: mode})
	return id
}

// link relates p to another part of the package.
func (p *Part) link(typ string, to *Part) string {
	return p.relate(typ, relative(p.name, to.name), "")
}

// relative is the way from one part to another.
func relative(from, to string) string {
	dir, file := path.Split(to)
	switch base, _ := path.Split(from); base {
	case dir:
		return file
	case "":
		return to
	default:
		if inside, ok := strings.CutPrefix(to, base); ok {
			return inside
		}
		return strings.Repeat("../", strings.Count(base, "/")) + to
	}
}

// zipTime stands in every entry: the time of a run is no content.
func zipTime() time.Time { return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) }

// writePackage writes the parts in their order, each followed by its
// relationships. Content types come first, as readers of streams expect.
func writePackage(w io.Writer, root *Part, parts []*Part) error {
	z := zip.NewWriter(w)
	types := contentTypesXML{NS: nsContentTypes, Defaults: []typeDefault{
		{"rels", "application/vnd.openxmlformats-package.relationships+xml"},
		{"xml", "application/xml"},
		{"png", "image/png"},
		{"jpeg", "image/jpeg"},
	}}
	for _, p := range parts {
		if p.typ != "" {
			types.Override = append(types.Override, typeOverride{"/" + p.name, p.typ})
		}
	}
	if err := putXML(z, "[Content_Types].xml", xml.StartElement{}, types); err != nil {
		return err
	}
	if err := putXML(z, relsName(""), xml.StartElement{}, relationshipsXML{NS: nsRels, Items: root.rels}); err != nil {
		return err
	}
	for _, p := range parts {
		if err := p.put(z); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("chiusura del pacchetto DOCX: %w", err)
	}
	return nil
}

func (p *Part) put(z *zip.Writer) error {
	var err error
	if p.content != nil {
		err = putXML(z, p.name, p.root, p.content)
	} else {
		err = put(z, p.name, p.data)
	}
	if err != nil || len(p.rels) == 0 {
		return err
	}
	return putXML(z, relsName(p.name), xml.StartElement{}, relationshipsXML{NS: nsRels, Items: p.rels})
}

// putXML writes v as the part of that name; root names its element unless v's
// own type does.
func putXML(z *zip.Writer, name string, root xml.StartElement, v any) error {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n")
	e := xml.NewEncoder(&b)
	encode := func() error { return e.EncodeElement(v, root) }
	if root.Name.Local == "" {
		encode = func() error { return e.Encode(v) }
	}
	if err := encode(); err != nil {
		return fmt.Errorf("scrittura di %s nel DOCX: %w", name, err)
	}
	return put(z, name, b.Bytes())
}

func put(z *zip.Writer, name string, data []byte) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: zipTime()}
	if e := path.Ext(name); e == ".png" || e == ".jpeg" {
		h.Method = zip.Store // compressed already
	}
	f, err := z.CreateHeader(h)
	if err == nil {
		_, err = f.Write(data)
	}
	if err != nil {
		return fmt.Errorf("scrittura di %s nel DOCX: %w", name, err)
	}
	return nil
}

// relsName is the part that holds the relationships of a part.
func relsName(part string) string {
	dir, file := "", part
	if i := strings.LastIndexByte(part, '/'); i >= 0 {
		dir, file = part[:i+1], part[i+1:]
	}
	return dir + "_rels/" + file + ".rels"
}

package signature

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"time"
)

// maxMetadata bounds the metadata compared, in bytes.
const maxMetadata = 1 << 20

// sameMetadata tells whether two XMP packets say the same (ISO 16684-1), dates
// of the last change and names of programs apart.
func sameMetadata(a, b []byte) bool {
	was, err1 := properties(a)
	is, err2 := properties(b)
	return err1 == nil && err2 == nil && slices.Equal(was, is)
}

const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

// properties gives what an XMP packet says, a line for each value, whichever
// of the forms that RDF has for it a program chose: an attribute or an
// element, a description inside or not.
func properties(packet []byte) ([]string, error) {
	if len(packet) > maxMetadata {
		return nil, errors.New("metadata too long")
	}
	d := xml.NewDecoder(bytes.NewReader(packet))
	var path []string
	var list []string
	left := maxMetadata * 8
	say := func(n xml.Name, v string) {
		if v = strings.TrimSpace(v); v != "" && left > 0 && !changing(path, n) {
			if t, err := time.Parse(time.RFC3339, v); err == nil {
				v = t.UTC().Format(time.RFC3339)
			}
			list = append(list, strings.Join(append(slices.Clone(path), n.Space+n.Local), " ")+" = "+v)
			left -= len(list[len(list)-1])
		}
	}
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(path) > 64 {
				return nil, errors.New("metadata too deep")
			}
			// Every element has a step; those that only wrap have an empty one.
			step := t.Name.Space + t.Name.Local
			if t.Name.Space == rdf && (t.Name.Local == "Description" || t.Name.Local == "RDF") || t.Name.Local == "xmpmeta" || t.Name.Local == "xapmeta" {
				step = ""
			}
			path = append(path, step)
			for _, a := range t.Attr {
				if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || a.Name.Local == "xmptk" ||
					a.Name.Space == rdf && (a.Name.Local == "about" || a.Name.Local == "parseType") {
					continue
				}
				if a.Name.Space == rdf && a.Name.Local == "resource" {
					a.Name = xml.Name{} // an address as a reference or as text
				}
				say(a.Name, a.Value)
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			say(xml.Name{}, string(t))
		case xml.Directive:
			return nil, errors.New("metadata with a document type")
		}
	}
	if left <= 0 {
		return nil, errors.New("metadata too long")
	}
	for i, l := range list {
		list[i] = strings.Join(strings.Fields(l), " ")
	}
	// Values of one list keep their order; properties may come in any.
	slices.SortStableFunc(list, func(a, b string) int { return strings.Compare(before(a), before(b)) })
	return list, nil
}

func before(s string) string {
	k, _, _ := strings.Cut(s, " = ")
	return k
}

// changing tells whether a property is one that every program sets when it
// writes a file.
func changing(path []string, n xml.Name) bool {
	for _, p := range append(slices.Clone(path), n.Space+n.Local) {
		switch p {
		case "http://ns.adobe.com/xap/1.0/ModifyDate", "http://ns.adobe.com/xap/1.0/MetadataDate",
			"http://ns.adobe.com/pdf/1.3/Producer":
			return true
		}
		if strings.HasPrefix(p, "http://ns.adobe.com/xap/1.0/mm/") { // identifiers of versions
			return true
		}
	}
	return false
}

package reader

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// XMP is the properties of a metadata packet: name → its values, in order.
type XMP map[xml.Name][]string

// Get gives the first value of a property, empty when there is none.
func (x XMP) Get(namespace, name string) string {
	if v := x[xml.Name{Space: namespace, Local: name}]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Packet gives the metadata packet of a PDF without looking at its pages.
func Packet(data []byte) ([]byte, error) {
	f, err := open(data)
	if err != nil {
		return nil, err
	}
	d := &Document{f: f, Info: map[string]string{}}
	if err := d.readCatalog(); err != nil {
		return nil, err
	}
	return d.XMP, nil
}

const nsRDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

// ReadXMP reads the properties of a packet as package pdf writes them: each an
// element of one description, its value its text or the items of an array.
// The descriptions of schemas are passed over.
func ReadXMP(packet []byte) (XMP, error) {
	x := XMP{}
	d := xml.NewDecoder(bytes.NewReader(packet))
	inside := false // the description
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return x, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: metadata: %w", ErrForeign, err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if !inside {
				inside = tok.Name == xml.Name{Space: nsRDF, Local: "Description"}
				continue
			}
			if x[tok.Name] != nil {
				return nil, fmt.Errorf("%w: %s twice in the metadata", ErrForeign, tok.Name.Local)
			}
			var p property
			if err := d.DecodeElement(&p, &tok); err != nil {
				return nil, fmt.Errorf("%w: metadata: %w", ErrForeign, err)
			}
			x[tok.Name] = p.values()
		case xml.EndElement:
			inside = inside && tok.Name != xml.Name{Space: nsRDF, Local: "Description"}
		}
	}
}

// property is a simple value or an array of them.
type property struct {
	Text string   `xml:",chardata"`
	Alt  []string `xml:"http://www.w3.org/1999/02/22-rdf-syntax-ns# Alt>li"`
	Bag  []string `xml:"http://www.w3.org/1999/02/22-rdf-syntax-ns# Bag>li"`
	Seq  []string `xml:"http://www.w3.org/1999/02/22-rdf-syntax-ns# Seq>li"`
}

func (p *property) values() []string {
	for _, list := range [][]string{p.Alt, p.Bag, p.Seq} {
		if len(list) > 0 {
			return list
		}
	}
	return []string{p.Text}
}

package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// node is an element of a part that is being read. Names carry the usual
// prefix of their namespace, whatever the part calls it.
type node struct {
	name string
	attr map[string]string
	kids []*node
	text string

	opened, closed span // its two tags in the bytes of the part; an empty closed one for <a/>
}

// span is a stretch of the bytes of a part.
type span struct{ from, to int }

// prefixes are the prefixes of node names and attributes.
func prefixes() map[string]string {
	return map[string]string{
		nsW: "w:", nsW14: "w14:", nsR: "r:", nsMC: "mc:", nsWP: "wp:", nsA: "a:", nsPic: "pic:", nsDC: "dc:", nsDCTerms: "dcterms:",
		nsCore: "cp:", nsDataStore: "ds:", nsVML: "v:", nsOffice: "o:",
		"": "", nsRels: "", nsContentTypes: "", nsApp: "", nsXSI: "xsi:", "http://www.w3.org/XML/1998/namespace": "xml:",
	}
}

// Limits of a part that is parsed: what an honest one never comes near.
const (
	mostDepth    = 256
	mostElements = 2_000_000
)

var (
	errEmptyXML    = errors.New("documento XML vuoto")
	errDTD         = errors.New("contiene una dichiarazione DTD, che non è ammessa")
	errDeepXML     = errors.New("gli elementi sono annidati troppo in profondità")
	errManyXML     = errors.New("gli elementi sono troppi")
	errInvalidUTF8 = errors.New("il testo non è in UTF-8")
)

// parse reads a part. Namespaces it does not know keep their whole name.
func parse(data []byte) (*node, error) { return parseLimited(data, mostElements) }

// parseLimited is parse of a part that may have at most that many elements.
func parseLimited(data []byte, most int) (*node, error) {
	root := &node{}
	stack := []*node{root}
	texts := []*strings.Builder{{}}
	err := walkXML(data, most, xmlVisitor{
		start: func(n *node) {
			top := stack[len(stack)-1]
			top.kids = append(top.kids, n)
			stack, texts = append(stack, n), append(texts, &strings.Builder{})
		},
		end: func(tag span) {
			last := len(stack) - 1
			stack[last].text = texts[last].String()
			stack[last].closed = tag
			stack, texts = stack[:last], texts[:last]
		},
		text: func(b []byte) { texts[len(texts)-1].Write(b) },
	})
	if err != nil {
		return nil, err
	}
	if len(root.kids) != 1 {
		return nil, errEmptyXML
	}
	return root.kids[0], nil
}

// xmlVisitor is told of the elements and texts of a part in their order.
type xmlVisitor struct {
	start func(*node) // its attributes are known, its children are not
	end   func(span)
	text  func([]byte)
}

// walkXML reads a part to its end. It refuses a document type, and with it every
// entity but the five of XML.
func walkXML(data []byte, most int, v xmlVisitor) error {
	if !utf8.Valid(data) {
		return errInvalidUTF8
	}
	known := prefixes()
	name := func(n xml.Name) string {
		if p, ok := known[n.Space]; ok {
			return p + n.Local
		}
		return n.Space + " " + n.Local
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	depth, count := 0, 0
	for {
		from := int(d.InputOffset())
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("XML non valido: %w", err)
		}
		to := int(d.InputOffset())
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			count++
			switch {
			case depth > mostDepth:
				return errDeepXML
			case count > most:
				return errManyXML
			}
			n := &node{name: name(t.Name), attr: make(map[string]string, len(t.Attr)), opened: span{from, to}}
			for _, a := range t.Attr {
				n.attr[name(a.Name)] = a.Value
			}
			v.start(n)
		case xml.EndElement:
			depth--
			v.end(span{from, to})
		case xml.CharData:
			v.text(t)
		case xml.Directive:
			return errDTD
		}
	}
}

// at is the first element on the path of names, or nil. It may be asked of nil.
func (n *node) at(path ...string) *node {
	for _, name := range path {
		if n = n.child(name); n == nil {
			return nil
		}
	}
	return n
}

func (n *node) child(name string) *node {
	if n != nil {
		for _, k := range n.kids {
			if k.name == name {
				return k
			}
		}
	}
	return nil
}

// children are the elements in n, which may be nil.
func (n *node) children() []*node {
	if n == nil {
		return nil
	}
	return n.kids
}

// get is an attribute of n, which may be nil.
func (n *node) get(attr string) string {
	if n == nil {
		return ""
	}
	return n.attr[attr]
}

// val is the w:val of the element on the path; empty when it is not there.
func (n *node) val(path ...string) string {
	return n.at(path...).get("w:val")
}

// on tells whether the property on the path is there and on.
func (n *node) on(path ...string) bool {
	k := n.at(path...)
	return k != nil && k.attr["w:val"] != "0" && k.attr["w:val"] != "false"
}

// each visits n and everything in it with that name, in order.
func (n *node) each(name string, f func(*node)) {
	if n == nil {
		return
	}
	if n.name == name {
		f(n)
	}
	for _, k := range n.kids {
		k.each(name, f)
	}
}

// body is the text of an element that is there or not.
func (n *node) body() string {
	if n == nil {
		return ""
	}
	return strings.TrimSpace(n.text)
}

package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// node is an element of a part that is being read. Names carry the usual
// prefix of their namespace, whatever the part calls it.
type node struct {
	name string
	attr map[string]string
	kids []*node
	text string
}

// prefixes are the prefixes of node names and attributes.
func prefixes() map[string]string {
	return map[string]string{
		nsW: "w:", nsW14: "w14:", nsR: "r:", nsMC: "mc:", nsWP: "wp:", nsA: "a:", nsPic: "pic:", nsDC: "dc:", nsDCTerms: "dcterms:",
		nsCore: "cp:", nsDataStore: "ds:",
		"": "", nsRels: "", nsContentTypes: "", nsApp: "", nsXSI: "xsi:", "http://www.w3.org/XML/1998/namespace": "xml:",
	}
}

var errEmptyXML = errors.New("documento XML vuoto")

// parse reads a part. Namespaces it does not know keep their whole name.
func parse(data []byte) (*node, error) {
	known := prefixes()
	name := func(n xml.Name) string {
		if p, ok := known[n.Space]; ok {
			return p + n.Local
		}
		return n.Space + " " + n.Local
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	root := &node{}
	stack := []*node{root}
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("XML non valido: %w", err)
		}
		top := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			n := &node{name: name(t.Name), attr: make(map[string]string, len(t.Attr))}
			for _, a := range t.Attr {
				n.attr[name(a.Name)] = a.Value
			}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(t)
		}
	}
	if len(root.kids) != 1 {
		return nil, errEmptyXML
	}
	return root.kids[0], nil
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

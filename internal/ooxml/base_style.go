package ooxml

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// styleTable are the styles of a base, in their order.
type styleTable []baseStyle

type baseStyle struct {
	id, name, kind string
	byDefault      bool // what has no style of its own has this one
	node           *node
}

func newStyleTable(styles *basePart) styleTable {
	var t styleTable
	if styles == nil {
		return t
	}
	for _, n := range styles.tree.kids {
		if n.name != "w:style" {
			continue
		}
		s := baseStyle{id: n.attr["w:styleId"], name: n.val("w:name"), kind: n.attr["w:type"], node: n}
		if s.kind == "" {
			s.kind = "paragraph" // the default of the schema
		}
		v := n.attr["w:default"]
		s.byDefault = v == "1" || v == "true" || v == "on"
		t = append(t, s)
	}
	return t
}

// like is the style that stands for s: the one of its kind and name, or, for the
// default of a kind, the base's default. Names are compared in lower case: ids are
// translated by word processors, and "Heading 1" and "heading 1" are one style.
func (t styleTable) like(s Style) (baseStyle, bool) {
	for _, b := range t {
		if b.kind == s.Kind && strings.EqualFold(b.name, s.Name.Val) {
			return b, true
		}
	}
	if s.Default == 1 {
		for _, b := range t {
			if b.kind == s.Kind && b.byDefault {
				return b, true
			}
		}
	}
	return baseStyle{}, false
}

func (t styleTable) hasID(id string) bool {
	for _, b := range t {
		if strings.EqualFold(b.id, id) {
			return true
		}
	}
	return false
}

func (t styleTable) hasName(name string) bool {
	for _, b := range t {
		if strings.EqualFold(b.name, name) {
			return true
		}
	}
	return false
}

// each visits the style of that id and those it is based on, until f says so. A
// base may well have styles based on one another in a ring.
func (t styleTable) each(id string, f func(*node) (done bool)) {
	seen := map[string]bool{}
	for id != "" && !seen[id] {
		seen[id] = true
		next := ""
		for _, b := range t {
			if b.id == id {
				if f(b.node) {
					return
				}
				next = b.node.val("w:basedOn")
				break
			}
		}
		id = next
	}
}

// sets tells whether the style of that id, or one it is based on, has that
// paragraph property and it is on.
func (t styleTable) sets(id, property string) bool {
	found := false
	t.each(id, func(n *node) bool {
		p := n.at("w:pPr", property)
		found = p != nil && n.on("w:pPr", property)
		return p != nil
	})
	return found
}

// tabs are the positions of the tab stops of the style of that id.
func (t styleTable) tabs(id string) []Twips {
	var list []Twips
	t.each(id, func(n *node) bool {
		for _, k := range n.at("w:pPr", "w:tabs").children() {
			if pos, ok := twips(k.attr["w:pos"]); ok && k.attr["w:val"] != "clear" {
				list = append(list, pos)
			}
		}
		return false
	})
	return list
}

// adoption is what becomes of the styles of a document on a base.
type adoption struct {
	base  *Base
	style map[string]string // id of the document → id on the base
	own   map[string]Style  // of those that are the base's: the style of the document
	added []Style
}

// adopt matches the styles of a document with those of the base. Those the base
// lacks are added under ids and names that it does not have.
func (b *Base) adopt(styles []Style) adoption {
	a := adoption{base: b, style: map[string]string{}, own: map[string]Style{}}
	for _, s := range styles {
		if known, ok := b.known.like(s); ok {
			a.style[s.ID] = known.id
			a.own[known.id] = s
			continue
		}
		id := s.ID
		for n := 2; b.known.hasID(id); n++ {
			id = s.ID + "Atto" + strconv.Itoa(n)
		}
		a.style[s.ID] = id
		s.ID = id
		name := s.Name.Val
		for n := 2; b.known.hasName(s.Name.Val); n++ {
			s.Name.Val = name + " (atto " + strconv.Itoa(n) + ")"
		}
		a.added = append(a.added, s)
	}
	for i := range a.added {
		s := &a.added[i]
		s.BasedOn, s.Next = a.renamed(s.BasedOn), a.renamed(s.Next)
		if s.Kind == "paragraph" && s.BasedOn != nil {
			s.Paragraph = spaced(s.Paragraph)
		}
	}
	return a
}

func (a adoption) renamed(id *String) *String {
	if id == nil {
		return nil
	}
	if to, ok := a.style[id.Val]; ok {
		return Str(to)
	}
	return id
}

// spaced says that a style has no room above or below where it has none: the styles
// of a base it rests on may have some.
func spaced(p *ParagraphProperties) *ParagraphProperties {
	out := ParagraphProperties{}
	if p != nil {
		out = *p
	}
	room := Spacing{}
	if out.Spacing != nil {
		room = *out.Spacing
	}
	for _, x := range []struct {
		name string
		room Twips
	}{{"w:before", room.Before}, {"w:after", room.After}} {
		if x.room == 0 {
			room.Zeros = append(room.Zeros, xml.Attr{Name: xml.Name{Local: x.name}, Value: "0"})
		}
	}
	out.Spacing = &room
	return &out
}

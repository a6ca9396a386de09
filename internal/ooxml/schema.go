package ooxml

import (
	"encoding/xml"
	"reflect"
	"strings"
)

// schema says which children an element has and in which order. It is read off
// the structs that write the package: what this package writes is what it reads.
type schema map[string][]slot

// slot is a place for children of some names.
type slot struct {
	names []string
	many  bool
}

// alternatives are the types that a field of an interface type can hold.
func alternatives() map[reflect.Type][]any {
	return map[reflect.Type][]any{
		reflect.TypeFor[Block]():      {Paragraph{}, Table{}},
		reflect.TypeFor[Inline]():     {Run{}, Hyperlink{}, Control{}, SimpleField{}},
		reflect.TypeFor[RunContent](): {Text{}, Tab{}, Break{}, Drawing{}},
	}
}

func newSchema() schema {
	b := schemaBuilder{schema{}, alternatives()}
	roots := map[string]any{
		"w:document": documentXML{}, "w:hdr": headerXML{}, "w:ftr": headerXML{}, "w:styles": Styles{},
		"w:numbering": Numbering{}, "w:settings": Settings{}, "w:fonts": FontTable{},
	}
	for name, v := range roots {
		b.element(name, reflect.TypeOf(v))
	}
	return b.schema
}

type schemaBuilder struct {
	schema       schema
	alternatives map[reflect.Type][]any
}

// element enters the children of an element of that type. An element met twice
// is the same type, or has no children in either.
func (b schemaBuilder) element(name string, t reflect.Type) {
	if _, done := b.schema[name]; done {
		return
	}
	b.schema[name] = nil
	var slots []slot
	for i := range t.NumField() {
		f := t.Field(i)
		tag, options, _ := strings.Cut(f.Tag.Get("xml"), ",")
		if f.Name == "XMLName" || options != "" && options != "omitempty" {
			continue // attributes and text
		}
		if s, ok := b.slot(tag, f.Type); ok {
			slots = append(slots, s)
		}
	}
	b.schema[name] = slots
}

func (b schemaBuilder) slot(tag string, t reflect.Type) (slot, bool) {
	s := slot{}
	if t.Kind() == reflect.Slice {
		s.many, t = true, t.Elem()
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	var types []reflect.Type
	switch t.Kind() {
	case reflect.Interface:
		for _, v := range b.alternatives[t] {
			types = append(types, reflect.TypeOf(v))
		}
	case reflect.Struct:
		types = []reflect.Type{t}
	default:
		return s, false
	}
	for _, t := range types {
		name := ownName(t)
		if name == "" {
			name = tag
		}
		s.names = append(s.names, name)
		b.element(name, t)
	}
	return s, true
}

// ownName is the name that a type gives its element, or nothing.
func ownName(t reflect.Type) string {
	f, ok := t.FieldByName("XMLName")
	if !ok || f.Type != reflect.TypeFor[xml.Name]() {
		return ""
	}
	name, _, _ := strings.Cut(f.Tag.Get("xml"), ",")
	return name
}

// check tells what is wrong with the children of n and of all it holds.
func (s schema) check(n *node, report func(what string)) {
	slots, known := s[n.name]
	if !known {
		report("elemento non previsto: " + n.name)
		return
	}
	at, used := 0, 0
	for _, k := range n.kids {
		for at < len(slots) && (!slots[at].takes(k.name) || used > 0 && !slots[at].many) {
			at, used = at+1, 0
		}
		if at == len(slots) {
			report("in " + n.name + " è fuori posto o di troppo: " + k.name)
			break
		}
		used++
	}
	for _, k := range n.kids {
		s.check(k, report)
	}
}

func (s slot) takes(name string) bool {
	for _, n := range s.names {
		if n == name {
			return true
		}
	}
	return false
}

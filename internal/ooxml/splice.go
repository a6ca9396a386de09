package ooxml

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
)

// edit puts text in the place of a stretch of the bytes of a part. The rest of the
// part stays as it was, to the byte.
type edit struct {
	span
	text []byte
}

// splice carries out edits that do not overlap. Those at one place stay in their
// order.
func splice(data []byte, edits ...edit) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(append(out, data[at:e.from]...), e.text...)
		at = e.to
	}
	return append(out, data[at:]...)
}

// empty tells whether n is written as one tag.
func (n *node) empty() bool { return n.closed.from == n.closed.to }

// appended puts text after everything in n.
func (n *node) appended(data, text []byte) edit { return n.inside(data, text, n.closed.from) }

// prepended puts text before everything in n.
func (n *node) prepended(data, text []byte) edit { return n.inside(data, text, n.opened.to) }

func (n *node) inside(data, text []byte, at int) edit {
	if !n.empty() {
		return edit{span{at, at}, text}
	}
	tag := data[n.opened.from:n.opened.to]
	name := tag[1:bytes.IndexAny(tag, " \t\r\n/>")]
	whole := slices.Concat(bytes.TrimSuffix(tag, []byte("/>")), []byte(">"), text, []byte("</"), name, []byte(">"))
	return edit{n.opened, whole}
}

// before puts text before n.
func (n *node) before(text []byte) edit { return edit{span{n.opened.from, n.opened.from}, text} }

// instead puts text in the place of n.
func (n *node) instead(text []byte) edit { return edit{span{n.opened.from, n.closed.to}, text} }

// fragment writes elements to be put into a part of another. Each says its own
// namespace: the part may call it otherwise.
func fragment[T any](root func(T) string, list ...T) ([]byte, error) {
	var b bytes.Buffer
	e := xml.NewEncoder(&b)
	for _, v := range list {
		start := xml.StartElement{Name: xml.Name{Local: root(v)}, Attr: []xml.Attr{{Name: xml.Name{Local: "xmlns:w"}, Value: nsW}}}
		if err := e.EncodeElement(v, start); err != nil {
			return nil, fmt.Errorf("writing %s: %w", root(v), err)
		}
	}
	return b.Bytes(), nil
}

// named is the root of a fragment whose elements all have one name.
func named[T any](name string) func(T) string { return func(T) string { return name } }

// blockName is the name of the element of a block.
func blockName(b Block) string {
	if _, ok := b.(*Table); ok {
		return "w:tbl"
	}
	return "w:p"
}

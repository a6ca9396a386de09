package processfile

import (
	"fmt"
	"io"
	"slices"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// Write writes the file of p in its canonical form: keys in a fixed order, no
// key without a value, long texts in blocks, quotes only where they are needed.
// Reading it gives an equal process, if p is one that Read may give; logo files
// are named, not written.
func Write(out io.Writer, p *process.Process) error {
	w := writer{rooms: printedRooms(p)}
	_, err := io.WriteString(out, yamlText(w.mapping(processKeys(p))))
	if err != nil {
		return fmt.Errorf("writing the file of %s: %w", p.Key, err)
	}
	return nil
}

// writer turns values into nodes of the file.
type writer struct {
	rooms map[string]string // printed words of each place, by id
}

// mapping writes the keys of g that have a value. A required one is always
// written.
func (w writer) mapping(g group) *node {
	n := &node{kind: mappingNode}
	for _, f := range g.fields {
		x := f.write(w)
		if x == nil && f.required {
			x = emptyNode(f.shape())
		}
		if x != nil {
			n.entries = append(n.entries, entry{f.key, x})
		}
	}
	return n
}

// blank tells whether no key of g has a value.
func (w writer) blank(g group) bool {
	return !slices.ContainsFunc(g.fields, func(f field) bool { return f.write(w) != nil })
}

// sequence writes the items of a list; nil when there is none.
func sequence[T any](w writer, items []T, f form[T]) *node {
	if len(items) == 0 {
		return nil
	}
	n := &node{kind: sequenceNode}
	for _, x := range items {
		item := f.write(w, x)
		if item == nil {
			item = emptyNode(f.shape())
		}
		n.items = append(n.items, item)
	}
	return n
}

// node is a piece of a file to be written.
type node struct {
	kind    nodeKind
	text    string
	rich    richtext.Text // of richNodes, whose text is its source
	entries []entry
	items   []*node
}

type entry struct {
	key   string
	value *node
}

type nodeKind int

const (
	mappingNode  nodeKind = iota
	sequenceNode          // items
	wordNodes             // text without spaces at its ends, never long: a number, an id, one of a closed list
	plainNodes            // one line of text, maybe long
	richNodes             // source of a rich text, maybe of many lines
)

// emptyNode is what says that there is nothing where something must stand.
func emptyNode(s shape) *node {
	switch s.kind {
	case isObject, isPlace, isRooms:
		return &node{kind: mappingNode}
	case isList:
		return &node{kind: sequenceNode}
	default:
		return &node{kind: plainNodes}
	}
}

func wordNode(s string) *node { return scalarNode(wordNodes, s) }

func plainNode(s string) *node { return scalarNode(plainNodes, s) }

func richNode(t richtext.Text) *node {
	n := scalarNode(richNodes, t.Source())
	if n != nil {
		n.rich = t
	}
	return n
}

func scalarNode(kind nodeKind, s string) *node {
	if s == "" {
		return nil
	}
	return &node{kind: kind, text: s}
}

package acts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"concerta/internal/richtext"
)

// deepestNode is how deep the JSON of a view may go: none comes near.
const deepestNode = 100

// node is a value of the JSON of a view, its keys in the order of the file. Views
// of earlier shapes can be compared too: that is why this is not the view itself.
type node struct {
	kind  nodeKind
	words string         // of a string; the digits of a number
	truth bool           // of a boolean
	keys  []string       // of an object
	kids  []*node        // of an object, one for each key; of a list
	rich  *richtext.Text // of an object that is a rich text
}

type nodeKind int

const (
	nodeNull nodeKind = iota
	nodeWords
	nodeNumber
	nodeTruth
	nodeObject
	nodeList
)

// get is the value of a key; nil when there is none, or no object.
func (n *node) get(key string) *node {
	if n == nil || n.kind != nodeObject {
		return nil
	}
	for i, k := range n.keys {
		if k == key {
			return n.kids[i]
		}
	}
	return nil
}

// is tells whether a node is there and of a kind.
func (n *node) is(k nodeKind) bool { return n != nil && n.kind == k }

func (n *node) scalar() bool { return n != nil && n.kind != nodeObject && n.kind != nodeList }

func (n *node) isRich() bool { return n != nil && n.rich != nil }

// list are the items of a list; none when there is no list.
func (n *node) list() []*node {
	if !n.is(nodeList) {
		return nil
	}
	return n.kids
}

// treeOf reads the JSON of the view of an act of a kind. The error is of kind
// ErrFrozen.
func treeOf(frozen []byte, k Kind) (*node, error) {
	p := &treeReader{src: frozen, d: json.NewDecoder(bytes.NewReader(frozen))}
	p.d.UseNumber()
	n, err := p.value(0)
	if err == nil {
		if _, last := p.d.Token(); !errors.Is(last, io.EOF) {
			err = errors.New("c'è altro dopo la fine")
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFrozen, err)
	}
	if act := n.get("atto"); !act.is(nodeWords) || act.words != string(k) {
		return nil, fmt.Errorf("%w: non sono di un atto «%s»", ErrFrozen, k)
	}
	return n, nil
}

type treeReader struct {
	src []byte
	d   *json.Decoder
}

func (p *treeReader) value(depth int) (*node, error) {
	if depth > deepestNode {
		return nil, errors.New("i dati sono troppo annidati")
	}
	t, err := p.d.Token()
	if err != nil {
		return nil, err
	}
	switch t := t.(type) {
	case string:
		return &node{kind: nodeWords, words: t}, nil
	case json.Number:
		return &node{kind: nodeNumber, words: t.String()}, nil
	case bool:
		return &node{kind: nodeTruth, truth: t}, nil
	case json.Delim:
		if t == '[' {
			return p.items(depth)
		}
		return p.object(depth)
	}
	return &node{}, nil // null
}

func (p *treeReader) items(depth int) (*node, error) {
	n := &node{kind: nodeList}
	for p.d.More() {
		kid, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		n.kids = append(n.kids, kid)
	}
	_, err := p.d.Token()
	return n, err
}

func (p *treeReader) object(depth int) (*node, error) {
	n := &node{kind: nodeObject}
	start := p.d.InputOffset() - 1 // at the brace just read
	for p.d.More() {
		key, err := p.d.Token()
		if err != nil {
			return nil, err
		}
		kid, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		n.keys, n.kids = append(n.keys, fmt.Sprint(key)), append(n.kids, kid)
	}
	if _, err := p.d.Token(); err != nil {
		return nil, err
	}
	if len(n.keys) == 1 && n.keys[0] == "blocchi" {
		var t richtext.Text
		if err := json.Unmarshal(p.src[start:p.d.InputOffset()], &t); err != nil {
			return nil, err
		}
		n.rich = &t
	}
	return n, nil
}

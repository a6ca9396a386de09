package processfile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"concerta/internal/process"
)

// Tree is what a process file says, part by part, so that one part can be filled in
// again and the whole be read back: whoever edits a process in a form meets the
// same rules, and the same words on what is wrong, as who edits its file.
//
// A path names a part: "scadenza", "fasi[0].voci[1].incontro.ora".
type Tree struct{ root *node }

// NewTree is the tree of a process.
func NewTree(p *process.Process) *Tree {
	return &Tree{writer{rooms: printedRooms(p)}.mapping(processKeys(p))}
}

// Bytes is the process file.
func (t *Tree) Bytes() []byte { return []byte(yamlText(t.root)) }

// Digest tells whether a part is still what it was; it is also that of a part that
// is not there.
func (t *Tree) Digest(path string) string {
	n := t.at(path)
	if n == nil {
		n = &node{kind: mappingNode}
	}
	sum := sha256.Sum256([]byte(yamlText(&node{kind: mappingNode, entries: []entry{{"parte", n}}})))
	const bytes = 16
	return hex.EncodeToString(sum[:bytes])
}

// Has tells whether the file says anything at a path.
func (t *Tree) Has(path string) bool { return t.at(path) != nil }

// Value is the text at a path; empty when it has none.
func (t *Tree) Value(path string) string {
	if n := t.at(path); n != nil {
		return n.text
	}
	return ""
}

// EachText visits every text there is, with its path.
func (t *Tree) EachText(do func(path, text string)) { eachText(t.root, "", do) }

func eachText(n *node, path string, do func(path, text string)) {
	if n.text != "" {
		do(path, n.text)
	}
	for _, e := range n.entries {
		eachText(e.value, joinPath(path, e.key), do)
	}
	for i, item := range n.items {
		eachText(item, fmt.Sprintf("%s[%d]", path, i), do)
	}
}

// Len is how many items a list has.
func (t *Tree) Len(path string) int {
	if n := t.at(path); n != nil {
		return len(n.items)
	}
	return 0
}

// Remove takes a part away: a key, or an item of a list.
func (t *Tree) Remove(path string) { t.put(path, nil) }

// Move moves an item of a list by some places; beyond an end it stays there.
func (t *Tree) Move(list string, item, by int) {
	n := t.at(list)
	if n == nil || item < 0 || item >= len(n.items) {
		return
	}
	to := min(max(item+by, 0), len(n.items)-1)
	moved := n.items[item]
	n.items = append(n.items[:item:item], n.items[item+1:]...)
	n.items = append(n.items[:to:to], append([]*node{moved}, n.items[to:]...)...)
}

// child is the value of a key of a mapping; nil when it has none.
func (n *node) child(key string) *node {
	for _, e := range n.entries {
		if e.key == key {
			return e.value
		}
	}
	return nil
}

// pathStep is one step of a path: a key, or an index when it is not negative.
type pathStep struct {
	key   string
	index int
}

// pathSteps takes a path apart. What is not a path has no steps.
func pathSteps(path string) []pathStep {
	var steps []pathStep
	for part := range strings.SplitSeq(path, ".") {
		key, rest, indexed := strings.Cut(part, "[")
		if key == "" {
			return nil
		}
		steps = append(steps, pathStep{key, -1})
		if !indexed {
			continue
		}
		digits, ok := strings.CutSuffix(rest, "]")
		index, err := strconv.Atoi(digits)
		const most = 10000 // items of a list that anybody fills in
		if !ok || err != nil || index < 0 || index > most {
			return nil
		}
		steps = append(steps, pathStep{"", index})
	}
	return steps
}

// at is the node at a path; nil when there is none.
func (t *Tree) at(path string) *node {
	n := t.root
	steps := pathSteps(path)
	if len(steps) == 0 {
		return nil
	}
	for _, s := range steps {
		switch {
		case n == nil:
			return nil
		case s.index < 0:
			n = n.child(s.key)
		case s.index < len(n.items):
			n = n.items[s.index]
		default:
			return nil
		}
	}
	return n
}

// put sets the node at a path, making what leads to it; nil takes it away. An index
// beyond the end adds an item.
func (t *Tree) put(path string, x *node) {
	t.root.put(fileShape(), pathSteps(path), x)
}

func (n *node) put(s shape, steps []pathStep, x *node) {
	if len(steps) == 0 {
		return
	}
	head, last := steps[0], len(steps) == 1
	if head.index >= 0 {
		n.putItem(s, head.index, steps[1:], x)
		return
	}
	at := -1
	for i, e := range n.entries {
		if e.key == head.key {
			at = i
		}
	}
	f, known := s.field(head.key)
	switch {
	case !known:
		return
	case last && x == nil:
		if at >= 0 {
			n.entries = append(n.entries[:at:at], n.entries[at+1:]...)
		}
		return
	case last && at >= 0:
		n.entries[at].value = x
		return
	case at >= 0:
		n.entries[at].value.put(f.shape, steps[1:], x)
		return
	case x == nil:
		return
	}
	made := x
	if !last {
		made = emptyNode(f.shape)
		made.put(f.shape, steps[1:], x)
	}
	n.insert(s, head.key, made)
}

// insert adds a key in the place that the order of the file gives it.
func (n *node) insert(s shape, key string, x *node) {
	rank := func(k string) int {
		for i, f := range s.fields {
			if f.key == k {
				return i
			}
		}
		return len(s.fields)
	}
	at := 0
	for at < len(n.entries) && rank(n.entries[at].key) < rank(key) {
		at++
	}
	n.entries = append(n.entries[:at:at], append([]entry{{key, x}}, n.entries[at:]...)...)
}

func (n *node) putItem(s shape, index int, rest []pathStep, x *node) {
	switch {
	case index < len(n.items) && len(rest) > 0:
		n.items[index].put(*s.item, rest, x)
	case index < len(n.items) && x == nil:
		n.items = append(n.items[:index:index], n.items[index+1:]...)
	case index < len(n.items):
		n.items[index] = x
	case x == nil:
	case len(rest) > 0:
		made := emptyNode(*s.item)
		made.put(*s.item, rest, x)
		n.items = append(n.items, made)
	default:
		n.items = append(n.items, x)
	}
}

func (s shape) field(key string) (shapeField, bool) {
	for _, f := range s.fields {
		if f.key == key {
			return f, true
		}
	}
	return shapeField{}, false
}

// shapeAt is the shape of the part at a path.
func shapeAt(path string) (shapeField, bool) {
	f := shapeField{shape: fileShape()}
	steps := pathSteps(path)
	for _, s := range steps {
		switch {
		case s.index < 0:
			next, ok := f.shape.field(s.key)
			if !ok {
				return f, false
			}
			f = next
		case f.shape.kind == isList:
			f = shapeField{key: f.key, shape: *f.shape.item}
		default:
			return f, false
		}
	}
	return f, len(steps) > 0
}

package processfile

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"concerta/internal/richtext"
)

// RemovePrefix begins the name of the control that takes an item of a list away:
// "togli:tavoli[2]".
const RemovePrefix = "togli:"

// Fill puts in the place of the part at path what somebody typed: values by the
// names of the controls, which are the paths of the parts. What is empty is not
// written; an item of a list that is empty, or is to be removed, is left out. False
// means that no file has such a part.
func (t *Tree) Fill(path string, values map[string][]string) bool {
	f, ok := shapeAt(path)
	if !ok {
		return false
	}
	x := typed(f.shape, path, values)
	if x == nil && f.required {
		x = emptyNode(f.shape)
	}
	t.put(path, x)
	t.listRooms(f.shape, path, values)
	return true
}

// typed is the node of a part as typed; nil when nothing was.
func typed(s shape, path string, values map[string][]string) *node {
	switch s.kind {
	case isObject:
		return typedGroup(s, path, values)
	case isPlace:
		return typedPlace(path, values)
	case isList:
		return typedList(s, path, values)
	case isRooms:
		return nil
	case isRich:
		return typedRich(first(values[path]))
	case isText:
		return plainNode(oneLine(first(values[path])))
	case isChoice, isNumber, isDate, isOpenDate, isHour, isMoment, isYesNo, isID, isKey:
	}
	return plainNode(oneLine(first(values[path])))
}

func typedGroup(s shape, path string, values map[string][]string) *node {
	n := &node{kind: mappingNode}
	for _, f := range s.fields {
		if x := typed(f.shape, joinPath(path, f.key), values); x != nil {
			n.entries = append(n.entries, entry{f.key, x})
		}
	}
	if len(n.entries) == 0 {
		return nil
	}
	return n
}

// typedPlace is the words to print, the id of a place, or both.
func typedPlace(path string, values map[string][]string) *node {
	id, words := oneLine(first(values[path+".id"])), oneLine(first(values[path+".stampa"]))
	n := &node{kind: mappingNode}
	if id != "" {
		n.entries = append(n.entries, entry{"id", plainNode(id)})
	}
	if words != "" {
		n.entries = append(n.entries, entry{"stampa", plainNode(words)})
	}
	if len(n.entries) == 0 {
		return nil
	}
	return n
}

func typedList(s shape, path string, values map[string][]string) *node {
	n := &node{kind: sequenceNode}
	switch s.item.kind {
	case isObject, isRich:
		for i := range mostItems(path, values) {
			item := fmt.Sprintf("%s[%d]", path, i)
			if first(values[RemovePrefix+item]) != "" {
				continue
			}
			if x := typed(*s.item, item, values); x != nil {
				n.items = append(n.items, x)
			}
		}
	default:
		for _, v := range values[path] {
			if s.item.kind != isText { // a line of a letterhead may hold a semicolon
				v = strings.ReplaceAll(v, ";", "\n")
			}
			for line := range strings.Lines(v) {
				if x := plainNode(oneLine(line)); x != nil {
					n.items = append(n.items, x)
				}
			}
		}
	}
	if len(n.items) == 0 {
		return nil
	}
	return n
}

// mostItems is one more than the greatest index among the names that begin with
// the path of a list.
func mostItems(path string, values map[string][]string) int {
	most := 0
	for name := range values {
		rest, ok := strings.CutPrefix(name, path+"[")
		if !ok {
			continue
		}
		digits, _, _ := strings.Cut(rest, "]")
		if steps := pathSteps("x[" + digits + "]"); len(steps) == 2 {
			most = max(most, steps[1].index+1)
		}
	}
	return most
}

// typedRich is a rich text as typed in a browser, whose lines end in CR LF. One that
// cannot be read stays as typed, for the reader to say why.
func typedRich(s string) *node {
	s = strings.TrimSpace(norm.NFC.String(printed(richtext.TypedText(strings.ReplaceAll(s, "\r\n", "\n")))))
	if s == "" {
		return nil
	}
	text, problems := richtext.Parse(s)
	if len(problems) > 0 {
		return plainNode(s)
	}
	return richNode(text)
}

// listRooms lists the places that were given an id for the first time.
func (t *Tree) listRooms(s shape, path string, values map[string][]string) {
	switch s.kind { //nolint:exhaustive // the others hold no place
	case isPlace:
		id, words := oneLine(first(values[path+".id"])), oneLine(first(values[path+".stampa"]))
		if id == "" || words == "" || t.root.child("luoghi") != nil && t.root.child("luoghi").child(id) != nil {
			return
		}
		rooms := t.root.child("luoghi")
		if rooms == nil {
			rooms = &node{kind: mappingNode}
			t.root.insert(fileShape(), "luoghi", rooms)
		}
		rooms.entries = append(rooms.entries, entry{id, plainNode(words)})
	case isObject:
		for _, f := range s.fields {
			t.listRooms(f.shape, joinPath(path, f.key), values)
		}
	case isList:
		for i := range mostItems(path, values) {
			t.listRooms(*s.item, fmt.Sprintf("%s[%d]", path, i), values)
		}
	}
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func oneLine(s string) string {
	return strings.Join(strings.Fields(norm.NFC.String(printed(richtext.Typed(s)))), " ")
}

// printed puts a space in the place of characters that only command: a file cannot
// hold them, and nobody typed them on purpose.
func printed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, s)
}

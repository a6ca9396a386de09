package processfile

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"concerta/internal/process"
)

// reader goes through the tree once and gathers what is wrong with it.
type reader struct {
	text   source
	assets fs.FS
	faults []process.Finding
	places map[string]place
	rooms  map[string]string // printed words of each place, by id
	later  []func()          // what can be read only when the whole file has been
}

// value is a node of the tree with its path and place.
type value struct {
	r            *reader
	node         ast.Node
	path         string
	line, column int
	key          spot // of the key it stands under; of the item in a sequence
}

// spot is a place in the file, both counted from 1.
type spot struct{ line, column int }

// fault reports what is wrong with v.
func (v value) fault(rule, what, why, repair string) {
	v.r.faults = append(v.r.faults, process.Finding{
		Rule: rule, Severity: process.Error, Path: v.path, Line: v.line, Column: v.column,
		What: clip(what), Why: why, Repair: repair,
	})
}

// clip keeps a message readable whatever value it quotes.
func clip(s string) string {
	const most = 300
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// name is how messages call v: the last key of its path.
func (v value) name() string {
	if v.path == "" {
		return "Il file"
	}
	path, item := v.path, ""
	for strings.HasSuffix(path, "]") {
		path, item = parentOf(path), "Ogni voce di "
	}
	return item + "«" + path[strings.LastIndexByte(path, '.')+1:] + "»"
}

// child is the value at node under v; its key is nil in a sequence.
func (v value) child(path string, key, node ast.Node) value {
	at := spotOf(node)
	k := at
	if key != nil {
		k = spotOf(key)
		if isNull(node) {
			at = k
		}
	}
	v.r.places[path] = place{line: at.line, column: at.column, key: k, node: node}
	return value{r: v.r, node: node, path: path, line: at.line, column: at.column, key: k}
}

// at is the key of v of that name, for a fault found after it was read.
func (v value) at(key string) value {
	v.path = v.join(key)
	p := v.r.places[v.path]
	v.line, v.column = p.line, p.column
	return v
}

func (v value) join(key string) string {
	if v.path == "" {
		return key
	}
	return v.path + "." + key
}

// object reads a mapping that may have the keys of g and no other. An empty
// value counts as none.
func (v value) object(g group) {
	node, ok := v.node.(*ast.MappingNode)
	if !ok {
		g.absent()
		v.wrongType("ha chiavi sue", "Scrivere, ognuna sulla sua riga, le chiavi "+keyList(g.fields)+".")
		return
	}
	had, seen := map[string]bool{}, map[string]int{}
	for _, pair := range node.Values {
		v.pair(pair, g.fields, had, seen)
	}
	for _, f := range g.fields {
		switch {
		case had[f.key]:
		case f.required:
			v.missing(f.key, seen[f.key])
		case f.absent != nil:
			f.absent()
		}
	}
	if g.after != nil {
		g.after(v, had)
	}
}

// pair reads one key of a mapping and its value.
func (v value) pair(pair *ast.MappingValueNode, fields []field, had map[string]bool, seen map[string]int) {
	name := pair.Key.GetToken().Value
	path := v.join(name)
	at := spotOf(pair.Key)
	key := value{r: v.r, path: path, line: at.line, column: at.column}
	if first, twice := seen[name]; twice {
		key.fault("chiave-doppia", fmt.Sprintf("La chiave «%s» c'è due volte (la prima alla riga %d).", name, first),
			"Non si può sapere quale dei due valori vale.", "Tenere una delle due.")
		return
	}
	seen[name] = at.line
	for _, f := range fields {
		if f.key != name {
			continue
		}
		c := v.child(path, pair.Key, pair.Value)
		if isNull(pair.Value) {
			return
		}
		had[name] = true
		f.read(c)
		return
	}
	key.fault("chiave-sconosciuta", fmt.Sprintf("La chiave «%s» non esiste%s.", name, under(v.path)),
		"Una chiave che non si conosce sarebbe ignorata in silenzio.", suggestion(name, fields))
}

func under(path string) string {
	if path == "" {
		return ""
	}
	return " in «" + path + "»"
}

// missing reports a required key that is not there, or is at a line but empty.
func (v value) missing(key string, line int) {
	m := v
	m.path = v.join(key)
	m.line, m.column = v.key.line, v.key.column
	if line > 0 {
		at := v.r.places[m.path]
		m.line, m.column = at.line, at.column
		m.fault("chiave-mancante", fmt.Sprintf("La chiave «%s» è vuota.", key), "Serve un valore.",
			fmt.Sprintf("Scrivere il valore dopo «%s:».", key))
		return
	}
	m.fault("chiave-mancante", fmt.Sprintf("Manca la chiave «%s»%s.", key, under(v.path)), "È obbligatoria.",
		fmt.Sprintf("Aggiungere «%s:» con il suo valore.", key))
}

// each reads a sequence, one item after the other; null items are refused.
func (v value) each(read func(item value)) {
	node, ok := v.node.(*ast.SequenceNode)
	if !ok {
		v.wrongType("è un elenco", "Scrivere ogni voce su una riga sua, con un trattino e uno spazio davanti, o tra parentesi [ ].")
		return
	}
	for i, n := range node.Values {
		item := v.child(fmt.Sprintf("%s[%d]", v.path, i), nil, n)
		if isNull(n) {
			item.fault("chiave-mancante", "La voce dell'elenco è vuota.", "Un trattino introduce una voce.", "Scrivere la voce o togliere il trattino.")
			continue
		}
		read(item)
	}
}

func (v value) wrongType(want, repair string) {
	v.fault("tipo-sbagliato", fmt.Sprintf("%s %s, e qui c'è %s.", v.name(), want, kindOf(v.node)),
		"Il valore non si può leggere.", repair)
}

func kindOf(n ast.Node) string {
	switch n.(type) {
	case *ast.MappingNode:
		return "un gruppo di chiavi"
	case *ast.SequenceNode:
		return "un elenco"
	default:
		return "un valore semplice"
	}
}

func isNull(n ast.Node) bool {
	_, null := n.(*ast.NullNode)
	return n == nil || null
}

// spotOf is where a node begins: for a mapping, its first key.
func spotOf(n ast.Node) spot {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	if n == nil || n.GetToken() == nil {
		return spot{1, 1}
	}
	at := n.GetToken().Position
	return spot{max(at.Line, 1), max(at.Column, 1)}
}

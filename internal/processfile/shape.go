package processfile

import (
	"regexp"
	"strings"
	"sync"

	"concerta/internal/process"
)

// shape says what a value of the process file may be.
type shape struct {
	kind        shapeKind
	fields      []shapeField // of isObject and isPlace
	item        *shape       // of isList
	values      []string     // of isChoice
	least, most int          // of isNumber
}

// shapeField is one key of an object.
type shapeField struct {
	key      string
	required bool
	shape    shape
}

type shapeKind string

// The kinds of shapes; those of scalars name their definition in the schema.
const (
	isObject   shapeKind = "oggetto"
	isList     shapeKind = "elenco"
	isChoice   shapeKind = "scelta"
	isNumber   shapeKind = "numero"
	isPlace    shapeKind = "luogo"
	isRooms    shapeKind = "luoghi"
	isText     shapeKind = "testo"
	isRich     shapeKind = "testo-ricco"
	isDate     shapeKind = "data"
	isOpenDate shapeKind = "data-o-da-comunicare"
	isHour     shapeKind = "ora"
	isMoment   shapeKind = "giorno-e-ora"
	isYesNo    shapeKind = "si-o-no"
	isID       shapeKind = "id"
	isKey      shapeKind = "chiave"
)

func (s shape) self() shape { return s }

func shapeOf(g group) shape {
	s := shape{kind: isObject}
	for _, f := range g.fields {
		s.fields = append(s.fields, shapeField{f.key, f.required, f.shape()})
	}
	return s
}

// fileShape is the shape of a whole process file. Nobody changes it: pages ask for it
// for every part that they show.
var fileShape = sync.OnceValue(func() shape { return shapeOf(processKeys(&process.Process{})) }) //nolint:gochecknoglobals // a constant that takes work to make

// Key is one key a process file may have.
type Key struct {
	Path      string // "fasi[].titolo"
	Required  bool   // within what holds it
	Explained string // as docs/procedimento.md calls it, "fasi.titolo", "persona.nome"
}

// Keys lists every key a process file may have, in the order they are written.
func Keys() []Key { return fileShape().keys(nil, "") }

func (s shape) keys(list []Key, path string) []Key {
	for s.kind == isList {
		s, path = *s.item, path+"[]"
	}
	for _, f := range s.fields {
		p := joinPath(path, f.key)
		list = f.shape.keys(append(list, Key{p, f.required, explainedAs(p)}), p)
	}
	return list
}

func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// explainedAs is the name by which the manual explains the key at path: what may
// stand in several places is explained once.
func explainedAs(path string) string {
	path = strings.ReplaceAll(path, "[]", "")
	path = personal.ReplaceAllString(path, "persona.$1")
	if rest, ok := strings.CutPrefix(path, "fasi.voci."); ok {
		return "voci." + rest
	}
	return path
}

// personal matches the keys of who acts for somebody.
var personal = regexp.MustCompile(`^[a-z.-]+\.(?:rappresentante|delegati|firmatario|presidente|verbalizzante)\.([a-z]+)$`)

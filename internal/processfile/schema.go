package processfile

import (
	"bytes"
	_ "embed" // the descriptions
	"encoding/json"
	"fmt"
	"strings"
)

// descriptions are what the manual says of each key, a line each: its path, a
// tab, the words. A test keeps them equal to docs/procedimento.md.
//
//go:embed descrizioni.tsv
var descriptions string

// Schema is the JSON Schema (draft 2020-12) of process files, for editors: every
// key with its type, what is required, the closed lists, the words of the manual.
// What a schema cannot say (that a table exists, that a day is that weekday) is
// for Read and for process.Check.
func Schema() []byte {
	s := schemer{says: map[string]string{}}
	for line := range strings.Lines(descriptions) {
		path, words, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		s.says[path] = words
	}
	root := s.node(fileShape(), "")
	root.Schema = "https://json-schema.org/draft/2020-12/schema"
	root.Title = "Procedimento di concerta"
	root.Description = fmt.Sprintf("Il file che descrive un procedimento, versione %d.", Version)
	root.Defs = definitions()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		return nil // cannot happen: a schema is strings, numbers and lists of them
	}
	return b.Bytes()
}

// schemaNode is a JSON Schema, with the keywords that are used here.
type schemaNode struct {
	Schema      string        `json:"$schema,omitempty"`
	Title       string        `json:"title,omitempty"`
	Description string        `json:"description,omitempty"`
	Ref         string        `json:"$ref,omitempty"`
	Type        any           `json:"type,omitempty"` // a name or a list of names
	Enum        []any         `json:"enum,omitempty"`
	Pattern     string        `json:"pattern,omitempty"`
	Minimum     *int          `json:"minimum,omitempty"`
	Maximum     *int          `json:"maximum,omitempty"`
	AnyOf       []*schemaNode `json:"anyOf,omitempty"`
	Items       *schemaNode   `json:"items,omitempty"`
	Properties  properties    `json:"properties,omitempty"`
	Required    []string      `json:"required,omitempty"`
	Additional  any           `json:"additionalProperties,omitempty"` // false or a schema
	Defs        properties    `json:"$defs,omitempty"`
}

// properties are the keys of an object in the order of the file, which editors
// show; a map would lose it.
type properties []property

type property struct {
	key string
	is  *schemaNode
}

// MarshalJSON writes an object with its keys in their order.
func (ps properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, p := range ps {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(p.key)
		if err != nil {
			return nil, err
		}
		is, err := json.Marshal(p.is)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(is)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// schemer turns shapes into schemas.
type schemer struct{ says map[string]string }

// node is the schema of a shape whose keys the manual explains under path.
func (s schemer) node(x shape, path string) *schemaNode {
	switch x.kind {
	case isObject:
		return s.object(x, path)
	case isPlace:
		return &schemaNode{AnyOf: []*schemaNode{reference(isText), s.object(x, path)}}
	case isRooms:
		return &schemaNode{Type: "object", Additional: reference(isText)}
	case isList:
		return &schemaNode{Type: "array", Items: s.node(*x.item, path)}
	case isChoice:
		n := &schemaNode{}
		for _, v := range x.values {
			n.Enum = append(n.Enum, v)
		}
		return n
	case isNumber:
		return &schemaNode{Type: "integer", Minimum: &x.least, Maximum: &x.most}
	case isText, isRich, isDate, isOpenDate, isHour, isMoment, isYesNo, isID, isKey:
	}
	return reference(x.kind)
}

func (s schemer) object(x shape, path string) *schemaNode {
	n := &schemaNode{Type: "object", Additional: false}
	for _, f := range x.fields {
		at := explainedAs(joinPath(path, f.key))
		is := s.node(f.shape, at)
		is.Description = s.says[at]
		n.Properties = append(n.Properties, property{f.key, is})
		if f.required {
			n.Required = append(n.Required, f.key)
		}
	}
	return n
}

func reference(k shapeKind) *schemaNode { return &schemaNode{Ref: "#/$defs/" + string(k)} }

// definitions are the schemas of scalars. YAML may take a text, a date or an hour
// for a number or a yes; the reader goes by what is typed.
func definitions() properties {
	const (
		day    = `(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}[°º]? +[A-Za-z]+ +\d{4})`
		clock  = `([01]?\d|2[0-3])([.:][0-5]\d)?`
		anyWay = `^\s*`
	)
	words := []string{"string", "number", "boolean"}
	return properties{
		{string(isText), &schemaNode{Type: words, Title: "Una riga di testo, stampata com'è scritta"}},
		{string(isRich), &schemaNode{Type: words, Title: "Testo ricco: **grassetto**, *corsivo*, elenchi, {rinvii}"}},
		{string(isDate), &schemaNode{Type: "string", Pattern: anyWay + day + `\s*$`, Title: "Una data: 2013-11-04, 04/11/2013 o 4 novembre 2013"}},
		{string(isOpenDate), &schemaNode{Type: "string", Pattern: anyWay + `(` + day + `|[Dd]a comunicare)\s*$`, Title: "Una data, o «da comunicare»"}},
		{string(isHour), &schemaNode{Type: []string{"string", "number"}, Pattern: anyWay + clock + `\s*$`, Title: "Un'ora: 9.30, 9:30 o 16"}},
		{string(isMoment), &schemaNode{Type: "string", Pattern: anyWay + day + `(,?( +ore)?[ T]+` + clock + `)?\s*$`, Title: "Un giorno con la sua ora: 2013-11-05 11.40"}},
		{string(isYesNo), &schemaNode{Enum: []any{"sì", "si", "no", true, false}, Title: "Sì o no"}},
		{string(isID), &schemaNode{Type: []string{"string", "integer"}, Pattern: `^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$`, Title: "Un nome a uso del file: lettere minuscole, cifre e trattini"}},
		{string(isKey), &schemaNode{Type: "string", Pattern: `^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$`, Title: "Il nome del procedimento per il programma"}},
	}
}

package processfile

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Part is a part of a process file as somebody fills it in.
type Part struct {
	Path     string // also the name of its control: "scadenza.ora"
	Label    string // "Ora"
	Help     string // what the manual says of it
	Kind     PartKind
	Required bool
	Options  []string // of a Choice, and of Checks
	Value    string   // of a scalar; "sì" of a YesNo that is checked
	Values   []string // of Lines, Checks and Numbers
	Parts    []Part   // of a Group, its keys; of Groups and Texts, the items, with a blank one at the end
	Blank    bool     // the item at the end of a list, for one more
}

// PartKind says how a part is filled in.
type PartKind string

// The kinds of parts.
const (
	Group    PartKind = "gruppo"
	Groups   PartKind = "gruppi" // a list of groups
	Line     PartKind = "riga"
	Text     PartKind = "testo"  // rich text
	Texts    PartKind = "testi"  // a list of rich texts
	Lines    PartKind = "righe"  // a list of texts, one on each line
	Day      PartKind = "giorno" // a date
	OpenDay  PartKind = "giorno-o-da-comunicare"
	Hour     PartKind = "ora"
	Moment   PartKind = "giorno-e-ora"
	Number   PartKind = "numero"
	Numbers  PartKind = "numeri"
	Choice   PartKind = "scelta"
	Checks   PartKind = "scelte"
	YesNo    PartKind = "si-o-no"
	Name     PartKind = "id"
	Unedited PartKind = "" // not filled in by hand
)

// KindAt says how the part at a path is filled in; Unedited when no file has it.
func KindAt(path string) PartKind {
	f, ok := shapeAt(path)
	if !ok {
		return Unedited
	}
	return partKind(f.shape)
}

// Empty tells whether nothing is filled in.
func (p *Part) Empty() bool {
	if p.Value != "" || len(p.Values) > 0 {
		return false
	}
	for i := range p.Parts {
		if !p.Parts[i].Empty() {
			return false
		}
	}
	return true
}

// Part gives the part at a path, whether the file has it or not; false when no file
// can have it.
func (t *Tree) Part(path string) (Part, bool) {
	f, ok := shapeAt(path)
	if !ok {
		return Part{}, false
	}
	says := saidOfKeys()
	return partOf(f, t.at(path), path, says), true
}

// saidOfKeys is what the manual says of each key; nobody changes it.
var saidOfKeys = sync.OnceValue(func() map[string]string { //nolint:gochecknoglobals // a constant that takes work to make
	says := map[string]string{}
	for line := range strings.Lines(descriptions) {
		path, words, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		says[path] = words
	}
	return says
})

// manualPath is the path without the indices.
func manualPath(path string) string {
	var b strings.Builder
	inside := false
	for _, r := range path {
		switch {
		case r == '[':
			inside = true
		case r == ']':
			inside = false
		case !inside:
			b.WriteRune(r)
		}
	}
	return explainedAs(b.String())
}

func partOf(f shapeField, n *node, path string, says map[string]string) Part {
	p := Part{Path: path, Label: Label(f.key), Help: says[manualPath(path)], Required: f.required, Kind: partKind(f.shape)}
	switch {
	case f.shape.kind == isChoice:
		p.Options = f.shape.values
	case f.shape.kind == isYesNo && f.required: // no is an answer, and not the same as none
		p.Kind, p.Options = Choice, []string{"sì", "no"}
	}
	switch p.Kind {
	case Group:
		for _, child := range f.shape.fields {
			var value *node
			if n != nil {
				value = n.child(child.key)
			}
			p.Parts = append(p.Parts, partOf(child, value, joinPath(path, child.key), says))
		}
		// A place that is one line in the file is the words to print, or an id.
		if f.shape.kind == isPlace && n != nil && n.isScalar() {
			p.Parts[placeLine(n)].Value = n.text
		}
	case Groups, Texts:
		p.items(f, n, says)
	case Lines, Checks, Numbers:
		if f.shape.item.kind == isChoice {
			p.Options = f.shape.item.values
		}
		if n != nil {
			for _, item := range n.items {
				p.Values = append(p.Values, item.text)
			}
		}
	default:
		if n != nil {
			p.Value = n.text
		}
	}
	return p
}

// placeLine is which of the keys of a place, id or words, a line stands for.
func placeLine(n *node) int {
	if n.kind == wordNodes {
		return 0
	}
	return 1
}

// items are the items of a list, and a blank one.
func (p *Part) items(f shapeField, n *node, says map[string]string) {
	item := shapeField{key: f.key, shape: *f.shape.item}
	count := 0
	if n != nil {
		count = len(n.items)
	}
	for i := range count + 1 {
		var value *node
		if i < count {
			value = n.items[i]
		}
		one := partOf(item, value, fmt.Sprintf("%s[%d]", p.Path, i), says)
		one.Label, one.Help, one.Blank = fmt.Sprintf("%s, n. %d", p.Label, i+1), "", i == count
		if one.Blank {
			one.Label = p.Label + ": aggiungere"
			one.optional()
		}
		p.Parts = append(p.Parts, one)
	}
}

// optional asks nothing of the blank item: who leaves it blank adds nothing.
func (p *Part) optional() {
	p.Required = false
	for i := range p.Parts {
		p.Parts[i].optional()
	}
}

func partKind(s shape) PartKind {
	switch s.kind {
	case isObject, isPlace:
		return Group
	case isList:
		switch s.item.kind { //nolint:exhaustive // the others are written a line each
		case isObject:
			return Groups
		case isRich:
			return Texts
		case isChoice:
			return Checks
		case isNumber:
			return Numbers
		}
		return Lines
	case isChoice:
		return Choice
	case isNumber:
		return Number
	case isText, isKey:
		return Line
	case isRich:
		return Text
	case isDate:
		return Day
	case isOpenDate:
		return OpenDay
	case isHour:
		return Hour
	case isMoment:
		return Moment
	case isYesNo:
		return YesNo
	case isID:
		return Name
	case isRooms:
	}
	return Unedited
}

// labelOf is a key as words: "Comune capofila".
// Label is what a key is called where its value is asked for.
func Label(key string) string {
	switch key {
	case "festivita":
		return "Festività"
	case "modalita":
		return "Modalità"
	case "qualita":
		return "Qualità"
	case "autorita":
		return "Autorità"
	case "email":
		return "E-mail"
	case "pec":
		return "PEC"
	case "runts":
		return "RUNTS"
	case "dpo":
		return "Responsabile della protezione dei dati"
	case "id":
		return "Sigla"
	case "codice-ipa":
		return "Codice IPA"
	}
	words := strings.ReplaceAll(key, "-", " ")
	r, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(r)) + words[size:]
}

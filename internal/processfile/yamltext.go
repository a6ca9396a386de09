package processfile

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// lineWidth is the width, in characters, beyond which text is set in a block
// and short mappings are set one key per line.
const lineWidth = 110

// shortItem is how long, in characters, the texts of a list on one line may be.
const shortItem = 24

// yamlText is the YAML of a mapping, the root of a file.
func yamlText(root *node) string {
	e := &emitter{}
	e.entries(root.entries, 0, "")
	return e.b.String()
}

// emitter writes nodes as YAML.
type emitter struct{ b strings.Builder }

func (e *emitter) line(indent int, s string) {
	e.b.WriteString(strings.Repeat(" ", indent))
	e.b.WriteString(s)
	e.b.WriteByte('\n')
}

// entries writes the keys of a mapping; lead stands in the place of the last
// two columns of the indentation of the first, "- " for an item.
func (e *emitter) entries(entries []entry, indent int, lead string) {
	for i, x := range entries {
		if indent == 0 && i > 0 && (!x.value.isScalar() || !entries[i-1].value.isScalar()) {
			e.b.WriteByte('\n') // a blank line around each part of the file
		}
		if i == 0 && lead != "" {
			e.value(indent-len(lead), indent, lead+x.key+":", x.value)
			continue
		}
		e.value(indent, indent, x.key+":", x.value)
	}
}

// value writes what comes after head, a key; indent is that of the line, inner
// that of the key.
func (e *emitter) value(indent, inner int, head string, n *node) {
	room := lineWidth - indent - utf8.RuneCountInString(head) - 1
	switch {
	case n.isScalar():
		e.scalar(indent, inner+2, head, n, room)
	case len(n.entries)+len(n.items) == 0:
		e.line(indent, head+" "+n.flow())
	case (indent > 0 || n.kind == sequenceNode) && n.fitsFlow(room):
		e.line(indent, head+" "+n.flow())
	case n.kind == mappingNode:
		e.line(indent, head)
		e.entries(n.entries, inner+2, "")
	default:
		e.line(indent, head)
		for _, item := range n.items {
			e.item(inner+2, item)
		}
	}
}

// item writes one item of a sequence.
func (e *emitter) item(indent int, n *node) {
	room := lineWidth - indent - 2
	switch {
	case n.isScalar():
		e.scalar(indent, indent+2, "-", n, room)
	case len(n.entries)+len(n.items) == 0, n.fitsFlow(room):
		e.line(indent, "- "+n.flow())
	default: // a mapping: no list of the file holds lists
		e.entries(n.entries, indent+2, "- ")
	}
}

// scalar writes a text after head, on its line if there is room, otherwise in a
// block at the indentation inner.
func (e *emitter) scalar(indent, inner int, head string, n *node, room int) {
	long := utf8.RuneCountInString(n.text) > room
	switch {
	case n.kind == richNodes && (long || !isBare(n.text)):
		e.line(indent, head+" |")
		for _, l := range n.rich.Lines(lineWidth - inner) {
			if l == "" {
				e.b.WriteByte('\n')
				continue
			}
			e.line(inner, l)
		}
	case n.kind == plainNodes && long && foldable(n.text):
		e.line(indent, head+" >-")
		for _, l := range wrap(n.text, lineWidth-inner) {
			e.line(inner, l)
		}
	default:
		e.line(indent, head+" "+scalarText(n.text, false))
	}
}

func (n *node) isScalar() bool {
	return n.kind == wordNodes || n.kind == plainNodes || n.kind == richNodes
}

// fitsFlow tells whether n, which is no scalar, is short and simple enough for
// one line.
func (n *node) fitsFlow(room int) bool {
	for _, x := range n.items {
		if x.kind != wordNodes && (x.kind != plainNodes || utf8.RuneCountInString(x.text) > shortItem) {
			return false
		}
	}
	for _, x := range n.entries {
		if x.value.kind == richNodes || x.value.kind == mappingNode || x.value.kind == sequenceNode && !x.value.fitsFlow(room) {
			return false
		}
	}
	return utf8.RuneCountInString(n.flow()) <= room
}

// flow is n on one line.
func (n *node) flow() string {
	switch n.kind {
	case mappingNode:
		parts := make([]string, len(n.entries))
		for i, x := range n.entries {
			parts[i] = x.key + ": " + x.value.flow()
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case sequenceNode:
		parts := make([]string, len(n.items))
		for i, x := range n.items {
			parts[i] = x.flow()
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case wordNodes, plainNodes, richNodes:
	}
	return scalarText(n.text, true)
}

// bare matches what YAML takes as it stands: it begins with a letter, a digit or
// a sign that means nothing.
var bare = regexp.MustCompile(`^[\pL\pN“”‘’«»(/+°€.]`)

// isBare tells whether YAML takes s as it stands, outside brackets.
func isBare(s string) bool {
	special := []string{"null", "~", "...", "---"}
	return bare.MatchString(s) && !strings.Contains(s, ": ") && !strings.Contains(s, " #") &&
		!strings.HasSuffix(s, ":") && !strings.HasSuffix(s, " ") && !strings.Contains(s, "\n") &&
		!slices.Contains(special, strings.ToLower(s))
}

// scalarText is s on one line, quoted only if it must be; inFlow when it stands
// between brackets.
func scalarText(s string, inFlow bool) string {
	if isBare(s) && (!inFlow || !strings.ContainsAny(s, ",[]{}:")) {
		return s
	}
	if strings.ContainsAny(s, `"\`) {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return `"` + s + `"`
}

// foldable tells whether folding keeps s: no space is at an end or beside
// another one.
func foldable(s string) bool {
	return !strings.Contains(s, "  ") && !strings.HasPrefix(s, " ") && !strings.HasSuffix(s, " ")
}

// wrap breaks s at spaces into lines of at most width characters, longer words
// apart.
func wrap(s string, width int) []string {
	var lines []string
	var line string
	for w := range strings.SplitSeq(s, " ") {
		switch {
		case line == "":
			line = w
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > width:
			lines = append(lines, line)
			line = w
		default:
			line += " " + w
		}
	}
	return append(lines, line)
}

package markup

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// directive is a generic directive: one form for all that Markdown lacks.
type directive struct {
	ast.BaseBlock
	name      string
	attrs     string // between the braces
	attrsAt   int    // offset of attrs
	start     int    // offset of the first colon
	container bool   // three colons or more: it holds blocks up to ":::"
	fault     string // why it cannot be read, in Italian
}

//nolint:gochecknoglobals // goldmark gives kinds of nodes at start-up only
var kindDirective = ast.NewNodeKind("Directive")

// Kind is part of ast.Node.
func (d *directive) Kind() ast.NodeKind { return kindDirective }

// Dump is part of ast.Node.
func (d *directive) Dump(source []byte, level int) {
	ast.DumpHelper(d, source, level, map[string]string{"name": d.name, "attrs": d.attrs}, nil)
}

// head is the first line of a directive, cut.
type head struct {
	colons   int
	name     string
	label    [2]int // offsets in the line; both 0 when there is none
	attrs    [2]int
	trailing bool // something follows the directive
	unclosed bool // a bracket or a brace is never closed
}

// readHead cuts a directive at the start of s: colons, name, [label], {attrs}.
func readHead(s string) head {
	h := head{colons: len(s) - len(strings.TrimLeft(s, ":"))}
	i := h.colons
	for i < len(s) && isNameByte(s[i]) {
		i++
	}
	h.name = s[h.colons:i]
	for _, part := range []struct {
		open, shut byte
		span       *[2]int
	}{{'[', ']', &h.label}, {'{', '}', &h.attrs}} {
		if i >= len(s) || s[i] != part.open {
			continue
		}
		end := closing(s, i, part.open, part.shut)
		if end < 0 {
			h.unclosed = true
			return h
		}
		*part.span = [2]int{i + 1, end}
		i = end + 1
	}
	h.trailing = strings.TrimSpace(s[i:]) != ""
	return h
}

// closing is the offset of what closes the bracket at s[i]; -1 when nothing
// does. A backslash escapes and quotation marks in braces hide brackets.
func closing(s string, i int, open, shut byte) int {
	depth, quoted := 0, false
	for ; i < len(s) && s[i] != '\n'; i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '"' && open == '{':
			quoted = !quoted
		case quoted:
		case c == open:
			depth++
		case c == shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-'
}

// directiveParser reads container and leaf directives.
type directiveParser struct{}

func openDirectivesKey(pc parser.Context, key parser.ContextKey) []*directive {
	list, _ := pc.Get(key).([]*directive)
	return list
}

//nolint:gochecknoglobals // goldmark gives keys of contexts at start-up only
var openDirectives = parser.NewContextKey()

// Trigger is part of parser.BlockParser.
func (directiveParser) Trigger() []byte { return []byte{':'} }

// Open is part of parser.BlockParser.
func (directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	indent := pc.BlockOffset()
	if indent < 0 {
		return nil, parser.NoChildren
	}
	s := strings.TrimRight(string(line[indent:]), " \t\r\n")
	h := readHead(s)
	if h.colons < 2 || h.name == "" && h.colons < 3 {
		return nil, parser.NoChildren
	}
	base := seg.Start + indent - seg.Padding
	d := &directive{name: h.name, start: base, container: h.colons > 2}
	switch {
	case h.name == "" && h.trailing:
		d.fault, d.container = "dopo i due punti manca il nome della direttiva.", false
	case h.name == "":
		d.fault, d.container = "la direttiva si chiude, ma nessuna era aperta.", false
	case h.unclosed:
		d.fault = "nella direttiva una parentesi non è chiusa sulla stessa riga."
	case h.trailing:
		d.fault = "dopo la direttiva c'è altro testo sulla stessa riga."
	}
	if h.label[1] > 0 {
		d.Lines().Append(text.NewSegment(base+h.label[0], base+h.label[1]))
	}
	d.attrs, d.attrsAt = s[h.attrs[0]:h.attrs[1]], base+h.attrs[0]
	reader.AdvanceToEOL()
	if !d.container {
		return d, parser.NoChildren
	}
	pc.Set(openDirectives, append(openDirectivesKey(pc, openDirectives), d))
	// Not HasChildren: the rest of this line holds none; Continue opens them.
	return d, parser.NoChildren
}

// Continue is part of parser.BlockParser.
func (directiveParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	d, ok := node.(*directive)
	if !ok || !d.container {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	s := strings.TrimSpace(string(line))
	open := openDirectivesKey(pc, openDirectives)
	innermost := len(open) > 0 && open[len(open)-1] == d
	if innermost && len(s) >= 3 && strings.Trim(s, ":") == "" {
		pc.Set(openDirectives, open[:len(open)-1])
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// Close is part of parser.BlockParser.
func (directiveParser) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	d, ok := node.(*directive)
	if !ok || !d.container {
		return
	}
	open := openDirectivesKey(pc, openDirectives)
	for i, o := range open {
		if o == d { // closed by what holds it, not by ":::"
			pc.Set(openDirectives, open[:i])
			if d.fault == "" {
				d.fault = "la direttiva «" + d.name + "» non è chiusa."
			}
		}
	}
}

// CanInterruptParagraph is part of parser.BlockParser.
func (directiveParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine is part of parser.BlockParser.
func (directiveParser) CanAcceptIndentedLine() bool { return true }

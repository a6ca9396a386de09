package processfile

import (
	"cmp"
	"slices"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
	"golang.org/x/text/unicode/norm"

	"concerta/internal/richtext"
)

// content is the rich text of a thing that has one: its key is always "testo".
func content(to *richtext.Text) field { return at("testo", to, richForm()) }

func richTexts(key string, to *[]richtext.Text) field { return listOf(key, to, richForm()) }

func richForm() form[richtext.Text] {
	return form[richtext.Text]{
		read:  readRich,
		write: func(_ writer, t richtext.Text) *node { return richNode(t) },
		shape: shape{kind: isRich}.self,
	}
}

func readRich(v value, to *richtext.Text) {
	s, ok := v.raw()
	if !ok {
		return
	}
	t, problems := richtext.Parse(norm.NFC.String(s))
	*to = t
	if len(problems) == 0 {
		return
	}
	steps := v.r.places[v.path].steps(v.r.text)
	for _, p := range problems {
		w := v
		at := v.r.places[v.path].inside(steps, p.Pos)
		w.line, w.column = at.line, at.column
		w.fault("testo-ricco", capital(p.What)+".", "Il testo non si stamperebbe come si vuole.", p.Repair)
	}
}

// place is where a value stands in the file, and its key; node leads into the
// inside of the value.
type place struct {
	line, column int
	key          spot
	node         ast.Node
}

// step says where in the file a character of a value stands.
type step struct {
	at richtext.Pos // in the text of the value
	in spot         // in the file
}

// inside is the place in the file of a place in the text of the value, or of
// the value when the text has no such place. steps are those of p.
func (p place) inside(steps []step, want richtext.Pos) spot {
	i, _ := slices.BinarySearchFunc(steps, want, func(s step, want richtext.Pos) int {
		return cmp.Or(cmp.Compare(s.at.Line, want.Line), cmp.Compare(s.at.Column, want.Column))
	})
	if i == len(steps) {
		return spot{p.line, p.column}
	}
	return steps[i].in
}

// steps leads from the characters of a value, white space apart, back to the
// file. YAML changes only the white space of a text, and quotes and escapes
// inside quotes, so the two are walked side by side.
func (p place) steps(s source) []step {
	scan := scanner{lines: s.lines, line: p.line, column: p.column}
	var decoded string
	switch n := p.node.(type) {
	case *ast.LiteralNode:
		scan.line, scan.column = p.line+1, 1
		decoded = n.Value.Value
	case *ast.StringNode:
		decoded = n.Value
		switch n.GetToken().Type {
		case token.DoubleQuoteType:
			scan.column++
			scan.quote = '"'
		case token.SingleQuoteType:
			scan.column++
			scan.quote = '\''
		default:
		}
	default:
		return nil
	}
	var steps []step
	at := richtext.Pos{Line: 1, Column: 1}
	for _, r := range norm.NFC.String(decoded) {
		switch r {
		case '\n':
			at = richtext.Pos{Line: at.Line + 1, Column: 1}
			continue
		case ' ', '\t':
		default:
			in, ok := scan.next(r)
			if !ok {
				return steps
			}
			steps = append(steps, step{at, in})
		}
		at.Column++
	}
	return steps
}

// scanner walks the source of a scalar.
type scanner struct {
	lines        []string
	line, column int
	quote        rune // 0: plain or block
	rest         []rune
	loaded       int // line whose rest is in rest
}

// next is the place of the next r, white space and escapes apart.
func (s *scanner) next(r rune) (in spot, ok bool) {
	for s.line <= len(s.lines) {
		if s.loaded != s.line {
			s.rest = []rune(s.lines[s.line-1])
			s.rest = s.rest[min(s.column-1, len(s.rest)):]
			s.loaded = s.line
		}
		if len(s.rest) == 0 {
			s.line, s.column = s.line+1, 1
			continue
		}
		in = spot{s.line, s.column}
		c := s.rest[0]
		width := 1
		if s.quote != 0 && len(s.rest) > 1 && (c == '\'' && s.quote == '\'' || c == '\\' && s.quote == '"') {
			width, c = s.escape(r)
		}
		s.rest, s.column = s.rest[width:], s.column+width
		if c == r {
			return in, true
		}
	}
	return spot{}, false
}

// escape is the width of the escape at the head of rest and the character it
// stands for: r for one given by its number, 0 for white space.
func (s *scanner) escape(r rune) (width int, c rune) {
	switch c = s.rest[1]; c {
	case 'x':
		return min(4, len(s.rest)), r
	case 'u':
		return min(6, len(s.rest)), r
	case 'U':
		return min(10, len(s.rest)), r
	case '\'', '"', '\\', '/':
		return 2, c
	default:
		return 2, 0
	}
}

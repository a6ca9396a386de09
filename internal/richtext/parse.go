package richtext

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxDepth is how deep lists may be nested. Text that nests deeper is refused,
// which also bounds the recursion of every reader of a Text.
const MaxDepth = 6

// Problem is one thing Parse could not read, in words for the office.
type Problem struct {
	Pos    Pos
	What   string
	Repair string
}

// Parse reads rich text. What has a problem is kept as plain words, so that
// the rest can still be read; a Text with problems must not be printed.
func Parse(src string) (Text, []Problem) {
	p := &parser{}
	lines := p.split(src)
	return Text{Blocks: p.blocks(lines, 0)}, p.problems
}

type parser struct{ problems []Problem }

func (p *parser) report(at Pos, repair, what string, args ...any) {
	p.problems = append(p.problems, Problem{Pos: at, What: fmt.Sprintf(what, args...), Repair: repair})
}

// line is what is left of a line of the source once the indentation of the
// list it stands in is taken off; pos is where the rest begins.
type line struct {
	pos  Pos
	text string
}

func (l line) blank() bool { return strings.TrimLeft(l.text, " ") == "" }

func (l line) indent() int { return len(l.text) - len(strings.TrimLeft(l.text, " ")) }

// from drops the first n bytes, which must be single-byte characters.
func (l line) from(n int) line {
	return line{Pos{l.pos.Line, l.pos.Column + n}, l.text[n:]}
}

// outdent drops at most n spaces.
func (l line) outdent(n int) line { return l.from(min(n, l.indent())) }

// split cuts the source into lines without what may not stand in a text.
func (p *parser) split(src string) []line {
	var lines []line
	for n, s := range strings.Split(src, "\n") {
		s = strings.TrimSuffix(s, "\r")
		lines = append(lines, line{Pos{n + 1, 1}, p.clean(n+1, s)})
	}
	return lines
}

// clean reports characters that cannot be printed and puts a space in their
// place, so that columns stay true.
func (p *parser) clean(number int, s string) string {
	if strings.IndexFunc(s, Forbidden) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	column := 0
	for i, r := range s {
		column++
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			p.report(Pos{number, column}, "Salvare il testo in UTF-8.", "c'è un byte che non è un carattere")
			r = ' '
		case Forbidden(r):
			p.report(Pos{number, column}, "Togliere il carattere, o riscrivere a mano le parole vicine.",
				"c'è un carattere che non si può stampare (%U)", r)
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Forbidden tells whether r may not stand in any text of a process: control
// characters, and the two private characters that enclose data while a
// template is read.
func Forbidden(r rune) bool {
	return unicode.IsControl(r) || r == '\uE000' || r == '\uE001' || r == '\u2028' || r == '\u2029' || r == '\uFEFF'
}

// blocks reads paragraphs and lists; depth counts the lists around them.
func (p *parser) blocks(lines []line, depth int) []Block {
	var out []Block
	for len(lines) > 0 {
		if lines[0].blank() {
			lines = lines[1:]
			continue
		}
		if m, ok := markerOf(lines[0]); ok {
			if depth < MaxDepth {
				var list Block
				list, lines = p.list(lines, m, depth)
				out = append(out, list)
				continue
			}
			p.report(lines[0].pos, "Usare meno livelli.", "l'elenco ha più di %d livelli", MaxDepth)
		}
		n := paragraphEnd(lines)
		out = append(out, Block{Kind: Paragraph, Text: p.inlines(lines[:n])})
		lines = lines[n:]
	}
	return out
}

// paragraphEnd is how many lines the paragraph at the first of them takes: up
// to a blank line, a list, or a line that is {tavoli} and nothing else.
func paragraphEnd(lines []line) int {
	if standsAlone(lines[0]) {
		return 1
	}
	n := 1
	for n < len(lines) && !lines[n].blank() && !interrupts(lines[n]) {
		n++
	}
	return n
}

// interrupts tells whether a list begins at l although no blank line comes
// before it. A number other than 1 does not: "il 18⏎5. comma" is no list.
func interrupts(l line) bool {
	m, ok := markerOf(l)
	return ok && (!m.ordered || m.number == 1) || standsAlone(l)
}

func standsAlone(l line) bool { return strings.TrimSpace(l.text) == "{"+string(RefTables)+"}" }

// list reads the list at the first of lines and gives the lines after it.
func (p *parser) list(lines []line, first marker, depth int) (Block, []line) {
	list := Block{Kind: BulletList}
	if first.ordered {
		list.Kind, list.Start = OrderedList, first.number
	}
	want := first.number
	for len(lines) > 0 {
		m, ok := markerOf(lines[0])
		if !ok || m.ordered != first.ordered || m.indent >= first.indent+first.inner() {
			break
		}
		if m.ordered && m.number != want {
			p.report(lines[0].pos.right(m.indent),
				fmt.Sprintf("Scrivere %d. oppure, se non è un elenco, %d\\.", want, m.number),
				"nell'elenco numerato dopo il %d viene il %d", want-1, m.number)
		}
		want++
		var item []line
		item, lines = itemLines(lines, first, m)
		list.Items = append(list.Items, Text{Blocks: p.blocks(item, depth+1)})
		for len(lines) > 1 && lines[0].blank() && (lines[1].blank() || continues(lines[1], first)) {
			lines = lines[1:]
		}
	}
	return list, lines
}

// continues tells whether l, after a blank line, is the next item of a list.
func continues(l line, first marker) bool {
	m, ok := markerOf(l)
	return ok && m.ordered == first.ordered
}

// itemLines takes the lines of one item, their indentation off.
func itemLines(lines []line, first, m marker) (item, rest []line) {
	item = append(item, lines[0].from(m.width))
	n, afterBlank := 1, false
	for ; n < len(lines); n++ {
		l := lines[n]
		inside := l.indent() >= first.indent+first.inner()
		_, isMarker := markerOf(l)
		switch {
		case l.blank():
			item = append(item, line{l.pos, ""})
			afterBlank = true
			continue
		case inside:
		case afterBlank, isMarker && interruptsItem(l, first), standsAlone(l):
			return trimBlank(item), lines[n:]
		}
		item = append(item, l.outdent(first.indent+m.step()))
		afterBlank = false
	}
	return trimBlank(item), nil
}

// interruptsItem tells whether a marker that is not indented ends the item
// before it: as the next item, or as a list of the other kind.
func interruptsItem(l line, first marker) bool {
	m, _ := markerOf(l)
	return m.ordered == first.ordered || interrupts(l)
}

func trimBlank(lines []line) []line {
	for len(lines) > 0 && lines[len(lines)-1].blank() {
		lines = lines[:len(lines)-1]
	}
	return lines
}

func (p Pos) right(n int) Pos { return Pos{p.Line, p.Column + n} }

// marker is the sign that begins an item: "- " or "3. ".
type marker struct {
	indent  int // spaces before it
	width   int // spaces and marker together, up to the text
	ordered bool
	number  int
}

// inner is the least indentation of what belongs to an item.
func (m marker) inner() int {
	if m.ordered {
		return 3
	}
	return 2
}

// step is the indentation of an item's further lines when written tidily.
func (m marker) step() int { return m.width - m.indent }

// markerOf reads the marker of an item that has some text. A number has at
// most three digits, so that a year which begins a line is no item.
func markerOf(l line) (marker, bool) {
	m := marker{indent: l.indent()}
	s := l.text[m.indent:]
	digits := 0
	for digits < len(s) && digits < 4 && s[digits] >= '0' && s[digits] <= '9' {
		m.number = 10*m.number + int(s[digits]-'0')
		digits++
	}
	sign := "-"
	if digits > 0 {
		if digits > 3 || s[0] == '0' {
			return marker{}, false
		}
		m.ordered, sign = true, "."
	}
	rest, ok := strings.CutPrefix(s[digits:], sign+" ")
	if !ok || strings.TrimSpace(rest) == "" {
		return marker{}, false
	}
	m.width = m.indent + digits + 2
	return m, true
}

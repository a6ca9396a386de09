package richtext

import (
	"strings"
	"unicode"
)

// cell is one character of a paragraph and where it stands.
type cell struct {
	r   rune
	pos Pos
}

// lineBreak stands in the cells of a paragraph for a LineBreak: no cell of the
// source can be one.
const lineBreak = '\n'

// cells joins the lines of a paragraph: their ends become one space, or a line
// break after a backslash or two spaces. Runs of spaces become one. There is
// no break at either end, and a backslash that would be all there is stays.
func cells(lines []line) []cell {
	var out []cell
	for i, l := range lines {
		text, broken := l.text, false
		if cut := strings.TrimRight(text, " "); odd(cut) {
			text, broken = cut[:len(cut)-1], true
		} else if len(text)-len(cut) >= 2 {
			broken = true
		}
		pos := l.pos
		for _, r := range text {
			if r != ' ' || len(out) > 0 && out[len(out)-1].r != ' ' && out[len(out)-1].r != lineBreak {
				out = append(out, cell{r, pos})
			}
			pos.Column++
		}
		out = trimSpaces(out)
		if i == len(lines)-1 || len(out) == 0 {
			continue
		}
		end := cell{' ', pos}
		if broken {
			end.r = lineBreak
		}
		out = append(out, end)
	}
	for len(out) > 0 && blankCell(out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	if len(out) == 0 {
		last := lines[len(lines)-1]
		out = append(out, cell{'\\', last.pos.right(last.indent())})
	}
	return out
}

func blankCell(c cell) bool { return c.r == ' ' || c.r == lineBreak }

// odd tells whether s ends in a backslash which no other backslash escapes.
func odd(s string) bool { return (len(s)-len(strings.TrimRight(s, `\`)))%2 == 1 }

func trimSpaces(cs []cell) []cell {
	for len(cs) > 0 && cs[len(cs)-1].r == ' ' {
		cs = cs[:len(cs)-1]
	}
	return cs
}

// frame is a stress or a withheld run not yet closed, or the paragraph itself.
type frame struct {
	kind InlineKind // empty for the paragraph
	why  string     // of a Withheld
	pos  Pos
	kids []Inline
}

// inliner reads the inside of one paragraph. Strong, Emph and Withheld never hold
// one of their own kind, so that there are at most four frames.
type inliner struct {
	*parser
	cells  []cell
	i      int
	frames []frame
	words  strings.Builder // plain text not yet in a frame
	marks  []Mark
	expect Pos // where the next character of words stands if the source simply goes on
}

func (p *parser) inlines(lines []line) []Inline {
	in := &inliner{parser: p, cells: cells(lines), frames: []frame{{}}}
	for in.i < len(in.cells) {
		in.next()
	}
	in.flush()
	for len(in.frames) > 1 {
		top := in.frames[len(in.frames)-1]
		if top.kind == Withheld {
			p.report(top.pos, "Chiudere con } nello stesso paragrafo; per stampare una graffa scrivere \\{.", "l'omissis aperto con { non è chiuso")
		} else {
			p.report(top.pos, "Chiudere con "+signOf(top.kind)+" nello stesso paragrafo; per stampare un asterisco scrivere \\*.",
				"%s aperto con %s non è chiuso", nameOf(top.kind), signOf(top.kind))
		}
		in.close()
	}
	return in.frames[0].kids
}

func signOf(k InlineKind) string {
	if k == Strong {
		return "**"
	}
	return "*"
}

func nameOf(k InlineKind) string {
	if k == Strong {
		return "il grassetto"
	}
	return "il corsivo"
}

// next reads one character, stress or reference.
func (in *inliner) next() {
	c := in.cells[in.i]
	switch c.r {
	case '\\':
		if in.i+1 < len(in.cells) && strings.ContainsRune(escapable, in.cells[in.i+1].r) {
			in.i++
			c = cell{in.cells[in.i].r, c.pos}
		}
		in.word(c)
	case '*':
		in.stress()
		return
	case '{':
		if !in.withheld() {
			in.reference()
		}
		return
	case '}':
		if in.has(Withheld) {
			in.endWithheld(c)
			break
		}
		in.report(c.pos, "Per stampare una graffa scrivere \\}.", "c'è una graffa } che non chiude nessun rinvio")
		in.word(c)
	case lineBreak:
		in.put(Inline{Kind: LineBreak, Pos: c.pos})
	default:
		in.word(c)
	}
	in.i++
}

// escapable are the characters a backslash makes plain.
const escapable = `*{}\-.`

// word adds one character of plain text. A mark is kept where the source does
// not simply go on, so that any place in the words leads back to the source.
func (in *inliner) word(c cell) {
	if len(in.marks) == 0 || c.pos != in.expect {
		in.marks = append(in.marks, Mark{in.words.Len(), c.pos})
	}
	in.expect = c.pos.right(1)
	in.words.WriteRune(c.r)
}

// put adds an inline that is no plain text.
func (in *inliner) put(x Inline) {
	in.flush()
	top := &in.frames[len(in.frames)-1]
	top.kids = append(top.kids, x)
}

func (in *inliner) flush() {
	if in.words.Len() == 0 {
		return
	}
	top := &in.frames[len(in.frames)-1]
	top.kids = append(top.kids, Inline{Kind: Plain, Text: in.words.String(), Pos: in.marks[0].Pos, Marks: in.marks})
	in.words.Reset()
	in.marks = nil
}

func (in *inliner) open(k InlineKind, at Pos) {
	in.flush()
	in.frames = append(in.frames, frame{kind: k, pos: at})
}

// close ends the innermost stress.
func (in *inliner) close() {
	in.flush()
	top := in.frames[len(in.frames)-1]
	in.frames = in.frames[:len(in.frames)-1]
	in.put(Inline{Kind: top.kind, Kids: top.kids, Why: top.why, Pos: top.pos})
}

// has tells whether a stress of kind k is open.
func (in *inliner) has(k InlineKind) bool {
	for _, f := range in.frames {
		if f.kind == k {
			return true
		}
	}
	return false
}

// stress reads a run of asterisks: one opens or closes Emph, two Strong, three
// both.
func (in *inliner) stress() {
	start := in.i
	for in.i < len(in.cells) && in.cells[in.i].r == '*' {
		in.i++
	}
	run, at := in.i-start, in.cells[start].pos
	spaceBefore := start == 0 || blank(in.cells[start-1].r)
	spaceAfter := in.i == len(in.cells) || blank(in.cells[in.i].r)
	kinds := map[int][]InlineKind{1: {Emph}, 2: {Strong}, 3: {Strong, Emph}}[run]
	if kinds == nil || spaceBefore && spaceAfter {
		in.literal(start, at, "Per stampare un asterisco scrivere \\*; per un elenco cominciare la riga con \"- \".",
			"questi asterischi non aprono né chiudono un grassetto o un corsivo")
		return
	}
	opens, closes := in.sort(kinds)
	switch {
	case len(closes) > 0 && spaceBefore:
		in.literal(start, at, "Togliere lo spazio prima degli asterischi che chiudono.",
			"prima degli asterischi che chiudono %s c'è uno spazio", nameOf(closes[0]))
	case len(opens) > 0 && spaceAfter:
		in.literal(start, at, "Togliere lo spazio dopo gli asterischi che aprono.",
			"dopo gli asterischi che aprono %s c'è uno spazio", nameOf(opens[0]))
	case !in.closeAll(closes):
		in.literal(start, at, "Chiudere prima quello aperto per ultimo.", "%s", in.crossed())
	default:
		for _, k := range opens {
			in.open(k, at)
		}
	}
}

func blank(r rune) bool { return r == lineBreak || unicode.IsSpace(r) }

// sort divides the kinds of a run into those to open and those to close.
func (in *inliner) sort(kinds []InlineKind) (opens, closes []InlineKind) {
	for _, k := range kinds {
		if in.has(k) {
			closes = append(closes, k)
		} else {
			opens = append(opens, k)
		}
	}
	return opens, closes
}

// closeAll closes the kinds, innermost first, or does nothing when another is
// open inside. "***a** b*" opens both at once: there the outer one is whichever
// closes last.
func (in *inliner) closeAll(kinds []InlineKind) bool {
	for i := range kinds {
		if in.frames[len(in.frames)-1-i].kind == Withheld {
			return false
		}
	}
	if len(kinds) == 1 && in.frames[len(in.frames)-1].kind != kinds[0] {
		n := len(in.frames)
		outer, inner := &in.frames[n-2], &in.frames[n-1]
		if outer.pos != inner.pos {
			return false
		}
		outer.kind, inner.kind = inner.kind, outer.kind
	}
	for range kinds {
		in.close()
	}
	return true
}

// crossed says what is closed in the wrong order.
func (in *inliner) crossed() string {
	if in.has(Withheld) {
		return "il grassetto o il corsivo e l'omissis si incrociano"
	}
	return "grassetto e corsivo si incrociano"
}

// literal keeps the asterisks from start on as words and says why.
func (in *inliner) literal(start int, at Pos, repair, what string, args ...any) {
	in.report(at, repair, what, args...)
	for _, c := range in.cells[start:in.i] {
		in.word(c)
	}
}

// reference reads {name}.
func (in *inliner) reference() {
	at := in.cells[in.i].pos
	var name strings.Builder
	for j := in.i + 1; j < len(in.cells) && j <= in.i+maxReference; j++ {
		switch r := in.cells[j].r; r {
		case '}':
			in.i = j + 1
			in.refer(at, name.String())
			return
		case '{', lineBreak:
			j = len(in.cells)
		default:
			name.WriteRune(r)
		}
	}
	in.report(at, "Chiudere con }; per stampare una graffa scrivere \\{.", "il rinvio aperto con { non è chiuso")
	in.word(in.cells[in.i])
	in.i++
}

// maxReference is the longest a reference may be, in characters.
const maxReference = 100

func (in *inliner) refer(at Pos, name string) {
	if _, err := ParseRef(name); err != nil {
		in.report(at, "I rinvii sono "+refForms+". Per stampare una graffa scrivere \\{.", "%s", err.Error())
	}
	in.put(Inline{Kind: Reference, Text: name, Pos: at})
}

package ooxml

import (
	"strings"
	"unicode/utf8"
)

// table reads a table and checks what makes it one for those who cannot see it.
func (r *partReader) table(t *node) {
	if r.where.Table > 0 {
		r.wrong("una tabella sta dentro un'altra")
	}
	props := t.child("w:tblPr")
	r.style(props.val("w:tblStyle"))
	if props.at("w:tblLook").get("w:firstRow") != "1" {
		r.wrong("una tabella non dice che la prima riga è la testata")
	}
	shape := TableShape{Caption: props.val("w:tblCaption"), Columns: len(t.child("w:tblGrid").children())}
	r.where = Line{Table: len(r.tables) + 1}
	for _, row := range t.kids {
		if row.name != "w:tr" {
			continue
		}
		r.where.Row++
		shape.Rows++
		if row.on("w:trPr", "w:tblHeader") && shape.HeadRows == shape.Rows-1 {
			shape.HeadRows++
		}
		if n := r.row(row); n != shape.Columns {
			r.wrong("la riga %d di una tabella ha %d celle e non %d", shape.Rows, n, shape.Columns)
		}
	}
	if shape.HeadRows == 0 {
		r.wrong("una tabella non ha una riga di testata")
	}
	r.where = Line{}
	r.tables = append(r.tables, shape)
}

func (r *partReader) row(row *node) (cells int) {
	for _, c := range row.kids {
		if c.name != "w:tc" {
			continue
		}
		cells++
		r.where.Column = cells
		if len(c.kids) == 0 || c.kids[len(c.kids)-1].name != "w:p" {
			r.wrong("una cella non finisce con un capoverso")
		}
		r.blocks(c.kids)
	}
	return cells
}

// checkHeadings checks that there is a heading and that none skips a level.
func (r *partReader) checkHeadings() {
	last := 0
	for _, l := range r.lines {
		if l.Heading == 0 {
			continue
		}
		if l.Heading > last+1 {
			r.wrong("dopo un titolo di livello %d ne viene uno di livello %d: %s", last, l.Heading, shorten(l.Text))
		}
		last = l.Heading
	}
	if last == 0 {
		r.wrong("il documento non ha titoli")
	}
}

// checkSpacers checks that no empty paragraphs stand for space and no list is
// typed by hand.
func (r *partReader) checkSpacers() {
	empty := 0
	for _, p := range r.bodyParagraphs() {
		switch {
		case p.drawn || strings.TrimSpace(p.text) != "":
			empty = 0
		default:
			empty++
		}
		if empty == 2 {
			r.wrong("capoversi vuoti fanno da spazio")
		}
		if p.label == "" && typed(p.text) {
			r.wrong("un elenco è scritto a mano: %s", shorten(p.text))
		}
	}
}

// spacer is what checkSpacers asks of a paragraph.
type spacer struct {
	text, label string
	drawn       bool
}

// bodyParagraphs are the paragraphs outside tables; a table ends a row of empty
// ones like text does.
func (r *partReader) bodyParagraphs() []spacer {
	var list []spacer
	line := 0
	var walk func(kids []*node, inTable bool)
	walk = func(kids []*node, inTable bool) {
		for _, k := range kids {
			switch k.name {
			case "w:p":
				l := r.lines[line]
				line++
				s := spacer{text: l.Text, label: l.Label, drawn: inTable}
				if inTable {
					s.text = ""
				}
				k.each("w:drawing", func(*node) { s.drawn = true })
				k.each("w:sdt", func(*node) { s.drawn = true })
				list = append(list, s)
			default:
				walk(k.kids, inTable || k.name == "w:tbl")
			}
		}
	}
	walk(r.trees[r.part].at("w:body").children(), false)
	return list
}

// typed tells whether a text begins with the label of a list: a number with a
// point or a parenthesis, or a dash, and a space.
func typed(s string) bool {
	s = strings.TrimSpace(s)
	rest := strings.TrimLeft(s, "0123456789")
	mark, size := utf8.DecodeRuneInString(rest)
	if rest == s && !strings.ContainsRune("-–•", mark) || rest != s && mark != '.' && mark != ')' {
		return false
	}
	return strings.HasPrefix(rest[size:], " ") || strings.HasPrefix(rest[size:], "\u00a0")
}

func shorten(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

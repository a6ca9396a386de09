package pdf

import (
	"errors"
	"fmt"
	"unicode"

	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
)

// ErrCharacter says that no shipped font has a character of the document.
// doc.Check finds it earlier and says where.
var ErrCharacter = errors.New("no font has this character")

// The faces of the text family, in the order of their bits.
const (
	bold = 1 << iota
	italic
	faces = 4
)

// paragraph is text shaped into pieces, not yet broken into lines.
type paragraph struct {
	style  textStyle
	elem   *pdfw.Elem
	pieces []piece
	glyphs []uint16
	spans  []span // links and foreign text; a piece names one by index+1
}

// piece is part of a word, in one face: words of mixed faces have several.
type piece struct {
	from, to int32   // of the paragraph's glyphs
	width    float64 // kerned
	space    float64 // before it; 0 when it goes on the word before
	face     uint8
	span     uint8
	newline  bool // a forced break stands before it
	mayBreak bool // part of a word too long for a line: it may begin one
}

// span is a stretch of a paragraph with an element of its own.
type span struct {
	link   string // address; empty for foreign text
	lang   string
	parent uint8 // the span it stands in, 0 for none
	elem   *pdfw.Elem
}

// shaper turns inline nodes into a paragraph.
type shaper struct {
	fonts   *[faces]*pdfw.Font
	p       *paragraph
	space   bool // a space was read since the last piece
	newline bool
	err     error
}

func (s *shaper) inlines(list []doc.Inline, face uint8, in uint8) {
	for _, n := range list {
		switch n := n.(type) {
		case *doc.Text:
			s.text(n.Value, face, in)
		case *doc.Strong:
			s.inlines(n.Text, face|bold, in)
		case *doc.Emph:
			s.inlines(n.Text, face|italic, in)
		case *doc.Break:
			s.newline = true
		case *doc.Link:
			s.inlines(n.Text, face, s.open(span{link: n.URL, parent: in}))
		case *doc.Foreign:
			s.inlines(n.Text, face, s.open(span{lang: n.Lang, parent: in}))
		case *doc.Redactable:
			s.inlines(n.Text, face, in)
		}
	}
}

const maxSpans = 255

func (s *shaper) open(sp span) uint8 {
	if len(s.p.spans) == maxSpans { // beyond what an act has; the text stays, unlinked
		return sp.parent
	}
	s.p.spans = append(s.p.spans, sp)
	return uint8(len(s.p.spans))
}

// text shapes a run in one face, a piece for each stretch without spaces.
func (s *shaper) text(v string, face, in uint8) {
	f := s.fonts[face]
	_, spaceWidth, _ := f.Glyph(' ')
	size := s.p.style.size
	start, width, before := len(s.p.glyphs), 0, uint16(0)
	flush := func() {
		if end := len(s.p.glyphs); end > start {
			pc := piece{from: int32(start), to: int32(end), width: float64(width) * size / 1000, face: face, span: in, newline: s.newline}
			if s.space && !s.newline && len(s.p.pieces) > 0 {
				pc.space = float64(spaceWidth) * size / 1000
			}
			s.p.pieces = append(s.p.pieces, pc)
			s.space, s.newline = false, false
		}
		start, width, before = len(s.p.glyphs), 0, 0
	}
	for _, r := range v {
		if breakable(r) {
			flush()
			s.space = true
			continue
		}
		g, advance, ok := f.Glyph(r)
		if !ok {
			if s.err == nil {
				s.err = errCharacter(r)
			}
			continue
		}
		s.p.glyphs = append(s.p.glyphs, g)
		width += advance
		if before != 0 {
			width += f.Kern(before, g)
		}
		before = g
	}
	flush()
}

// breakable tells whether a line may end at r.
func breakable(r rune) bool {
	return r == ' ' || r != '\u00a0' && r != '\u202f' && r != '\u2007' && unicode.IsSpace(r)
}

// fit splits the words wider than a line into pieces that may begin one:
// after the punctuation of addresses if that is enough, else anywhere. No
// hyphen is added, so the text extracts whole.
func (p *paragraph) fit(fonts *[faces]*pdfw.Font, width float64, punctuation func(f *pdfw.Font, g uint16) bool) {
	for first := 0; first < len(p.pieces); {
		end, total := first+1, p.pieces[first].width
		for end < len(p.pieces) && !p.pieces[end].startsWord() {
			total += p.pieces[end].width
			end++
		}
		if total <= width {
			first = end
			continue
		}
		parts := make([]piece, 0, 8)
		for i := first; i < end; i++ {
			parts = p.split(parts, p.pieces[i], fonts[p.pieces[i].face], width, punctuation)
		}
		rest := append(parts, p.pieces[end:]...)
		p.pieces = append(p.pieces[:first:first], rest...)
		first += len(parts)
	}
}

func (pc *piece) startsWord() bool { return pc.space > 0 || pc.newline }

// split cuts one piece after punctuation, and what is still wider than a line
// after every glyph.
func (p *paragraph) split(parts []piece, pc piece, f *pdfw.Font, width float64, punctuation func(*pdfw.Font, uint16) bool) []piece {
	cut := func(pc piece, after func(uint16) bool) []piece {
		var list []piece
		rest := pc
		for at := pc.from; at < pc.to; at++ {
			if at+1 < pc.to && after(p.glyphs[at]) {
				list = append(list, rest.until(at+1))
				rest = rest.since(at + 1)
			}
		}
		list = append(list, rest)
		for i := range list {
			list[i].width = p.measure(f, list[i])
		}
		return list
	}
	for _, part := range cut(pc, func(g uint16) bool { return punctuation(f, g) }) {
		part.mayBreak = part.mayBreak || len(parts) > 0
		if part.width <= width {
			parts = append(parts, part)
			continue
		}
		for _, letter := range cut(part, func(uint16) bool { return true }) {
			letter.mayBreak = letter.mayBreak || len(parts) > 0
			parts = append(parts, letter)
		}
	}
	return parts
}

func (pc piece) until(at int32) piece { pc.to = at; return pc }

func (pc piece) since(at int32) piece {
	pc.from, pc.space, pc.newline, pc.mayBreak = at, 0, false, true
	return pc
}

// measure is the kerned width of a piece.
func (p *paragraph) measure(f *pdfw.Font, pc piece) float64 {
	w := 0
	for i, g := range p.glyphs[pc.from:pc.to] {
		w += f.Advance(g)
		if i > 0 {
			w += f.Kern(p.glyphs[int(pc.from)+i-1], g)
		}
	}
	return float64(w) * p.style.size / 1000
}

func errCharacter(r rune) error { return fmt.Errorf("%w: %q (%U)", ErrCharacter, r, r) }

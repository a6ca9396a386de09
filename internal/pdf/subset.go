package pdf

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
)

// subset is a choice of glyphs of a face; their order gives their numbers in
// the document (CIDs). Glyph 0 is always the first.
type subset struct {
	order []uint16
	place map[uint16]uint16
	latin [0x180]uint16   // number of a character's glyph, 0 when it is not in
	pairs []int16         // kerning of two numbers, a square table
	alias map[rune]uint16 // numbers of characters that share a glyph with another one
}

// program is a subset made ready to be written: its parts are deflated.
type program struct {
	tag       string // six letters before the font's name (ISO 32000-1 9.6.4)
	font      []byte
	length    int // of the font before deflation
	toUnicode []byte
	widths    []byte // the /W array
}

func newSubset(f *Face, repertoire string) subset {
	list := []uint16{0}
	for _, r := range repertoire {
		if g := f.glyph(r); g != 0 && !slices.Contains(list, g) {
			list = append(list, g)
		}
	}
	s := subset{place: map[uint16]uint16{}}
	for _, g := range f.withComponents(list) {
		s.add(g)
	}
	for _, r := range repertoire {
		if int(r) < len(s.latin) {
			s.latin[r] = s.place[f.glyph(r)]
		}
	}
	n := len(s.order)
	s.pairs = make([]int16, n*n)
	for pair, v := range f.kerning {
		left, okL := s.place[uint16(pair>>16)]
		right, okR := s.place[uint16(pair)]
		if okL && okR {
			s.pairs[int(left)*n+int(right)] = v
		}
	}
	return s
}

func (s *subset) add(g uint16) uint16 {
	n, ok := s.place[g]
	if !ok {
		n = uint16(len(s.order))
		s.order = append(s.order, g)
		s.place[g] = n
	}
	return n
}

// addAlias gives a character that shares its glyph a number of its own, so that
// the text comes back as it was typed.
func (s *subset) addAlias(r rune, g uint16) uint16 {
	n, ok := s.alias[r]
	if !ok {
		n = uint16(len(s.order))
		s.order = append(s.order, g)
		s.alias[r] = n
	}
	return n
}

// clone gives a copy that may grow.
func (s *subset) clone() subset {
	c := *s
	c.order, c.place, c.alias = slices.Clone(s.order), maps.Clone(s.place), map[rune]uint16{}
	return c
}

// program deflates the font of s and what goes with it.
func (s *subset) program(f *Face) *program {
	for _, g := range f.withComponents(s.order) {
		s.add(g)
	}
	raw := f.fontFile(s.order, s.place, nil)
	p := &program{font: deflateOnce(raw), length: len(raw), toUnicode: deflateOnce(toUnicode(s, f))}
	h := fnv.New32a()
	p.widths = append(p.widths, "[0["...)
	for _, g := range s.order {
		_, _ = h.Write([]byte{byte(g >> 8), byte(g)})
		p.widths = append(appendInt(p.widths, int(f.advance[g])), ' ')
	}
	p.widths = append(p.widths, "]]"...)
	for v := h.Sum32(); len(p.tag) < 6; v /= 26 {
		p.tag += string(rune('A' + v%26))
	}
	return p
}

// toUnicode is the CMap that gives the text back to whoever copies or reads it
// (ISO 32000-1 9.10.3). It has single characters only, no ranges: a range may
// not cross the last value of a low byte.
func toUnicode(s *subset, f *Face) []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	var lines []string
	aliases := make(map[int]rune, len(s.alias))
	for r, n := range s.alias {
		aliases[int(n)] = r
	}
	for n, g := range s.order {
		r, ok := aliases[n]
		if !ok {
			r, ok = f.runes[g]
		}
		if ok && n > 0 {
			lines = append(lines, fmt.Sprintf("<%04X><%04X>\n", n, r))
		}
	}
	for chunk := range slices.Chunk(lines, 100) { // at most 100 to an operator
		b = append(appendInt(b, len(chunk)), " beginbfchar\n"...)
		for _, l := range chunk {
			b = append(b, l...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}

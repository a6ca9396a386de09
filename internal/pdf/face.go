package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
)

// ErrFont says that bytes are no TrueType font this package can embed.
var ErrFont = errors.New("not a TrueType font that can be embedded")

// Face is a parsed TrueType typeface. It is immutable and may be shared by any
// number of documents at once.
type Face struct {
	name    string // PostScript name
	tables  map[string][]byte
	metrics metrics
	advance []uint16 // by glyph, thousandths of an em, rounded as /W has it
	glyphs  map[rune]uint16
	latin   [0x180]uint16    // the same for the characters of Western Europe
	runes   map[uint16]rune  // the character a glyph stands for
	kerning map[uint32]int16 // by left<<16|right glyph, thousandths of an em
	base    subset           // the shared subset
	program func() *program  // the shared subset, deflated at first use
	form    func() *formFont // the face for typed values, made at first use
}

// metrics are in thousandths of an em, angles in degrees.
type metrics struct {
	unitsPerEm                          int
	ascent, descent, capHeight, xHeight int
	stemV                               int
	italicAngle                         float64
	box                                 [4]int
	flags                               int // ISO 32000-1 table 123
}

// ParseFace reads a TrueType font. Every character of repertoire which the
// font has goes into the subset that all documents share: what they write
// beyond it costs them a subset of their own.
func ParseFace(data []byte, repertoire string) (f *Face, err error) {
	defer func() { // offsets inside a font are everywhere; a bad one must not stop the program
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("%w: %v", ErrFont, r)
		}
	}()
	f = &Face{tables: map[string][]byte{}, glyphs: map[rune]uint16{}, runes: map[uint16]rune{}}
	for i := range u16(data[4:]) {
		rec := data[12+16*i:]
		at, n := u32(rec[8:]), u32(rec[12:])
		f.tables[string(rec[:4])] = data[at : at+n]
	}
	for _, t := range []string{"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post"} {
		if f.tables[t] == nil {
			return nil, fmt.Errorf("%w: no table %q", ErrFont, t)
		}
	}
	f.parseMetrics()
	f.parseAdvances()
	f.parseName()
	if err := f.parseCmap(); err != nil {
		return nil, err
	}
	f.parseKern()
	f.base = newSubset(f, repertoire)
	f.program = sync.OnceValue(func() *program { return f.base.program(f) })
	f.form = sync.OnceValue(func() *formFont { return newFormFont(f) })
	return f, nil
}

func u16(b []byte) int { return int(binary.BigEndian.Uint16(b)) }
func i16(b []byte) int { return int(int16(binary.BigEndian.Uint16(b))) }
func u32(b []byte) int { return int(binary.BigEndian.Uint32(b)) }

// perMille turns font units into thousandths of an em.
func (f *Face) perMille(v int) int {
	return int(math.Round(float64(v) * 1000 / float64(f.metrics.unitsPerEm)))
}

func (f *Face) parseMetrics() {
	head, hhea, os2, post := f.tables["head"], f.tables["hhea"], f.tables["OS/2"], f.tables["post"]
	m := &f.metrics
	m.unitsPerEm = u16(head[18:])
	for i := range m.box {
		m.box[i] = f.perMille(i16(head[36+2*i:]))
	}
	m.ascent, m.descent = f.perMille(i16(hhea[4:])), f.perMille(i16(hhea[6:]))
	m.capHeight, m.xHeight = 655, 450
	if u16(os2) >= 2 {
		m.xHeight, m.capHeight = f.perMille(i16(os2[86:])), f.perMille(i16(os2[88:]))
	}
	m.italicAngle = float64(int32(u32(post[4:]))) / 65536
	m.stemV = 80
	if u16(os2[4:]) >= 600 { // usWeightClass: semi-bold and heavier
		m.stemV = 140
	}
	const serif, italic = 1 << 1, 1 << 6
	if panose := os2[32:]; panose[0] == 2 && panose[1] >= 2 && panose[1] <= 10 {
		m.flags |= serif
	}
	if m.italicAngle != 0 {
		m.flags |= italic
	}
}

func (f *Face) parseAdvances() {
	hmtx, long := f.tables["hmtx"], u16(f.tables["hhea"][34:])
	f.advance = make([]uint16, u16(f.tables["maxp"][4:]))
	for i := range f.advance {
		f.advance[i] = uint16(f.perMille(u16(hmtx[4*min(i, long-1):])))
	}
}

// parseName finds the PostScript name (name 6, Windows platform, UTF-16BE).
func (f *Face) parseName() {
	t := f.tables["name"]
	for i := range u16(t[2:]) {
		rec := t[6+12*i:]
		if u16(rec) != 3 || u16(rec[6:]) != 6 {
			continue
		}
		s := t[u16(t[4:])+u16(rec[10:]):][:u16(rec[8:])]
		for j := 1; j < len(s); j += 2 {
			f.name += string(rune(s[j]))
		}
		return
	}
}

// parseCmap reads the Windows Unicode map (3,1) of format 4.
func (f *Face) parseCmap() error {
	t := f.tables["cmap"]
	for i := range u16(t[2:]) {
		rec := t[4+8*i:]
		s := t[u32(rec[4:]):]
		if u16(rec) != 3 || u16(rec[2:]) != 1 || u16(s) != 4 {
			continue
		}
		segments := u16(s[6:]) / 2
		for k := range segments {
			end, start := u16(s[14+2*k:]), u16(s[16+2*segments+2*k:])
			delta, at := u16(s[16+4*segments+2*k:]), 16+6*segments+2*k
			for c := start; c <= end && c != 0xffff; c++ {
				g := c + delta
				if o := u16(s[at:]); o != 0 {
					if g = u16(s[at+o+2*(c-start):]); g != 0 {
						g += delta
					}
				}
				f.mapRune(rune(c), uint16(g))
			}
		}
		return nil
	}
	return fmt.Errorf("%w: no Unicode character map", ErrFont)
}

func (f *Face) mapRune(r rune, g uint16) {
	if g == 0 || int(g) >= len(f.advance) || private(r) {
		return
	}
	f.glyphs[r] = g
	if int(r) < len(f.latin) {
		f.latin[r] = g
	}
	if _, ok := f.runes[g]; !ok { // the lowest character wins: cmap is in order
		f.runes[g] = r
	}
}

// private tells whether r is for private use: PDF/A-2 6.2.11.7.3 wants no text
// to be mapped there.
func private(r rune) bool { return r >= 0xe000 && r <= 0xf8ff }

// Has tells whether the face can show r.
func (f *Face) Has(r rune) bool { return f.glyph(r) != 0 }

// glyph is the glyph of r, 0 (.notdef) when the face has none.
func (f *Face) glyph(r rune) uint16 {
	if uint32(r) < uint32(len(f.latin)) {
		return f.latin[r]
	}
	return f.glyphs[r]
}

// Ascent is how far the face rises above the baseline at a size, in points.
func (f *Face) Ascent(size float64) float64 { return float64(f.metrics.ascent) * size / 1000 }

// Descent is how far the face falls below the baseline at a size, in points.
func (f *Face) Descent(size float64) float64 { return float64(-f.metrics.descent) * size / 1000 }

// CapHeight is the height of its capitals at a size, in points.
func (f *Face) CapHeight(size float64) float64 { return float64(f.metrics.capHeight) * size / 1000 }

// parseKern reads the horizontal pairs of the kern table, format 0; a face
// without one is simply not kerned.
func (f *Face) parseKern() {
	t := f.tables["kern"]
	if len(t) < 4 {
		return
	}
	f.kerning = map[uint32]int16{}
	at := 4
	for range u16(t[2:]) {
		sub := t[at:]
		if coverage := u16(sub[4:]); coverage == 1 { // format 0, horizontal
			for i := range u16(sub[6:]) {
				pair := sub[14+6*i:]
				if v := f.perMille(i16(pair[4:])); v != 0 {
					f.kerning[uint32(u32(pair))] = int16(v)
				}
			}
		}
		at += u16(sub[2:])
	}
}

// outline is the description of a glyph, empty for a blank one.
func (f *Face) outline(g uint16) []byte {
	loca := f.tables["loca"]
	if u16(f.tables["head"][50:]) == 0 {
		return f.tables["glyf"][2*u16(loca[2*int(g):]) : 2*u16(loca[2*int(g)+2:])]
	}
	return f.tables["glyf"][u32(loca[4*int(g):]):u32(loca[4*int(g)+4:])]
}

// withComponents appends to a list of glyphs those that its composite glyphs
// are made of.
func (f *Face) withComponents(list []uint16) []uint16 {
	seen := map[uint16]bool{}
	for _, g := range list {
		seen[g] = true
	}
	list = slices.Clone(list)
	for i := 0; i < len(list); i++ { // the list grows as it is walked
		for _, part := range components(f.outline(list[i])) {
			if g := uint16(u16(part[2:])); !seen[g] {
				seen[g] = true
				list = append(list, g)
			}
		}
	}
	return list
}

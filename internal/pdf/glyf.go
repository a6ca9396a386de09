package pdf

import "encoding/binary"

// Flags of a component of a composite glyph (OpenType "glyf").
const (
	argsAreWords     = 1 << 0
	haveScale        = 1 << 3
	moreComponents   = 1 << 5
	haveXYScale      = 1 << 6
	haveTwoByTwo     = 1 << 7
	haveInstructions = 1 << 8
)

// components gives the records of the components of a composite glyph, each
// starting with flags and glyph; none for a simple one.
func components(outline []byte) [][]byte {
	if len(outline) == 0 || i16(outline) >= 0 {
		return nil
	}
	var list [][]byte
	for at := 10; ; {
		flags, n := u16(outline[at:]), 6
		if flags&argsAreWords != 0 {
			n += 2
		}
		switch {
		case flags&haveScale != 0:
			n += 2
		case flags&haveXYScale != 0:
			n += 4
		case flags&haveTwoByTwo != 0:
			n += 8
		}
		list = append(list, outline[at:at+n])
		at += n
		if flags&moreComponents == 0 {
			return list
		}
	}
}

// appendOutline appends a glyph without its hinting instructions, which no
// viewer needs at the sizes of print, its components renumbered by place.
func appendOutline(dst, outline []byte, place map[uint16]uint16) []byte {
	if len(outline) == 0 {
		return dst
	}
	if contours := i16(outline); contours >= 0 {
		ends := 10 + 2*contours
		dst = append(dst, outline[:ends]...)
		dst = append(dst, 0, 0)
		return append(dst, outline[ends+2+u16(outline[ends:]):]...)
	}
	dst = append(dst, outline[:10]...)
	for _, part := range components(outline) {
		at := len(dst)
		dst = append(dst, part...)
		binary.BigEndian.PutUint16(dst[at:], uint16(u16(part)&^haveInstructions))
		binary.BigEndian.PutUint16(dst[at+2:], place[uint16(u16(part[2:]))])
	}
	return dst
}

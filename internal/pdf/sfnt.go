package pdf

import (
	"encoding/binary"
	"maps"
	"slices"
)

// fontFile builds a TrueType font program of the glyphs in order, whose place
// gives their new numbers; cmap is nil for a font addressed by glyph number.
func (f *Face) fontFile(order []uint16, place map[uint16]uint16, cmap []byte) []byte {
	var glyf, loca, hmtx []byte
	metrics, long := f.tables["hmtx"], u16(f.tables["hhea"][34:])
	for _, g := range order {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = appendOutline(glyf, f.outline(g), place)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		if i := int(g); i < long {
			hmtx = append(hmtx, metrics[4*i:4*i+4]...)
		} else { // the tail of hmtx has bearings only and repeats the last advance
			hmtx = append(hmtx, metrics[4*long-4:4*long-2]...)
			hmtx = append(hmtx, metrics[4*long+2*(i-long):][:2]...)
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))

	head, hhea, maxp := slices.Clone(f.tables["head"]), slices.Clone(f.tables["hhea"]), slices.Clone(f.tables["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0)  // checkSumAdjustment, set by assemble
	binary.BigEndian.PutUint16(head[50:], 1) // indexToLocFormat: long
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(order)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(order)))
	for at := 16; at <= 26; at += 2 { // twilight points to instruction size: none are left
		binary.BigEndian.PutUint16(maxp[at:], 0)
	}
	tables := map[string][]byte{"glyf": glyf, "head": head, "hhea": hhea, "hmtx": hmtx, "loca": loca, "maxp": maxp}
	if cmap != nil {
		tables["cmap"] = cmap
	}
	return assemble(tables)
}

// assemble lays tables out as a font file with its checksums.
func assemble(tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	out := make([]byte, 12+16*len(names))
	searchRange, selector := powerOfTwo(len(names))
	binary.BigEndian.PutUint32(out, 0x10000)
	binary.BigEndian.PutUint16(out[4:], uint16(len(names)))
	binary.BigEndian.PutUint16(out[6:], uint16(16*searchRange))
	binary.BigEndian.PutUint16(out[8:], uint16(selector))
	binary.BigEndian.PutUint16(out[10:], uint16(16*(len(names)-searchRange)))
	head := 0
	for i, name := range names {
		at, table := len(out), tables[name]
		if name == "head" {
			head = at
		}
		out = append(out, table...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
		rec := out[12+16*i:]
		copy(rec, name)
		binary.BigEndian.PutUint32(rec[4:], checksum(out[at:]))
		binary.BigEndian.PutUint32(rec[8:], uint32(at))
		binary.BigEndian.PutUint32(rec[12:], uint32(len(table)))
	}
	binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) (sum uint32) {
	for i := 0; i+3 < len(b); i += 4 {
		sum += binary.BigEndian.Uint32(b[i:])
	}
	return sum
}

// powerOfTwo gives the largest power of two not above n, and its exponent.
func powerOfTwo(n int) (power, exponent int) {
	power = 1
	for 2*power <= n {
		power *= 2
		exponent++
	}
	return power, exponent
}

// unicodeMap writes a cmap table with one subtable (3,1) of format 4, a
// segment for each character.
func unicodeMap(glyphs map[rune]uint16) []byte {
	chars := slices.Sorted(maps.Keys(glyphs))
	n := len(chars) + 1 // and the closing segment
	power, exponent := powerOfTwo(n)
	b := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12}
	put := func(v int) { b = binary.BigEndian.AppendUint16(b, uint16(v)) }
	for _, v := range []int{4, 16 + 8*n, 0, 2 * n, 2 * power, exponent, 2*n - 2*power} {
		put(v)
	}
	for _, c := range chars {
		put(int(c))
	}
	put(0xffff)
	put(0)
	for _, c := range chars {
		put(int(c))
	}
	put(0xffff)
	for _, c := range chars {
		put(int(glyphs[c]) - int(c))
	}
	put(1)
	for range n {
		put(0)
	}
	return b
}

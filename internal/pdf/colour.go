package pdf

import (
	"encoding/binary"
	"math"
	"slices"
	"sync"
)

// colourProfile is the output intent's profile, deflated: sRGB (IEC 61966-2-1)
// as a small ICC version 4 display profile made of its published primaries and
// curve (PDF/A-2 6.2.3).
var colourProfile = sync.OnceValue(func() []byte { return deflateOnce(sRGB()) }) //nolint:gochecknoglobals // a constant that takes work to make

func sRGB() []byte {
	curve := []byte("para\x00\x00\x00\x00\x00\x03\x00\x00")
	for _, v := range []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045} {
		curve = fixed(curve, v)
	}
	// Bradford adaptation from D65 to D50.
	adaptation := []byte("sf32\x00\x00\x00\x00")
	for _, v := range []float64{1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168} {
		adaptation = fixed(adaptation, v)
	}
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", localized("sRGB")},
		{"cprt", localized("CC0")},
		{"wtpt", xyz(0.96420, 1, 0.82491)},
		{"chad", adaptation},
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
		{"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
		{"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve},
		{"gTRC", curve},
		{"bTRC", curve},
	}
	const header = 128
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	start := header + 4 + 12*len(tags)
	var body []byte
	at := 0
	for i, t := range tags {
		if i == 0 || !slices.Equal(t.data, tags[i-1].data) { // the three curves share one place
			at = start + len(body)
			body = append(body, t.data...)
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(len(t.data)))
	}
	h := make([]byte, header)
	binary.BigEndian.PutUint32(h, uint32(start+len(body)))
	copy(h[8:], "\x04\x20\x00\x00mntrRGB XYZ ")
	copy(h[24:], "\x07\xea\x00\x01\x00\x01") // 1 January 2026
	copy(h[36:], "acsp")
	copy(h[68:], xyz(0.96420, 1, 0.82491)[8:])
	return slices.Concat(h, table, body)
}

// fixed appends an s15Fixed16Number.
func fixed(b []byte, v float64) []byte {
	return binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
}

func xyz(x, y, z float64) []byte {
	return fixed(fixed(fixed([]byte("XYZ \x00\x00\x00\x00"), x), y), z)
}

// localized is a multiLocalizedUnicodeType with one record.
func localized(s string) []byte {
	b := []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0citIT")
	b = binary.BigEndian.AppendUint32(b, uint32(2*len(s)))
	b = binary.BigEndian.AppendUint32(b, 28)
	for i := range len(s) {
		b = append(b, 0, s[i])
	}
	return b
}

package foreign

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/zlib"
)

// unpack gives the data of a stream that is one of the file's own tools: a
// cross-reference stream, an object stream, metadata.
func (f *File) unpack(rev int, s *Stream) ([]byte, error) {
	filter, err := f.Resolve(rev, s.Dict["Filter"])
	if err != nil {
		return nil, err
	}
	parms, err := f.Resolve(rev, s.Dict["DecodeParms"])
	if err != nil {
		return nil, err
	}
	if a, ok := filter.(Array); ok && len(a) <= 1 {
		filter = nil
		if len(a) == 1 {
			filter = a[0]
		}
	}
	if a, ok := parms.(Array); ok && len(a) == 1 {
		parms = a[0]
	}
	switch filter {
	case nil:
		return s.Raw, nil
	case Name("FlateDecode"):
	default:
		return nil, malformed("filter of a cross-reference or object stream")
	}
	z, err := zlib.NewReader(bytes.NewReader(s.Raw))
	if err != nil {
		return nil, malformed("deflate: %v", err)
	}
	left := &f.inflate
	if s.own {
		left = new(8 * maxInflate)
	}
	data, err := io.ReadAll(io.LimitReader(z, int64(*left)+1))
	if err != nil {
		return nil, malformed("deflate: %v", err)
	}
	if *left -= len(data); *left < 0 {
		return nil, ErrTooMuch
	}
	d, _ := parms.(Dict)
	return unpredict(d, data)
}

// unpredict undoes a PNG predictor (7.4.4.4).
func unpredict(d Dict, data []byte) ([]byte, error) {
	num := func(k Name, def int) int {
		if v, ok := d[k].(Number); ok {
			return int(v)
		}
		return def
	}
	predictor, columns := num("Predictor", 1), num("Columns", 1)
	if predictor == 1 {
		return data, nil
	}
	if predictor < 10 || columns < 1 || columns > 1<<16 || num("Colors", 1) != 1 || num("BitsPerComponent", 8) != 8 {
		return nil, malformed("predictor")
	}
	row := columns + 1
	if len(data)%row != 0 {
		return nil, malformed("predictor rows")
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, columns)
	for ; len(data) > 0; data = data[row:] {
		line := bytes.Clone(data[1:row])
		for i := range line {
			var left, corner byte
			if i > 0 {
				left, corner = line[i-1], above[i-1]
			}
			switch data[0] {
			case 0:
			case 1:
				line[i] += left
			case 2:
				line[i] += above[i]
			case 3:
				line[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				line[i] += paeth(left, above[i], corner)
			default:
				return nil, malformed("predictor of a row")
			}
		}
		out = append(out, line...)
		above = line
	}
	return out, nil
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	da, db, dc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case da <= db && da <= dc:
		return a
	case db <= dc:
		return b
	}
	return c
}

func abs(v int) int {
	if v < 0 {
		return -v
	}
	return v
}

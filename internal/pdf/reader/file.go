package reader

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
)

// file is the objects of one PDF.
type file struct {
	data    []byte
	trailer Dict
	places  []place
	cache   map[Ref]Value
	packs   map[Ref]*pack
}

type place struct {
	kind   byte // 0 free, 1 at an offset, 2 in a stream
	offset int  // or the stream's number
	index  int
}

// pack is an object stream taken apart.
type pack struct {
	data  []byte
	refs  []Ref
	start []int
}

// maxUnpacked bounds what one stream may unpack to.
const maxUnpacked = 64 << 20

func open(data []byte) (*file, error) {
	f := &file{data: data, cache: map[Ref]Value{}, packs: map[Ref]*pack{}}
	if !bytes.HasPrefix(data, []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")) {
		return nil, fmt.Errorf("%w: header", ErrForeign)
	}
	const mark = "startxref\n"
	at := bytes.LastIndex(data, []byte(mark))
	if at < 0 || bytes.Index(data, []byte(mark)) != at {
		return nil, fmt.Errorf("%w: startxref", ErrForeign)
	}
	tail, ok := bytes.CutSuffix(data[at+len(mark):], []byte("\n%%EOF\n"))
	if !ok {
		return nil, fmt.Errorf("%w: end of file", ErrForeign)
	}
	start, err := strconv.Atoi(string(tail))
	if err != nil || start < 0 || start >= at {
		return nil, fmt.Errorf("%w: startxref", ErrForeign)
	}
	table, err := f.streamAt(start, 0)
	if err != nil {
		return nil, err
	}
	f.trailer = table.Dict
	if err := f.checkID(start); err != nil {
		return nil, err
	}
	return f, f.readPlaces(table)
}

// checkID compares the file's identifier with the digest of its content: a
// changed byte is found here.
func (f *file) checkID(table int) error {
	ids, _ := f.trailer["ID"].(Array)
	sum := sha256.Sum256(f.data[:table])
	if len(ids) != 2 {
		return fmt.Errorf("%w: file identifier", ErrForeign)
	}
	for _, id := range ids {
		if s, _ := id.(String); !bytes.Equal(s, sum[:16]) {
			return fmt.Errorf("%w: the file identifier is not the digest of the content", ErrForeign)
		}
	}
	return nil
}

func (f *file) readPlaces(table *Stream) error {
	size, _ := table.Dict["Size"].(Number)
	const row = 7
	if len(table.Data) != row*int(size) {
		return fmt.Errorf("%w: cross-reference table", ErrForeign)
	}
	for i := range int(size) {
		r := table.Data[row*i:]
		p := place{r[0], int(r[1])<<24 | int(r[2])<<16 | int(r[3])<<8 | int(r[4]), int(r[5])<<8 | int(r[6])}
		if i > 0 && p.kind == 1 && p.offset == 0 {
			return fmt.Errorf("%w: object %d was never written", ErrForeign, i)
		}
		f.places = append(f.places, p)
	}
	return nil
}

// get gives an object; a reference to nothing is an error, not null.
func (f *file) get(r Ref) (Value, error) {
	if v, ok := f.cache[r]; ok {
		return v, nil
	}
	if r <= 0 || int(r) >= len(f.places) {
		return nil, fmt.Errorf("%w: there is no object %d", ErrForeign, r)
	}
	var v Value
	var err error
	switch p := f.places[r]; p.kind {
	case 1:
		v, err = f.streamAt(p.offset, r)
	case 2:
		v, err = f.packed(Ref(p.offset), p.index, r)
	default:
		err = fmt.Errorf("%w: object %d is free", ErrForeign, r)
	}
	if err != nil {
		return nil, err
	}
	f.cache[r] = v
	return v, nil
}

// streamAt reads a stream object; number 0 takes any.
func (f *file) streamAt(offset int, number Ref) (*Stream, error) {
	if offset < 0 || offset >= len(f.data) {
		return nil, fmt.Errorf("%w: offset %d", ErrForeign, offset)
	}
	l := &lexer{b: f.data, at: offset}
	n, err := l.next()
	if err != nil {
		return nil, err
	}
	if got, ok := n.(Number); !ok || number != 0 && Ref(got) != number || !l.peek(" 0 obj\n") {
		return nil, l.fail("object head")
	}
	l.at += len(" 0 obj\n")
	v, err := l.next()
	if err != nil {
		return nil, err
	}
	d, ok := v.(Dict)
	length, _ := d["Length"].(Number)
	if !ok || !l.peek("stream\n") || length < 0 {
		return nil, l.fail("stream")
	}
	start := l.at + len("stream\n")
	end := start + int(length)
	if end > len(f.data) || !bytes.HasPrefix(f.data[end:], []byte("\nendstream\nendobj\n")) {
		return nil, l.fail("stream length")
	}
	data, err := unpack(d, f.data[start:end])
	if err != nil {
		return nil, err
	}
	return &Stream{d, data}, nil
}

func unpack(d Dict, data []byte) ([]byte, error) {
	switch d["Filter"] {
	case nil, Name("DCTDecode"):
		return data, nil
	case Name("FlateDecode"):
	default:
		return nil, fmt.Errorf("%w: filter %v", ErrForeign, d["Filter"])
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForeign, err)
	}
	out, err := io.ReadAll(io.LimitReader(z, maxUnpacked))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForeign, err)
	}
	return out, nil
}

func (f *file) packed(stream Ref, index int, number Ref) (Value, error) {
	p, err := f.pack(stream)
	if err != nil {
		return nil, err
	}
	if index >= len(p.refs) || p.refs[index] != number {
		return nil, fmt.Errorf("%w: object %d is not where the table says", ErrForeign, number)
	}
	l := &lexer{b: p.data, at: p.start[index]}
	return l.next()
}

func (f *file) pack(r Ref) (*pack, error) {
	if p, ok := f.packs[r]; ok {
		return p, nil
	}
	if int(r) >= len(f.places) || f.places[r].kind != 1 {
		return nil, fmt.Errorf("%w: object stream %d", ErrForeign, r)
	}
	s, err := f.streamAt(f.places[r].offset, r)
	if err != nil {
		return nil, err
	}
	n, _ := s.Dict["N"].(Number)
	first, _ := s.Dict["First"].(Number)
	if first < 0 || int(first) > len(s.Data) {
		return nil, fmt.Errorf("%w: object stream %d", ErrForeign, r)
	}
	p := &pack{data: s.Data}
	l := &lexer{b: s.Data[:int(first)]}
	for range int(n) {
		num, err1 := l.next()
		at, err2 := l.next()
		nv, ok1 := num.(Number)
		av, ok2 := at.(Number)
		if err1 != nil || err2 != nil || !ok1 || !ok2 {
			return nil, fmt.Errorf("%w: object stream %d", ErrForeign, r)
		}
		p.refs = append(p.refs, Ref(nv))
		p.start = append(p.start, int(first)+int(av))
	}
	f.packs[r] = p
	return p, nil
}

// resolve follows a reference.
func (f *file) resolve(v Value) (Value, error) {
	if r, ok := v.(Ref); ok {
		return f.get(r)
	}
	return v, nil
}

// dict follows a reference to a dictionary, or to a stream's.
func (f *file) dict(v Value, what string) (Dict, error) {
	v, err := f.resolve(v)
	if err != nil {
		return nil, err
	}
	switch v := v.(type) {
	case Dict:
		return v, nil
	case *Stream:
		return v.Dict, nil
	}
	return nil, fmt.Errorf("%w: %s is no dictionary", ErrForeign, what)
}

func (f *file) array(v Value, what string) (Array, error) {
	v, err := f.resolve(v)
	if err != nil {
		return nil, err
	}
	a, ok := v.(Array)
	if !ok {
		return nil, fmt.Errorf("%w: %s is no array", ErrForeign, what)
	}
	return a, nil
}

// Streams gives every stream of a file, unpacked, in the order of their
// numbers: what a document costs to compress can be measured with it.
func Streams(data []byte) ([]*Stream, error) {
	f, err := open(data)
	if err != nil {
		return nil, err
	}
	var list []*Stream
	for n, p := range f.places {
		if p.kind != 1 {
			continue
		}
		s, err := f.streamAt(p.offset, Ref(n))
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

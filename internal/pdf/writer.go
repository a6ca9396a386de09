package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
)

// objectsPerStream is how many objects share an object stream: many enough
// for deflate to find what they have in common, few enough for a viewer to
// reach one of them quickly.
const objectsPerStream = 400

// writer writes the objects of one file as they come: streams at once,
// everything else gathered in object streams (ISO 32000-1 7.5.7), then a
// cross-reference stream. The file's identifier is a digest of its content, so
// the same input gives the same bytes.
type writer struct {
	out    io.Writer
	err    error // the first; everything after it is dropped
	offset int64
	digest hash.Hash
	places []place // by Ref; the first is unused
	pack   []byte  // objects waiting for their stream
	index  []packed
	buf    []byte // deflated data, reused
	line   []byte // heads of objects, reused
}

// place is where an object is: at an offset, or in a stream at an index.
type place struct {
	offset int64
	stream Ref
	index  int
}

type packed struct {
	ref Ref
	at  int
}

func newWriter(out io.Writer) *writer {
	w := &writer{out: out, digest: sha256.New(), places: make([]place, 1, 256), pack: make([]byte, 0, 24<<10)}
	w.write([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
	return w
}

// alloc reserves an object number.
func (w *writer) alloc() Ref {
	w.places = append(w.places, place{})
	return Ref(len(w.places) - 1)
}

func (w *writer) write(b []byte) {
	if w.err != nil {
		return
	}
	w.digest.Write(b)
	n, err := w.out.Write(b)
	w.offset += int64(n)
	if err != nil {
		w.err = fmt.Errorf("writing the PDF: %w", err)
	}
}

// begin starts an object other than a stream; the caller appends its value to
// the bytes returned and hands them to end.
func (w *writer) begin(r Ref) []byte {
	w.index = append(w.index, packed{r, len(w.pack)})
	return w.pack
}

func (w *writer) end(b []byte) {
	w.pack = append(b, '\n')
	if len(w.index) == objectsPerStream {
		w.flush()
	}
}

// flush writes the object stream of the objects gathered.
func (w *writer) flush() {
	if len(w.index) == 0 {
		return
	}
	stream := w.alloc()
	var head []byte
	for i, o := range w.index {
		w.places[o.ref] = place{stream: stream, index: i}
		head = appendInt(head, int(o.ref))
		head = appendInt(append(head, ' '), o.at)
		head = append(head, ' ')
	}
	dict := fmt.Appendf(nil, "/Type/ObjStm/N %d/First %d", len(w.index), len(head))
	w.deflated(stream, dict, append(head, w.pack...))
	w.index, w.pack = w.index[:0], w.pack[:0]
}

// stream writes a stream whose data is already encoded; dict holds the entries
// besides the length.
func (w *writer) stream(r Ref, dict, data []byte) {
	w.places[r] = place{offset: w.offset}
	b := appendInt(w.line[:0], int(r))
	b = append(append(b, " 0 obj\n<<"...), dict...)
	b = appendInt(append(b, "/Length "...), len(data))
	b = append(b, ">>stream\n"...)
	w.write(b)
	w.line = b
	w.write(data)
	w.write([]byte("\nendstream\nendobj\n"))
}

// deflated writes a stream, compressing its data.
func (w *writer) deflated(r Ref, dict, data []byte) {
	w.buf = deflate(w.buf[:0], data)
	w.stream(r, append(dict, "/Filter/FlateDecode"...), w.buf)
}

// finish writes the cross-reference stream, which also is the trailer (7.5.8).
func (w *writer) finish(root, info Ref) error {
	w.flush()
	table := w.alloc()
	start := w.offset
	w.places[table] = place{offset: start}
	rows := make([]byte, 0, 7*len(w.places))
	rows = append(rows, 0, 0, 0, 0, 0, 0xff, 0xff) // object 0, head of the free list
	for _, p := range w.places[1:] {
		if p.stream != 0 {
			rows = append(rows, 2)
			rows = binary.BigEndian.AppendUint32(rows, uint32(p.stream))
			rows = binary.BigEndian.AppendUint16(rows, uint16(p.index))
			continue
		}
		rows = append(rows, 1)
		rows = binary.BigEndian.AppendUint32(rows, uint32(p.offset))
		rows = append(rows, 0, 0)
	}
	id := w.digest.Sum(nil)[:16]
	dict := fmt.Appendf(nil, "/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%X><%X>]", len(w.places), root, info, id, id)
	w.deflated(table, dict, rows)
	w.write(fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", start))
	return w.err
}

// fail records an error met while drawing; the first one ends the file.
func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

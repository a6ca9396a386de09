package foreign

// entry says where an object is (7.5.4, table 18).
type entry struct {
	kind kind
	at   int // offset, or number of the object stream
	gen  int // generation, or index in the stream
}

type kind byte

const (
	free kind = iota
	placed
	packed
)

type span struct{ start, end int }

// section is the cross-reference section of one revision.
type section struct {
	start   int
	stop    int // end of the table and its trailer
	entries map[int]entry
	trailer Dict
	tables  []span // bytes of tables and cross-reference streams
	streams []int  // numbers of the cross-reference streams
}

// previous gives the place of the section before (7.5.5).
func (s *section) previous() (at int, found bool, err error) {
	v, ok := s.trailer["Prev"]
	if !ok {
		return 0, false, nil
	}
	n, ok := v.(Number)
	if !ok || n < 0 || n != Number(int(n)) {
		return 0, false, malformed("place of the revision before")
	}
	return int(n), true, nil
}

func (f *File) section(at int) (*section, error) {
	if at < 0 || at >= len(f.Data) {
		return nil, malformed("cross-reference section at byte %d", at)
	}
	s := &section{start: at, entries: map[int]entry{}}
	l := f.lexer(at)
	if !l.accept("xref") {
		o, err := f.xrefStream(s, at)
		if err == nil {
			s.trailer, s.stop = o.value.(*Stream).Dict, o.end
		}
		return s, err
	}
	if err := f.table(s, l); err != nil {
		return nil, err
	}
	s.stop = l.at
	s.tables = append(s.tables, span{at, l.at})
	hybrid, ok := s.trailer["XRefStm"].(Number)
	if !ok {
		return s, nil
	}
	// Objects that only newer programs see (7.5.8.4): those the table leaves
	// free. An object with two places would be two things to two programs.
	more := &section{entries: map[int]entry{}}
	if _, err := f.xrefStream(more, int(hybrid)); err != nil {
		return nil, err
	}
	for num, e := range more.entries {
		if old, ok := s.entries[num]; ok && old.kind != free && old != e {
			return nil, malformed("object %d has two places", num)
		}
		if old := s.entries[num]; old.kind == free {
			s.entries[num] = e
		}
	}
	s.tables = append(s.tables, more.tables...)
	s.streams = append(s.streams, more.streams...)
	return s, nil
}

func (f *File) add(s *section, num int, e entry) error {
	if f.entries--; f.entries < 0 {
		return ErrTooMuch
	}
	if old, ok := s.entries[num]; ok && old != e {
		return malformed("object %d has two places", num)
	}
	s.entries[num] = e
	return nil
}

// table reads a classic table and its trailer (7.5.4, 7.5.5).
func (f *File) table(s *section, l *lexer) error {
	for !l.accept("trailer") {
		first, err := l.integer()
		if err != nil {
			return err
		}
		count, err := l.integer()
		if err != nil {
			return err
		}
		for num := first; num < first+count; num++ {
			at, err1 := l.integer()
			gen, err2 := l.integer()
			if err1 != nil || err2 != nil {
				return l.fail("row of a cross-reference table")
			}
			e := entry{kind: free}
			switch {
			case l.accept("n"):
				e = entry{placed, at, gen}
			case l.accept("f"):
			default:
				return l.fail("row of a cross-reference table")
			}
			if err := f.add(s, num, e); err != nil {
				return err
			}
		}
	}
	v, err := l.next()
	if err != nil {
		return err
	}
	d, ok := v.(Dict)
	if !ok {
		return l.fail("trailer")
	}
	s.trailer = d
	return nil
}

// xrefStream reads a cross-reference stream (7.5.8).
func (f *File) xrefStream(s *section, at int) (object, error) {
	o, err := f.objectAt(-1, at)
	if err != nil {
		return o, err
	}
	stream, ok := o.value.(*Stream)
	if !ok || stream.Dict["Type"] != Name("XRef") {
		return o, malformed("cross-reference section at byte %d", at)
	}
	for _, k := range []Name{"Filter", "DecodeParms", "W", "Index", "Size"} {
		if _, indirect := stream.Dict[k].(Ref); indirect {
			return o, malformed("cross-reference stream that needs itself")
		}
	}
	data, err := f.unpack(-1, stream)
	if err != nil {
		return o, err
	}
	s.tables = append(s.tables, span{at, o.end})
	s.streams = append(s.streams, o.num)
	w, err := widths(stream.Dict)
	if err != nil {
		return o, err
	}
	index, _ := stream.Dict["Index"].(Array)
	if index == nil {
		index = Array{Number(0), stream.Dict["Size"]}
	}
	return o, f.rows(s, w, index, data)
}

func widths(d Dict) (w [3]int, err error) {
	list, _ := d["W"].(Array)
	if len(list) != 3 {
		return w, malformed("widths of a cross-reference stream")
	}
	total := 0
	for i, v := range list {
		n, ok := v.(Number)
		if !ok || n < 0 || n > 8 {
			return w, malformed("widths of a cross-reference stream")
		}
		w[i] = int(n)
		total += w[i]
	}
	if total == 0 {
		return w, malformed("widths of a cross-reference stream")
	}
	return w, nil
}

func (f *File) rows(s *section, w [3]int, index Array, data []byte) error {
	width := w[0] + w[1] + w[2]
	for i := 0; i+1 < len(index); i += 2 {
		first, ok1 := index[i].(Number)
		count, ok2 := index[i+1].(Number)
		if !ok1 || !ok2 || first < 0 || count < 0 || count > maxEntries || first > 1<<31 {
			return malformed("index of a cross-reference stream")
		}
		for num := int(first); num < int(first)+int(count); num++ {
			if len(data) < width {
				return malformed("cross-reference stream that ends early")
			}
			e, err := row(w, data)
			if err != nil {
				return err
			}
			if err := f.add(s, num, e); err != nil {
				return err
			}
			data = data[width:]
		}
	}
	return nil
}

func row(w [3]int, data []byte) (entry, error) {
	v := [3]int{1, 0, 0} // the kind is 1 when it has no width (table 17)
	for i, n := range w {
		if n > 0 {
			v[i] = 0
		}
		for ; n > 0; n-- {
			if v[i] >= 1<<40 {
				return entry{}, malformed("number in a cross-reference stream")
			}
			v[i] = v[i]<<8 | int(data[0])
			data = data[1:]
		}
	}
	switch v[0] {
	case 0:
		return entry{kind: free}, nil
	case 1:
		return entry{placed, v[1], v[2]}, nil
	case 2:
		return entry{packed, v[1], v[2]}, nil
	}
	return entry{}, malformed("kind %d in a cross-reference stream", v[0])
}

package foreign

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"

	"concerta/internal/pdf/syntax"
)

// Limits of one file: what an act signed by sixty people, rewritten by every
// program in between, stays far below.
const (
	maxRevisions = 64
	maxEntries   = 1 << 18
	maxValues    = 1 << 19
	maxInflate   = 32 << 20
	maxNested    = 8       // objects needed to read an object
	maxSteps     = 1 << 25 // of walking over what was read
)

// File is a PDF and its revisions, the oldest first.
type File struct {
	Data []byte

	sections []*section
	ends     []int // set by Layout
	own      int   // bytes at the start that count against no limit
	entries  int   // what may still be read
	values   int
	inflate  int
	nested   int
	steps    int
	plenty   int // for what is our own

	objects map[int]object // by offset
	packs   map[int]*pack  // by offset of the stream
}

type object struct {
	num, gen int
	value    Value
	end      int
}

// pack is an object stream taken apart (7.5.7).
type pack struct {
	data   []byte
	own    bool
	nums   []int
	starts []int
	values map[int]Value
}

// Open reads the cross-reference sections of a file, from the last one back
// (7.5.4, 7.5.8). Objects are read when they are asked for. The first own bytes
// are of a file that this program made, and count against no limit.
func Open(ctx context.Context, data []byte, own int) (*File, error) {
	f := &File{
		Data: data, own: own, entries: maxEntries, values: maxValues, inflate: maxInflate, steps: maxSteps, plenty: math.MaxInt,
		objects: map[int]object{}, packs: map[int]*pack{},
	}
	const mark = "startxref"
	at := bytes.LastIndex(data, []byte(mark))
	if at < 0 {
		return nil, malformed("no startxref")
	}
	l := f.lexer(at + len(mark))
	next, err := l.integer()
	if err != nil {
		return nil, err
	}
	seen := map[int]bool{}
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("reading the PDF: %w", err)
		}
		if seen[next] || len(f.sections) == maxRevisions {
			return nil, malformed("too many revisions, or one that comes before itself")
		}
		seen[next] = true
		s, err := f.section(next)
		if err != nil {
			return nil, err
		}
		f.sections = append(f.sections, s)
		next, more, err = s.previous()
		if err != nil {
			return nil, err
		}
	}
	slices.Reverse(f.sections)
	return f, nil
}

func (f *File) lexer(at int) *lexer {
	if at < 0 || at > len(f.Data) {
		at = len(f.Data)
	}
	return &lexer{b: f.Data, at: at, left: f.budget(at < f.own)}
}

func (f *File) budget(own bool) *int {
	if own {
		return &f.plenty
	}
	return &f.values
}

// Spend takes n steps of walking over the objects, of which a file has only so
// many: what is shared can be walked over again and again.
func (f *File) Spend(n int) error {
	if f.steps -= n; f.steps < 0 {
		return ErrTooMuch
	}
	return nil
}

// Revisions is how many revisions the file has.
func (f *File) Revisions() int { return len(f.sections) }

// Trailer is the trailer of a revision.
func (f *File) Trailer(rev int) Dict { return f.sections[rev].trailer }

// Start is where the cross-reference section of a revision stands.
func (f *File) Start(rev int) int { return f.sections[rev].start }

// lookup finds where an object is as of a revision.
func (f *File) lookup(rev, num int) (entry, bool) {
	for i := rev; i >= 0; i-- {
		if e, ok := f.sections[i].entries[num]; ok {
			return e, e.kind != free
		}
	}
	return entry{}, false
}

// Has tells whether a number is in use as of a revision.
func (f *File) Has(rev, num int) bool {
	_, ok := f.lookup(rev, num)
	return ok
}

// Get gives an object as of a revision; nil when there is none (7.3.10).
func (f *File) Get(rev int, r Ref) (Value, error) {
	e, ok := f.lookup(rev, r.Num)
	switch {
	case !ok:
		return nil, nil //nolint:nilnil // null is an object
	case e.kind == packed:
		if r.Gen != 0 {
			return nil, nil //nolint:nilnil // null is an object
		}
		return f.packedValue(rev, r.Num, e)
	case e.gen != r.Gen:
		return nil, nil //nolint:nilnil // null is an object
	}
	o, err := f.objectAt(rev, e.at)
	if err != nil {
		return nil, err
	}
	if o.num != r.Num || o.gen != r.Gen {
		return nil, malformed("object %d is not at byte %d", r.Num, e.at)
	}
	return o.value, nil
}

// Resolve follows a reference.
func (f *File) Resolve(rev int, v Value) (Value, error) {
	for range maxNested {
		r, ok := v.(Ref)
		if !ok {
			return v, nil
		}
		var err error
		if v, err = f.Get(rev, r); err != nil {
			return nil, err
		}
	}
	return nil, malformed("references that lead to references")
}

// Dict resolves a dictionary, or a stream's; nil when it is something else.
func (f *File) Dict(rev int, v Value) (Dict, error) {
	v, err := f.Resolve(rev, v)
	if err != nil {
		return nil, err
	}
	switch v := v.(type) {
	case Dict:
		return v, nil
	case *Stream:
		return v.Dict, nil
	}
	return nil, nil //nolint:nilnil // the absent dictionary
}

// Array resolves an array; nil when it is something else.
func (f *File) Array(rev int, v Value) (Array, error) {
	v, err := f.Resolve(rev, v)
	a, _ := v.(Array)
	return a, err
}

// Unpacked gives the data of a stream that is not compressed, or deflated.
func (f *File) Unpacked(rev int, s *Stream) ([]byte, error) { return f.unpack(rev, s) }

// enter guards against objects that are needed to read themselves.
func (f *File) enter() error {
	if f.nested++; f.nested > maxNested {
		return malformed("objects needed to read themselves")
	}
	return nil
}

// objectAt reads the object that starts at an offset (7.3.10).
func (f *File) objectAt(rev, at int) (object, error) {
	if o, ok := f.objects[at]; ok {
		return o, nil
	}
	if err := f.enter(); err != nil {
		return object{}, err
	}
	defer func() { f.nested-- }()
	if at < 0 || at >= len(f.Data) {
		return object{}, malformed("object outside the file, at byte %d", at)
	}
	l := f.lexer(at)
	num, err1 := l.integer()
	gen, err2 := l.integer()
	if err1 != nil || err2 != nil || !l.accept("obj") {
		return object{}, l.fail("no object")
	}
	v, err := l.next()
	if err != nil {
		return object{}, err
	}
	if _, ok := v.(keyword); ok {
		return object{}, l.fail("word instead of an object")
	}
	if d, ok := v.(Dict); ok && l.accept("stream") {
		if v, err = f.stream(rev, d, l); err != nil {
			return object{}, err
		}
	}
	if !l.accept("endobj") {
		return object{}, l.fail("object without end")
	}
	o := object{num, gen, v, l.at}
	f.objects[at] = o
	return o, nil
}

// stream reads what follows the word stream (7.3.8).
func (f *File) stream(rev int, d Dict, l *lexer) (*Stream, error) {
	switch {
	case l.peek("\r\n"):
		l.at += 2
	case l.peek("\n"):
		l.at++
	default:
		return nil, l.fail("stream without line end")
	}
	length := d["Length"]
	if _, ok := length.(Ref); ok {
		if rev < 0 {
			return nil, l.fail("length of a cross-reference stream")
		}
		var err error
		if length, err = f.Resolve(rev, length); err != nil {
			return nil, err
		}
	}
	n, ok := length.(Number)
	if !ok || n < 0 || int(n) > len(l.b)-l.at {
		return nil, l.fail("stream length")
	}
	s := &Stream{Dict: d, Raw: l.b[l.at : l.at+int(n)], own: l.at < f.own}
	l.at += int(n)
	for l.at < len(l.b) && syntax.IsSpace(l.b[l.at]) {
		l.at++
	}
	if !l.peek("endstream") {
		return nil, l.fail("stream of another length")
	}
	l.at += len("endstream")
	return s, nil
}

func (f *File) packedValue(rev, num int, e entry) (Value, error) {
	p, err := f.pack(rev, e.at)
	if err != nil {
		return nil, err
	}
	i := e.gen
	if i >= len(p.nums) || p.nums[i] != num {
		return nil, malformed("object %d is not in stream %d", num, e.at)
	}
	if v, ok := p.values[i]; ok {
		return v, nil
	}
	l := &lexer{b: p.data, at: p.starts[i], base: -1 - len(p.data), left: f.budget(p.own)}
	v, err := l.next()
	if err != nil {
		return nil, err
	}
	if _, ok := v.(keyword); ok {
		return nil, malformed("word instead of object %d", num)
	}
	p.values[i] = v
	return v, nil
}

// pack takes an object stream apart (7.5.7).
func (f *File) pack(rev, num int) (*pack, error) {
	e, ok := f.lookup(rev, num)
	if !ok || e.kind != placed {
		return nil, malformed("object stream %d", num)
	}
	if p, ok := f.packs[e.at]; ok {
		return p, nil
	}
	o, err := f.objectAt(rev, e.at)
	if err != nil {
		return nil, err
	}
	s, ok := o.value.(*Stream)
	if !ok || o.num != num || s.Dict["Type"] != Name("ObjStm") {
		return nil, malformed("object stream %d", num)
	}
	if err := f.enter(); err != nil {
		return nil, err
	}
	defer func() { f.nested-- }()
	data, err := f.unpack(rev, s)
	if err != nil {
		return nil, err
	}
	n, ok1 := s.Dict["N"].(Number)
	first, ok2 := s.Dict["First"].(Number)
	if !ok1 || !ok2 || n < 0 || first < 0 || int(first) > len(data) || int(n) > len(data) {
		return nil, malformed("object stream %d", num)
	}
	p := &pack{data: data, own: s.own, values: map[int]Value{}}
	l := &lexer{b: data[:int(first)], base: -1 - len(data), left: f.budget(s.own)}
	for range int(n) {
		number, err1 := l.integer()
		at, err2 := l.integer()
		if err1 != nil || err2 != nil || at > len(data)-int(first) {
			return nil, malformed("object stream %d", num)
		}
		p.nums = append(p.nums, number)
		p.starts = append(p.starts, int(first)+at)
	}
	f.packs[e.at] = p
	return p, nil
}

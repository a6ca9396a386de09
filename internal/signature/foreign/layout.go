package foreign

import (
	"bytes"
	"cmp"
	"slices"

	"concerta/internal/pdf/syntax"
)

// Layout checks that the revisions stand one after the other: each ends with
// its own startxref and %%EOF, and none says where an object is that a later
// one brings. The first revision counts as one up to its own end.
func (f *File) Layout() error {
	from := 0
	for rev, s := range f.sections {
		if s.start < from {
			return malformed("revision %d stands before the one it follows", rev+1)
		}
		end, err := f.ending(s)
		if err != nil {
			return err
		}
		if err := s.inside(from, end); err != nil {
			return err
		}
		f.ends = append(f.ends, end)
		from = end
	}
	return nil
}

// inside checks that a section's tables and objects are where it could know them.
func (s *section) inside(from, end int) error {
	size, ok := s.trailer["Size"].(Number)
	if !ok {
		return malformed("trailer without size")
	}
	for num, e := range s.entries {
		if e.kind == placed && (e.at >= end || e.gen != 0) {
			return malformed("object %d is in a later revision, or has a generation", num)
		}
		if e.kind != free && num >= int(size) {
			return malformed("object %d is beyond the size of the file", num)
		}
	}
	for _, t := range s.tables {
		if t.start < from || t.end > end {
			return malformed("cross-reference table of another revision")
		}
	}
	return nil
}

// ending finds the end of a revision: startxref with its own place, %%EOF and
// a line end.
func (f *File) ending(s *section) (int, error) {
	l := f.lexer(s.stop)
	skip := func() {
		for l.at < len(l.b) && syntax.IsSpace(l.b[l.at]) {
			l.at++
		}
	}
	skip()
	if l.token() != "startxref" {
		return 0, l.fail("no startxref after a cross-reference section")
	}
	skip()
	at, err := l.integer()
	if err != nil || at != s.start {
		return 0, l.fail("startxref of another section")
	}
	skip()
	if !l.peek("%%EOF") {
		return 0, l.fail("revision without end")
	}
	l.at += len("%%EOF")
	switch {
	case l.peek("\r\n"):
		l.at += 2
	case l.peek("\n"), l.peek("\r"):
		l.at++
	}
	return l.at, nil
}

// End is where a revision ends; Layout comes first.
func (f *File) End(rev int) int { return f.ends[rev] }

// Tail is what follows the last revision, white space apart.
func (f *File) Tail() []byte {
	return bytes.Trim(f.Data[f.ends[len(f.ends)-1]:], " \r\n\t\f\x00")
}

// Hidden tells whether a revision has bytes that none of its objects and
// tables account for, or that two of them share: what a program finds there
// that mends the file by searching it is not what the tables say.
func (f *File) Hidden(rev int) (bool, error) {
	from := 0
	if rev > 0 {
		from = f.ends[rev-1]
	}
	s := f.sections[rev]
	holders := map[int]bool{}
	for _, e := range s.entries {
		if e.kind == packed {
			holders[e.at] = true
		}
	}
	for num, e := range s.entries {
		if e.kind != placed || e.at < from || slices.Contains(s.streams, num) {
			continue
		}
		if extra, err := f.unlisted(rev, num, e.at, holders[num]); extra || err != nil {
			return extra, err
		}
	}
	spans := slices.Clone(s.tables)
	for num, e := range s.entries {
		if e.kind != placed || e.at < from {
			continue
		}
		if slices.Contains(s.streams, num) && slices.ContainsFunc(s.tables, func(t span) bool { return t.start == e.at }) {
			continue
		}
		o, err := f.objectAt(rev, e.at)
		if err != nil {
			return false, err
		}
		// White space may stand between a place and its object.
		spans = append(spans, span{e.at, o.end})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	at := from
	for _, p := range spans {
		if p.start < at || !blank(f.Data[at:p.start]) {
			return true, nil
		}
		at = p.end
	}
	// After the table stands what ending has checked; the table is the last.
	return at != s.stop, nil
}

// unlisted tells whether an object stream holds objects that the table of its
// revision does not look for there.
func (f *File) unlisted(rev, num, at int, used bool) (bool, error) {
	o, err := f.objectAt(rev, at)
	if err != nil {
		return false, err
	}
	s, ok := o.value.(*Stream)
	if !ok || s.Dict["Type"] != Name("ObjStm") {
		return false, nil
	}
	if !used {
		return true, nil // and nothing is unpacked
	}
	p, err := f.pack(rev, num)
	if err != nil {
		return false, err
	}
	for i, n := range p.nums {
		if f.sections[rev].entries[n] != (entry{packed, num, i}) {
			return true, nil
		}
	}
	return false, nil
}

// blank tells whether bytes are white space and short comments in which
// nobody could find an object.
func blank(b []byte) bool {
	l := &lexer{b: b}
	for l.at < len(b) {
		if syntax.IsSpace(b[l.at]) {
			l.at++
			continue
		}
		if b[l.at] != '%' {
			return false
		}
		start := l.at
		for l.at < len(b) && b[l.at] != '\n' && b[l.at] != '\r' {
			l.at++
		}
		comment := b[start:l.at]
		if len(comment) > 200 {
			return false
		}
		for _, w := range []string{"obj", "xref", "trailer", "EOF", "PDF", "stream"} {
			if bytes.Contains(comment, []byte(w)) {
				return false
			}
		}
	}
	return true
}

// Placed are the objects that a revision gives anew, in order of number, with
// those that a stream it gives anew holds: replacing the stream replaces them.
// Object streams and cross-reference streams that come with it are left out,
// unless their numbers were in use.
func (f *File) Placed(rev int) []int {
	s := f.sections[rev]
	set := map[int]bool{}
	holders := map[int]bool{}
	for _, n := range s.streams {
		holders[n] = true
	}
	for num, e := range s.entries {
		set[num] = true
		if e.kind == packed {
			holders[e.at] = true
		}
	}
	if rev > 0 {
		for i := range rev {
			for num, e := range f.sections[i].entries {
				if n, ok := s.entries[e.at]; e.kind == packed && ok && (n.kind == free || f.moved(rev, e.at)) {
					set[num] = true
				}
			}
		}
	}
	for n := range holders {
		if rev == 0 || !f.Has(rev-1, n) {
			delete(set, n)
		} else if f.moved(rev, n) {
			set[n] = true
		}
	}
	out := make([]int, 0, len(set))
	for n := range set {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// moved tells whether a revision gives an object another place than the one
// before.
func (f *File) moved(rev, num int) bool {
	a, ok1 := f.lookup(rev-1, num)
	b, ok2 := f.lookup(rev, num)
	return ok1 != ok2 || a != b
}

// Objects are the references to what a revision gives, in order of number.
func (f *File) Objects(rev int) []Ref {
	out := make([]Ref, 0, len(f.sections[rev].entries))
	for n, e := range f.sections[rev].entries {
		switch e.kind {
		case free:
		case packed:
			out = append(out, Ref{Num: n})
		case placed:
			out = append(out, Ref{n, e.gen})
		}
	}
	slices.SortFunc(out, func(a, b Ref) int { return cmp.Compare(a.Num, b.Num) })
	return out
}

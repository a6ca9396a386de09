// Package foreign reads PDFs that other programs wrote, revision by revision
// (ISO 32000-1 7.5.6): classic cross-reference tables, cross-reference
// streams, both at once, objects in streams. It is bounded in time and memory
// and refuses what two programs could read in two ways; it repairs nothing,
// for a repaired file is not the one that was signed.
package foreign

import (
	"bytes"
	"errors"
	"fmt"
)

var (
	// ErrMalformed says that the file does not follow the rules, or could be
	// read in more than one way.
	ErrMalformed = errors.New("not a PDF that reads in one way only")
	// ErrTooMuch says that reading the file would take too much.
	ErrTooMuch = errors.New("the PDF unpacks to too much")
)

// Value is an object (7.3): nil, bool, Number, Name, String, Array, Dict, Ref
// or *Stream.
type Value any

type (
	// Number is an integer or a real.
	Number float64
	// Name is a name without its slash.
	Name string
	// Array is an array.
	Array []Value
	// Dict is a dictionary.
	Dict map[Name]Value
)

// String is a string and where it stands in the file, delimiters included;
// At is -1 inside an object stream.
type String struct {
	Bytes   []byte
	At, End int
}

// Ref is an indirect reference.
type Ref struct{ Num, Gen int }

// Stream is a stream as it is in the file, not unpacked.
type Stream struct {
	Dict Dict
	Raw  []byte
	own  bool
}

// Equal tells whether two values are the same, references by their numbers.
// The depth of values is bounded when they are read.
func Equal(a, b Value) bool {
	switch a := a.(type) {
	case String:
		b, ok := b.(String)
		return ok && bytes.Equal(a.Bytes, b.Bytes)
	case Array:
		b, ok := b.(Array)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !Equal(a[i], b[i]) {
				return false
			}
		}
		return true
	case Dict:
		b, ok := b.(Dict)
		return ok && equalDicts(a, b)
	case *Stream:
		b, ok := b.(*Stream)
		return ok && equalDicts(a.Dict, b.Dict) && bytes.Equal(a.Raw, b.Raw)
	case nil, bool, Number, Name, Ref:
		switch b.(type) {
		case nil, bool, Number, Name, Ref:
			return a == b
		}
	}
	return false
}

func equalDicts(a, b Dict) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		w, ok := b[k]
		if !ok || !Equal(v, w) {
			return false
		}
	}
	return true
}

func malformed(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrMalformed, fmt.Sprintf(format, args...))
}

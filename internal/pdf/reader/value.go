// Package reader reads the PDFs that package pdf writes, and no others: it is
// strict where a viewer is lenient, so that a file it accepts is exactly what
// was meant. Files from elsewhere are never given to it.
package reader

import "errors"

// ErrForeign says that a file is not one that package pdf writes, or was
// damaged since.
var ErrForeign = errors.New("not a PDF as this program writes them")

// Value is an object: nil, bool, Number, Name, String, Array, Dict, Ref or
// *Stream.
type Value any

type (
	// Number is an integer or a real.
	Number float64
	// Name is a name without its slash.
	Name string
	// String is the bytes of a string.
	String []byte
	// Array is an array.
	Array []Value
	// Dict is a dictionary.
	Dict map[Name]Value
	// Ref is the number of an object.
	Ref int
)

// Stream is a stream with its data unpacked.
type Stream struct {
	Dict Dict
	Data []byte
}

package main

import (
	"errors"
	"io"
	"syscall"

	"concerta/internal/fault"
)

// errOutput is the kind of an output of the program that could not be written.
var errOutput = errors.New("cannot write the output")

// output is a standard stream of the program. Whatever command writes to it, and
// through whatever, an error of writing comes back in words for users.
type output struct {
	to   io.Writer
	name string // "lo standard output"
}

// Write implements [io.Writer].
func (o output) Write(p []byte) (int, error) {
	n, err := o.to.Write(p)
	if err == nil {
		return n, nil
	}
	repair := "liberare spazio, o mandare altrove ciò che il comando scrive, e ripetere"
	if errors.Is(err, syscall.EPIPE) {
		repair = "lasciare che quel programma legga fino in fondo, o mandare in un file ciò che il comando scrive"
	}
	return n, &fault.Error{
		Kind: errOutput, Cause: err,
		What:   o.name + " non si può scrivere: " + fault.Reason(err),
		Repair: repair + "; ciò che era già fatto resta",
	}
}

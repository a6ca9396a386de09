package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/backup"
	"concerta/internal/fault"
	"concerta/internal/produce"
	"concerta/internal/signature"
	"concerta/internal/store"
	"concerta/internal/tabular"
)

// The kinds of failure that only the command line knows.
var (
	errChecks   = errors.New("does not pass its checks")
	errNotFound = errors.New("not found")
)

// exitCode is the one table from kinds of errors to exit codes.
func exitCode(err error) int {
	if err == nil {
		return 0
	}
	for _, k := range []struct {
		kind error
		code int
	}{
		{context.Canceled, 130},
		{errUsage, 2},
		{errChecks, 3},
		{produce.ErrFindings, 3},
		{produce.ErrTemplate, 3},
		{produce.ErrDocument, 3},
		{tabular.ErrTable, 3},
		{archive.ErrConfirm, 3},
		{archive.ErrParity, 3},
		{archive.ErrUnsigned, 3},
		{signature.ErrUnsafe, 3},
		{signature.ErrUnreadable, 3},
		{errLetterhead, 3},
		{errNotFound, 4},
		{store.ErrNotFound, 4},
		{tabular.ErrNoMeeting, 4},
		{archive.ErrNoAct, 4},
		{store.ErrConflict, 5},
		{archive.ErrIssued, 5},
		{archive.ErrChanged, 5},
		{ledger.ErrStep, 5},
		{ledger.ErrAlready, 5},
		{archive.ErrInput, 2},
		{errVerify, 6},
		{backup.ErrFile, 3},
		{ledger.ErrBroken, 6},
		{store.ErrDamaged, 6},
	} {
		if errors.Is(err, k.kind) {
			return k.code
		}
	}
	return 1
}

// report tells the user of err; of several joined, of each.
func report(w io.Writer, err error) {
	for _, f := range told(err) {
		var b bytes.Buffer
		fmt.Fprintf(&b, "concerta: errore: %s\n", printable(f.What))
		if f.Repair != "" {
			fmt.Fprintf(&b, "suggerimento: %s\n", printable(f.Repair))
		}
		_, _ = w.Write(b.Bytes()) // there is nobody left to tell when this fails
	}
}

// told gives what there is to tell of err: the faults in it, without the context,
// which is for programmers, that was put around them on the way.
func told(err error) []*fault.Error {
	var one *fault.Error
	switch x := err.(type) { //nolint:errorlint // the layers are taken off one by one
	case *fault.Error:
		return []*fault.Error{x}
	case interface{ Unwrap() []error }:
		if parts := x.Unwrap(); joined(err, parts) {
			var list []*fault.Error
			for _, e := range parts {
				list = append(list, told(e)...)
			}
			return list
		}
	case interface{ Unwrap() error }:
		if inner := x.Unwrap(); errors.As(inner, &one) {
			return told(inner)
		}
	}
	if errors.As(err, &one) {
		return []*fault.Error{one}
	}
	return []*fault.Error{unexplained(err)}
}

// joined tells whether the parts of err stand beside each other: not one error that
// is of a kind and has a cause.
func joined(err error, parts []error) bool { return err.Error() == errors.Join(parts...).Error() }

// unexplained is for an error that nobody wrote words for.
func unexplained(err error) *fault.Error {
	if errors.Is(err, context.Canceled) {
		return &fault.Error{What: "interrotto", Repair: "i file non ancora finiti non sono stati scritti; ripetere il comando per farli"}
	}
	why := fault.Reason(err)
	var path *fs.PathError
	if errors.As(err, &path) {
		why = path.Path + ": " + fault.Reason(path.Err)
	}
	return &fault.Error{
		What:   "il comando non è riuscito: " + why,
		Repair: "rimediare alla causa, se si può, e ripetere; se succede ancora, mandare queste righe a chi cura il programma",
	}
}

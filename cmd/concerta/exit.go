package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

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
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		if _, one := err.(*fault.Error); !one { //nolint:errorlint // a fault has one thing to say
			for _, e := range several.Unwrap() {
				report(w, e)
			}
			return
		}
	}
	what, repair := err.Error(), fault.Repair(err)
	var told *fault.Error
	var b bytes.Buffer
	switch {
	case errors.As(err, &told):
		what = told.What
	case errors.Is(err, context.Canceled):
		what, repair = "interrotto", "i file non ancora finiti non sono stati scritti; ripetere il comando per farli"
	}
	fmt.Fprintf(&b, "concerta: errore: %s\n", printable(what))
	if repair != "" {
		fmt.Fprintf(&b, "suggerimento: %s\n", printable(repair))
	}
	_, _ = w.Write(b.Bytes()) // there is nobody left to tell when this fails
}

// Package fault is the form of an error that a user reads: what failed and why,
// how to repair it, and which kind of failure it is. The words are Italian; the
// kinds are sentinels of the packages that give them.
package fault

import (
	"errors"
	"io/fs"
	"syscall"
)

// Error is a failure told to a user. Its text is What; Cause stays available to
// errors.Is and errors.As but is never shown.
type Error struct {
	Kind   error  // sentinel that decides the exit code and the HTTP status; may be nil
	What   string // what failed and why, one sentence without a full stop
	Repair string // what to do about it; empty when nothing can be done
	Cause  error  // may be nil
}

func (e *Error) Error() string { return e.What }

// Unwrap gives the kind and the cause.
func (e *Error) Unwrap() []error {
	var errs []error
	if e.Kind != nil {
		errs = append(errs, e.Kind)
	}
	if e.Cause != nil {
		errs = append(errs, e.Cause)
	}
	return errs
}

// Repair is the advice that goes with err, empty when it carries none.
func Repair(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Repair
	}
	return ""
}

// Words are what err says to a user: those of the fault in it, without the context
// that was put around it on the way; its own text when there is no fault.
func Words(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.What
	}
	return err.Error()
}

// Reason says in Italian why the operating system refused, "permesso negato",
// or gives err's own text when it has no words for it.
func Reason(err error) string {
	for _, r := range reasons() {
		if errors.Is(err, r.err) {
			return r.words
		}
	}
	return err.Error()
}

type reason struct {
	err   error
	words string
}

// reasons are tried in order: the precise numbers of the system before the
// portable kinds of package fs, which cover several of them.
func reasons() []reason {
	return []reason{
		{syscall.ENOSPC, "il disco è pieno"},
		{syscall.EDQUOT, "la quota di spazio su disco è esaurita"},
		{syscall.EIO, "il disco dà errore"},
		{syscall.EPIPE, "chi lo riceve ha smesso di leggere"},
		{syscall.EFBIG, "il file supera la dimensione ammessa"},
		{syscall.EROFS, "il disco è in sola lettura"},
		{syscall.EISDIR, "è una cartella, non un file"},
		{syscall.ENOTDIR, "una parte del percorso non è una cartella"},
		{syscall.ELOOP, "il percorso gira su sé stesso, da un collegamento all’altro"},
		{syscall.ENAMETOOLONG, "il nome è troppo lungo"},
		{syscall.EMFILE, "troppi file aperti"},
		{syscall.EADDRINUSE, "l’indirizzo è già in uso"},
		{syscall.EADDRNOTAVAIL, "l’indirizzo non è di questo computer"},
		{fs.ErrPermission, "permesso negato"},
		{fs.ErrNotExist, "non esiste"},
		{fs.ErrExist, "esiste già"},
	}
}

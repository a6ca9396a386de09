package fault_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"concerta/internal/fault"
)

func TestError_CarriesKindAndCause(t *testing.T) {
	kind := errors.New("kind")
	err := fmt.Errorf("saving: %w", &fault.Error{Kind: kind, What: "non riesce", Repair: "riprovare", Cause: fs.ErrPermission})

	if !errors.Is(err, kind) {
		t.Error("the kind is lost")
	}
	if !errors.Is(err, fs.ErrPermission) {
		t.Error("the cause is lost")
	}
	if got := fault.Repair(err); got != "riprovare" {
		t.Errorf("Repair = %q", got)
	}
	if got := fault.Repair(kind); got != "" {
		t.Errorf("Repair of a plain error = %q, want none", got)
	}
}

func TestReason_SpeaksItalian(t *testing.T) {
	_, notThere := os.Open(filepath.Join(t.TempDir(), "manca"))
	for _, c := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, "il disco è pieno"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, "permesso negato"},
		{notThere, "non esiste"},
		{errors.New("altro"), "altro"},
	} {
		if got := fault.Reason(c.err); got != c.want {
			t.Errorf("Reason(%v) = %q, want %q", c.err, got, c.want)
		}
	}
}

func TestWords_AreThoseOfTheFaultAlone(t *testing.T) {
	if got := fault.Words(fmt.Errorf("saving process abc: %w", &fault.Error{What: "c’è già"})); got != "c’è già" {
		t.Errorf("got %q", got)
	}
	if got := fault.Words(errors.New("altro")); got != "altro" {
		t.Errorf("got %q", got)
	}
}

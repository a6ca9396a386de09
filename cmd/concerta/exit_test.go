package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"concerta/internal/fault"
)

// What reaches a user is Italian: the context that errors gather on their way is
// for programmers.
func TestReport_SaysTheWordsForUsersAlone(t *testing.T) {
	known := &fault.Error{Kind: errChecks, What: "il file è sbagliato", Repair: "correggerlo"}
	other := &fault.Error{What: "l’altro pure"}
	const (
		first   = "concerta: errore: il file è sbagliato\nsuggerimento: correggerlo\n"
		second  = "concerta: errore: l’altro pure\n"
		unknown = "suggerimento: rimediare alla causa, se si può, e ripetere; se succede ancora, mandare queste righe a chi cura il programma\n"
	)
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"a fault":               {known, first},
		"wrapped":               {fmt.Errorf("saving process abc: %w", known), first},
		"wrapped twice, closed": {errors.Join(fmt.Errorf("reading: %w", fmt.Errorf("saving: %w", known)), nil), first},
		"two":                   {errors.Join(known, fmt.Errorf("closing: %w", other)), first + second},
		"two, wrapped":          {fmt.Errorf("working: %w", errors.Join(known, other)), first + second},
		"of a kind":             {fmt.Errorf("%w: %w", errNotFound, known), first},
		"interrupted":           {fmt.Errorf("reading: %w", context.Canceled), "concerta: errore: interrotto\nsuggerimento: i file non ancora finiti non sono stati scritti; ripetere il comando per farli\n"},
		"no words":              {errors.New("database is locked"), "concerta: errore: il comando non è riuscito: database is locked\n" + unknown},
		"of a file":             {fmt.Errorf("reading: %w", &fs.PathError{Op: "open", Path: "a.yaml", Err: syscall.EACCES}), "concerta: errore: il comando non è riuscito: a.yaml: permesso negato\n" + unknown},
		"one with words":        {errors.Join(known, errors.New("closing")), first + "concerta: errore: il comando non è riuscito: closing\n" + unknown},
	} {
		var b strings.Builder
		report(&b, c.err)
		if b.String() != c.want {
			t.Errorf("%s: got\n%swant\n%s", name, b.String(), c.want)
		}
	}
}

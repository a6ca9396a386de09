package archive_test

import (
	"errors"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/fault"
)

func TestRestart_TakesTheNumberThatTheCopyReachesAndRefusesALowerOne(t *testing.T) {
	o := archivetest.New(t)
	o.Make(t, archivetest.Notice(archivetest.Casarano))
	last := o.Make(t, archivetest.Pact("approdo"))
	restart := func(n int) error {
		return o.Restart(t.Context(), "Anna ESEMPIO", []archive.LastNumber{{Year: 2013, Number: n}})
	}
	if err := restart(last.Number - 1); !errors.Is(err, archive.ErrInput) || fault.Repair(err) == "" {
		t.Errorf("a number lower than that of the copy: %v", err)
	}
	if err := restart(last.Number); err != nil {
		t.Errorf("nothing was issued after the copy: %v", err)
	}
	if next := o.Make(t, archivetest.Pact("girasole")); next.Number != last.Number+1 {
		t.Errorf("number %d after %d", next.Number, last.Number)
	}
	o.MustVerify(t)
}

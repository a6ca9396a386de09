package archive_test

import (
	"bytes"
	"errors"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
)

func TestReprint_GivesTheBytesThatWereIssuedWhateverTheDataBecame(t *testing.T) {
	o := archivetest.New(t)
	pact := o.Make(t, archivetest.Pact("approdo"))
	o.Make(t, archivetest.Notice(archivetest.Casarano))
	o.Edit(t, archivetest.Casarano, place1, place2)
	again, err := o.Reprint(t.Context(), pact)
	if err != nil {
		t.Fatal(err)
	}
	format, _ := o.Press.Formats().Find("pdf")
	got, err := again.Render(format)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, o.Content(t, pact, ledger.PDF)) {
		t.Error("the copy to print is not the act")
	}
}

func TestReprint_RefusesWhatWouldSaySomethingElse(t *testing.T) {
	o := archivetest.New(t)
	act := o.Make(t, archivetest.Notice(archivetest.Casarano))
	reworded := *act
	reworded.WordingDigest = "another template"
	if _, err := o.Reprint(t.Context(), &reworded); !errors.Is(err, archive.ErrChanged) {
		t.Errorf("with another template: %v", err)
	}
	o.Edit(t, archivetest.Casarano, place1, place2)
	correction := o.Make(t, archivetest.Correction(archivetest.Casarano))
	if _, err := o.Reprint(t.Context(), correction); !errors.Is(err, archive.ErrNoAct) {
		t.Errorf("a correction: %v", err)
	}
}

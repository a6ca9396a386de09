package acts_test

import (
	"errors"
	"slices"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
)

func issued() *acts.Issued {
	return &acts.Issued{
		ID: "casarano-2013/avviso/1", Register: "Repertorio degli atti", Number: 12, Year: 2013,
		Date: process.Date{Year: 2013, Month: 10, Day: 30}, Code: "ABCD-EFGH-JKLM-NPQR",
		VerifyURL: "https://atti.example/verifica/ABCD-EFGH-JKLM-NPQR",
	}
}

func TestIssued_EveryPageSaysNumberAndCode(t *testing.T) {
	m, p := acts.NewMaker(loaded(t)), example(t)
	plain, err := m.Notice(p, acts.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := m.Notice(p, acts.Options{Issued: issued()})
	if err != nil {
		t.Fatal(err)
	}
	revision := plain.Running.Foot[len(plain.Running.Foot)-len("rev. 00000000"):]
	want := []string{"Rep. n. 0000012/2013 · casarano-2013/avviso/1 · " + revision, "codice di verifica ABCD-EFGH-JKLM-NPQR · https://atti.example/verifica"}
	if got := d.Running.FootLines(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if d.Meta.Identifier != "casarano-2013/avviso/1" || !d.Meta.Created.Equal(plain.Meta.Created) {
		t.Errorf("metadata: %+v", d.Meta)
	}
	if i := d.Meta.Issue; i.Kind != "avviso" || i.Number != 12 || i.Year != 2013 || i.Date != "2013-10-30" || i.Register != "Repertorio degli atti" {
		t.Errorf("issue: %+v", i)
	}
	if problems := doc.Check(d, nil); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestIssued_NumberHasSevenDigitsAndNoCap(t *testing.T) {
	for number, want := range map[int]string{0: "", 1: "Rep. n. 0000001/2013", 12345678: "Rep. n. 12345678/2013"} {
		if got := (&acts.Issued{Number: number, Year: 2013}).Printed(); got != want {
			t.Errorf("%d: got %q, want %q", number, got, want)
		}
	}
}

func TestIssued_NeverADraft(t *testing.T) {
	m, p := acts.NewMaker(loaded(t)), example(t)
	if _, err := m.Notice(p, acts.Options{Draft: true, Issued: issued()}); !errors.Is(err, acts.ErrDraft) {
		t.Errorf("a draft: got %v", err)
	}
	p.Minutes = nil
	jobs, err := acts.Jobs(p, acts.Minutes)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Make(p, jobs[0], acts.Options{Issued: issued()}); !errors.Is(err, acts.ErrDraft) {
		t.Errorf("minutes not written: got %v", err)
	}
}

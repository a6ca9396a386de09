package intake_test

import (
	"errors"
	"testing"

	"concerta/internal/intake"
	"concerta/internal/process"
)

func present(name string) process.Presence {
	return process.Presence{Name: name, Quality: process.AsCitizen, Status: process.Present}
}

func TestSetRow_MakesNobodyStandOnARegisterTwice(t *testing.T) {
	p := &process.Process{Attendances: []process.Attendance{{Meeting: "plenaria", Present: []process.Presence{
		present("Greco Ada ESEMPIO"), present("Longo Ivo ESEMPIO"),
	}}}}
	sheet := intake.Sheet{Meeting: "plenaria"}
	second := intake.RowID(present("Longo Ivo ESEMPIO"))
	if err := sheet.SetRow(p, second, "", present("Greco Ada ESEMPIO")); !errors.Is(err, intake.ErrTwice) {
		t.Errorf("another's name: %v", err)
	}
	if got := p.Attendances[0].Present[1].Name; got != "Longo Ivo ESEMPIO" {
		t.Errorf("refused, and the line is of %q", got)
	}
	same := present("Longo Ivo ESEMPIO")
	same.Contact = "000 1"
	if err := sheet.SetRow(p, second, "", same); err != nil || p.Attendances[0].Present[1].Contact != "000 1" {
		t.Errorf("a line in its own place: %v", err)
	}
	if err := sheet.SetRow(p, second, "", present("Ricci Eva ESEMPIO")); err != nil || p.Attendances[0].Present[1].Name != "Ricci Eva ESEMPIO" {
		t.Errorf("a name that nobody has: %v", err)
	}
}

func TestMark_WhoIsOnTheRegisterGetsNoSecondLine(t *testing.T) {
	p := &process.Process{}
	sheet := intake.Sheet{Meeting: "plenaria"}
	late := present("Greco Ada ESEMPIO")
	late.Status = process.Late
	for _, c := range []struct {
		line process.Presence
		want intake.Outcome
	}{{present("Greco Ada ESEMPIO"), intake.Added}, {present("Greco Ada ESEMPIO"), intake.Same}, {late, intake.Changed}} {
		if got := sheet.Mark(p, c.line); got != c.want {
			t.Errorf("%+v: %q, want %q", c.line, got, c.want)
		}
	}
	if got := p.Attendances[0].Present; len(got) != 1 || got[0].Status != process.Late {
		t.Errorf("%+v", got)
	}
}

func TestAdhere_IsOnceForEachBody(t *testing.T) {
	p := &process.Process{}
	if err := intake.Adhere(p, process.Adhesion{By: "odv", Source: process.FromForm}); err != nil {
		t.Fatal(err)
	}
	if err := intake.Adhere(p, process.Adhesion{By: "odv"}); !errors.Is(err, intake.ErrTwice) || len(p.Adhesions) != 1 {
		t.Errorf("%v, %d adhesions", err, len(p.Adhesions))
	}
	if err := intake.Adhere(p, process.Adhesion{By: "coop"}); err != nil {
		t.Errorf("another body: %v", err)
	}
}

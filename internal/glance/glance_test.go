package glance_test

import (
	"slices"
	"testing"
	"time"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/glance"
	"concerta/internal/process"
)

func date(day int) process.Date {
	return process.Date{Year: 2013, Month: time.November, Day: day}
}

// journey is a process with one meeting, on 6 November.
func journey() *process.Process {
	return &process.Process{
		Key: "prova", Title: "Prova",
		Entries: []process.Entry{{Meeting: &process.Meeting{ID: "prima", Date: date(6), Label: "prima sessione"}}},
	}
}

func issued(kind acts.Kind, forWhom string, signers, signed int) *ledger.Act {
	task := string(kind)
	if forWhom != "" {
		task += "_" + forWhom
	}
	a := &ledger.Act{ID: "prova." + task + ".1", Process: "prova"}
	a.Kind, a.Task, a.For, a.Title, a.Number, a.Year = string(kind), task, forWhom, "Atto "+task, 1, 2013
	for range signers {
		a.Signers = append(a.Signers, ledger.Signer{Name: "Anna"})
	}
	for range signed {
		a.Signatures = append(a.Signatures, ledger.Signature{Name: "Anna", Intact: true})
	}
	return a
}

func first(t *testing.T, n glance.Now) glance.Kind {
	t.Helper()
	g := glance.Look(n)
	if len(g.Steps) == 0 {
		return ""
	}
	return g.Steps[0].Kind
}

func TestLook_TheOneNextThingFollowsTheJourney(t *testing.T) {
	p := journey()
	attended := journey()
	attended.Attendances = []process.Attendance{{Meeting: "prima", Present: []process.Presence{{Name: "Anna"}}}}
	notice, published := issued(acts.Notice, "", 2, 2), issued(acts.Notice, "", 2, 2)
	published.Publication = &ledger.PublishedBody{Albo: "1"}
	register := issued(acts.Register, "prima", 0, 0)
	for name, c := range map[string]struct {
		now  glance.Now
		want glance.Kind
	}{
		"errors first":                  {glance.Now{Process: p, Today: date(1), Errors: 2}, glance.Repair},
		"then the notice":               {glance.Now{Process: p, Today: process.Date{Year: 2013, Month: 10, Day: 1}}, glance.Issue},
		"then its signatures":           {glance.Now{Process: p, Today: process.Date{Year: 2013, Month: 10, Day: 1}, Acts: []*ledger.Act{issued(acts.Notice, "", 2, 1)}}, glance.Sign},
		"then its publication":          {glance.Now{Process: p, Today: date(1), Acts: []*ledger.Act{notice}}, glance.Publish},
		"a correction when data change": {glance.Now{Process: p, Today: date(1), Acts: []*ledger.Act{published}, Stale: map[string]bool{published.ID: true}}, glance.Correct},
		"registers of a near meeting":   {glance.Now{Process: p, Today: date(5), Acts: []*ledger.Act{published}}, glance.Print},
		"attendance on the day":         {glance.Now{Process: p, Today: date(6), Acts: []*ledger.Act{published}}, glance.Attendance},
		"and until it is recorded":      {glance.Now{Process: p, Today: date(20), Acts: []*ledger.Act{published}}, glance.Attendance},
		"with an issued register too":   {glance.Now{Process: p, Today: date(6), Acts: []*ledger.Act{published, register}}, glance.Attendance},
		"minutes without one":           {glance.Now{Process: attended, Today: date(7), Acts: []*ledger.Act{published}}, glance.Minutes},
		"minutes once it is recorded":   {glance.Now{Process: attended, Today: date(7), Acts: []*ledger.Act{published, register}}, glance.Minutes},
		"nothing when all is done":      {glance.Now{Process: p, Today: process.Date{Year: 2013, Month: 10, Day: 1}, Acts: []*ledger.Act{published}}, ""},
	} {
		if got := first(t, c.now); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestLook_AnAnnulledActIsNotThere(t *testing.T) {
	a := issued(acts.Notice, "", 2, 2)
	a.Annulment = &ledger.AnnulledBody{Reason: "errore"}
	if got := first(t, glance.Now{Process: journey(), Today: process.Date{Year: 2013, Month: 10, Day: 1}, Acts: []*ledger.Act{a}}); got != glance.Issue {
		t.Errorf("got %q, want the notice to be issued again", got)
	}
}

func TestLook_SaysWhereEachMeetingStands(t *testing.T) {
	register := issued(acts.Register, "prima", 0, 0)
	g := glance.Look(glance.Now{Process: journey(), Today: date(7), Acts: []*ledger.Act{register}, Stale: map[string]bool{register.ID: true}})
	s := g.Meetings["prima"]
	if !s.Past || !slices.Contains(s.Done, "registri emessi") || !slices.Contains(s.Missing, "presenze da registrare") ||
		!slices.Contains(s.Missing, "verbale da emettere") || len(s.Stale) != 1 {
		t.Errorf("got %+v", s)
	}
}

// Printing with one click leaves no trace: after the meeting, and once somebody is
// recorded as present, nobody is asked to print.
func TestLook_PrintingIsAskedInTheDaysBeforeOnly(t *testing.T) {
	p, attended := journey(), journey()
	attended.Attendances = []process.Attendance{{Meeting: "prima", Present: []process.Presence{{Name: "Anna"}}}}
	for _, c := range []struct {
		p    *process.Process
		day  process.Date
		want bool
	}{
		{p, process.Date{Year: 2013, Month: time.October, Day: 20}, false}, {p, date(1), true}, {p, date(6), true}, {p, date(7), false}, {attended, date(6), false},
	} {
		g := glance.Look(glance.Now{Process: c.p, Today: c.day})
		step := slices.ContainsFunc(g.Steps, func(s glance.Step) bool { return s.Kind == glance.Print })
		missing := slices.Contains(g.Meetings["prima"].Missing, "registri da stampare")
		if step != c.want || missing != c.want {
			t.Errorf("on %s: asked %v, missing %v, want %v", c.day.Italian(), step, missing, c.want)
		}
	}
}

func TestLook_AMeetingWithoutADateAsksNothing(t *testing.T) {
	p := journey()
	p.Entries[0].Meeting.Date = process.Date{}
	g := glance.Look(glance.Now{Process: p, Today: date(7)})
	for _, s := range g.Steps {
		if s.Meeting != "" {
			t.Errorf("asked %+v", s)
		}
	}
	if !slices.Contains(g.Meetings["prima"].Missing, "data da comunicare") {
		t.Errorf("got %+v", g.Meetings["prima"])
	}
}

package process_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/process"
)

// gathered is a process with a first session whose presence counts as adhesion,
// and another whose does not; the deadline is 5 November 2013, 12.00.
func gathered() *process.Process {
	return &process.Process{
		Entries: []process.Entry{
			{Meeting: &process.Meeting{ID: "prima", Date: day(2013, 11, 6), Effects: []process.Effect{process.AttendanceIsAdhesion}}},
			{Meeting: &process.Meeting{ID: "seconda", Date: day(2013, 11, 7)}},
		},
		Tables:   []process.ThematicTable{{Number: 1}, {Number: 2}, {Number: 3}},
		Deadline: &process.Deadline{Date: day(2013, 11, 5), Hour: at(12, 0)},
		Organizations: []process.Organization{
			{ID: "odv", Name: "Mano Tesa ESEMPIO", Email: "a@esempio.example"},
			{ID: "muta", Name: "Senza Recapiti ESEMPIO"},
		},
		Citizens: []process.Citizen{{ID: "anna", Name: "D'Amico Anna ESEMPIO", Phone: "000"}},
	}
}

func received(by string, d process.Date, h process.TimeOfDay) process.Adhesion {
	return process.Adhesion{By: by, Received: process.Moment{Date: d, Hour: h}, Tables: []int{2}}
}

func signed(p *process.Process, meeting string, lines ...process.Presence) {
	for i := range lines {
		if lines[i].Status == "" {
			lines[i].Status = process.Present
		}
	}
	p.Attendances = append(p.Attendances, process.Attendance{Meeting: meeting, Present: lines})
}

func TestAdherents(t *testing.T) {
	type P = process.Process
	inTime, late := received("odv", day(2013, 11, 5), at(12, 0)), received("odv", day(2013, 11, 5), at(12, 1))
	decided := func(a process.Adhesion, yes bool) process.Adhesion {
		a.LateTaken = &process.LateDecision{Admitted: yes, Reason: "così"}
		return a
	}
	cases := []struct {
		rule  string
		build func(*P)
		want  []string // "by name basis status tables late"
	}{
		{"nobody", func(*P) {}, nil},
		{"a form in time", func(p *P) { p.Adhesions = []process.Adhesion{inTime} }, []string{"odv scheda ammessa [2]"}},
		{"a late form is kept and waits", func(p *P) { p.Adhesions = []process.Adhesion{late} }, []string{"odv scheda da-decidere [2] late"}},
		{"a late form admitted", func(p *P) { p.Adhesions = []process.Adhesion{decided(late, true)} }, []string{"odv scheda ammessa [2] late"}},
		{"a late form refused", func(p *P) { p.Adhesions = []process.Adhesion{decided(late, false)} }, []string{"odv scheda non-ammessa [2] late"}},
		{"without a deadline nothing is late", func(p *P) { p.Deadline = nil; p.Adhesions = []process.Adhesion{late} }, []string{"odv scheda ammessa [2]"}},
		{"a second form of one body is not a second adhesion", func(p *P) { p.Adhesions = []process.Adhesion{inTime, late} }, []string{"odv scheda ammessa [2]"}},
		{"a form and a presence are one adhesion", func(p *P) {
			p.Adhesions = []process.Adhesion{inTime}
			signed(p, "prima", process.Presence{Name: "Uno", By: "odv", Tables: []int{3}})
		}, []string{"odv scheda ammessa [2]"}},
		{"a late form and a presence are an adhesion by presence", func(p *P) {
			p.Adhesions = []process.Adhesion{late}
			signed(p, "prima", process.Presence{Name: "Uno", By: "odv", Tables: []int{3}})
		}, []string{"odv presenza ammessa [2 3] late"}},
		{"even when it had been refused", func(p *P) {
			p.Adhesions = []process.Adhesion{decided(late, false)}
			signed(p, "prima", process.Presence{Name: "Uno", By: "odv"})
		}, []string{"odv presenza ammessa [2] late"}},
		{"not at a meeting where presence is no adhesion", func(p *P) {
			p.Adhesions = []process.Adhesion{late}
			signed(p, "seconda", process.Presence{Name: "Uno", By: "odv"}, process.Presence{Name: "Due"})
		}, []string{"odv scheda da-decidere [2] late"}},
		{"two people of one body are one adhesion, with the tables of both", func(p *P) {
			signed(p, "prima", process.Presence{Name: "Uno", By: "odv", Tables: []int{3}}, process.Presence{Name: "Due", By: "odv", Tables: []int{1, 3}})
		}, []string{"odv presenza ammessa [1 3]"}},
		{"a body is known by its name too", func(p *P) {
			signed(p, "prima", process.Presence{Name: "Uno", By: "odv"}, process.Presence{Name: "Due", Body: "mano tesa, Esempio"})
		}, []string{"odv presenza ammessa []"}},
		{"a citizen is known by the name in any order", func(p *P) {
			signed(p, "prima", process.Presence{Name: "Dott.ssa Anna D’Amico ESEMPIO", Quality: process.AsCitizen})
		}, []string{"anna presenza ammessa []"}},
		{"auditors do not adhere", func(p *P) {
			signed(p, "prima", process.Presence{Name: "Uno", By: "odv", Quality: process.AsAuditor})
		}, nil},
		{"nor who is absent or excused", func(p *P) {
			signed(p, "prima", process.Presence{Name: "Uno", By: "odv", Status: process.Absent}, process.Presence{Name: "Due", By: "anna", Status: process.Excused})
		}, nil},
		{"who came late, left early or was online does", func(p *P) {
			signed(p, "prima", process.Presence{Name: "Uno", By: "odv", Status: process.Late}, process.Presence{Name: "Due", By: "anna", Status: process.Left}, process.Presence{Name: "Tre", Contact: "000", Status: process.Online})
		}, []string{"odv presenza ammessa []", "anna presenza ammessa []", "<Tre> presenza ammessa []"}},
		{"a walk-in nobody can reach is to be completed", func(p *P) {
			signed(p, "prima", process.Presence{Name: "Uno", By: "muta"}, process.Presence{Name: "Due", Body: "Gruppo ESEMPIO"})
		}, []string{"muta presenza da-completare []", "<Gruppo ESEMPIO> presenza da-completare []"}},
		{"until somebody leaves a contact", func(p *P) {
			signed(p, "prima", process.Presence{Name: "Uno", By: "muta"}, process.Presence{Name: "Due", By: "muta", Contact: "000"})
		}, []string{"muta presenza ammessa []"}},
		{"an adhesion typed in as by presence is never late", func(p *P) {
			a := late
			a.Source = process.FromAttendance
			p.Adhesions = []process.Adhesion{a}
		}, []string{"odv presenza ammessa [2]"}},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			p := gathered()
			c.build(p)
			var got []string
			for _, a := range p.Adherents() {
				by := a.By
				if by == "" {
					by = "<" + a.Name + ">"
				}
				s := fmt.Sprintf("%s %s %s %v", by, a.Basis, a.Status, a.Tables)
				if a.Late {
					s += " late"
				}
				got = append(got, s)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDeadline_PassesByTheClockOfRome(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Fatal(err)
	}
	noon := process.Deadline{Date: day(2013, 11, 5), Hour: at(12, 0)}
	open := process.Deadline{Date: day(2013, 11, 5)}
	for _, c := range []struct {
		deadline process.Deadline
		instant  string
		want     bool
	}{
		{noon, "2013-11-05T11:00:59Z", false}, // 12.00 in Rome
		{noon, "2013-11-05T11:01:00Z", true},
		{noon, "2013-11-04T23:30:00Z", false},
		{noon, "2013-11-05T23:30:00Z", true}, // the day after in Rome
		{open, "2013-11-05T22:59:59Z", false},
		{open, "2013-11-05T23:00:00Z", true},
		{process.Deadline{Date: day(2013, 10, 27), Hour: at(2, 30)}, "2013-10-27T01:31:00Z", true}, // the second 2.31 of the night
		{process.Deadline{}, "2013-11-05T23:00:00Z", false},
	} {
		instant, err := time.Parse(time.RFC3339, c.instant)
		if err != nil {
			t.Fatal(err)
		}
		m := process.MomentOf(instant, rome)
		if got := c.deadline.Passed(m); got != c.want {
			t.Errorf("%s is %s, deadline %v: passed %v", c.instant, m, c.deadline, got)
		}
	}
	if noon.Passed(process.Moment{Date: noon.Date}) {
		t.Error("an hour unknown on the last day is taken to be in time")
	}
	if noon.Passed(process.Moment{}) {
		t.Error("a moment unknown is not late")
	}
}

func TestParseMoment_ReadsADayAndAnHour(t *testing.T) {
	for src, want := range map[string]string{
		"2013-11-05 11.40":           "2013-11-05 11.40",
		"2013-11-05T11:40":           "2013-11-05 11.40",
		"5 novembre 2013 ore 11.40":  "2013-11-05 11.40",
		"5 novembre 2013, ore 11.40": "2013-11-05 11.40",
		"05/11/2013 9":               "2013-11-05 9.00",
		"05/11/2013":                 "2013-11-05",
	} {
		m, err := process.ParseMoment(src)
		if err != nil || m.String() != want {
			t.Errorf("%q: %s, %v", src, m, err)
		}
	}
	for _, src := range []string{"", "9.30", "ieri 9.30", "31/11/2013 9.30", "05/11/2013 24.00", "05/11/2013 9.30 9.30"} {
		if m, err := process.ParseMoment(src); err == nil {
			t.Errorf("%q: %s", src, m)
		}
	}
}

func TestTotals_CountEachPersonAndEachBodyOnce(t *testing.T) {
	a := process.Attendance{Present: []process.Presence{
		{By: "odv", Quality: process.AsRepresentative, Status: process.Present},
		{By: "odv", Quality: process.AsDelegate, Status: process.Late},
		{By: "anna", Quality: process.AsCitizen, Status: process.Online},
		{Body: "Gruppo ESEMPIO", Quality: process.AsRepresentative, Status: process.Left},
		{Body: "gruppo esempio", Quality: process.AsDelegate, Status: process.Present},
		{Body: "Università ESEMPIO", Quality: process.AsAuditor, Status: process.Present},
		{By: "muta", Quality: process.AsRepresentative, Status: process.Absent},
		{By: "altra", Quality: process.AsRepresentative, Status: process.Excused},
	}}
	want := process.Totals{Attended: 6, Online: 1, Late: 1, Left: 1, Absent: 1, Excused: 1, Bodies: 3, Citizens: 1, Auditors: 1}
	if diff := cmp.Diff(want, a.Totals()); diff != "" {
		t.Error(diff)
	}
}

func TestThirdSector_HasNoUnions(t *testing.T) {
	for kind, want := range map[process.OrganizationKind]bool{
		process.TradeUnion: false, process.PublicBody: false, process.TradeBody: false, process.School: false,
		process.Volunteering: true, process.SocialCoop: true, process.Foundation: true, process.ReligiousBody: true,
	} {
		if got := kind.ThirdSector(); got != want {
			t.Errorf("%s: %v", kind, got)
		}
	}
}

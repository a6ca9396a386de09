package acts_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
)

// meetingKinds are the acts about meetings and the lists that come of them.
func meetingKinds() []acts.Kind {
	return []acts.Kind{acts.Participants, acts.Invitation, acts.Register, acts.ProposalSummary, acts.SteeringGroup}
}

func TestMeetingActs_TemplatesFitTheirViews(t *testing.T) {
	ts := loaded(t)
	for _, p := range []*process.Process{whole(t), adhered(), small(meeting(process.Meeting{ID: "vuoto"}))} {
		for _, k := range meetingKinds() {
			jobs, err := acts.Jobs(p, k)
			if err != nil {
				t.Fatal(err)
			}
			for _, j := range jobs {
				v, err := acts.View(p, j)
				if err != nil {
					t.Fatal(err)
				}
				if problems := ts.CheckAgainst(string(k), v); len(problems) > 0 {
					t.Errorf("%s of %q: %v", k, j.For, problems)
				}
			}
		}
	}
}

// crowd is a process with so many adherents and tables; some names are of 120
// letters without a space.
func crowd(adherents, tables int) *process.Process {
	numbers := make([]int, 0, tables)
	long := strings.Repeat("Associazioni", 10)
	p := small()
	for n := range tables {
		numbers = append(numbers, n+1)
		p.Tables = append(p.Tables, process.ThematicTable{Number: n + 1, Name: long})
	}
	p.Entries = []process.Entry{
		meeting(process.Meeting{ID: "plenaria", Date: date(time.March, 10), Start: hour(9, 0), Open: true, Tables: numbers, Effects: []process.Effect{process.AttendanceIsAdhesion}, Invited: []string{long, "scuole"}}),
		meeting(process.Meeting{ID: "tavoli", Date: date(time.March, 11), Start: hour(9, 0), Open: true, Tables: numbers}),
	}
	for i := range adherents {
		id := fmt.Sprintf("ente-%d", i)
		o := process.Organization{ID: id, Name: fmt.Sprintf("Ente %d", i), Representative: process.Representative{Name: fmt.Sprintf("Ada Neri%d", i)}}
		if i%50 == 0 {
			o.Name, o.Representative.Name = long, "Ada "+long
		}
		p.Organizations = append(p.Organizations, o)
		p.Adhesions = append(p.Adhesions, process.Adhesion{By: id, Tables: []int{i%tables + 1}})
		p.Proposals = append(p.Proposals, process.Proposal{ID: id, By: id, Table: i%tables + 1, Title: o.Name})
		p.Steering = append(p.Steering, process.SteeringMember{Name: o.Representative.Name, Organization: id, Table: i%tables + 1})
	}
	return p
}

// TestMeetingActs_OfEveryMeasureAreSoundAndTheSameTwice makes every act of few
// and of many.
func TestMeetingActs_OfEveryMeasureAreSoundAndTheSameTwice(t *testing.T) {
	for _, c := range []struct{ adherents, tables int }{{0, 1}, {1, 1}, {300, 12}} {
		p := crowd(c.adherents, c.tables)
		for _, k := range meetingKinds() {
			jobs, err := acts.Jobs(p, k)
			if err != nil {
				t.Fatal(err)
			}
			feet := map[string]bool{}
			for _, j := range jobs {
				d := actOf(t, p, j, acts.Options{})
				if again := actOf(t, p, j, acts.Options{}); dumped(t, d) != dumped(t, again) {
					t.Errorf("%s of %q is not the same twice", k, j.For)
				}
				if feet[d.Running.Foot] {
					t.Errorf("two acts are %q", d.Running.Foot)
				}
				feet[d.Running.Foot] = true
			}
		}
	}
}

func dumped(t *testing.T, d *doc.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := doc.Dump(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

package press_test

import (
	"strings"
	"testing"
	"time"

	"concerta/examples"
	"concerta/internal/acts"
	"concerta/internal/markup"
	"concerta/internal/press"
	"concerta/internal/produce"
	"concerta/templates"
)

// first is the first act of a kind that Casarano has, and the press that made it.
func first(t *testing.T, kind acts.Kind, change func(*produce.Review)) (*produce.Act, *produce.Press) {
	t.Helper()
	templates, err := markup.Load(templates.Files)
	if err != nil {
		t.Fatal(err)
	}
	p, _, err := press.New(templates, nil)
	if err != nil {
		t.Fatal(err)
	}
	src, err := examples.Files.ReadFile("casarano-2013.yaml")
	if err != nil {
		t.Fatal(err)
	}
	review := *produce.Read(produce.Source{Name: "casarano-2013.yaml", Bytes: src})
	change(&review)
	tasks, err := produce.Tasks(review.Process, kind)
	if err != nil {
		t.Fatal(err)
	}
	act, err := p.Make(&review, tasks[0], acts.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return act, p
}

// invitation is the calendar file of the first invitation of Casarano.
func invitation(t *testing.T, change func(*produce.Review)) string {
	t.Helper()
	act, p := first(t, acts.Invitation, change)
	format, there := p.Formats().Of(acts.Invitation).Find("ics")
	if !there {
		t.Fatal("invitations have no calendar file")
	}
	b, err := act.Render(format)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A calendar that has the meeting already takes a file for news by its number and
// its stamp alone.
func TestInvitation_OfANewerVersionIsNewsToACalendar(t *testing.T) {
	saved := time.Date(2013, 10, 30, 9, 15, 0, 0, time.UTC)
	before := invitation(t, func(r *produce.Review) { r.Saved, r.Version = saved, 3 })
	if !strings.Contains(before, "SEQUENCE:3\r\n") || !strings.Contains(before, "DTSTAMP:20131030T091500Z\r\n") {
		t.Errorf("neither the version nor when it was saved is in\n%s", before)
	}
	after := invitation(t, func(r *produce.Review) { r.Saved, r.Version = saved.Add(time.Hour), 4 })
	if !strings.Contains(after, "SEQUENCE:4\r\n") || !strings.Contains(after, "DTSTAMP:20131030T101500Z\r\n") {
		t.Errorf("neither the version nor when it was saved is in\n%s", after)
	}
}

func TestInvitation_NeverSavedHasTheStampOfNoClock(t *testing.T) {
	never := func(r *produce.Review) { r.Saved, r.Version = time.Time{}, 0 }
	if a, b := invitation(t, never), invitation(t, never); a != b || strings.Contains(a, "DTSTAMP:0001") {
		t.Errorf("two runs differ, or there is no day:\n%s\n%s", a, b)
	}
}

func TestMake_DayOfAnActBeginsAtMidnightInRome(t *testing.T) {
	act, _ := first(t, acts.Notice, func(*produce.Review) {})
	if got := act.Document.Meta.Created.Format(time.RFC3339); got != "2013-10-30T00:00:00+01:00" {
		t.Errorf("made on %s", got)
	}
}

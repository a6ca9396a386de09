package process_test

import (
	"slices"
	"testing"

	"concerta/internal/process"
)

// atBoth is a process in which somebody has one state on the register of a
// meeting and one on that of its table.
func atBoth(meeting, table process.PresenceStatus) *process.Process {
	p := whole()
	line := func(s process.PresenceStatus) process.Presence {
		return process.Presence{Name: "Ricci Ada ESEMPIO", Body: "Comune ESEMPIO", Quality: process.AsDelegate, Status: s}
	}
	p.Attendances[0].Present = append(p.Attendances[0].Present, line(meeting))
	p.Attendances[1].Present = append(p.Attendances[1].Present, line(table))
	return p
}

func TestCheck_WhoWasAtATableWasAtTheMeeting(t *testing.T) {
	differ := finding(process.Warning, "totali-diversi", "presenze[1].firme[1].nome")
	for _, c := range []struct {
		meeting, table process.PresenceStatus
		told           bool
	}{
		{process.Present, process.Present, false},
		{process.Late, process.Present, false},
		{process.Absent, process.Present, true},  // a line is not a presence
		{process.Excused, process.Late, true},    // nor is an excuse
		{process.Absent, process.Absent, false},  // who came to neither
		{process.Absent, process.Excused, false}, // is at no table either
		{process.Present, process.Absent, false}, // and the meeting has other tables
	} {
		got := keys(process.Check(atBoth(c.meeting, c.table)))
		if slices.Contains(got, differ) != c.told {
			t.Errorf("%q at the meeting, %q at the table: %v", c.meeting, c.table, got)
		}
	}
	p := whole()
	p.Attendances[1].Present = append(p.Attendances[1].Present, process.Presence{
		Name: "Ricci Ada ESEMPIO", Body: "Comune ESEMPIO", Quality: process.AsDelegate, Status: process.Absent,
	})
	if got := keys(process.Check(p)); slices.Contains(got, differ) {
		t.Errorf("who did not come to the table, and stands on no other register: %v", got)
	}
}

package process_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/process"
)

func line(name string, s process.PresenceStatus, in, out process.TimeOfDay) process.Presence {
	return process.Presence{Name: name, Status: s, In: in, Out: out}
}

func TestMeetingAttendance_OfSeveralTablesIsTheirUnion(t *testing.T) {
	none := process.TimeOfDay{}
	p := &process.Process{Attendances: []process.Attendance{
		{Meeting: "altro", Chair: "Nessuno"},
		{Meeting: "m", Table: 2, Chair: "Due", Opened: at(9, 0), Closed: at(11, 0), Present: []process.Presence{
			line("Rossi Ada", process.Present, none, none),
			line("Bruni Ugo", process.Late, at(9, 30), none),
			line("Verdi Eva", process.Left, none, at(10, 0)),
			line("Neri Leo", process.Late, at(9, 50), none),
			line("Bianchi Pia", process.Absent, none, none),
		}},
		{Meeting: "m", Table: 1, Chair: "Uno", Opened: at(9, 10), Closed: at(12, 0), Present: []process.Presence{
			line("Ada Rossi", process.Absent, none, none),
			line("Bruni Ugo", process.Late, at(9, 20), none),
			line("Verdi Eva", process.Present, none, none),
			line("Neri Leo", process.Left, none, at(9, 40)),
		}},
	}}
	want := &process.Attendance{Meeting: "m", Chair: "Uno", Opened: at(9, 0), Closed: at(12, 0), Present: []process.Presence{
		line("Rossi Ada", process.Present, none, none),
		line("Bruni Ugo", process.Late, at(9, 20), none),
		line("Verdi Eva", process.Present, none, none),
		line("Neri Leo", process.Present, none, none),
		line("Bianchi Pia", process.Absent, none, none),
	}}
	if diff := cmp.Diff(want, p.MeetingAttendance("m")); diff != "" {
		t.Error(diff)
	}
	if p.Attendances[2].Present[0].Status != process.Absent {
		t.Error("the registers themselves have changed")
	}
	if p.MeetingAttendance("mai") != nil {
		t.Error("a meeting without registers has an attendance")
	}
}

func TestMeetingAttendance_RegisterOfTheWholeCountsBeforeThoseOfTables(t *testing.T) {
	none := process.TimeOfDay{}
	p := &process.Process{Attendances: []process.Attendance{
		{Meeting: "m", Table: 1, Chair: "Uno", Opened: at(8, 0), Closed: at(12, 0), Present: []process.Presence{
			line("Rossi Ada", process.Present, none, none),
			line("Bruni Ugo", process.Present, none, none),
			line("Verdi Eva", process.Present, none, none),
		}},
		{Meeting: "m", Opened: at(9, 0), Present: []process.Presence{
			line("Rossi Ada", process.Late, at(9, 20), none),
			line("Bruni Ugo", process.Absent, none, none),
		}},
	}}
	want := &process.Attendance{Meeting: "m", Chair: "Uno", Opened: at(9, 0), Closed: at(12, 0), Present: []process.Presence{
		line("Rossi Ada", process.Late, at(9, 20), none),
		line("Bruni Ugo", process.Present, none, none),
		line("Verdi Eva", process.Present, none, none),
	}}
	if diff := cmp.Diff(want, p.MeetingAttendance("m")); diff != "" {
		t.Error(diff)
	}
}

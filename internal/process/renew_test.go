package process_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"concerta/internal/process"
	"concerta/internal/processfile"
)

func exampleProcess(t *testing.T, name string) *process.Process {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "..", "examples", name))
	if err != nil {
		t.Fatal(err)
	}
	f, findings := processfile.Read(name, src, nil)
	for _, x := range findings {
		t.Fatalf("%s: %s", x.Path, x.What)
	}
	return f.Process
}

func TestWeeksTo_LandsOnTheDayOrTheSameWeekdayAfterIt(t *testing.T) {
	first := day(2013, 10, 31) // a Thursday
	for want, lands := range map[process.Date]process.Date{
		day(2026, 11, 5):  day(2026, 11, 5),
		day(2026, 11, 6):  day(2026, 11, 12),
		day(2026, 11, 4):  day(2026, 11, 5),
		day(2013, 10, 31): day(2013, 10, 31),
		day(2013, 10, 24): day(2013, 10, 24),
		day(2013, 10, 25): day(2013, 10, 31),
	} {
		if got := first.AddWeeks(process.WeeksTo(first, want)); got != lands {
			t.Errorf("%v: %v, want %v", want, got, lands)
		}
	}
	if process.WeeksTo(process.Date{}, first) != 0 || process.WeeksTo(first, process.Date{}) != 0 {
		t.Error("days move without a day to go to")
	}
}

func TestRenew_KeepsPeopleAndTextsAndDropsWhatHappened(t *testing.T) {
	p := exampleProcess(t, "casarano-2013.yaml")
	bodies, tables, parties := len(p.Organizations), len(p.Tables), len(p.Memorandum.Parties)
	p.Renew(process.Renewal{Key: "casarano-2026", Title: "Piano 2026", Weeks: 52, Proposals: true})
	if len(p.Organizations) != bodies || len(p.Tables) != tables || len(p.Memorandum.Parties) != parties || len(p.Pacts.Premises) == 0 || len(p.Signatories) == 0 {
		t.Errorf("lost: %+v", p)
	}
	if len(p.Adhesions)+len(p.Attendances)+len(p.Minutes)+len(p.Protocols)+len(p.Steering)+len(p.Pacts.Parties) > 0 || p.Memorandum.Resolution != "" {
		t.Error("what happened is still there")
	}
	for _, x := range p.Proposals {
		if x.Outcome != process.ToBeJudged || x.Reason != "" {
			t.Errorf("judged: %+v", x)
		}
	}
	if first := p.FirstMeeting(); first != day(2014, 10, 30) || first.Weekday() != time.Thursday {
		t.Errorf("the first meeting is on %v", first)
	}
	for _, f := range process.Integrity(p) {
		t.Errorf("%s: %s", f.Path, f.What)
	}
}

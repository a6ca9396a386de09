package archive_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

// bodies of Casarano that sign a pact, one for each act that a test issues.
func bodies() []string {
	return []string{"mano-tesa", "centro-ascolto", "soccorso", "banco-alimentare"}
}

// The year of a number is the one that people at the office see on the wall: at
// midnight of Rome it is still the old year in UTC.
func TestIssue_YearChangesAtMidnightOfRome(t *testing.T) {
	o := archivetest.New(t)
	for i, c := range []struct {
		utc    time.Time
		number string
		date   string
	}{
		{time.Date(2013, 12, 31, 22, 59, 59, 999_999_999, time.UTC), "0000001/2013", "2013-12-31"}, // 23.59.59,999 in Rome
		{time.Date(2013, 12, 31, 23, 0, 0, 0, time.UTC), "0000001/2014", "2014-01-01"},
		{time.Date(2014, 1, 1, 0, 30, 0, 0, time.UTC), "0000002/2014", "2014-01-01"},
	} {
		o.Clock.Set(c.utc)
		act := o.Make(t, archivetest.Pact(bodies()[i]))
		if act.NumberWords() != c.number || act.Date != c.date || !act.At.Equal(c.utc.Truncate(time.Microsecond)) {
			t.Errorf("at %s: number %s of %s, at %s", c.utc, act.NumberWords(), act.Date, act.At)
		}
		if !strings.Contains(pageText(t, o.Content(t, act, "pdf")), "Rep. n. "+c.number) {
			t.Errorf("the PDF does not say %s", c.number)
		}
	}
	for year, want := range map[int]int{2013: 1, 2014: 2} {
		if n, err := o.Store.CountActs(t.Context(), archiveYear(year)); err != nil || n != want {
			t.Errorf("%d acts of %d, want %d; %v", n, year, want, err)
		}
	}
	o.MustVerify(t)
}

// A clock set right by a little over midnight must not date an act in a year that
// the register has left.
func TestIssue_ClockSetBackOverMidnightStaysInTheNewYear(t *testing.T) {
	o := archivetest.New(t)
	midnight := time.Date(2013, 12, 31, 23, 0, 0, 0, time.UTC)
	o.Clock.Set(midnight)
	o.Make(t, archivetest.Pact("mano-tesa"))
	o.Clock.Set(midnight.Add(-time.Second))
	act := o.Make(t, archivetest.Pact("soccorso"))
	if act.NumberWords() != "0000002/2014" || act.Date != "2014-01-01" || !act.At.Equal(midnight) {
		t.Errorf("number %s of %s, at %s", act.NumberWords(), act.Date, act.At)
	}
	o.MustVerify(t)
}

// In October an hour comes twice, in March one is missing; the register goes on.
func TestIssue_HourThatComesTwiceIsNoClockGoneBack(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Fatal(err)
	}
	for name, from := range map[string]time.Time{
		"October": time.Date(2013, 10, 27, 0, 30, 0, 0, time.UTC), // 2.30, then 2.10 and 2.50 again, then 3.30
		"March":   time.Date(2014, 3, 30, 0, 30, 0, 0, time.UTC),  // 1.30, then 3.10, 3.50, 4.30
	} {
		t.Run(name, func(t *testing.T) {
			o := archivetest.Open(t, t.TempDir(), archivetest.NewClock(from.Add(-time.Hour)), "x")
			o.Import(t, "casarano-2013.yaml")
			last, backwards := "", false
			for i, after := range []time.Duration{0, 40 * time.Minute, 80 * time.Minute, 120 * time.Minute} {
				o.Clock.Set(from.Add(after))
				act := o.Make(t, archivetest.Pact(bodies()[i]))
				if act.Number != i+1 || !act.At.Equal(from.Add(after)) {
					t.Errorf("number %d at %s", act.Number, act.At)
				}
				wall := act.At.In(rome).Format("15.04")
				backwards = backwards || wall < last
				last = wall
			}
			if backwards != (name == "October") {
				t.Errorf("the wall clock went back: %v", backwards)
			}
			o.MustVerify(t)
		})
	}
}

func TestIssue_ClockBackByALittleTakesTheMomentOfTheEntryBefore(t *testing.T) {
	o := archivetest.New(t)
	first := o.Make(t, archivetest.Pact("mano-tesa"))
	for i, back := range []time.Duration{time.Microsecond, 2 * time.Minute} {
		o.Clock.Set(archivetest.Morning().Add(-back))
		if act := o.Make(t, archivetest.Pact(bodies()[i+1])); !act.At.Equal(first.At) {
			t.Errorf("back by %s: at %s, want %s", back, act.At, first.At)
		}
	}
	o.MustVerify(t)
}

func TestIssue_ClockBackByMuchIsRefusedUntilItIsRight(t *testing.T) {
	o := archivetest.New(t)
	first := o.Make(t, archivetest.Pact("mano-tesa"))
	o.Clock.Set(archivetest.Morning().Add(-2*time.Minute - time.Microsecond))
	_, err := o.Try(t.Context(), archivetest.Pact("soccorso"), archive.IssueOptions{})
	if !errors.Is(err, archive.ErrClock) || !strings.Contains(err.Error(), "segna 09.27 del 30/10/2013") ||
		!strings.Contains(err.Error(), "è delle 09.30 del 30/10/2013") || fault.Repair(err) == "" {
		t.Errorf("got %v", err)
	}
	if _, err := o.Annul(t.Context(), first.ID, archive.Annulment{Reason: "errore"}); !errors.Is(err, archive.ErrClock) {
		t.Errorf("annulling: %v", err)
	}
	o.Clock.Set(archivetest.Morning().Add(time.Second))
	if act := o.Make(t, archivetest.Pact("soccorso")); act.Number != 2 {
		t.Errorf("number %d", act.Number)
	}
	o.MustVerify(t)
}

func parseTime(s string) (time.Time, error) { return time.Parse(ledger.TimeFormat, s) }

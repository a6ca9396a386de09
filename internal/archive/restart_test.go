package archive_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
)

// Whoever restores a copy says which number was the last. An answer that cannot be
// right would have a printed number given again.
func TestRestart_RefusesWhatCannotHaveBeenTheLastNumber(t *testing.T) {
	o := archivetest.New(t)
	o.Make(t, archivetest.Pact(bodies()[0]))
	o.Make(t, archivetest.Pact(bodies()[1]))
	o.Clock.Set(time.Date(2013, 12, 31, 22, 59, 0, 0, time.UTC)) // a minute before midnight in Rome
	before, err := o.Keeper.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		last []archive.LastNumber
		want []string
	}{
		"none, where the copy has numbers": {nil, []string{"si arriva già al 2/2013"}},
		"a year that is yet to come":       {[]archive.LastNumber{{2014, 7}}, []string{"non può essere il 7/2014", "oggi è il 31/12/2013"}},
		"a year before the newest":         {[]archive.LastNumber{{2012, 9}}, []string{"si arriva già al 2/2013"}},
		"lower than the copy":              {[]archive.LastNumber{{2013, 1}}, []string{"si arriva già al 2"}},
		"no number":                        {[]archive.LastNumber{{2013, 0}}, []string{"0/2013 non è un numero"}},
		"two for a year":                   {[]archive.LastNumber{{2013, 2}, {2013, 3}}, []string{"del 2013 è indicato più di un numero"}},
		"several at once":                  {[]archive.LastNumber{{3026, 7}, {2013, 1}}, []string{"7/3026", "si arriva già al 2"}},
	} {
		err := o.Restart(t.Context(), "Anna", c.last)
		if !errors.Is(err, archive.ErrInput) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if slices.ContainsFunc(c.want, func(w string) bool { return !strings.Contains(err.Error(), w) }) {
			t.Errorf("%s: %q does not say %q", name, err, c.want)
		}
	}
	if after, err := o.Keeper.Head(t.Context()); err != nil || after != before {
		t.Errorf("a refused answer was recorded: %v, %v, before %v", after, err, before)
	}
}

func TestRestart_GoesOnAfterTheLastNumberOfTheYearOnTheWall(t *testing.T) {
	o := archivetest.New(t)
	o.Make(t, archivetest.Pact(bodies()[0]))
	o.Clock.Set(time.Date(2013, 12, 31, 23, 0, 0, 0, time.UTC)) // midnight in Rome
	if err := o.Restart(t.Context(), "Anna", []archive.LastNumber{{2014, 3}, {2013, 8}}); err != nil {
		t.Fatal(err)
	}
	if n := o.Make(t, archivetest.Pact(bodies()[1])).NumberWords(); n != "0000004/2014" {
		t.Errorf("number %s", n)
	}
	o.MustVerify(t)
}

func TestRestart_NoneIsAnAnswerWhereTheCopyHasNone(t *testing.T) {
	o := archivetest.New(t)
	if err := o.Restart(t.Context(), "Anna", nil); err != nil {
		t.Error(err)
	}
}

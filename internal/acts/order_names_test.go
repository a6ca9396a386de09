package acts_test

import (
	"slices"
	"testing"

	"concerta/internal/acts"
)

// Names that differ by accents or capitals alone are in one order, whatever order
// they were typed in: lists made twice must be the same.
func TestSortNames_AccentsAndCapitalsDecideBetweenNamesOtherwiseTheSame(t *testing.T) {
	for _, person := range []bool{true, false} {
		sorted := func(list ...string) []string {
			acts.SortNames(list, func(s string) (string, bool) { return s, person })
			return list
		}
		want := sorted("Nicolo Anna", "Nicolò Anna", "nicolo Anna", "Nicolosi Ada")
		if want[3] != "Nicolosi Ada" {
			t.Errorf("accents count before letters: %q", want)
		}
		for range want {
			turned := append(slices.Clone(want[1:]), want[0])
			slices.Reverse(turned)
			if got := sorted(turned...); !slices.Equal(got, want) {
				t.Errorf("%q, and in another order of typing %q", want, got)
			}
		}
	}
}

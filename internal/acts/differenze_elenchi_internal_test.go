package acts

import "testing"

// Weighing every pair of two long lists would take the square of their length.
func TestAligned_AsksNoMoreThanItMay(t *testing.T) {
	for _, n := range []int{10, 500, 501, 20_000} {
		asked := 0
		list := make([]int, n)
		for i := range list {
			list[i] = i
		}
		got := aligned(list, list, func(a, b int) bool {
			asked++
			return a == b+1
		})
		if len(got) == 0 || asked > 250_000+2*n+2 {
			t.Errorf("%d with %d: %d changes, asked %d times", n, n, len(got), asked)
		}
	}
}

package acts

import (
	"slices"
	"strings"
)

// change is what stands in the place of something; either may be empty.
type change[T any] struct{ before, after T }

// mostAligned is how many pairs of a list with another are weighed at most.
const mostAligned = 250_000

// aligned leaves out what two lists share, by their longest common part, and
// pairs what is between. Long lists that share little but their ends are paired in
// order: weighing every pair would take too long.
func aligned[T any](before, after []T, same func(a, b T) bool) []change[T] {
	for len(before) > 0 && len(after) > 0 && same(before[0], after[0]) {
		before, after = before[1:], after[1:]
	}
	for len(before) > 0 && len(after) > 0 && same(before[len(before)-1], after[len(after)-1]) {
		before, after = before[:len(before)-1], after[:len(after)-1]
	}
	if len(before)*len(after) > mostAligned {
		return slices.DeleteFunc(paired(before, after), func(c change[T]) bool { return same(c.before, c.after) })
	}
	n, m := len(before), len(after)
	alike := make([][]bool, n) // asking is dear: once for each pair
	longest := make([][]int, n+1)
	for i := range longest {
		longest[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		alike[i] = make([]bool, m)
		for j := m - 1; j >= 0; j-- {
			if alike[i][j] = same(before[i], after[j]); alike[i][j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	var out []change[T]
	var gone, come []T
	flush := func() {
		out = append(out, paired(gone, come)...)
		gone, come = nil, nil
	}
	i, j := 0, 0
	for i < n || j < m {
		switch {
		case i < n && j < m && alike[i][j] && longest[i][j] == longest[i+1][j+1]+1:
			flush()
			i, j = i+1, j+1
		case j == m || i < n && longest[i+1][j] >= longest[i][j+1]:
			gone = append(gone, before[i])
			i++
		default:
			come = append(come, after[j])
			j++
		}
	}
	flush()
	return out
}

// paired puts two lists side by side.
func paired[T any](before, after []T) []change[T] {
	out := make([]change[T], max(len(before), len(after)))
	for k := range out {
		if k < len(before) {
			out[k].before = before[k]
		}
		if k < len(after) {
			out[k].after = after[k]
		}
	}
	return out
}

// mostStates is how far onlyRepeats looks at most.
const mostStates = 200_000

// onlyRepeats tells whether after is before with some of the pairs put in. Of a text
// too long to find out it says no: the change is then told, perhaps a second time.
func onlyRepeats(before, after string, pairs []pair) bool {
	type state struct{ i, j int }
	seen := map[state]bool{}
	next := []state{{}}
	for len(next) > 0 && len(seen) < mostStates {
		s := next[len(next)-1]
		next = next[:len(next)-1]
		if seen[s] {
			continue
		}
		seen[s] = true
		a, b := before[s.i:], after[s.j:]
		if a == "" && b == "" {
			return true
		}
		for _, p := range pairs {
			if strings.HasPrefix(a, p.before) && strings.HasPrefix(b, p.after) {
				next = append(next, state{s.i + len(p.before), s.j + len(p.after)})
			}
		}
		if a != "" && b != "" && a[0] == b[0] {
			next = append(next, state{s.i + 1, s.j + 1})
		}
	}
	return false
}

// both are the keys of two lists, those of the first first, each once.
func both[T any, K comparable](a, b []T, key func(T) K) []K {
	var keys []K
	seen := make(map[K]bool, len(a))
	for _, it := range slices.Concat(a, b) {
		if k := key(it); !seen[k] {
			seen[k] = true
			keys = append(keys, k)
		}
	}
	return keys
}

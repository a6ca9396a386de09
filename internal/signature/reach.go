package signature

import (
	"slices"

	"concerta/internal/signature/foreign"
)

// reach finds every object in use otherwise than by what signing may set:
// an object that a page uses too is not one of a signature's.
func (c *comparison) reach() error {
	skip := func(num int) []name {
		if num == c.now.root.Num {
			return []name{"DSS", "Extensions", "Perms"}
		}
		return c.free[num]
	}
	start := array{c.now.root}
	if info := c.now.f.Trailer(c.now.rev)["Info"]; info != nil {
		start = append(start, info)
	}
	var err error
	c.reached, err = c.now.walk(start, skip, nil)
	return err
}

// walk gives the numbers of all objects that lead from values, leaving out
// the entries that skip names for an object, and what stop stops at.
func (m *model) walk(from array, skip func(num int) []name, stop func(num int) bool) (map[int]bool, error) {
	seen := map[int]bool{}
	var queue []int
	take := func(v value, leave []name) int {
		return references(v, leave, func(r ref) {
			if !seen[r.Num] && (stop == nil || !stop(r.Num)) {
				seen[r.Num] = true
				queue = append(queue, r.Num)
			}
		})
	}
	steps := take(from, nil)
	for len(queue) > 0 {
		if err := m.f.Spend(steps); err != nil {
			return nil, err
		}
		num := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		v, err := m.get(num)
		if err != nil {
			return nil, err
		}
		steps = take(v, skip(num))
	}
	return seen, m.f.Spend(steps)
}

// references calls found for each reference in a value and gives the number
// of values it looked at; the entries to leave out are of the value itself.
func references(v value, leave []name, found func(ref)) int {
	n := 1
	switch v := v.(type) {
	case ref:
		found(v)
	case array:
		for _, e := range v {
			n += references(e, nil, found)
		}
	case *foreign.Stream:
		n += references(v.Dict, leave, found)
	case dict:
		for k, e := range v {
			if !slices.Contains(leave, k) {
				n += references(e, nil, found)
			}
		}
	}
	return n
}

// allow accounts for the changed objects that lead from a value and are used
// by nothing else.
func (c *comparison) allow(values ...value) error {
	stop := func(num int) bool { return c.reached[num] }
	seen, err := c.now.walk(values, func(int) []name { return nil }, stop)
	for num := range seen {
		c.allowed[num] = true
	}
	return err
}

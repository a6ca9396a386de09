package intake

import (
	"fmt"
	"slices"

	"concerta/internal/process"
)

// Revert takes back on now what was changed from before to after, whatever others
// have changed since, unless they changed the same thing: that is ErrChanged.
func Revert(now, before, after *process.Process) error {
	var err error
	now.Organizations, err = revert(now.Organizations, before.Organizations, after.Organizations,
		func(o process.Organization) string { return o.ID })
	if err != nil {
		return err
	}
	now.Citizens, err = revert(now.Citizens, before.Citizens, after.Citizens, func(c process.Citizen) string { return c.ID })
	if err != nil {
		return err
	}
	now.Adhesions, err = revert(now.Adhesions, before.Adhesions, after.Adhesions, func(a process.Adhesion) string { return a.By })
	if err != nil {
		return err
	}
	return revertRegisters(now, before, after)
}

func revertRegisters(now, before, after *process.Process) error {
	for i := range after.Attendances {
		s := Sheet{after.Attendances[i].Meeting, after.Attendances[i].Table}
		was, is, current := lines(s.Of(before)), lines(s.Of(after)), s.Of(now)
		if Seen(was) == Seen(is) && s.Works(before) == s.Works(after) {
			continue
		}
		if current == nil {
			return fmt.Errorf("register of %s: %w", s.Meeting, ErrChanged)
		}
		back, err := revert(current.Present, was, is, process.Presence.Identity)
		if err != nil {
			return err
		}
		if s.Works(before) != s.Works(after) {
			if s.Works(now) != s.Works(after) {
				return fmt.Errorf("works of %s: %w", s.Meeting, ErrChanged)
			}
			w := s.Works(before)
			current.Chair, current.Opened, current.Closed = w.Chair, w.Opened, w.Closed
		}
		current.Present = back
		if s.Of(before) == nil && len(back) == 0 && s.Works(now) == (Works{}) {
			now.Attendances = slices.DeleteFunc(now.Attendances, func(a process.Attendance) bool {
				return a.Meeting == s.Meeting && a.Table == s.Table
			})
		}
	}
	return nil
}

func lines(a *process.Attendance) []process.Presence {
	if a == nil {
		return nil
	}
	return a.Present
}

// revert takes back the changes of a list whose items a key tells apart.
func revert[T any](now, before, after []T, key func(T) string) ([]T, error) {
	was, is := byKey(before, key), byKey(after, key)
	for k, x := range is {
		old, had := was[k]
		if had && Seen(old) == Seen(x) {
			continue
		}
		at := slices.IndexFunc(now, func(y T) bool { return key(y) == k })
		if at < 0 || Seen(now[at]) != Seen(x) {
			return nil, fmt.Errorf("taking back a change: %w", ErrChanged)
		}
		if had {
			now[at] = old
			continue
		}
		now = slices.Delete(now, at, at+1)
	}
	for place, old := range before {
		k := key(old)
		if _, stays := is[k]; stays {
			continue
		}
		if slices.ContainsFunc(now, func(y T) bool { return key(y) == k }) {
			return nil, fmt.Errorf("taking back a removal: %w", ErrChanged)
		}
		now = slices.Insert(now, min(place, len(now)), old)
	}
	return now, nil
}

func byKey[T any](list []T, key func(T) string) map[string]T {
	m := make(map[string]T, len(list))
	for _, x := range list {
		m[key(x)] = x
	}
	return m
}

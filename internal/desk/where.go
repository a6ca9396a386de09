package desk

import (
	"fmt"
	"strings"

	"concerta/internal/processfile"
)

// Where is the section that fills in the part at a path of a tree, and the key of its
// item; false when no section does.
func Where(t *processfile.Tree, path string) (s *Section, key string, ok bool) {
	for _, item := range itemSections() {
		for _, l := range item.item.lists(t) {
			base, inList := item.item.holding(t, l.path, path)
			if inList {
				return &item, KeyOf(t, base, item.item.id), true
			}
		}
	}
	longest := 0
	for _, g := range Groups() {
		for _, one := range g.Sections {
			if n := one.fills(path); n > longest {
				s, longest = &one, n
			}
		}
	}
	for list, name := range map[string]string{"fasi": "calendario", "voci": "calendario", "proposte": "proposte", "verbali": "verbali"} {
		if s == nil && below(path, list) {
			s, _ = SectionNamed(name)
		}
	}
	return s, "", s != nil
}

// holding is the path of the item of a list that a path leads into.
func (m *items) holding(t *processfile.Tree, list, path string) (string, bool) {
	rest, ok := strings.CutPrefix(path, list+"[")
	if !ok {
		return "", false
	}
	digits, rest, _ := strings.Cut(rest, "]")
	var i int
	if _, err := fmt.Sscanf(digits, "%d", &i); err != nil || i >= t.Len(list) {
		return "", false
	}
	if m.list == "fasi" && strings.HasPrefix(rest, ".voci[") {
		return "", false // of the entry
	}
	return m.at(t, list, i)
}

// fills is how much of a path a section answers for, in characters; 0 for none.
func (s *Section) fills(path string) int {
	longest := 0
	for _, p := range s.paths {
		if below(path, p) {
			longest = max(longest, len(p))
		}
	}
	for _, e := range s.except {
		if below(path, e) {
			return 0
		}
	}
	return longest
}

// below tells whether a path is that of a part, or of something in it.
func below(path, part string) bool {
	rest, ok := strings.CutPrefix(path, part)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

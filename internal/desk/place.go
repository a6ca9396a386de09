package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"concerta/internal/processfile"
)

// Place is where a section stands in a process as it is now. The names of controls
// say nothing of the place of an item, which may be another when they come back.
type Place struct {
	Section *Section
	Key     string // of the item; empty when it is there once, or not there yet
	In      string // key of the phase that an entry of the calendar is in; empty: of none
	Base    string // path of the item; empty when the section is there once

	list string // that the item is in
}

// itemName begins the names of the controls of an item.
const itemName = "voce"

// Place finds a section in a tree: an item by its key, or, without a key, as one to
// be added at the end of its list; in is the phase that an entry is added to. False:
// there is no such item, or no such phase.
func (s *Section) Place(t *processfile.Tree, key, in string) (Place, bool) {
	if s.item == nil {
		return Place{Section: s}, key == "" && len(s.paths) > 0
	}
	for _, l := range s.item.lists(t) {
		for i := range t.Len(l.path) {
			base, ok := s.item.at(t, l.path, i)
			if ok && key != "" && KeyOf(t, base, s.item.id) == key {
				return Place{s, key, l.phase, base, l.path}, true
			}
		}
		if key == "" && l.phase == in {
			item := fmt.Sprintf("%s[%d]", l.path, t.Len(l.path))
			return Place{s, "", in, withKind(item, s.item.kind), l.path}, true
		}
	}
	return Place{}, false
}

// KeyOf is how an item is named in addresses: by its id or, without one, by its title
// or else by all that it says. What stands in a phase does not change its name.
func KeyOf(t *processfile.Tree, base, id string) string {
	if id != "" {
		if name := t.Value(base + "." + id); name != "" {
			return name
		}
	}
	if title := base + ".titolo"; t.Has(title) {
		base = title
	}
	const digits = 12
	return "~" + t.Digest(base)[:digits]
}

// Last is where an item is added when its phase is not there any more.
func (s *Section) Last(t *processfile.Tree) (Place, bool) {
	if s.item == nil {
		return Place{}, false
	}
	lists := s.item.lists(t)
	return s.Place(t, "", lists[len(lists)-1].phase)
}

// within is a list and the phase that it is in.
type within struct{ path, phase string }

// lists are the lists in which the items stand.
func (m *items) lists(t *processfile.Tree) []within {
	if m.list != "voci" {
		return []within{{m.list, ""}}
	}
	var list []within
	for i := range t.Len("fasi") {
		phase := fmt.Sprintf("fasi[%d]", i)
		list = append(list, within{phase + ".voci", KeyOf(t, phase, "id")})
	}
	if len(list) == 0 {
		list = []within{{"voci", ""}}
	}
	return list
}

// at is the path of an item of a list, if it is of the kind.
func (m *items) at(t *processfile.Tree, list string, i int) (string, bool) {
	base := withKind(fmt.Sprintf("%s[%d]", list, i), m.kind)
	return base, m.kind == "" || t.Has(base)
}

func withKind(path, kind string) string {
	if kind == "" {
		return path
	}
	return path + "." + kind
}

// New tells whether an item is not there yet.
func (p Place) New() bool { return p.Section.item != nil && p.Key == "" }

// Item is the path of what stands in the list: of a meeting, its entry.
func (p Place) Item() string { return strings.TrimSuffix(p.Base, "."+p.Section.item.kind) }

// Name is the name of the control of the part at a path.
func (p Place) Name(path string) string {
	if p.Base == "" {
		return path
	}
	if rest, ok := strings.CutPrefix(path, p.Base); ok {
		return itemName + rest
	}
	return path
}

// Path is the path of the part whose control has the name.
func (p Place) Path(name string) string {
	if p.Base == "" {
		return name
	}
	if rest, ok := strings.CutPrefix(name, itemName); ok {
		return p.Base + rest
	}
	return name
}

// Parts are the parts to fill in.
func (p Place) Parts(t *processfile.Tree) []processfile.Part {
	var list []processfile.Part
	for _, path := range p.paths() {
		if part, ok := t.Part(path); ok {
			part.Parts = p.without(part.Parts)
			list = append(list, part)
		}
	}
	return list
}

func (p Place) paths() []string {
	var list []string
	for _, path := range p.Section.paths {
		list = append(list, p.below(path))
	}
	return list
}

func (p Place) below(path string) string {
	switch {
	case p.Base == "":
		return path
	case path == "":
		return p.Base
	}
	return p.Base + "." + path
}

func (p Place) without(parts []processfile.Part) []processfile.Part {
	if len(p.Section.except) == 0 {
		return parts
	}
	var list []processfile.Part
	for _, part := range parts {
		if !p.elsewhere(part.Path) {
			part.Parts = p.without(part.Parts)
			list = append(list, part)
		}
	}
	return list
}

// elsewhere tells whether another page fills in the part at a path.
func (p Place) elsewhere(path string) bool {
	for _, e := range p.Section.except {
		if path == p.below(e) {
			return true
		}
	}
	return false
}

// filled are the paths that are filled in one by one, so that what other pages fill
// in stays.
func (p Place) filled(t *processfile.Tree) []string {
	var list []string
	for _, path := range p.paths() {
		part, _ := t.Part(path)
		list = p.split(list, part)
	}
	return list
}

func (p Place) split(list []string, part processfile.Part) []string {
	if p.elsewhere(part.Path) {
		return list
	}
	for _, e := range p.Section.except {
		if strings.HasPrefix(p.below(e), part.Path+".") {
			for _, x := range part.Parts {
				list = p.split(list, x)
			}
			return list
		}
	}
	return append(list, part.Path)
}

// Digest tells whether the section is still what it was; empty for an item that is
// not there yet.
func (p Place) Digest(t *processfile.Tree) string {
	if p.New() {
		return ""
	}
	h := sha256.New()
	for _, path := range p.filled(t) {
		h.Write([]byte(t.Digest(path))) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Move moves an item within its list; beyond an end it stays there.
func (p Place) Move(t *processfile.Tree, by int) {
	var i int
	if _, err := fmt.Sscanf(strings.TrimPrefix(p.Item(), p.list), "[%d]", &i); err == nil {
		t.Move(p.list, i, by)
	}
}

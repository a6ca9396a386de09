package desk

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"concerta/internal/process"
	"concerta/internal/processfile"
)

// OpenPrefix begins the name of the check box that leaves a date to be announced:
// "aperta:voce.data".
const OpenPrefix = "aperta:"

// toBeAnnounced is how the file says that a date is not known yet.
const toBeAnnounced = "da comunicare"

// Fill puts what was typed in the place of the section: values by the names of its
// controls, as a browser sends them.
func (o *Open) Fill(p Place, typed url.Values) {
	values := o.values(p, typed)
	for _, path := range p.filled(o.Tree) {
		o.Tree.Fill(path, values)
	}
	if p.Base != "" {
		return
	}
	for _, path := range p.Section.paths { // a part with nothing in it any more is no part
		if part, ok := o.Tree.Part(path); ok && o.Tree.Has(path) && !part.Required && part.Empty() {
			o.Tree.Remove(path)
		}
	}
}

// values are what was typed, by paths, in the words of the process file.
func (o *Open) values(p Place, typed url.Values) map[string][]string {
	values := map[string][]string{}
	for name, list := range typed {
		if rest, ok := strings.CutPrefix(name, processfile.RemovePrefix); ok {
			values[processfile.RemovePrefix+p.Path(rest)] = list
			continue
		}
		values[p.Path(name)] = list
	}
	for path, list := range values {
		if len(list) == 1 && browserHour.MatchString(list[0]) && processfile.KindAt(path) == processfile.Hour {
			values[path] = []string{fileHour(list[0])}
		}
	}
	for name := range typed {
		if rest, ok := strings.CutPrefix(name, OpenPrefix); ok {
			o.leaveOpen(values, p.Path(rest))
		}
	}
	o.nameItems(values)
	return values
}

// browserHour is an hour as a browser sends it.
var browserHour = regexp.MustCompile(`^\d\d:\d\d(:\d\d)?$`)

// fileHour is an hour as the file writes it: 9.30 for 09:30.
func fileHour(s string) string {
	h, err := process.ParseTimeOfDay(s[:5])
	if err != nil {
		return s
	}
	return h.String()
}

// BrowserHour is an hour as a browser wants it, 09:30 for 9.30; false when s is none.
func BrowserHour(s string) (string, bool) {
	h, err := process.ParseTimeOfDay(s)
	if err != nil {
		return "", s == ""
	}
	return fmt.Sprintf("%02d:%02d", h.Hour, h.Minute), true
}

// BrowserDay is a date as a browser wants it; false when s is none.
func BrowserDay(s string) (string, bool) {
	d, err := process.ParseDate(s)
	if err != nil {
		return "", s == ""
	}
	return d.String(), true
}

// IsOpen tells whether the value of a date says that it is still to be announced.
func IsOpen(s string) bool { return strings.EqualFold(strings.TrimSpace(s), toBeAnnounced) }

// leaveOpen does as the check box says, unless a date was typed over it: who finds it
// checked and types a date means the date.
func (o *Open) leaveOpen(values map[string][]string, path string) {
	if IsOpen(o.Tree.Value(path)) && len(values[path]) > 0 && strings.TrimSpace(values[path][0]) != "" {
		return
	}
	values[path] = []string{toBeAnnounced}
}

// nameItems gives an id to what was typed without one: clerks need not know of ids.
func (o *Open) nameItems(values map[string][]string) {
	used := idsOf(o.Review.Process)
	for path, list := range values {
		if strings.HasSuffix(path, ".id") && len(list) > 0 && list[0] != "" {
			used[list[0]] = true
		}
	}
	for _, path := range slices.Sorted(maps.Keys(values)) {
		list := values[path]
		owner, ok := strings.CutSuffix(path, ".id")
		if !ok || strings.HasSuffix(owner, ".luogo") || len(list) == 0 || strings.TrimSpace(list[0]) != "" {
			continue
		}
		if words := wordsOf(owner, values); words != "" {
			id := NameFor(words, func(s string) bool { return used[s] })
			used[id] = true
			values[path] = []string{id}
		}
	}
}

// wordsOf are the words that an item is best known by; empty when it is empty.
func wordsOf(owner string, values map[string][]string) string {
	say := func(key string) string {
		if list := values[owner+"."+key]; len(list) > 0 {
			return strings.TrimSpace(list[0])
		}
		return ""
	}
	for _, key := range []string{"etichetta", "titolo", "ufficio", "nome", "tipo"} {
		if s := say(key); s != "" {
			return s
		}
	}
	for _, key := range []string{"data", "dal"} {
		if s := say(key); s != "" && s != toBeAnnounced {
			return "giorno-" + s
		}
	}
	for path, list := range values {
		if strings.HasPrefix(path, owner+".") && len(list) > 0 && strings.TrimSpace(list[0]) != "" {
			return "voce"
		}
	}
	return ""
}

// idsOf are the ids in use.
func idsOf(p *process.Process) map[string]bool {
	used := map[string]bool{}
	for _, ph := range p.Phases {
		used[ph.ID] = true
		addSpans(used, ph.Entries)
	}
	addSpans(used, p.Entries)
	for _, m := range p.Meetings() {
		used[m.ID] = true
	}
	for _, s := range p.Signatories {
		used[s.ID] = true
	}
	for _, x := range p.Proposals {
		used[x.ID] = true
	}
	return used
}

func addSpans(used map[string]bool, entries []process.Entry) {
	for _, e := range entries {
		if e.Span != nil {
			used[e.Span.ID] = true
		}
	}
}

// Swap exchanges two items of a list among what was typed; at an end it changes
// nothing.
func Swap(typed url.Values, list string, i, j int) {
	if i < 0 || j < 0 || !hasItem(typed, list, i) || !hasItem(typed, list, j) {
		return
	}
	a, b := fmt.Sprintf("%s[%d]", list, i), fmt.Sprintf("%s[%d]", list, j)
	moved := url.Values{}
	for name, values := range typed {
		prefix, path := "", name
		for _, p := range []string{processfile.RemovePrefix, OpenPrefix} {
			if rest, ok := strings.CutPrefix(name, p); ok {
				prefix, path = p, rest
			}
		}
		for from, to := range map[string]string{a: b, b: a} {
			if rest, ok := strings.CutPrefix(path, from); ok {
				delete(typed, name)
				moved[prefix+to+rest] = values
			}
		}
	}
	for name, values := range moved {
		typed[name] = values
	}
}

func hasItem(typed url.Values, list string, i int) bool {
	item := fmt.Sprintf("%s[%d]", list, i)
	for name := range typed {
		if strings.HasPrefix(name, item) {
			return true
		}
	}
	return false
}

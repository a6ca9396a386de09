package process

import "strings"

// CheckApart is the part of Check that can be believed of a process of which some
// could not be read: what is judged by its own value and what stands beside it. Whole
// tells whether the part of the file at a path was read without a fault in it or
// around it. Nothing is found for being absent: it may be what could not be read.
// Unlike Check, it takes no reference for granted.
func CheckApart(p *Process, whole func(path string) bool) []Finding {
	c := newChecker(p)
	c.deadline(p)
	c.eachMeeting(p)
	c.eachSpan(p)
	c.organizations(p)
	c.attendances(p)
	rules := apart()
	var kept []Finding
	for _, f := range c.findings {
		asks, known := rules[f.Rule]
		believed := known && whole(beside(f.Path))
		for _, other := range asks {
			believed = believed && whole(other)
		}
		if believed {
			kept = append(kept, f)
		}
	}
	SortFindings(kept)
	return kept
}

// apart are the rules that judge a value by what stands beside it, and by the parts
// elsewhere that are named with them. A rule that is not here waits for a file
// without faults.
func apart() map[string][]string {
	return map[string][]string{
		"giorno-sbagliato":               nil,
		"incontro-festivo":               {"festivita"},
		"incontro-prima-dell-avviso":     {"avviso.data"},
		"fine-prima-dell-inizio":         nil,
		"ordine-del-giorno-fuori-orario": nil,
		"scadenza-festiva":               {"festivita"},
		"scadenza-prima-dell-avviso":     {"avviso.data"},
		"periodo-rovesciato":             nil,
		"codice-fiscale":                 nil,
		"chiusura-prima-dell-apertura":   nil,
		"uscita-prima-dell-entrata":      nil,
	}
}

// beside is the part that a value at path is judged with: the whole meeting, or the
// mapping that it is in.
func beside(path string) string {
	const meeting = ".incontro"
	if i := strings.Index(path+".", meeting+"."); i >= 0 {
		return path[:i+len(meeting)]
	}
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[:i]
	}
	return path
}

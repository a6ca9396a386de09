package acts

import (
	"fmt"
	"strings"

	"concerta/internal/process"
)

// Concerns tells whether a finding is about the act that j is: what is wrong with
// minutes, a pact or the memorandum is nothing to the others. Everything else may be
// in any act.
func Concerns(p *process.Process, j Job, f process.Finding) bool {
	part, _, _ := strings.Cut(f.Path, ".")
	part, _, _ = strings.Cut(part, "[")
	switch part {
	case "verbali":
		i, known := indexAt(f.Path, "verbali[%d]", len(p.Minutes))
		return j.Kind == Minutes && (!known || p.Minutes[i].Meeting == j.For)
	case "patti":
		i, known := 0, false
		if p.Pacts != nil {
			i, known = indexAt(f.Path, "patti.parti[%d]", len(p.Pacts.Parties))
		}
		return j.Kind == Pact && (!known || j.For == "" || p.Pacts.Parties[i].Organization == j.For)
	case "intesa":
		return j.Kind == Memorandum
	}
	return true
}

// indexAt is the number in a path of that form, and whether there is one below n.
func indexAt(path, form string, n int) (int, bool) {
	i := 0
	read, _ := fmt.Sscanf(path, form, &i)
	return i, read == 1 && 0 <= i && i < n
}

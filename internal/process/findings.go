package process

import (
	"cmp"
	"slices"
)

// checker gathers findings about one process.
type checker struct {
	meetings []located[*Meeting]
	spans    []located[*Span]
	dir      directory
	findings []Finding
}

func newChecker(p *Process) *checker {
	return &checker{meetings: p.meetings(), spans: p.spans(), dir: p.directory()}
}

func (c *checker) add(f Finding) { c.findings = append(c.findings, f) }

// SortFindings puts findings in the order of the file, those without a place
// last; at one place, the graver first, then by rule. The order is the same
// for the same findings, however they came.
func SortFindings(fs []Finding) {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(placeless(a), placeless(b)),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Severity.rank(), b.Severity.rank()),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.At.Line, b.At.Line),
			cmp.Compare(a.At.Column, b.At.Column),
			cmp.Compare(a.What, b.What),
		)
	})
}

func placeless(f Finding) int {
	if f.Line == 0 {
		return 1
	}
	return 0
}

func (s Severity) rank() int {
	switch s {
	case Error:
		return 0
	case Confirm:
		return 1
	case Warning:
		return 2
	}
	return 3
}

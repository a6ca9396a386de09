package processfile

import (
	"slices"
	"strings"

	"concerta/internal/process"
)

// Whole tells of the parts of a file with faults which were read without any: no
// fault is at the part, in it, or in what it is in. A fault without a path may have
// changed the form of the file: then no part is whole.
func Whole(faults []process.Finding) func(path string) bool {
	return func(path string) bool {
		return !slices.ContainsFunc(faults, func(f process.Finding) bool {
			return f.Path == "" || f.Path == path || within(f.Path, path) || within(path, f.Path)
		})
	}
}

// within tells whether the part at path is in the one at outer.
func within(path, outer string) bool {
	rest, inside := strings.CutPrefix(path, outer)
	return inside && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "["))
}

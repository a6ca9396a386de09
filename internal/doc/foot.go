package doc

import (
	"slices"
	"strings"
)

// FootSeparator stands between what one line of the foot says.
const FootSeparator = " · "

// FootLines are the lines of the foot of every page, at its left: which act this
// is, and how it is verified. None of them is empty.
func (r Running) FootLines() []string {
	verify, address := "", ""
	if r.Verify != nil {
		verify, address = strings.TrimSpace(r.Verify.Label+" "+r.Verify.Code), r.Verify.address()
	}
	var lines []string
	for _, parts := range [][]string{{r.Number, r.Foot}, {r.Copy, verify, address}} {
		parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
		if len(parts) > 0 {
			lines = append(lines, strings.Join(parts, FootSeparator))
		}
	}
	return lines
}

// address is the URL without the code, which is printed before it: what somebody
// without a camera types.
func (v *Verification) address() string {
	return strings.TrimRight(strings.TrimSuffix(v.URL, v.Code), "/")
}

// Package audit looks in a finished PDF for what makes a bad act and what no
// conformance checker sees: a signature alone on its page, text outside the
// margins, a heading at the foot of a page. It also repeats the rules of
// PDF/UA-1 that can be told from the file alone, so that a fault is found
// where no checker is installed.
package audit

import (
	"fmt"
	"math"
	"slices"

	"concerta/internal/pdf/reader"
)

// Problem is one fault of a file.
type Problem struct {
	Rule string // stable name
	Page int    // from 1; 0 for the whole file
	What string // in Italian
}

func (p Problem) String() string {
	if p.Page == 0 {
		return p.Rule + ": " + p.What
	}
	return fmt.Sprintf("%s, pagina %d: %s", p.Rule, p.Page, p.What)
}

// Limits is the page design the file was made for, in points.
type Limits struct {
	Side   float64 // left and right margin of the text
	Bottom float64 // the text's lower edge; below it only artifacts
	Top    float64 // the text's upper edge from the sheet's; above it only artifacts
	Edge   float64 // least distance of anything from the sheet's edge
}

// slack is how far a glyph may stand out of its place: rounding and overhang.
const slack = 1.0

// Check gives every fault found, in the order of the pages.
func Check(d *reader.Document, l Limits) []Problem {
	a := &auditor{d: d, limits: l, blocks: map[*reader.Node]bool{}}
	a.file()
	a.node(d.Tree)
	a.headings()
	a.fields()
	for _, p := range d.Pages {
		a.page(p)
	}
	slices.SortStableFunc(a.problems, func(x, y Problem) int { return x.Page - y.Page })
	return a.problems
}

type auditor struct {
	d        *reader.Document
	limits   Limits
	problems []Problem
	heads    []*reader.Node
	blocks   map[*reader.Node]bool // of signatures
}

func (a *auditor) add(rule string, page int, format string, args ...any) {
	a.problems = append(a.problems, Problem{rule, page, fmt.Sprintf(format, args...)})
}

// line is a line of text of one page: what stands on one baseline.
type line struct {
	y    float64
	node *reader.Node // block element of its first run
}

// lines gives the lines of tagged text of a page from top to bottom.
func lines(p *reader.Page) []line {
	var list []line
	for _, m := range p.Marks {
		for _, r := range m.Runs {
			y := r.Box.Y0
			if n := len(list); n > 0 && math.Abs(list[n-1].y-y) < slack {
				continue
			}
			list = append(list, line{y, block(m.Owner)})
		}
	}
	slices.SortStableFunc(list, func(x, y line) int {
		switch {
		case x.y > y.y:
			return -1
		case x.y < y.y:
			return 1
		}
		return 0
	})
	return slices.CompactFunc(list, func(x, y line) bool { return math.Abs(x.y-y.y) < slack })
}

// block is the block element that an element stands in.
func block(n *reader.Node) *reader.Node {
	for n != nil && (n.Tag == "Link" || n.Tag == "Span") {
		n = n.Parent
	}
	return n
}

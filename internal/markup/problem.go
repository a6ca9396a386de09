package markup

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Problem is one thing wrong in a template, in Italian, with its place.
type Problem struct {
	Template string `json:"file"`   // file name, "avviso.md"
	Line     int    `json:"line"`   // from 1; 0 when it has no place
	Column   int    `json:"column"` // from 1, in characters
	Excerpt  string `json:"-"`      // the line of the template
	What     string `json:"what"`
	Repair   string `json:"repair"`
}

// String is the problem in one line.
func (p Problem) String() string {
	return fmt.Sprintf("%s:%d:%d: %s %s", p.Template, p.Line, p.Column, p.What, p.Repair)
}

// InvalidError is the error of a template that cannot make its act.
type InvalidError struct{ Problems []Problem }

// Error lists the problems, one a line.
func (e *InvalidError) Error() string {
	lines := make([]string, 0, len(e.Problems))
	for _, p := range e.Problems {
		lines = append(lines, p.String())
	}
	return "il modello non è valido: " + strings.Join(lines, "\n")
}

// problemAt makes a problem at a byte offset of the file.
func (f *file) problemAt(off int, what, repair string) Problem {
	line, col, excerpt := lineColumn(f.src, off)
	return Problem{Template: f.name, Line: line, Column: col, Excerpt: excerpt, What: what, Repair: repair}
}

// lineColumn says where a byte offset of src is, from 1, in characters.
func lineColumn(src string, off int) (line, column int, excerpt string) {
	off = min(max(off, 0), len(src))
	start := strings.LastIndexByte(src[:off], '\n') + 1
	end := strings.IndexByte(src[off:], '\n')
	if end < 0 {
		end = len(src) - off
	}
	return 1 + strings.Count(src[:off], "\n"), 1 + utf8.RuneCountInString(src[start:off]), src[start : off+end]
}

// offset is the byte offset of a line and of a byte column, both from 0.
func (f *file) offset(line, byteColumn int) int {
	off := 0
	for range line {
		next := strings.IndexByte(f.src[off:], '\n')
		if next < 0 {
			return len(f.src)
		}
		off += next + 1
	}
	return min(off+byteColumn, len(f.src))
}

// sorted puts problems in reading order and drops those said twice.
func sorted(list []Problem) []Problem {
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Template, b.Template), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.What, b.What))
	})
	return slices.Compact(list)
}

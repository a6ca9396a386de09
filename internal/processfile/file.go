// Package processfile reads the file an office describes a process in: YAML
// with Italian keys, explained in docs/procedimento.md. It names every fault of
// the file at once, each with its place and how to repair it.
package processfile

import (
	"io/fs"

	"concerta/internal/process"
)

// File is a process file as read.
type File struct {
	Name    string           // as given by who read it
	Source  []byte           // as given
	Process *process.Process // what could be read; nil when nothing could

	text   source
	places map[string]place
}

// Read reads a process file. All its faults come back at once, in the order of
// the file, all of severity Error; a File with faults has what could be read
// of the process. Logo files are looked up in assets, by their path relative
// to the process file; nil means that there are none to look up.
func Read(name string, src []byte, assets fs.FS) (*File, []process.Finding) {
	f := &File{Name: name, Source: src}
	text, faults, readable := newSource(src)
	f.text = text
	if !readable {
		return f, f.Locate(faults)
	}
	root, more := parse(text)
	faults = append(faults, more...)
	if root == nil {
		return f, f.Locate(faults)
	}
	r := &reader{text: text, assets: assets, places: map[string]place{}}
	f.Process = &process.Process{}
	readProcess(value{r: r, node: root, line: 1, column: 1, key: spot{1, 1}}, f.Process)
	f.places = r.places
	faults = append(faults, r.faults...)
	faults = append(faults, process.Integrity(f.Process)...)
	return f, f.Locate(faults)
}

// Locate gives each finding its place in the file: that of the value at its
// Path or, when the file does not have it, of the nearest one around it.
// Findings that have a place keep it. The result is in the order of the file.
func (f *File) Locate(findings []process.Finding) []process.Finding {
	out := make([]process.Finding, len(findings))
	walked := map[string][]step{}
	for i, x := range findings {
		x.File = f.Name
		if x.Line == 0 {
			at := f.find(x, walked)
			x.Line, x.Column = at.line, at.column
		}
		x.Excerpt = f.text.line(x.Line)
		out[i] = x
	}
	process.SortFindings(out)
	return out
}

// find keeps in walked the steps of each text it had to walk.
func (f *File) find(x process.Finding, walked map[string][]step) spot {
	p, ok := f.places[x.Path]
	if ok && x.At.Line > 0 {
		steps, done := walked[x.Path]
		if !done {
			steps = p.steps(f.text)
			walked[x.Path] = steps
		}
		return p.inside(steps, x.At)
	}
	if ok {
		return spot{p.line, p.column}
	}
	for path := parentOf(x.Path); path != ""; path = parentOf(path) {
		if p, ok := f.places[path]; ok {
			return p.key
		}
	}
	return spot{}
}

// parentOf drops the last key or index of a path.
func parentOf(path string) string {
	for i := len(path) - 1; i > 0; i-- {
		if path[i] == '.' || path[i] == '[' {
			return path[:i]
		}
	}
	return ""
}
